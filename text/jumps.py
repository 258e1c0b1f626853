"""Jumps: the places that were left for another one, to go back to and forward again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Place = TypeVar("Place")

KEPT = 100
"""How many places each way are remembered."""


@dataclass(frozen=True, slots=True)
class Jumps(Generic[Place]):
    """The places behind and ahead of the present one, the nearest last in both."""

    behind: tuple[Place, ...] = ()
    ahead: tuple[Place, ...] = ()


def leave(jumps: Jumps[Place], here: Place) -> Jumps[Place]:
    """Remember `here`, which is left for somewhere new; what lay ahead is forgotten."""
    return Jumps(_with(jumps.behind, here))


def back(jumps: Jumps[Place], here: Place) -> tuple[Jumps[Place], Place | None]:
    """The jumps after going back, and the place to go to; None when nothing lies behind."""
    behind = _without(jumps.behind, here)
    if not behind:
        return jumps, None
    return Jumps(behind[:-1], _with(jumps.ahead, here)), behind[-1]


def forward(jumps: Jumps[Place], here: Place) -> tuple[Jumps[Place], Place | None]:
    """The jumps after going forward, and the place to go to; None when nothing lies ahead."""
    turned, place = back(Jumps(jumps.ahead, jumps.behind), here)
    return Jumps(turned.ahead, turned.behind), place


def only(jumps: Jumps[Place], wanted: Callable[[Place], bool]) -> Jumps[Place]:
    """The jumps to those places that are `wanted`; two that are one and the same become one."""
    return Jumps(_apart(filter(wanted, jumps.behind)), _apart(filter(wanted, jumps.ahead)))


def _apart(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(place for place, _ in groupby(places))


def _with(places: tuple[Place, ...], here: Place) -> tuple[Place, ...]:
    return (*_without(places, here), here)[-KEPT:]


def _without(places: tuple[Place, ...], here: Place) -> tuple[Place, ...]:
    """The places but for `here` at their end: going to where one is would be no step."""
    return places[:-1] if places and places[-1] == here else places
