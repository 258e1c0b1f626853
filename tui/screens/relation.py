"""The question what one mark is to another, answered with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.screen import ModalScreen

from store.links import Relation
from tui.keyed import KeyedScreen
from tui.widgets.rows import Rows, fit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult

    from store.records import Annotation
    from tui.widgets.rows import Part

    Then = Callable[[Annotation, Relation, Annotation], Awaitable[None]]

_RELATIONS = list(Relation)
_KEY = 6


class RelationScreen(KeyedScreen, ModalScreen[None]):
    """Goes on with two marks and what the first does to the second, unless it is left."""

    CSS_PATH = "../styles/dialogs.tcss"

    def __init__(self, this: Annotation, that: Annotation, then: Then) -> None:
        super().__init__()
        self._ends = (this, that)
        self._then = then
        self._marks = Rows(id="ends")
        self._marks.can_focus = False
        self._rows = Rows(id="relations")

    def compose(self) -> ComposeResult:
        """The two marks, over what the one may do to the other."""
        with Vertical(id="relation"):
            yield self._marks
            yield self._rows
        yield self.status
        yield self.small

    def on_mount(self) -> None:
        """Begin with the first relation."""
        self.set_focus(self._rows)
        self._rows.show(len(_RELATIONS), self._relation)
        self._show_ends()
        hints = (("relation.turn", "turns it round"), ("app.cancel", "drops the link"))
        self.status.locate(f"What is this to that? {self.key_hints(hints)}", "")

    @property
    def mode(self) -> str:
        """A mode of its own: a key a relation."""
        return "relation"

    @property
    def rows(self) -> Rows:
        """The list that keys move in."""
        return self._rows

    def turn(self) -> None:
        """Exchange this and that."""
        self._ends = self._ends[1], self._ends[0]
        self._show_ends()

    async def cancel(self) -> bool:
        """Close, and forget the mark that was to be linked."""
        self.link_from("")
        left = await super().cancel()
        self.postil.say("No longer linking.")
        return left

    async def accept(self, relation: Relation | None = None) -> None:
        """Close, and go on with a relation: by default that which the list stands on."""
        this, that = self._ends
        await self.app.pop_screen()
        await self._then(this, relation or _RELATIONS[self._rows.index], that)

    def _show_ends(self) -> None:
        self._marks.show(2, self._end, 2)

    def _end(self, at: int, width: int) -> list[list[Part]]:
        mark = self._ends[at]
        title = fit(mark.article_title, max(0, width // 3 - 3))
        words = fit(" ".join(mark.anchor.exact.split()), width - 10 - len(title))
        return [[(("This  ", "That  ")[at], "key"), (words, "strong"), (f"  {title} ", "dim")]]

    def _relation(self, at: int, width: int) -> list[list[Part]]:
        relation = _RELATIONS[at]
        [key, *_] = self.postil.keymap.keys_for(self.mode, f"relation.{relation}") or [""]
        return [[(fit(f" {key}", _KEY), "key"), (fit(f"this {relation} that", width - _KEY), "")]]
