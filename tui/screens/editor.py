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

_SHOWN = 5
_WIDEST, _FRAME = 76, 10


@dataclass(frozen=True, slots=True)
class Edit:
    """What a mark is to become."""

    mark_id: str
    note: str
    tags: tuple[str, ...]
    speaker: str
    status: str
    kind: Kind

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
        self._mark = mark
        self._note = TextArea(mark.note, id="note", soft_wrap=True, show_line_numbers=False)
        self._fields = {
            "tags": Input(" ".join(mark.tags), id="tags"),
            "speaker": Input(mark.speaker, id="speaker"),
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

    def on_mount(self) -> None:
        """Begin in the note."""
        library = self.postil.library
        self._known = {
            "tags": [tag for tag, _ in library.tags()],
            "speaker": [speaker for speaker, _ in library.speakers()],
            "status": list(Status),
            "kind": list(Kind),
        }
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
        """Close, and go on with the edit, unless a field holds what cannot be."""
        edit = self._edit()
        if edit is not None:
            await self.leave()
            await self._then(edit)

    def on_descendant_focus(self) -> None:
        """Suggest for the field just entered."""
        self._suggest()

    def on_input_changed(self) -> None:
        """Suggest what fits."""
        self._suggest()

    def _edit(self) -> Edit | None:
        kind, status = (self._fields[name].value.strip().casefold() for name in ("kind", "status"))
        if kind not in list(Kind):
            self.say(f"“{kind}” is no kind: it can be {', '.join(Kind)}.")
            return None
        if status and status not in list(Status):
            self.say(f"“{status}” is no status: it can be {', '.join(Status)}.")
            return None
        return Edit(
            self._mark.id,
            note=self._note.text,
            tags=tuple(self._fields["tags"].value.replace(",", " ").split()),
            speaker=self._fields["speaker"].value,
            status=status,
            kind=Kind(kind),
        )

    def _field(self) -> Input | None:
        return next((field for field in self._fields.values() if field is self.focused), None)

    def _suggest(self) -> None:
        field = self._field()
        name = field.id if field is not None else None
        self._rows.offer(field, self._known.get(name or "", ()), by_word=name == "tags")
