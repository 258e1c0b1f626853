"""The mark editor: note, tags, speaker, status, kind, place and colour of one mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widgets import Input

from store.records import Kind
from text.colours import NAMES
from tui.screens.form import FormScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.widget import Widget

    from store.library import Library
    from store.records import Annotation


@dataclass(frozen=True, slots=True)
class Edit:
    """What a mark is to become; None leaves a field as it is, whatever others made of it meanwhile."""

    mark_id: str
    note: str | None = None
    tags: tuple[str, ...] | None = None
    speaker: str | None = None
    status: str | None = None
    kind: str | None = None
    place: str | None = None
    colour: str | None = None

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
            place=self.place,
            colour=self.colour,
        )


class EditorScreen(FormScreen[Edit]):
    """A mark's form."""

    BY_WORD = frozenset({"tags"})

    def __init__(self, mark: Annotation, then: Callable[[Edit], Awaitable[None]]) -> None:
        self._mark = mark
        fields = {
            "tags": Input(" ".join(mark.tags), id="tags", select_on_focus=False),
            "speaker": Input(mark.speaker, id="speaker", select_on_focus=False),
            "status": Input(mark.status, id="status"),
            "kind": Input(str(mark.kind), id="kind"),
            "place": Input(mark.place, id="place", placeholder="e.g. p. 12"),
            "colour": Input(mark.colour, id="colour"),
        }
        super().__init__(mark.anchor.exact, mark.note, fields, then)

    @property
    def ring(self) -> Sequence[Widget]:
        """The note first."""
        return [self.note, *self.fields.values()]

    @property
    def lines(self) -> Sequence[Sequence[Widget]]:
        """Two short fields on a line."""
        note, tags, speaker, *short = self.ring
        return [[note], [tags], [speaker], *map(list, zip(short[::2], short[1::2], strict=True))]

    async def known(self, name: str) -> Sequence[str]:
        """What marks are known to have, and the usual colours."""
        values = await self.postil.known.values(name)
        return values if name != "colour" else list(dict.fromkeys([*values, *NAMES]))

    def wrong(self) -> str:
        """What is wrong with the kind or the status."""
        book, mark = self.postil.codebook, self._mark
        for name, known in (("kind", book.kinds), ("status", ("", *book.statuses))):
            typed = self._held(name)
            if typed not in known and typed != getattr(mark, name):
                return f"“{typed}” is no {name}: take one of those suggested."
        return ""

    def edit(self) -> Edit:
        """What the mark is to become."""
        mark, note = self._mark, self.note.text
        tags = tuple(self.fields["tags"].value.replace(",", " ").split())
        speaker, status, kind, place, colour = map(self._held, _SHORT)
        if kind == Kind.CLAIM:
            status = status or self.postil.codebook.statuses[0]
        return Edit(
            mark.id,
            note=note if note != mark.note else None,
            tags=tags if tags != mark.tags else None,
            speaker=speaker if speaker != mark.speaker else None,
            status=status if status != mark.status else None,
            kind=kind if kind != mark.kind else None,
            place=place if place != mark.place else None,
            colour=colour if colour != mark.colour else None,
        )

    def _held(self, name: str) -> str:
        value = self.fields[name].value.strip()
        return value if name in _AS_TYPED else value.casefold()


_SHORT = ("speaker", "status", "kind", "place", "colour")
_AS_TYPED = frozenset({"speaker", "place"})
