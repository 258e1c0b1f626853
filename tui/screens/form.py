"""A form: a note, fields of one line with suggestions, and what was typed kept or dropped."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static, TextArea

from tui.keyed import KeyedScreen
from tui.widgets.rows import fit
from tui.widgets.suggestions import Suggestions

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

_SHOWN = 6
_WIDEST, _FRAME = 76, 10


class Changing(Protocol):
    """What a form makes of its fields."""

    @property
    def changes(self) -> bool:
        """Whether it changes anything."""
        ...


Edit = TypeVar("Edit", bound=Changing)


class FormScreen(KeyedScreen, ModalScreen[None], Generic[Edit]):
    """Goes on with the edit, unless it is left."""

    CSS_PATH = "../styles/dialogs.tcss"
    BY_WORD: frozenset[str] = frozenset()
    """The fields that hold words which are completed one by one."""

    def __init__(
        self, heading: str, note: str, fields: Mapping[str, Input], then: Callable[[Edit], Awaitable[None]]
    ) -> None:
        super().__init__()
        self._heading = heading
        self._then = then
        self._warned = False
        self.note = TextArea(note, id="note", soft_wrap=True, show_line_numbers=False)
        self.fields = fields
        self._known: dict[str, Sequence[str]] = {}
        self._rows = Suggestions(_SHOWN, id="suggestions")

    @property
    @abstractmethod
    def ring(self) -> Sequence[Widget]:
        """Note and fields, as one goes from one to the next."""

    @property
    def lines(self) -> Sequence[Sequence[Widget]]:
        """The same in lines; what stands on one line is short."""
        return [[field] for field in self.ring]

    @abstractmethod
    async def known(self, name: str) -> Sequence[str]:
        """What a field may hold, to choose from."""

    @abstractmethod
    def wrong(self) -> str:
        """What is wrong with a field, in a sentence; nothing when all is well."""

    @abstractmethod
    def edit(self) -> Edit:
        """What the fields say."""

    def compose(self) -> ComposeResult:
        """What this is about, its fields, and suggestions for the one in focus."""
        with VerticalScroll(id="editor", can_focus=False):
            room = min(_WIDEST, self.app.size.width) - _FRAME
            yield Static(fit(" ".join(self._heading.split()), room), classes="heading", markup=False)
            for line in self.lines:
                with Horizontal(classes="line"):
                    for field in line:
                        yield Vertical(_label(field), field)
            yield self._rows
        yield self.status
        yield self.small

    async def on_mount(self) -> None:
        """Begin in the first field."""
        self._known = {name: await self.known(name) for name in self.fields}
        self.note.move_cursor(self.note.document.end)
        self.set_focus(self.ring[0])
        self.locate()

    def locate(self) -> None:
        """Say what the keys do in the field one is in."""
        hints = (("editor.save", "keeps"), ("editor.next", "next field"), ("editor.cancel", "leaves"))
        self.status.locate("Edit: " + self.key_hints(hints), "")

    @property
    def mode(self) -> str:
        """In the note, arrows move in the text; in a field they move in its suggestions."""
        return "editor" if self.focused is self.note else "field"

    @property
    def rows(self) -> Suggestions:
        """The suggestions."""
        return self._rows

    def move_field(self, step: int) -> None:
        """Go to another field."""
        ring = self.ring
        at = next((index for index, field in enumerate(ring) if field is self.focused), 0)
        self.set_focus(ring[(at + step) % len(ring)])
        self._suggest()

    async def save(self) -> None:
        """Go on with the edit, unless a field holds what cannot be, and close once it is done."""
        wrong = self.wrong()
        if wrong:
            self.say(wrong)
            return
        edit = self.edit()
        if edit.changes:
            await self._then(edit)
        await self.app.pop_screen()

    async def cancel(self) -> bool:
        """Close without a change; what was typed is only dropped when that is asked for twice."""
        return not self.may_end() or await super().cancel()

    def may_end(self) -> bool:
        """Whether nothing typed would be lost, or that has been said."""
        if self._warned or not self.edit().changes:
            return True
        self._warned = True
        save, leave = self.key_hint("editor.save", "keeps it"), self.key_hint("editor.cancel", "drops it")
        self.say(f"What you typed is not kept yet: {save}, {leave}.")
        return False

    def on_descendant_focus(self) -> None:
        """Suggest for the field just entered, and say what its keys do."""
        self.locate()
        self._suggest()

    def on_input_changed(self) -> None:
        """Suggest what fits."""
        self._suggest()

    def _suggest(self) -> None:
        field = next((field for field in self.fields.values() if field is self.focused), None)
        name = field.id or "" if field is not None else ""
        self._rows.offer(field, self._known.get(name, ()), by_word=name in self.BY_WORD)


def _label(field: Widget) -> Label:
    return Label((field.id or "").capitalize().replace("-", " "), markup=False)
