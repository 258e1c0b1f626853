"""What an article repeats of others: the passages side by side, with what has changed between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from tui.inquiry import Inquiry
from tui.screens.listing import ListScreen
from tui.widgets.rows import Rows, fit
from tui.widgets.spread import Spread

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from store.records import Article
    from store.repeats import Repeat
    from text.repeats import Piece
    from tui.widgets.rows import Part

_CHANGED = "bold underline $warning"
_LONGEST = 4_000
"""Code points of a piece of a passage that are shown."""
_AROUND = 80
"""Code points round a difference that are shown, so that all of them are in sight."""


class RepeatsScreen(ListScreen):
    """The passages that an article shares with others; goes on with the telling that is chosen."""

    MODE = "repeats"
    OPENS = "repeats.open"
    CSS_PATH = "../styles/repeats.tcss"

    def __init__(self, article: Article, offset: int, then: Callable[[Repeat], Awaitable[None]]) -> None:
        super().__init__(Rows(height=2, id="repeated"))
        self._article = article
        self._offset = offset
        self._then = then
        self._inquiry = Inquiry(self)
        self._found: Sequence[Repeat] | None = None
        self._tellings = Spread(id="tellings")
        self._tellings.display = False
        self._here, self._there = (Static(classes="telling", id=name, markup=False) for name in _SIDES)

    def compose(self) -> ComposeResult:
        """The list over the two tellings."""
        yield self._rows
        with self._tellings:
            yield self._here
            yield self._there
        yield self.status
        yield self.small

    def on_mount(self) -> None:
        """Look for what is repeated."""
        self.reload()

    @property
    def current(self) -> Repeat | None:
        """The passage under the cursor."""
        return self._found[self._rows.index] if self._found else None

    def reload(self) -> None:
        """List what is repeated now."""
        article = self._article.id
        self._inquiry.start(lambda library: library.repeats(article), self._show)

    async def press(self, event: events.Key) -> bool:
        """Let keys wait for what is about to be listed."""
        if event.key not in {"escape", "q"}:
            await self._inquiry.settle()
        return await super().press(event)

    async def accept(self) -> None:
        """Close, and go to the other telling."""
        if self.current is not None:
            chosen = self.current
            await self.app.pop_screen()
            await self._then(chosen)

    def locate(self) -> None:
        """Say what the keys do, and where one is."""
        if self._found is None:
            self.status.locate("Looking through the articles…", "")
        elif not self._found:
            self.status.locate("No other article has passages of this one.", "")
        else:
            ways = (
                ("repeats.open", "reads it there"),
                ("app.back", "leaves"),
                ("app.help", "shows the keys"),
            )
            place = f"{self._rows.index + 1}/{len(self._found)}"
            self.status.locate(f"Repeated elsewhere: {self.key_hints(ways)}", place)

    def _show(self, found: list[Repeat]) -> None:
        at = None
        if self._found is None:  # the first that ends at the cursor or after it
            at = next((at for at, each in enumerate(found) if each.span.end > self._offset), None)
        self._found = found
        self._rows.show(len(found), lambda at, width: repeat_entry(found[at], width), at)
        self._tellings.display = bool(found)
        self.point()

    def point(self) -> None:
        """Show both tellings."""
        current = self.current
        if current is not None:
            here, there = current.pieces, current.pieces_there
            self._here.update(_telling(self._article.title, here))
            self._there.update(_telling(current.other.title, there))
        self.locate()


_SIDES = ("here", "there")


def repeat_entry(repeat: Repeat, width: int) -> list[list[Part]]:
    """Two lines: the passage, with what is told otherwise lit; and where, and how much is the same."""
    count = len(repeat.differences)
    alike = f"{count} difference{'s' if count != 1 else ''}, {repeat.score:.0%} the same"
    facts = f"{alike if count else 'word for word'}  {repeat.other.title}"
    return [
        [(" ", ""), *_fitted(repeat.pieces, max(1, width - 2))],
        [(fit(f"   {facts}", max(1, width - 1)), "dim")],
    ]


def _fitted(pieces: Sequence[Piece], width: int) -> list[Part]:
    """The pieces in so many code points at most, from a little before the first that is told otherwise."""
    words = "".join(piece.here for piece in pieces)
    first = next((len(piece.here) for piece in pieces[:1] if piece.there is None), 0)
    skip = max(0, min(first - width // 3, len(words) - width)) if len(pieces) > 1 else 0
    parts: list[Part] = [("…", "dim")] if skip else []
    room = width - len(parts)
    for piece in pieces:
        text, skip = " ".join(piece.here[skip:].split("\n")), max(0, skip - len(piece.here))
        shown = fit(text, room) if len(text) > room else text
        parts.append((shown, "match" if piece.there is not None else ""))
        room -= len(shown)
        if room <= 0:
            break
    return parts


def _telling(title: str, pieces: Sequence[Piece]) -> Content:
    """A passage under the title of its article; of much that is the same between differences, the ends."""
    parts: list[str | tuple[str, str]] = [(f"{title}\n", "bold $title")]
    for piece in pieces:
        changed = piece.there is not None
        words = piece.here if changed or len(pieces) == 1 else _ends(piece.here)
        parts.append((words[:_LONGEST], _CHANGED) if changed else words[:_LONGEST])
    return Content.assemble(*parts)


def _ends(words: str) -> str:
    return words if len(words) <= 3 * _AROUND else f"{words[:_AROUND]} … {words[-_AROUND:]}"
