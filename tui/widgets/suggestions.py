"""A short list of suggestions under a line being typed; moving in it takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from text.suggest import suggest
from tui.widgets.rows import Rows, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.widgets.rows import Part


class Suggestions(Rows):
    """What the text of a field, or its last word, may become."""

    def __init__(self, shown: int, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self.can_focus = False
        self._shown = shown
        self._words: list[str] = []
        self._field: Input | None = None
        self._by_word = False

    def offer(self, field: Input | None, known: Sequence[str] = (), *, by_word: bool = False) -> None:
        """Suggest out of `known` for a field, or for its last word; for None, nothing."""
        self._field, self._by_word = field, by_word
        kept, typed = self._typed()
        known = [word for word in known if word not in kept.split()]
        # What a field already holds whole calls for its alternatives, not for itself.
        whole = not by_word and typed in known
        self._words = suggest("" if whole else typed, known, self._shown) if field is not None else []
        self.show(len(self._words), self._entry, 0)

    def move(self, count: int) -> None:
        """Take the first suggestion, or, once one is taken, another."""
        if self._field is None or not self._words:
            return
        kept, typed = self._typed()
        if typed == self._words[self.index]:
            self.move_to((self.index + count) % len(self._words))
        with self._field.prevent(Input.Changed):
            self._field.value = kept + self._words[self.index]
            self._field.cursor_position = len(self._field.value)

    def _typed(self) -> tuple[str, str]:
        """What stays of the field, and what a suggestion takes the place of."""
        value = self._field.value if self._field is not None else ""
        if not self._by_word:
            return "", value
        cut = value.rfind(" ") + 1
        return value[:cut], value[cut:]

    def _entry(self, at: int, width: int) -> list[list[Part]]:
        return [[(f" {fit(self._words[at], width - 2)}", "")]]
