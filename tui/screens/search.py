"""Search: every mark of the library, as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import Hit
from tui.entries import hit_entry
from tui.screens.picker import PickerScreen

if TYPE_CHECKING:
    from tui.widgets.rows import Part

_LIMIT = 200


class SearchScreen(PickerScreen[Hit]):
    """The marks that fit, best first; accepting one goes to its passage."""

    PLACEHOLDER = 'Search every mark: words, "exact words", tag:name, kind:claim'
    ENTRY_HEIGHT = 2

    def find(self, wanted: str) -> list[Hit]:
        """Ask the library."""
        return self.postil.library.search(wanted, limit=_LIMIT)

    def draw(self, item: Hit, width: int) -> list[list[Part]]:
        """The mark, with what matched lit."""
        return hit_entry(item.annotation, frozenset(item.terms), width)

    def place(self) -> tuple[str, str]:
        """How many marks fit."""
        count = len(self.items)
        if not count:
            return ("No mark fits." if self.input.value.strip() else "No marks yet: read and file some."), ""
        more = "+" if count == _LIMIT else ""
        return "Search", f"{count}{more} mark{'s' if count != 1 else ''}"

    def reload(self) -> None:
        """Search again among what the library holds now, and stay on the same mark."""
        at = self.current.annotation.id if self.current else None
        self.narrow()
        self.rows.move_to(next((index for index, hit in enumerate(self.items) if hit.annotation.id == at), 0))

    async def accept(self) -> None:
        """Close, and go to the mark's passage."""
        chosen = self.current
        if chosen is not None:
            await self.leave()
            await self.postil.open_at(chosen.annotation)
