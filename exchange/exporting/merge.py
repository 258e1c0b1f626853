"""Two texts that one has become, merged by lines into one that has the changes of both.

The way of diff3 (S. Khanna, K. Kunal, B. C. Pierce: A Formal Investigation of Diff3, FSTTCS 2007), but
changes that only touch each other do not conflict, and where both sides put lines in at one place, both
are kept: ours first, as what is typed below a block is mostly about it, unless a block of its own begins
there. Lines are matched as in Bram Cohen's patience diff, by those that are alone of
their kind: a block id always is. What theirs strikes, it strikes block by block: so lines that were typed
between two blocks are at odds with neither.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    _Remark = Callable[[str], str]
    _Pair = tuple[int, int]
    _Begins = re.Pattern[str]

BOTH = "both sides changed what follows; yours"
THEIRS = "its own"
END = "end of what both sides changed"
STRUCK = "you struck this, and it has changed since"
KEPT = "it is gone from the library, or from what is exported here; kept, as you changed it"
NOWHERE = re.compile(r"(?!)")
"""What the first lines of blocks match in a text that has none."""
_RULE = "---\n"
_MARKED = re.compile(r"^(?:>[^\n]*\n)+\n?\^\S+$", re.MULTILINE)
"""A quotation of Markdown with its block id."""
_BLOCK_ID = re.compile(r"\^(\S+)\Z")
_DEPTH = 12
"""How often a stretch is parted for more lines that are alone in it, so that hostile texts end soon."""


class Change(NamedTuple):
    """Lines that stand where the older text has those from `start` up to `end`."""

    start: int
    end: int
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Merged:
    """A text, and how often two changes in it were at odds."""

    text: str
    conflicts: int = 0


@dataclass(slots=True)
class _Region:
    """Lines of the older text, and the changes of both sides to them that cannot be parted."""

    start: int
    end: int
    ours: list[Change] = field(default_factory=list)
    theirs: list[Change] = field(default_factory=list)


def merge(base: str, ours: str, theirs: str, remark: _Remark, begins: _Begins = NOWHERE) -> Merged:
    """What `base` is with the changes of both; where they are at odds, both, under remarks.

    `remark` makes a comment line of a sentence, `begins` matches the first lines of blocks. No line that
    `ours` has and `base` has not is ever lost. In YAML front matter, where one name stands once, ours
    stays, and theirs becomes comments.
    """
    texts = (base, ours, theirs)
    heads = tuple(map(front, texts))
    if not all(heads):
        return _merged(texts, remark, begins)
    head = _merged(heads, remark)
    if head.conflicts or _doubled(head.text):
        head = _by_name(heads)
    bodies = tuple(text[len(start) :] for text, start in zip(texts, heads, strict=True))
    body = _merged(bodies, remark, begins)
    return Merged(head.text + body.text, head.conflicts + body.conflicts)


def shared(one: str, other: str) -> str:
    """The lines that two texts have in common: what they may have come from, where nobody knows."""
    lines = one.split("\n")
    return "\n".join([lines[at] for at, _ in matched(lines, other.split("\n"))])


def changes(base: Sequence[str], other: Sequence[str]) -> list[Change]:
    """What makes `other` of `base`, in order; two changes never touch.

    Where the same could be put in or struck in several places, as a blank line is above or below what it
    parts, it is in the last.
    """
    found, at, to = [], 0, 0
    for start, match in [*matched(base, other), (len(base), len(other))]:
        if (at, to) != (start, match):
            found.append(Change(at, start, other[to:match]))
        at, to = start + 1, match + 1
    end = len(base) + 1
    for number in reversed(range(len(found))):
        found[number] = _lowered(found[number], base, end)
        end = found[number].start
    return found


def _lowered(change: Change, base: Sequence[str], end: int) -> Change:
    """A change that only puts in or strikes, as far down as it says the same, above the next one at `end`."""
    start, to, put = change
    moved = put if start == to else base[start:to] if not put else ()
    if not moved:
        return change
    steps = 0
    while to + steps + 1 < end and base[to + steps] == moved[steps % len(moved)]:
        steps += 1
    turn = steps % len(moved)
    return Change(start + steps, to + steps, [*put[turn:], *put[:turn]] if put else put)


def matched(one: Sequence[str], other: Sequence[str]) -> list[_Pair]:
    """Where lines of `one` stand in `other`, both in order. In n log n."""
    pairs: list[_Pair] = []
    todo = [(0, len(one), 0, len(other), _DEPTH)]
    while todo:
        low, high, down, up, depth = todo.pop()
        while low < high and down < up and one[low] == other[down]:
            pairs.append((low, down))
            low, down = low + 1, down + 1
        while low < high and down < up and one[high - 1] == other[up - 1]:
            high, up = high - 1, up - 1
            pairs.append((high, up))
        anchors = _anchors(one, other, (low, high), (down, up)) if depth else []
        if anchors:
            edges = [(low, down), *anchors, (high, up)]
            todo += [(a, b, c, d, depth - 1) for (a, c), (b, d) in pairwise(edges)]
    return sorted(pairs)


def _anchors(one: Sequence[str], other: Sequence[str], here: _Pair, there: _Pair) -> list[_Pair]:
    """Lines that are alone in both stretches: as many as stand in the same order."""
    alone = dict(_alone(other, *there))
    return _rising([(at, alone[line]) for line, at in _alone(one, *here) if line in alone])


def _alone(lines: Sequence[str], start: int, end: int) -> Iterator[tuple[str, int]]:
    counts = Counter(lines[start:end])
    return ((lines[at], at) for at in range(start, end) if counts[lines[at]] == 1)


def _rising(pairs: list[_Pair]) -> list[_Pair]:
    """The most of the pairs whose second numbers rise as the first do (patience sorting)."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, value) in enumerate(pairs):
        pile = bisect_left(tops, value)
        before.append(last[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [value]
        last[pile : pile + 1] = [number]
    chosen = []
    number = last[-1] if last else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


def _merged(texts: tuple[str, ...], remark: _Remark, begins: _Begins = NOWHERE) -> Merged:
    """The first text with the changes of the other two."""
    old, ours, theirs = map(_lines, texts)
    struck = [part for change in changes(old, theirs) for part in _by_block(change, old, begins)]
    lines: list[str] = []
    at = conflicts = 0
    for region in _regions(changes(old, ours), struck):
        told, odds = _settled(region, old, remark, begins)
        lines += [*old[at : region.start], *told]
        at, conflicts = region.end, conflicts + odds
    return Merged("\n".join([*lines, *old[at:]]), conflicts)


def _lines(text: str) -> list[str]:
    """The lines of a text; a quotation and the block id under it count as one, so that none comes between."""
    lines: list[str] = []
    at = 0
    for found in _MARKED.finditer(text):
        lines += [*text[at : found.start()].split("\n")[:-1], found.group()]
        at = found.end() + 1
    return lines + text[at:].split("\n") if at <= len(text) else lines


def _by_block(change: Change, old: Sequence[str], begins: _Begins) -> list[Change]:
    """A change that only strikes lines, parted where blocks begin; any other as it is."""
    start, end, put = change
    if put:
        return [change]
    firsts = (at for at in range(start + 1, end) if begins.match(old[at]) and not begins.match(old[at - 1]))
    return [Change(here, there, put) for here, there in pairwise([start, *firsts, end])]


def _regions(ours: list[Change], theirs: list[Change]) -> list[_Region]:
    """The changes of both, those that overlap together, and what both put in at one place."""
    sided = [(change, False) for change in theirs] + [(change, True) for change in ours]
    regions: list[_Region] = []
    for change, mine in sorted(sided, key=lambda each: each[0][:2]):
        start, end, _ = change
        if not regions or not (start < (last := regions[-1]).end or (start, end) == (last.start, last.end)):
            regions.append(_Region(start, end))
        last = regions[-1]
        last.end = max(last.end, end)
        (last.ours if mine else last.theirs).append(change)
    return regions


def _settled(region: _Region, old: list[str], remark: _Remark, begins: _Begins) -> tuple[list[str], bool]:
    """The lines that stand in a region's place, and whether its changes are at odds."""
    ours, theirs = (_applied(side, region, old) for side in (region.ours, region.theirs))
    if ours == theirs or not region.theirs:
        return ours, False
    if not region.ours:
        return theirs, False
    if region.start == region.end:
        first = next((line for line in ours if line.strip()), "")
        return theirs + ours if begins.match(first) else ours + theirs, False
    if not ours:
        return [remark(STRUCK), *theirs], True
    typed, at_odds = _parted(ours, old[region.start : region.end])
    if not theirs:
        return [*typed, remark(KEPT), *at_odds], True
    return [*typed, remark(BOTH), *at_odds, remark(THEIRS), *theirs, remark(END)], True


def _parted(ours: list[str], old: Sequence[str]) -> tuple[list[str], list[str]]:
    """What was typed above the first mark that stood in the older lines too, and that mark with the rest."""
    known = {found[1] for line in old if (found := _BLOCK_ID.search(line))}
    ids = (found[1] if "\n" in line and (found := _BLOCK_ID.search(line)) else "" for line in ours)
    at = next((number for number, name in enumerate(ids) if name in known), 0)
    return ours[:at], ours[at:]


def _applied(side: list[Change], region: _Region, old: list[str]) -> list[str]:
    lines: list[str] = []
    at = region.start
    for start, end, put in side:
        lines += [*old[at:start], *put]
        at = end
    return lines + old[at : region.end]


def front(text: str) -> str:
    """The YAML front matter that a text begins with, if any, with the rules around it."""
    end = text.find(f"\n{_RULE}") if text.startswith(_RULE) else -1
    return text[: end + 1 + len(_RULE)] if end >= 0 else ""


def _doubled(head: str) -> bool:
    """Whether a name of front matter stands in it twice, which is no YAML."""
    names = [line.split(":")[0] for line in head.split("\n") if ":" in line and line[0] not in " -#"]
    return len(names) != len(set(names))


def _by_name(heads: tuple[str, ...]) -> Merged:
    """Front matter merged name by name; where both sides changed one, ours, and theirs as comments."""
    base, ours, theirs = map(_entries, heads)
    lines: list[str] = []
    conflicts = 0
    for name in {**ours, **theirs}:
        was, mine, its = (head.get(name, []) for head in (base, ours, theirs))
        lines += its if mine == was else mine
        if mine != was and its not in (was, mine):
            lines += [f"# Postil: {line}" for line in its if line not in mine]
            conflicts += 1
    return Merged("".join([_RULE, *(f"{line}\n" for line in lines), _RULE]), conflicts)


def _entries(head: str) -> dict[str, list[str]]:
    """The lines of front matter under the names that they begin with, or that stand above them."""
    entries: dict[str, list[str]] = {}
    name = ""
    for line in head.removeprefix(_RULE).removesuffix(_RULE).splitlines():
        name = line.split(":")[0] if ":" in line and line[0] not in " -#" else name
        entries.setdefault(name, []).append(line)
    return entries
