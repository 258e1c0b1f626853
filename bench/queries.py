"""Queries made from known annotations, the same for the same seed.

Each is made from two to four words of an annotation drawn by chance, of three code points at
least. It is kept only if no more than five annotations hold all the words that were meant, so that
a reader who half remembers could tell which he wants; any of these counts as found.

The main set:

- `clean`: the words in order, the last unfinished in half of the queries
- `one typo`, `two typos`: a letter left out, put in, struck beside its key or swapped with the
  next, in words of four code points or more
- `shuffled`: the words in any order, with one typo
- `beginnings`: words cut to three to five code points, where no more than five annotations hold
  words that begin so
- `skeletons`: one of the words without its vowels
- `single`: one word, whole or unfinished, where no more than five annotations hold one that begins so

The hard set: `infix` (four to six letters from inside each of two neighbouring words), `joined` (two
neighbours without the space), `split` (a space inside a word), `phrase` (three to six neighbours).
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from text.fold import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HOLDERS = 5
"""Annotations that may hold what was meant."""
MAIN = {
    "clean": 125,
    "one typo": 120,
    "two typos": 80,
    "beginnings": 30,
    "skeletons": 30,
    "shuffled": 75,
    "single": 40,
}
HARD = {"infix": 40, "joined": 40, "split": 40, "phrase": 40}
"""How many of 500 and of 160 queries are of each kind."""

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] + "".join(other[at : at + 1] for other in beside)
    for row, beside in zip(_KEYS, (_KEYS[1:2], _KEYS[::2], _KEYS[1:2]), strict=True)
    for at, key in enumerate(row)
}
_VOWELS = str.maketrans("", "", "aeiou")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, its kind, the words that were meant, and the places of the annotations that hold them."""

    text: str
    kind: str
    meant: tuple[str, ...]
    holders: frozenset[int]


Holders: TypeAlias = "Callable[[Sequence[str], bool], Sequence[int]]"
"""The places of the annotations that hold all of some words (or words that begin so), six at most."""


def queries(lines: Sequence[str], holders: Holders, kinds: dict[str, int], seed: int) -> list[Asked]:
    """So many queries of each kind from annotations, each a line."""
    chance = random.Random(seed)
    return [
        asked
        for kind, number in kinds.items()
        for asked, _ in zip(_of_kind(kind, lines, holders, chance), range(number), strict=False)
    ]


def _of_kind(kind: str, lines: Sequence[str], holders: Holders, chance: random.Random) -> Iterator[Asked]:
    while True:
        held = words(chance.choice(lines))
        made = _MAKERS[kind](held, chance) if len(held) >= 8 else None
        if made is None:
            continue
        text, meant = made
        begun = kind in ("beginnings", "single")
        found = holders(text.split() if begun else meant, begun)
        if 0 < len(found) <= HOLDERS:
            yield Asked(text, kind, tuple(meant), frozenset(found))


Made: TypeAlias = "tuple[str, list[str]] | None"


def _clean(held: list[str], chance: random.Random) -> Made:
    meant = _some(held, chance)
    return (" ".join(_unfinished(meant, chance)), meant) if meant else None


def _one_typo(held: list[str], chance: random.Random) -> Made:
    return _with_typos(_some(held, chance), 1, chance)


def _two_typos(held: list[str], chance: random.Random) -> Made:
    return _with_typos(_some(held, chance), 2, chance)


def _shuffled(held: list[str], chance: random.Random) -> Made:
    meant = _some(held, chance)
    chance.shuffle(meant)
    return _with_typos(meant, 1, chance)


def _single(held: list[str], chance: random.Random) -> Made:
    meant = [chance.choice(held)]
    return (" ".join(_unfinished(meant, chance)), meant) if len(meant[0]) > 3 else None


def _beginnings(held: list[str], chance: random.Random) -> Made:
    meant = [word for word in _some(held, chance) if len(word) > 5]
    return (" ".join(word[: chance.randint(3, 5)] for word in meant), meant) if len(meant) > 1 else None


def _skeletons(held: list[str], chance: random.Random) -> Made:
    meant = _some(held, chance)
    long = [at for at, word in enumerate(meant) if len(_skeleton(word)) >= 4]
    if not long:
        return None
    at = chance.choice(long)
    return " ".join(_skeleton(word) if at == place else word for place, word in enumerate(meant)), meant


def _infix(held: list[str], chance: random.Random) -> Made:
    meant = _neighbours(held, 2, chance)
    if min(map(len, meant)) < 6:
        return None
    starts = [chance.randint(1, len(word) - 4) for word in meant]
    cut = [word[start : start + chance.randint(4, 6)] for word, start in zip(meant, starts, strict=True)]
    return " ".join(cut), meant


def _joined(held: list[str], chance: random.Random) -> Made:
    meant = _neighbours(held, 2, chance)
    return ("".join(meant), meant) if len("".join(meant)) > 6 else None


def _split(held: list[str], chance: random.Random) -> Made:
    meant = _neighbours(held, chance.choice((1, 2)), chance)
    at = chance.randrange(len(meant))
    word = meant[at]
    if len(word) < 7:
        return None
    cut = chance.randint(3, len(word) - 3)
    return " ".join([*meant[:at], word[:cut], word[cut:], *meant[at + 1 :]]), meant


def _phrase(held: list[str], chance: random.Random) -> Made:
    meant = _neighbours(held, min(len(held), chance.randint(3, 6)), chance)
    return " ".join(meant), meant


_MAKERS: dict[str, Callable[[list[str], random.Random], Made]] = {
    "clean": _clean,
    "one typo": _one_typo,
    "two typos": _two_typos,
    "beginnings": _beginnings,
    "skeletons": _skeletons,
    "shuffled": _shuffled,
    "single": _single,
    "infix": _infix,
    "joined": _joined,
    "split": _split,
    "phrase": _phrase,
}


def _some(held: list[str], chance: random.Random) -> list[str]:
    """Two to four different words in their order, or none where there are not enough."""
    known = [word for word in dict.fromkeys(held) if len(word) >= 3]
    places = sorted(chance.sample(range(len(known)), min(len(known), chance.randint(2, 4))))
    return [known[at] for at in places]


def _neighbours(held: list[str], number: int, chance: random.Random) -> list[str]:
    start = chance.randint(0, len(held) - number)
    return held[start : start + number]


def _unfinished(meant: Sequence[str], chance: random.Random) -> list[str]:
    """The words, the last one cut short in half of the cases."""
    last = meant[-1]
    if len(last) > 4 and chance.random() < 0.5:
        last = last[: chance.randint(3, len(last) - 1)]
    return [*meant[:-1], last]


def _with_typos(meant: list[str], number: int, chance: random.Random) -> Made:
    long = [at for at, word in enumerate(meant) if len(word) >= 4]
    roomy = [at for at in long if len(meant[at]) >= 8]
    if not long or (number == 2 and len(long) < 2 and not roomy):
        return None
    places = chance.sample(long, number) if len(long) >= number else [roomy[0]] * number
    written = list(meant)
    for at in places:
        written[at] = _typo(written[at], chance)
    return " ".join(written), meant


def _typo(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    wrong = chance.choice(_NEIGHBOURS.get(word[at], "e"))
    last = max(0, min(at, len(word) - 2))
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + wrong + word[at:],
            word[:at] + wrong + word[at + 1 :],
            word[:last] + word[last + 1] + word[last] + word[last + 2 :],
        )
    )


def _skeleton(word: str) -> str:
    return word[:1] + word[1:].translate(_VOWELS)
