"""The library: every article, what has been read of it, and how many marks it bears."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from exchange.errors import RefusedError
from tui.entries import SORTINGS, article_entry, article_heading, sort_articles
from tui.screens.listing import ListScreen
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    from textual import events
    from textual.app import ComposeResult
    from textual.widgets import Input

    from store.records import Annotation, Article


class LibraryScreen(ListScreen):
    """The list of articles, with a filter and a sorting."""

    OPENS = "library.open"

    def __init__(self) -> None:
        super().__init__(Rows(id="articles"))
        self._articles: list[Article] = []
        self._shown: list[Article] = []
        self._sorting = 0
        self._filter: Input | None = None
        self.question: Callable[[], Awaitable[None]] | None = None

    def compose(self) -> ComposeResult:
        """Heading, list and status line; the filter comes when it is asked for."""
        yield Static("", classes="heading", id="columns", markup=False)
        yield self._rows
        yield self.status
        yield self.small

    def on_mount(self) -> None:
        """Fill the list."""
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Set the heading to the new width."""
        self.query_one("#columns", Static).update(article_heading(event.size.width))

    @property
    def mode(self) -> str:
        """A question, typing while the filter has the cursor, or the list."""
        if self.question is not None:
            return "confirm"
        return "prompt" if self._filtering else "library"

    @property
    def _filtering(self) -> bool:
        # Not `has_focus`, which only comes with a message that keys may overtake.
        return self._filter is not None and self.focused is self._filter

    @property
    def current(self) -> Article | None:
        """The article under the cursor."""
        return self._shown[self._rows.index] if self._shown else None

    @property
    def order(self) -> list[str]:
        """The ids of the articles as they are listed, filtered and sorted."""
        return [article.id for article in self._shown]

    def mark_here(self) -> Annotation | None:
        """Articles are listed, and no marks."""
        return None

    async def everything(self) -> list[Annotation]:
        """All marks of the article under the cursor."""
        article = self.current
        if article is None:
            return []
        return await self.postil.seeker.ask(lambda library, _: library.annotations(article.id))

    def say(self, message: str, *, is_question: bool = False) -> None:
        """Show a message; it takes the place of a question, which nobody can read any more."""
        self.question = None
        super().say(message, is_question=is_question)

    def refuse(self, keys: str) -> None:
        """Take any key that does not say so for a no."""
        if self.question is None:
            super().refuse(keys)
        else:
            self.say("Not done.")

    def reload(self) -> None:
        """Read the library anew and stay on the same article."""
        at = self.current
        self._articles = self.postil.library.articles()
        self._show(at.id if at else None)

    def sort_next(self) -> None:
        """Sort by the next column."""
        self._sorting = (self._sorting + 1) % len(SORTINGS)
        self._show(self.current.id if self.current else None)
        self.say(f"Sorted: {SORTINGS[self._sorting].name}.")

    async def start_filter(self) -> None:
        """Put the cursor in the filter."""
        from textual.widgets import Input  # noqa: PLC0415 - not needed for the first frame

        if self._filter is None:
            told = "Filter by words, tag: source: lang: is: after: …"
            self._filter = Input(placeholder=told, id="filter", select_on_focus=False)
            await self.mount(self._filter, after=self._rows)
        self._filter.display = True
        self.set_focus(self._filter)
        self._filter.select_all()

    async def ask_source(self) -> None:
        """Ask for a file, a folder or an address to add."""
        from tui.screens.prompt import PromptScreen  # noqa: PLC0415 - not needed for the first frame

        await self.app.push_screen(PromptScreen("Add a file, a folder or an address", (), self._add))

    async def accept(self) -> None:
        """Keep the filter and go back to the list."""
        self.set_focus(self._rows)

    async def cancel(self) -> bool:
        """Drop the filter first."""
        if self._filter is None or not (self._filter.value or self._filtering):
            return await super().cancel()
        self._filter.value = ""
        self._filter.display = False
        self.set_focus(self._rows)
        self._show(self.current.id if self.current else None)
        return True

    def complete(self, step: int) -> None:
        """Move to another of the articles that the filter left."""
        self._rows.move(step)

    def on_input_changed(self) -> None:
        """Filter as one types, staying on the article where the filter leaves it."""
        self._show(self.current.id if self.current else None)

    def on_screen_resume(self) -> None:
        """Show what reading has changed."""
        if self.is_mounted:
            self.reload()

    def _show(self, stay_on: str | None) -> None:
        wanted = self._filter.value if self._filter is not None else ""
        found = self.postil.library.articles(wanted) if wanted.strip() else self._articles
        self._shown = sort_articles(found, SORTINGS[self._sorting])
        # Where that article is gone, on its neighbour.
        at = self._rows.index
        index = next((at for at, article in enumerate(self._shown) if article.id == stay_on), at)
        self._rows.show(len(self._shown), lambda at, width: article_entry(self._shown[at], width), index)
        self.locate()

    def locate(self) -> None:
        """Say in the status line where one is."""
        total = len(self._shown)
        title = self._misread() or (self._hints() if self._shown else self._why_empty())
        self.status.locate(title, f"{self._rows.index + 1}/{total}" if total else "")

    def turn_to(self, ids: Collection[str]) -> None:
        """Stand on an article of those ids, if there is one."""
        self._show(next((article.id for article in self._shown if article.id in ids), None))

    def _misread(self) -> str:
        """What of the filter was not taken as it may have been meant."""
        if self._filter is None or not self._filter.value:
            return ""
        from text.query import parse  # noqa: PLC0415 - not needed for the first frame

        return next(iter(parse(self._filter.value).hints), "")

    def _hints(self) -> str:
        hints = (("library.open", "reads"), ("library.filter", "filters"), ("app.search", "searches marks"))
        told = self.key_hints((*hints, ("app.help", "shows the keys")))
        return f"Library: {told}" if told else "Library"

    def _why_empty(self) -> str:
        if self._articles:
            return "No article matches the filter."
        return f"The library is empty: {self.key_hint('library.add', 'adds an article')}"

    async def _add(self, source: str) -> None:
        from tui import acting, adding  # noqa: PLC0415 - the parsers come with it

        doing = self._adding(adding.named(source))
        await acting.act(self.postil, doing, patience=adding.PATIENCE)

    async def _adding(self, source: str) -> str:
        """What comes of adding; said here too, as the question may still be on top."""
        from tui.adding import add_from  # noqa: PLC0415 - as above

        try:
            done = await add_from(self.postil, source)
        except RefusedError as error:
            told = str(error)
        else:
            told = done.told
            self.reload()
            self.turn_to(done.ids)
        self.say(told)
        return told
