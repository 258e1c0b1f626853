"""The table of contents: the headings of an article and its bookmarks, narrowed by typing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from text.fold import fold
from text.motions import sentence_at
from text.outline import outline
from tui.screens.picker import PickerScreen
from tui.widgets.rows import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from text.document import Document
    from tui.widgets.rows import Part

_STEP = 2
_DEEPEST = 6
_BOOKMARK = 60
"""Code points that a bookmark shows of the sentence it stands in."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """A heading, or a bookmark with its letter: its offset, depth (1 is outermost) and words."""

    offset: int
    level: int
    words: str
    letter: str = ""


def landmarks(document: Document, bookmarks: Mapping[str, int]) -> list[Landmark]:
    """The headings and bookmarks of an article, in the order of the text."""
    found = [Landmark(heading.offset, heading.level, heading.words) for heading in outline(document)]
    for letter, offset in bookmarks.items():
        words = " ".join(sentence_at(document, offset).of(document.text)[:_BOOKMARK].split())
        found.append(Landmark(offset, _DEEPEST, words, letter))
    return sorted(found, key=lambda each: (each.offset, each.letter))


class ContentsScreen(PickerScreen[Landmark]):
    """The landmarks of an article of `length` code points; accepting one goes there."""

    PLACEHOLDER = "Go to a heading"

    def __init__(self, found: list[Landmark], length: int, here: int, go: Callable[[int], None]) -> None:
        super().__init__()
        self._found = found
        self._length = max(1, length)
        self._here = here
        self._go = go

    def find(self, wanted: str) -> list[Landmark]:
        """The landmarks that hold every word typed."""
        words = fold(wanted).split()
        return [each for each in self._found if all(word in fold(each.words) for word in words)]

    def narrow(self) -> None:
        """List what fits, standing on where one is in the text."""
        super().narrow()
        before = sum(each.offset <= self._here for each in self.items)
        self.rows.move_to(max(0, before - 1))

    def draw(self, item: Landmark, width: int) -> list[list[Part]]:
        """Its words, indented by its depth, and the share of the text before it."""
        indent = " " * (_STEP * (min(item.level, _DEEPEST) - 1))
        share = f"{item.offset / self._length:.0%}"
        ink = "strong" if item.level == 1 else ""
        return [
            [
                (f" {item.letter or ' '} ", "key"),
                (fit(indent + item.words, width - 9), ink),
                (f"{share:>5} ", "dim"),
            ]
        ]

    def place(self) -> tuple[str, str]:
        """What this is."""
        return ("Contents" if self.items else "No heading holds that."), str(len(self.items) or "")

    async def accept(self) -> None:
        """Close, and go there."""
        chosen = self.current
        await self.leave()
        if chosen is not None:
            self._go(chosen.offset)
