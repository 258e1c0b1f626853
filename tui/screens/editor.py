"""The mark editor: note, tags, speaker, status and kind of one mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static, TextArea

from store.records import Kind, Status
from tui.keyed import KeyedScreen
from tui.widgets.rows import fit
from tui.widgets.suggestions import Suggestions

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from store.library import Library
    from store.records import Annotation

_SHOWN = 6
_WIDEST, _FRAME = 76, 10


@dataclass(frozen=True, slots=True)
class Edit:
    """What a mark is to become; None leaves a field as it is, whatever others made of it meanwhile."""

    mark_id: str
    note: str | None = None
    tags: tuple[str, ...] | None = None
    speaker: str | None = None
    status: str | None = None
    kind: Kind | None = None

    @property
    def changes(self) -> bool:
        """Whether it changes anything."""
        return self != Edit(self.mark_id)

    def apply(self, library: Library) -> Annotation:
        """Make the change in the library."""
        return library.edit(
            self.mark_id,
            note=self.note,
            tags=self.tags,
            speaker=self.speaker,
            status=self.status,
            kind=self.kind,
        )


class EditorScreen(KeyedScreen, ModalScreen[None]):
    """Goes on with the edit, unless it is left."""

    CSS_PATH = "../styles/dialogs.tcss"

    def __init__(self, mark: Annotation, then: Callable[[Edit], Awaitable[None]]) -> None:
        super().__init__()
        self._then = then
        self._warned = False
        self._mark = mark
        self._note = TextArea(mark.note, id="note", soft_wrap=True, show_line_numbers=False)
        self._fields = {
            "tags": Input(" ".join(mark.tags), id="tags", select_on_focus=False),
            "speaker": Input(mark.speaker, id="speaker", select_on_focus=False),
            "status": Input(mark.status, id="status"),
            "kind": Input(str(mark.kind), id="kind"),
        }
        self._known: dict[str, Sequence[str]] = {}
        self._rows = Suggestions(_SHOWN, id="suggestions")

    def compose(self) -> ComposeResult:
        """The mark's words, its fields, and suggestions for the one in focus."""
        with VerticalScroll(id="editor", can_focus=False):
            words = " ".join(self._mark.anchor.exact.split())
            room = min(_WIDEST, self.app.size.width) - _FRAME
            yield Static(fit(words, room), classes="heading", markup=False)
            yield Label("Note", markup=False)
            yield self._note
            for name, field in self._fields.items():
                yield Label(name.capitalize(), markup=False)
                yield field
            yield self._rows
        yield self.status
        yield self.small

    async def on_mount(self) -> None:
        """Begin in the note."""
        self._known = {name: await self.postil.known.values(name) for name in self._fields}
        self._note.move_cursor(self._note.document.end)
        self.set_focus(self._note)
        hints = (("editor.save", "keeps"), ("editor.next", "next field"), ("editor.cancel", "leaves"))
        self.status.locate("Edit: " + ", ".join(self.key_hint(name, does) for name, does in hints), "")

    @property
    def mode(self) -> str:
        """In the note, arrows move in the text; in a field they move in its suggestions."""
        return "editor" if self.focused is self._note else "field"

    @property
    def rows(self) -> Suggestions:
        """The suggestions."""
        return self._rows

    def move_field(self, step: int) -> None:
        """Go to another field."""
        ring: list[Widget] = [self._note, *self._fields.values()]
        at = next((index for index, field in enumerate(ring) if field is self.focused), 0)
        self.set_focus(ring[(at + step) % len(ring)])
        self._suggest()

    async def save(self) -> None:
        """Go on with the edit, unless a field holds what cannot be, and close once it is done."""
        wrong = self._wrong()
        if wrong:
            self.say(wrong)
            return
        edit = self._edit()
        if edit.changes:
            await self._then(edit)
        await self.app.pop_screen()

    async def cancel(self) -> bool:
        """Close without a change; what was typed is only dropped when that is asked for twice."""
        return not self.may_end() or await super().cancel()

    def may_end(self) -> bool:
        """Whether nothing typed would be lost, or that has been said."""
        if self._warned or not self._edit().changes:
            return True
        self._warned = True
        save, leave = self.key_hint("editor.save", "keeps it"), self.key_hint("editor.cancel", "drops it")
        self.say(f"What you typed is not kept yet: {save}, {leave}.")
        return False

    def on_descendant_focus(self) -> None:
        """Suggest for the field just entered."""
        self._suggest()

    def on_input_changed(self) -> None:
        """Suggest what fits."""
        self._suggest()

    def _wrong(self) -> str:
        """What is wrong with a field, in a sentence; nothing when all is well."""
        for name, known in (("kind", list(Kind)), ("status", ["", *Status])):
            typed = self._held(name)
            if typed not in known:
                return f"“{typed}” is no {name}: take one of those suggested."
        return ""

    def _edit(self) -> Edit:
        mark, note = self._mark, self._note.text
        tags = tuple(self._fields["tags"].value.replace(",", " ").split())
        speaker, status, kind = (self._held(name) for name in ("speaker", "status", "kind"))
        return Edit(
            mark.id,
            note=note if note != mark.note else None,
            tags=tags if tags != mark.tags else None,
            speaker=speaker if speaker != mark.speaker else None,
            status=status if status != mark.status else None,
            kind=Kind(kind) if kind != mark.kind and kind in list(Kind) else None,
        )

    def _held(self, name: str) -> str:
        value = self._fields[name].value.strip()
        return value if name == "speaker" else value.casefold()

    def _field(self) -> Input | None:
        return next((field for field in self._fields.values() if field is self.focused), None)

    def _suggest(self) -> None:
        field = self._field()
        name = field.id if field is not None else None
        self._rows.offer(field, self._known.get(name or "", ()), by_word=name == "tags")
