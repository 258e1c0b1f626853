"""Fingerprints: a few numbers of a text, of which any other that repeats enough of it has some.

Runs of `RUN` words are hashed, and of every `WINDOW` runs that follow each other the least hash is kept:
winnowing (Schleimer, Wilkerson and Aiken, Local algorithms for document fingerprinting, SIGMOD 2003).
Whatever two texts share of `SURE` words or more, they share a fingerprint of.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from zlib import crc32

from text.fold import fold
from text.span import Span
from text.words import bounds

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

RUN = 4
"""Words hashed together: three any two texts of a language share, five are often cut by a changed number."""
WINDOW = 4
"""Runs in a row of which one is kept at least."""
SURE = RUN + WINDOW - 1
"""Words in a row from which a repeat cannot be missed."""

_CLOSING = frozenset(".!?…\n")
_BEHIND = 3
"""Code points behind the last word that are looked at."""


class Wording:
    """A text, or a span of it, by its words: without case, accents and punctuation, and where each stands."""

    def __init__(self, text: str, within: Span | None = None) -> None:
        found = bounds(text, Span(0, len(text)) if within is None else within)
        forms = [text[start:end].lower() for start, end in found]
        self.forms = [form if form.isascii() else fold(form) for form in forms]
        self._text = text
        self.starts = [start for start, _ in found]
        self.ends = [end for _, end in found]

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def runs(self) -> list[tuple[str, ...]]:
        """Every run of `RUN` words, from the first word on."""
        return list(zip(*(self.forms[step:] for step in range(RUN)), strict=False))

    def fingerprints(self) -> list[tuple[int, int]]:
        """Its fingerprints, and the offset where the run of each begins.

        They are numbers of 32 bits, the same on every machine.
        """
        hashes = [crc32(" ".join(run).encode()) for run in self.runs]
        windows = zip(*(hashes[step:] for step in range(WINDOW)), strict=False)
        kept = set(map(min, windows)) or set(hashes)
        return [(each, start) for each, start in zip(hashes, self.starts, strict=False) if each in kept]

    def span(self, first: int, last: int) -> Span:
        """From where a word begins to where the one before `last` ends; none stand after the one before."""
        if first == last:
            at = self.ends[first - 1] if first else 0
            return Span(at, at)
        return Span(self.starts[first], self.ends[last - 1])

    def closes(self, at: int) -> bool:
        """Whether a sentence, or a line, ends behind a word."""
        after = self.starts[at + 1] if at + 1 < len(self.starts) else self.ends[at] + _BEHIND
        return not _CLOSING.isdisjoint(self._text[self.ends[at] : after])

    def places(self, runs: AbstractSet[tuple[str, ...]]) -> dict[tuple[str, ...], list[int]]:
        """Where each of some runs stands: the places of its first word."""
        found: dict[tuple[str, ...], list[int]] = {}
        for at, run in enumerate(self.runs):
            if run in runs:
                found.setdefault(run, []).append(at)
        return found

    @cached_property
    def _run_set(self) -> frozenset[tuple[str, ...]]:
        return frozenset(self.runs)

    def common(self, other: Wording, most: int) -> list[tuple[int, int]]:
        """Where runs stand that both texts have; none of what either has more than `most` times.

        Such a one tells nothing, and comparing it would cost the product of its places.
        """
        shared = self._run_set & other._run_set
        here, there = self.places(shared), other.places(shared)
        return sorted(
            (at, to)
            for run, places in here.items()
            if len(places) <= most and len(there[run]) <= most
            for at in places
            for to in there[run]
        )
