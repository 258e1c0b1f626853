"""The reader: the page, the marks beside it, and the status line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from store.errors import NoSuchArticleError, StoreError
from text.links import question
from text.outline import beginning, outline
from text.pace import time_left
from tui import marks, preferences
from tui.finder import Finder
from tui.joining import Joining
from tui.journey import Journey
from tui.keyed import KeyedScreen
from tui.masthead import masthead
from tui.panel import Panel
from tui.revised import followed, told
from tui.stay import Stay
from tui.suggester import Suggester
from tui.widgets.page import Page
from tui.widgets.spread import Spread

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    from textual.app import ComposeResult

    from store.records import Annotation, Article
    from text.document import Document, Span
    from text.links import Link
    from tui.widgets.rows import Rows


_KEEP_SECONDS = 5.0
_AHEAD_SECONDS = 0.5
_SHOWN_MODES = {"visual": "SELECT  ", "panel": "MARKS  ", "find": "SEARCH  "}


class ReaderScreen(KeyedScreen):
    """One article, open for reading and marking."""

    CSS_PATH = "../styles/reader.tcss"

    def __init__(self, article: Article, offset: int | None = None) -> None:
        super().__init__()
        self.page = Page()
        self.finder = Finder(self)
        self.journey = Journey(self)
        self.joining = Joining(self)
        self.panel = Panel(self)
        self.suggester = Suggester(self)
        self.chosen: Callable[[Span], None] = self.journey.go_to
        """What typing a hint's label does with what it stands for."""
        self.article = article
        self.question: Callable[[], Awaitable[None]] | None = None
        """What is done if the next key says so."""
        self.latest: str | None = None
        """The mark filed last, while the cursor has not moved on."""
        self._offset = offset
        self._marks = marks.Marks()
        self._stay = Stay()

    def compose(self) -> ComposeResult:
        """Page and panel side by side; on a narrow screen the panel lies over the page."""
        with Spread(id="reading"):
            yield self.page
            yield self.panel.rows
        yield self.status
        yield self.small

    def on_mount(self) -> None:
        """Open the article where it was left, or where it was asked for."""
        self.page.set_measure(preferences.measure(self.postil.library))
        self.set_focus(self.page)
        self._open()
        self.set_interval(_KEEP_SECONDS, self.keep)

    def _open(self) -> None:
        library = self.postil.library
        self._marks = marks.read(library, self.article.id)
        document = library.document(self.article.id)
        left = self.article.position or beginning(document)
        self.finder.clear()
        position = left if self._offset is None else self._offset
        self.suggester.follow(self.article)
        self.page.open(document, self._marks.listed, position, masthead(self.article, document))
        self._stay = Stay(self.page.cursor, in_passing=self._offset is not None)
        self._list_marks()
        self.set_timer(_AHEAD_SECONDS, self._look_ahead)

    def _look_ahead(self) -> None:
        """Find the headings while nobody waits for them: in a long text that takes a moment."""
        self.run_worker(partial(outline, self.page.document), thread=True)

    @property
    def mode(self) -> str:
        """What the next key is for: a question, a label, the panel, the selection, or the page."""
        asked = (
            ("find", self.finder.typing),
            ("link", self.page.asked is not None),
            ("confirm", self.question is not None),
            ("hints", bool(self.page.labels)),
            ("panel", self.panel.on),
            ("visual", self.page.tail is not None),
        )
        return next((mode for mode, is_on in asked if is_on), "reader")

    @property
    def rows(self) -> Rows:
        """The list that keys move in."""
        return self.panel.rows

    # Marks

    @property
    def _listed(self) -> tuple[Annotation, ...]:
        return self._marks.listed

    def selected(self) -> Span | None:
        """The selection, or None."""
        return self.page.selection if self.page.tail is not None else None

    def mark_here(self) -> Annotation | None:
        """The mark that keys act on: the panel's, the one just filed, or the narrowest at the cursor."""
        if self.panel.on:
            return self.panel.mark
        here = self.page.marks_at(self.page.selection if self.page.tail is not None else self.page.sentence)
        latest = [mark for mark in here if mark.id == self.latest]
        under = [mark for mark in here if self.page.cursor in mark.span]
        return min(latest or under or here, key=lambda mark: len(mark.span), default=None)

    async def everything(self) -> list[Annotation]:
        """All marks of the article."""
        return list(self._listed)

    def reload(self) -> None:
        """Show the marks that the library holds now, and the text if it was revised."""
        library = self.postil.library
        try:
            article = library.article(self.article.id)
        except NoSuchArticleError as error:
            self.say(str(error))
            return
        self.suggester.follow(article)
        revised = article.revision != self.article.revision
        known, self._marks = self._marks, marks.followed(self._marks, library, article.id)
        if revised:
            self._marks = marks.read(library, article.id)
            self._turn_to_revision(library.document(article.id))
        elif self._marks is not known:
            self.page.show_marks(self._listed)
            self.suggester.relight()
        self.article = article
        self._list_marks()

    def _turn_to_revision(self, document: Document) -> None:
        """Show another state of the text, at the words that were being read."""
        cursor = self.page.cursor
        self.finder.clear()
        heading = masthead(self.article, document)
        self.page.open(document, self._listed, followed(self.page, document), heading)
        self._stay.follow(cursor, self.page.cursor)
        self.say(told(len(self.page.marks), len(self._listed)))

    def turn_to(self, ids: Collection[str]) -> None:
        """Go to a mark of those ids, if one has a place here."""
        mark = next((mark for mark in self.page.marks if mark.id in ids), None)
        if mark is not None:
            self.journey.jump_to(mark.span.start)
            self.latest = mark.id

    async def open_article(self, article_id: str, offset: int | None = None) -> None:
        """Read another article on this page, from `offset` or from where it was left."""
        article = self.postil.library.article(article_id)
        await self.keep()
        self.article, self._offset, self.latest = article, offset, None
        self._open()

    def refuse(self, keys: str) -> None:
        """Answer keys that are bound to nothing: labels stay, for only their letters are meant."""
        if self.mode == "hints":
            self.say(f"No label here is {keys}. {self.key_hint('hint.cancel', 'leaves')}")
        elif self.mode in {"link", "confirm"}:
            self.say("Not opened." if self.mode == "link" else "Not done.")
        else:
            super().refuse(keys)

    def ask(self, link: Link) -> None:
        """Ask whether to open a link: in the status line, where nothing may stand over the question."""
        self.say("")
        self.page.asked = link

    def say(self, message: str, *, is_question: bool = False) -> None:
        """Show a message; it takes the place of a question, which nobody can read any more."""
        self.page.asked = self.question = None
        super().say(message, is_question=is_question)

    # What the widgets say

    def on_page_moved(self) -> None:
        """Say where one is."""
        self.locate()

    def on_pointed_selected(self) -> None:
        """Say what the keys do with what the mouse selected."""
        if self.page.tail is not None:
            self.say(
                f"Selected: {self.key_hint('mark.quote', 'quote')}, {self.key_hint('mark.claim', 'claim')}, "
                f"{self.key_hint('mark.highlight', 'highlight')}."
            )

    def on_rows_moved(self) -> None:
        """Show in the text the mark that the panel stands on."""
        self.panel.point()

    def on_input_changed(self) -> None:
        """Search as one types."""
        self.finder.narrow()

    def on_input_blurred(self) -> None:
        """Close the search's line when the mouse has gone elsewhere."""
        self.finder.hide()

    async def accept(self) -> None:
        """Search for what is typed."""
        await self.finder.accept()

    async def leave(self) -> None:
        """Leave what is open here, or the article; what was found is no level of its own."""
        if not self.finder.typing:
            self.finder.clear()
        await super().leave()

    async def cancel(self) -> bool:
        """Leave what was searched for first, then the panel, then the selection, then the article."""
        if self.finder.on:
            self.finder.leave()
        elif self.panel.open:
            self.panel.toggle()
        elif self.page.tail is not None:
            self.page.drop_selection()
        else:
            return await super().cancel()
        return True

    async def keep(self) -> None:
        """Keep the reading position."""
        article, place = self.article.id, self._stay.news(self.page.cursor, at_end=self.page.finished)
        if place is None:
            return
        try:
            await self.postil.writer.do(
                lambda library: library.leave_at(article, place.cursor, finished=place.finished)
            )
        except StoreError as error:
            self.say(str(error))

    def _list_marks(self) -> None:
        self.panel.show(self._listed)
        self.locate()

    def _headline(self) -> str:
        """What the status line begins with: what the keys are for now, unless it is for reading."""
        if self.page.asked is not None:
            return question(self.page.asked, self.key_hint("link.open", "opens"), self.size.width)
        if self.page.labels:
            return f"LABELS  type one, {self.key_hint('hint.cancel', 'leaves')}"
        return _SHOWN_MODES.get(self.mode, "") + self.article.title

    def locate(self) -> None:
        """Say in the status line where one is."""
        page = self.page
        if self.latest is not None and self.latest not in {mark.id for mark in page.marks_at(page.sentence)}:
            self.latest = None
        count = len(self._listed)
        held = f"{count} mark{'s' if count != 1 else ''}" if count else ""
        is_read = page.finished and self._stay.has_gone_on(page.cursor)
        share = "100%" if is_read else f"{page.progress:.0%}"
        place = "  ".join(part for part in (self.finder.standing, held, share) if part)
        left = "" if is_read else time_left(page.document, page.left_to_read)
        self.status.locate(self._headline(), place, left)
