"""How speakers and what they have said look in a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.hits import lit, matching
from tui.signs import sign
from tui.widgets.rows import fit, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.records import Annotation
    from store.speakers import Speaker
    from tui.widgets.rows import Part

_LEAD = 4
_TOLD = 24
"""Cells of a changed word's surroundings that are shown before it, where it would be out of sight."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the speakers, shown where the list is at least `least` cells wide."""

    name: str
    room: int
    least: int


_COLUMNS = (_Column("Marks", 7, 36), _Column("Articles", 10, 56), _Column("Last", 12, 48))
_ALIASES = 64
"""Cells from which the other names have a column of their own."""

SORTINGS = ("most quoted first", "name", "last quoted first")


def sort_speakers(speakers: Sequence[Speaker], sorting: str) -> list[Speaker]:
    """The speakers, of whom the most quoted come first, in an order of `SORTINGS`."""
    if sorting == "name":
        return sorted(speakers, key=lambda speaker: speaker.name.casefold())
    if sorting == "last quoted first":
        return sorted(speakers, key=lambda speaker: speaker.last, reverse=True)
    return list(speakers)


def speaker_heading(width: int) -> str:
    """The heading over a list of speakers."""
    name, aliases = _rooms(width)
    other = fit(" Also called", aliases)
    return (
        "   "
        + fit("Name", name)
        + other
        + "".join(fit(each.name, each.room, right=True) for each in _shown(width))
    )


def speaker_entry(
    speaker: Speaker, width: int, alike: Sequence[str] = (), *, picked: bool = False
) -> list[list[Part]]:
    """One line: name, other names, marks, articles, the day last quoted; and who may be the same."""
    name, aliases = _rooms(width)
    held = {"Marks": str(speaker.marks), "Articles": str(speaker.articles), "Last": speaker.last[:10]}
    offered = f"≈ {', '.join(alike)}" if alike else ""
    known = ", ".join(speaker.aliases)
    parts: list[Part] = [
        (" ◆ " if picked else " ≈ " if alike else "   ", "match" if picked else "dim"),
        (fit(speaker.name, name), "strong" if picked else ""),
        (fit(" " + "  ".join(filter(None, (known, offered))), aliases), "dim"),
    ]
    columns = [
        (fit(held[each.name], each.room, right=True), "key" if each.name == "Marks" else "dim")
        for each in _shown(width)
    ]
    return [[*parts, *columns, (" ", "")]]


def saying_entry(mark: Annotation, date: str, width: int, *, often: int = 1) -> list[list[Part]]:
    """Two lines: the words and how often they were told; and when and where, and what is noted."""
    told = f"  told {often} times " if often > 1 else ""
    words = fit(one_line(mark.anchor.exact), max(1, width - _LEAD - len(told)))
    return [
        [(f" {sign(mark.kind).letter}  ", sign(mark.kind).letter_ink), (words, ""), (told, "key")],
        _facts(mark, date, width, " " * _LEAD),
    ]


def retelling_entry(mark: Annotation, date: str, width: int, changed: frozenset[str]) -> list[list[Part]]:
    """The same for words told again, below what they are told after; those that it has not are lit."""
    lead = _LEAD + 2
    text = one_line(mark.anchor.exact)
    at = next((found.start for found in matching(text, changed)), 0)
    if at > width - lead - _TOLD:
        text = "…" + text[at - _TOLD :]
    words = fit(text, max(1, width - lead - 1))
    return [
        [("    ↳ ", "dim"), *lit(words, changed)],
        _facts(mark, date, width, " " * lead),
    ]


def _facts(mark: Annotation, date: str, width: int, lead: str) -> list[Part]:
    said_as = f"as {mark.said_as}" if mark.said_as != mark.speaker else ""
    tags = (f"#{tag}" for tag in mark.tags)
    noted = [said_as, mark.status, *tags, mark.colour, one_line(mark.note)]
    place = fit(mark.place, width // 6).rstrip()
    # A long title leaves half of the line to what is noted.
    room = width // 2 - (len(place) + 2) * bool(place)
    title = fit(mark.article_title, room).rstrip() if any(noted) else mark.article_title
    told = "  ".join(filter(None, (date[:10], title, place, *noted)))
    return [(lead + fit(told, max(1, width - len(lead) - 1)), "dim")]


def _rooms(width: int) -> tuple[int, int]:
    """Cells of the name, and of the other names."""
    room = width - sum(each.room for each in _shown(width)) - 4
    name = min(32, room // 2) if width >= _ALIASES else room
    return name, room - name


def _shown(width: int) -> list[_Column]:
    return [each for each in _COLUMNS if width >= each.least]
