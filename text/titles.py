"""Titles: whether two works may be one, by what they and their authors are called."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from text.fold import words

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST_LIKE = 90.0
"""How alike, in per cent, titles are that differ by a misspelling."""

_SUBTITLE = re.compile(r"\s*(?:[:;|(\[—–]|\s-\s|\.\s)")
_NUMBER = re.compile(r"\d+")
_LEAST_LETTERS = 3
_FEW_WORDS = 3
_MOST = 20
"""As many titles are like one, or have one head: among more, nobody knows which is meant."""


def title_key(title: str) -> str:
    """What a title is found by: its folded words."""
    return " ".join(words(title))


def head_key(title: str) -> str:
    """The same for what stands before its subtitle."""
    return title_key(_SUBTITLE.split(title.strip(), maxsplit=1)[0])


def may_be_one(author: str, other: str) -> bool:
    """Whether two bylines may name one author: they share a name, or one is not told."""
    ours, theirs = set(words(author)), set(words(other))
    if not ours or not theirs or ours == theirs:
        return True
    return any(len(name) >= _LEAST_LETTERS for name in ours & theirs)


class Titles:
    """Known titles, to be found by others that differ from them by a subtitle or a misspelling alone.

    Only those are compared that have the same numbers (of two years' reports neither is the other, misspelt)
    and words in common; of few words, how they begin or end will do.
    """

    def __init__(self, known: Mapping[str, str]) -> None:
        self._named: defaultdict[str, list[str]] = defaultdict(list)
        self._headed: defaultdict[str, list[str]] = defaultdict(list)
        self._marked: defaultdict[str, list[str]] = defaultdict(list)
        for name, title in known.items():
            self._named[title_key(title)].append(name)
            self._headed[head_key(title)].append(name)
        for key in self._named:
            for mark in (*_by_words(key), *_by_ends(key)):
                self._marked[mark].append(key)

    def named(self, title: str) -> list[str]:
        """The names of those of this very title."""
        key = title_key(title)
        return self._named.get(key, []) if key else []

    def like(self, title: str) -> list[str]:
        """The names of those that differ only by a subtitle or a misspelling, the most alike first.

        A subtitle tells nothing where more than a few have the same head, as the parts of a series do.
        """
        wanted, head = title_key(title), head_key(title)
        if not wanted:
            return []
        headed = self._headed.get(head, []) if head else []
        alike = [name for key in self._spelt_like(wanted) for name in self._named[key][:_MOST]]
        return list(dict.fromkeys([*alike, *(headed if len(headed) <= _MOST else self.named(head))]))[:_MOST]

    def _spelt_like(self, wanted: str) -> list[str]:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - 30 to 60 ms to import

        by_words = sorted((self._marked.get(mark, []) for mark in _by_words(wanted)), key=len)
        by_ends = (self._marked.get(mark, []) for mark in _by_ends(wanted))
        # Of more than half of the words, the rarest, one is not misspelt.
        near = dict.fromkeys(chain(*by_words[: len(by_words) // 2 + 1], *by_ends))
        alike = process.extract(wanted, list(near), scorer=fuzz.ratio, score_cutoff=LEAST_LIKE, limit=_MOST)
        return [key for key, _, _ in alike]


def _by_words(key: str) -> list[str]:
    numbers = _numbers(key)
    return [f"{numbers} {word}" for word in dict.fromkeys(key.split())]


def _by_ends(key: str) -> list[str]:
    """How a title of few words begins and ends: its words may be misspelt, parted or joined, one and all."""
    if key.count(" ") >= _FEW_WORDS:
        return []
    return [f"{_numbers(key)} {key[:_LEAST_LETTERS]}…", f"{_numbers(key)} …{key[-_LEAST_LETTERS:]}"]


def _numbers(key: str) -> str:
    return "-".join(_NUMBER.findall(key))
