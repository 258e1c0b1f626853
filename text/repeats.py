"""Repeats: passages that two texts tell in nearly the same words, and the words in which they differ.

Runs of words that both texts have are the seeds. Those that follow each other closely in both make one
passage, which then grows over single changed words at its ends, as alignments of genes do (Altschul and
others, Basic local alignment search tool, 1990): over changed numbers as over equal words, and over one
changed word to the end that both sentences have. What stands between is aligned word by word.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from text.anchoring.align import NOWHERE, align
from text.fingerprints import RUN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from text.fingerprints import Wording
    from text.span import Span

LEAST = 8
"""Words that a repeat has in common with what it repeats, at least; fewer are turns of speech."""
SHARE = 0.6
"""Of the words of the longer telling, those that both have, at least."""
_GAP = 10
"""Words between two seeds that may have been put in, taken out or changed."""
_OFTEN = 6
"""Times that a run may stand in a text to be a seed."""
_CHANGED, _DEEPEST = -2, -4
"""What a changed word costs where an equal one gains 1, and how much may be lost before growing ends."""


class Difference(NamedTuple):
    """Words of one text in whose place the other has other ones; either may be none, at an offset."""

    here: Span
    there: Span


@dataclass(frozen=True, slots=True)
class Repeat:
    """A passage of one text and its telling in another; `score` is the share of words both have, 0 to 1."""

    here: Span
    there: Span
    differences: tuple[Difference, ...]
    score: float
    words: int
    """Words that both have."""

    def turned(self) -> Repeat:
        """The same, seen from the other text."""
        told = tuple(Difference(each.there, each.here) for each in self.differences)
        return Repeat(self.there, self.here, told, self.score, self.words)


class Piece(NamedTuple):
    """Some words of a passage, and what the other telling has in their place; None where it has them too."""

    here: str
    there: str | None = None


def pieces(here: str, there: str, differences: Iterable[Difference]) -> list[Piece]:
    """A passage in pieces that the other telling has too, and pieces that it has not.

    The differences are offsets in the two passages.
    """
    found: list[Piece] = []
    done = 0
    for difference in differences:
        found.append(Piece(here[done : difference.here.start]))
        found.append(Piece(difference.here.of(here), difference.there.of(there)))
        done = difference.here.end
    return [piece for piece in (*found, Piece(here[done:])) if piece.here or piece.there]


class _Box(NamedTuple):
    """The words from `low` to `high` of one text, and from `left` to `right` of the other."""

    low: int
    high: int
    left: int
    right: int


def repeats(here: Wording, there: Wording) -> list[Repeat]:
    """The passages that two texts share, in the order they stand in the first; none lies within another.

    Seen from either text they are the same. Costs about what the texts are long.
    """
    if (here.forms, here.starts) > (there.forms, there.starts):
        return sorted((each.turned() for each in _repeats(there, here)), key=_place)
    return sorted(_repeats(here, there), key=_place)


def _repeats(here: Wording, there: Wording) -> Iterator[Repeat]:
    boxes = (_grown(here, there, box) for box in _passages(_equal(here, there)))
    told = (each for each in (_told(here, there, box) for box in dict.fromkeys(boxes)) if each)
    return _outermost(told)


def _place(repeat: Repeat) -> tuple[Span, Span]:
    return repeat.here, repeat.there


def _equal(here: Wording, there: Wording) -> list[_Box]:
    """The longest runs of equal words that hold a seed, in the order they stand in."""
    ours, theirs = here.forms, there.forms
    found: list[_Box] = []
    open_on: dict[int, int] = {}  # where the last run ends on each diagonal
    for at, to in here.common(there, _OFTEN):
        if at < open_on.get(at - to, 0):
            continue
        end = at + RUN
        while end < len(ours) and end - at + to < len(theirs) and ours[end] == theirs[end - at + to]:
            end += 1
        open_on[at - to] = end
        found.append(_Box(at, end, to, end - at + to))
    return found


def _passages(equal: Sequence[_Box]) -> list[_Box]:
    """Equal runs joined with the nearest ones that go before them in both texts."""
    passages: list[_Box] = []
    recent: list[int] = []
    for run in equal:
        recent = [at for at in recent if run.low - passages[at].high <= _GAP]
        before = [at for at in recent if _follows(passages[at], run)]
        if before:
            at = min(before, key=lambda at: _distance(passages[at], run))
            known = passages[at]
            passages[at] = _Box(known.low, max(known.high, run.high), known.left, max(known.right, run.right))
        else:
            recent.append(len(passages))
            passages.append(run)
    return passages


def _follows(passage: _Box, run: _Box) -> bool:
    """Whether a run goes on where a passage ends; the two may share words, as what is said twice does."""
    return (
        -RUN < run.low - passage.high <= _GAP
        and -RUN < run.left - passage.right <= _GAP
        and run.high > passage.high
        and run.right > passage.right
    )


def _distance(passage: _Box, run: _Box) -> int:
    return abs(run.low - passage.high) + abs(run.left - passage.right)


def _grown(here: Wording, there: Wording, box: _Box) -> _Box:
    """A passage with what goes on beyond changed numbers and single changed words at its ends."""
    on = _growth(_worths(here, there, box.high, box.right, 1))
    back = _growth(_worths(here, there, box.low - 1, box.left - 1, -1))
    on += _left_of_sentence(here, there, box.high + on, box.right + on)
    return _Box(box.low - back, box.high + on, box.left - back, box.right + on)


_REACH = 24
"""Words beyond the end of a passage that are looked at."""


def _worths(here: Wording, there: Wording, at: int, to: int, step: int) -> Iterator[int]:
    """What each pair of words is worth from a place on, forwards or backwards.

    A number of the same sentence as the equal word before it is worth as much as that when it is changed.
    """
    joined = True
    for _ in range(_REACH):
        if not (0 <= at < len(here) and 0 <= to < len(there)):
            return
        ours, theirs = here.forms[at], there.forms[to]
        parted = here.closes(min(at, at - step)) or there.closes(min(to, to - step))
        told_anew = joined and not parted and ours[0].isdigit() and theirs[0].isdigit()
        joined = ours == theirs
        yield 1 if joined or told_anew else _CHANGED
        at, to = at + step, to + step


def _growth(worths: Iterable[int]) -> int:
    """How many of the pairs of words are worth taking in."""
    best, gain, length = 0, 0, 0
    for number, worth in enumerate(worths, 1):
        gain += worth
        if gain > best:
            best, length = gain, number
        if gain <= best + _DEEPEST:
            break
    return length


def _left_of_sentence(here: Wording, there: Wording, at: int, to: int) -> int:
    """How many words are left to where both sentences end, if no more than one of them is changed; else 0."""
    changed = 0
    ends = here.closes(at - 1), there.closes(to - 1)
    for number in range(min(_REACH, len(here) - at, len(there) - to)):
        changed += here.forms[at + number] != there.forms[to + number]
        if any(ends) or changed > 1:
            return 0
        ends = here.closes(at + number), there.closes(to + number)
        if all(ends):
            return number + 1
    return 0


def _told(here: Wording, there: Wording, box: _Box) -> Repeat | None:
    """A passage with its differences; None where too few words are the same."""
    places = align(here.forms[box.low : box.high], there.forms[box.left : box.right])
    same = len(places) - places.count(NOWHERE)
    score = same / max(box.high - box.low, box.right - box.left)
    if same < LEAST or score < SHARE:
        return None
    spans = here.span(box.low, box.high), there.span(box.left, box.right)
    return Repeat(*spans, tuple(_differences(here, there, box, places)), score, same)


def _differences(here: Wording, there: Wording, box: _Box, places: Sequence[int]) -> Iterator[Difference]:
    """The words between those that are counterparts of each other."""
    pairs = [(at, to) for at, to in enumerate(places) if to != NOWHERE]
    ends = (box.high - box.low, box.right - box.left)
    for (at, to), (next_at, next_to) in pairwise([(-1, -1), *pairs, ends]):
        if next_at - at > 1 or next_to - to > 1:
            yield Difference(
                here.span(box.low + at + 1, box.low + next_at),
                there.span(box.left + to + 1, box.left + next_to),
            )


def _outermost(found: Iterable[Repeat]) -> Iterator[Repeat]:
    """Those that do not lie within another one in both texts."""
    kept: list[Repeat] = []
    for repeat in sorted(found, key=lambda each: (-each.words, _place(each))):
        if not any(_within(repeat, other) for other in kept):
            kept.append(repeat)
            yield repeat


def _within(inner: Repeat, outer: Repeat) -> bool:
    return (
        outer.here.start <= inner.here.start
        and inner.here.end <= outer.here.end
        and outer.there.start <= inner.there.start
        and inner.there.end <= outer.there.end
    )
