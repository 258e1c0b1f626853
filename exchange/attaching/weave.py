"""Weaving: the passages of a work that is known by them alone, brought into its order."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exchange.clippings.clipping import Clipping

_NUMBER = re.compile(r"\d{1,18}")


def by_place(clipping: Clipping) -> tuple[bool, int, tuple[int, ...]]:
    """What sorts clippings of one work by their places: offsets, else the numbers that tell the place."""
    numbers = tuple(map(int, _NUMBER.findall(clipping.place)))
    return clipping.start is not None, clipping.start or 0, numbers


def woven(known: Sequence[str], wanted: Iterable[str]) -> list[str]:
    """The known passages in their order, and the wanted ones among them, each after the one it follows.

    A passage stands there once, and not by itself where the one before holds it.
    """
    standing, placed = set(known), set(known)
    after: dict[str | None, list[str]] = defaultdict(list)
    last, before = None, ""
    for passage in wanted:
        if passage in standing:
            last = passage
        elif passage in placed or passage in before:
            continue
        else:
            after[last].append(passage)
            placed.add(passage)
        before = passage
    return [*after[None], *(each for one in dict.fromkeys(known) for each in (one, *after[one]))]
