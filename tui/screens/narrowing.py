"""Two lists to choose a query from: what the results have in common, and what was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from store.facets import Facet
from text.fold import fold
from tui.screens.picker import PickerScreen
from tui.terms import holds
from tui.widgets.rows import fit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tui.widgets.rows import Part

_FIELD, _COUNT = 10, 8


class FacetsScreen(PickerScreen[Facet]):
    """What the results have in common; accepting one puts it into the query, or takes it out again."""

    PLACEHOLDER = "Narrow the results: type a kind, a tag, a speaker, a status, an article"

    def __init__(self, found: list[Facet], asked: str, choose: Callable[[str], None]) -> None:
        super().__init__()
        self._found = [(fold(each.term), each) for each in found]
        self._asked = asked
        self._choose = choose

    def find(self, wanted: str) -> list[Facet]:
        """The facets that hold every word typed."""
        words = fold(wanted).split()
        return [each for term, each in self._found if all(word in term for word in words)]

    def draw(self, item: Facet, width: int) -> list[list[Part]]:
        """Field, value, and how many have it; with a dot if the query has it already."""
        asked = holds(self._asked, item.term)
        room = width - _FIELD - _COUNT - 4
        return [
            [
                (" ● " if asked else "   ", "match"),
                (fit(item.field, _FIELD), "dim"),
                (fit(item.value, room), "strong" if asked else ""),
                (fit(f"{item.number:,}", _COUNT, right=True) + " ", "key"),
            ]
        ]

    def place(self) -> tuple[str, str]:
        """What this is."""
        return ("Narrow the results" if self.items else "Nothing of that among the results."), str(
            len(self.items)
        )

    async def accept(self) -> None:
        """Close, and change the query."""
        chosen = self.current
        await self.leave()
        if chosen is not None:
            self._choose(chosen.term)


class Saved(NamedTuple):
    """A query, and the letter it is kept under."""

    letter: str
    query: str


class SavedScreen(PickerScreen[Saved]):
    """The saved searches; accepting one runs it."""

    PLACEHOLDER = "Run a saved search"

    def __init__(self, known: list[Saved], run: Callable[[str], Awaitable[None]]) -> None:
        super().__init__()
        self._known = known
        self._run = run

    def find(self, wanted: str) -> list[Saved]:
        """The searches that hold what is typed."""
        return [each for each in self._known if fold(wanted.strip()) in fold(each.query)]

    def draw(self, item: Saved, width: int) -> list[list[Part]]:
        """Its letter and its words."""
        return [[(f" {item.letter}  ", "key"), (fit(item.query, width - 5), "")]]

    def place(self) -> tuple[str, str]:
        """What this is."""
        return ("Saved searches" if self.items else "No saved search holds that."), str(len(self.items))

    async def accept(self) -> None:
        """Close, and search."""
        chosen = self.current
        await self.leave()
        if chosen is not None:
            await self._run(chosen.query)
