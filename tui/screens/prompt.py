"""A question at the foot of the screen, with suggestions that fit what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from text.suggest import suggest
from tui.keyed import KeyedScreen
from tui.widgets.rows import Rows, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

_SHOWN = 8


class PromptScreen(KeyedScreen[str | None], ModalScreen[str | None]):
    """Answers with what was typed, or with the suggestion moved to; words are completed one by one."""

    def __init__(self, question: str, known: Sequence[str]) -> None:
        super().__init__()
        self._question = question
        self._known = known
        self._suggested: list[str] = []
        self.input = Input(id="answer")
        self._rows = Rows(id="suggestions")
        self._rows.can_focus = False

    def compose(self) -> ComposeResult:
        """The suggestions over the question."""
        with Vertical(id="prompt"):
            yield self._rows
            yield Static(self._question, classes="heading", markup=False)
            yield self.input
        yield self.status
        yield self.small

    def on_mount(self) -> None:
        """Put the cursor in the answer."""
        self.input.focus()
        self._suggest()
        hints = [self.key_hint("prompt.accept", "accepts"), self.key_hint("prompt.cancel", "leaves")]
        if self._known:
            hints.insert(1, self.key_hint("prompt.complete", "completes"))
        self.status.locate(", ".join(hints), "")

    @property
    def mode(self) -> str:
        """One types here."""
        return "prompt"

    @property
    def rows(self) -> Rows:
        """The suggestions."""
        return self._rows

    def on_input_changed(self) -> None:
        """Suggest what fits."""
        self._suggest()

    def on_rows_moved(self) -> None:
        """Take the suggestion moved to."""
        self.complete(0)

    def complete(self, step: int) -> None:
        """Put a suggestion in the place of the last word; tabbing on takes the next one."""
        if not self._suggested:
            return
        done, _, word = self.input.value.rpartition(" ")
        at = self._rows.index + (step if word == self._suggested[self._rows.index] else 0)
        chosen = self._suggested[at % len(self._suggested)]
        with self.input.prevent(Input.Changed):
            self.input.value = f"{done} {chosen}" if done else chosen
            self.input.cursor_position = len(self.input.value)
        with self._rows.prevent(Rows.Moved):
            self._rows.move_to(at % len(self._suggested))

    async def accept(self) -> None:
        """Answer with what stands there."""
        self.dismiss(self.input.value.strip() or None)

    def _suggest(self) -> None:
        word = self.input.value.rpartition(" ")[2]
        self._suggested = suggest(word, self._known, _SHOWN)
        self._rows.styles.height = len(self._suggested)
        self._rows.show(
            len(self._suggested), lambda at, width: [[(f" {fit(self._suggested[at], width - 2)}", "")]], 0
        )
