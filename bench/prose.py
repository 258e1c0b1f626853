"""Annotations drawn from real prose: the same ones for the same number and seed.

Sentences are read from news articles, quotations, a manual and novels in a folder of test cases
(nothing of it is kept here), and from the sample articles. An annotation is one to three
sentences that follow one another, 50 to 400 code points; once every run of sentences has been
taken, they are put together by chance. Some carry a note, some up to three tags.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import seeds
from exchange.reading.source import read_file
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHORTEST, LONGEST = 50, 400
"""Code points of an annotation."""
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+")
_TAGS = (
    *("war", "peace", "war/truce", "economy", "economy/tax", "law", "press", "europe", "to-check", "quote"),
    *("history", "speech", "election", "court", "memory", "types", "ownership", "errors", "style", "later"),
)


@dataclass(frozen=True, slots=True)
class Prose:
    """One annotation to be made."""

    text: str
    note: str
    tags: tuple[str, ...]

    @property
    def line(self) -> str:
        """All of it on one line, for programs that filter lines."""
        return " ".join((self.text, self.note, *self.tags)).strip()


def drawn(folder: Path, number: int, seed: int = 1) -> list[Prose]:
    """`number` different annotations from the prose in `folder`."""
    chance = random.Random(seed)
    runs = list(_texts(sentences(folder), chance))
    texts = dict.fromkeys(chance.sample(runs, min(number, len(runs))))
    known = [run for run in runs if len(run) <= LONGEST // 2]
    while len(texts) < number:
        mixed = " ".join(chance.sample(known, chance.choice((2, 2, 3))))
        if len(mixed) <= LONGEST:
            texts[mixed] = None
    notes = [run for run in known if len(run) <= LONGEST // 4]
    return [Prose(text, _note(notes, chance), _tags(chance)) for text in texts]


def sentences(folder: Path) -> list[str]:
    """The sentences of the prose, in order, each once."""
    found: dict[str, None] = {}
    for text in _sources(folder):
        for paragraph in text.split("\n\n"):
            found.update(dict.fromkeys(_SENTENCE.split(clean_line(paragraph))))
    return [sentence for sentence in found if SHORTEST // 2 <= len(sentence) <= LONGEST]


def _sources(folder: Path) -> Iterator[str]:
    yield from (seeds.draft(name).document.text for name in seeds.NAMES)
    for name in ("train", "dev"):
        articles = json.loads((folder / "quotes" / f"{name}.json").read_text(encoding="utf-8"))
        yield from (article["text"] for article in articles)
    known = json.loads((folder / "search" / "known_item.json").read_text(encoding="utf-8"))
    yield from (record["text"] for record in known["corpus"])
    books = sorted(folder.glob("epub/*.epub"))
    for path in (folder / "markdown" / "rust-book.md", *books):
        yield read_file(path).document.text


def _texts(known: list[str], chance: random.Random) -> Iterator[str]:
    """Every sentence, alone or with those that follow it."""
    runs: dict[str, None] = {}
    for at in range(len(known)):
        longest = chance.randint(1, 3)
        while longest > 1 and sum(map(len, known[at : at + longest])) + longest > LONGEST:
            longest -= 1
        runs[" ".join(known[at : at + longest])] = None
    return (run for run in runs if SHORTEST <= len(run) <= LONGEST)


def _note(notes: list[str], chance: random.Random) -> str:
    return chance.choice(notes) if chance.random() < 0.3 else ""


def _tags(chance: random.Random) -> tuple[str, ...]:
    """None to three, the first ones of the list far oftener than the last (after Zipf)."""
    weights = [1 / (rank + 1) for rank in range(len(_TAGS))]
    return tuple(dict.fromkeys(chance.choices(_TAGS, weights, k=chance.randint(0, 3))))
