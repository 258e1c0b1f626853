"""A question at the foot of the screen, with suggestions that fit what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.keyed import KeyedScreen
from tui.widgets.suggestions import Suggestions

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import ComposeResult

_SHOWN = 8


class PromptScreen(KeyedScreen, ModalScreen[None]):
    """Goes on with what was typed; words are completed one by one, or the answer whole."""

    CSS_PATH = "../styles/dialogs.tcss"

    def __init__(
        self,
        question: str,
        known: Sequence[str],
        then: Callable[[str], Awaitable[None]],
        *,
        answer: str = "",
        by_word: bool = True,
    ) -> None:
        super().__init__()
        self._by_word = by_word
        self._then = then
        self._question = question
        self._known = known
        self.input = Input(answer, id="answer", select_on_focus=False)
        self._rows = Suggestions(_SHOWN, id="suggestions")

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
        self.set_focus(self.input)
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
    def rows(self) -> Suggestions:
        """The suggestions."""
        return self._rows

    def on_input_changed(self) -> None:
        """Suggest what fits."""
        self._suggest()

    def complete(self, step: int) -> None:
        """Take a suggestion for the last word; again, the next one."""
        self._rows.move(step)

    async def accept(self) -> None:
        """Go on with what stands there, if anything does, and close once that is done."""
        answer = self.input.value.strip()
        if answer:
            await self._then(answer)
        await self.leave()

    def _suggest(self) -> None:
        self._rows.offer(self.input, self._known, by_word=self._by_word)
        self._rows.styles.height = len(self._rows)
