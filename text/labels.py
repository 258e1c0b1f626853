"""Labels: a letter or two for each of the places that can be jumped to, the handiest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TypeVar

    from text.document import Span

    Place = TypeVar("Place")

HANDY = "fjdkslaghrueiwoqptyvncmxbz"
"""The letters, those under the fingers first."""

MOST = len(HANDY) ** 2
"""How many places can have a label."""


def labels(count: int) -> tuple[str, ...]:
    """Labels for `count` places, at most `MOST`; none begins another, and few have two letters."""
    count = min(count, MOST)
    letters = len(HANDY)
    firsts = max(0, -(-(count - letters) // (letters - 1)))
    single = HANDY[: letters - firsts]
    double = [first + second for first in HANDY[letters - firsts :] for second in HANDY]
    return (*single, *double)[:count]


def laid_out(places: Mapping[str, Span], start: int) -> Iterator[tuple[int, str]]:
    """From `start` on, the offset of each label: where its place begins, or after the label before it."""
    free = start
    for label, span in places.items():
        at = max(span.start, free)
        yield at, label
        free = at + len(label)


def narrowed(places: Mapping[str, Place], letter: str) -> dict[str, Place]:
    """What is left of labels and their places when the first letter is typed; "" is the place itself."""
    return {label[1:]: place for label, place in places.items() if label.startswith(letter)}
