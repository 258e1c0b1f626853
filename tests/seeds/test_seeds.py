from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from keymaps.keys import spell
from keymaps.load import load
from seeds import FOLDER, NAMES, draft, plant
from store.library import Library
from store.records import Kind
from text import objects
from text.anchoring.reattach import occurrences
from text.motions import sentence_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from text.document import Document


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def tutor() -> Document:
    return draft("tutor.md").document


def test_planting_fills_the_library_with_the_tutor_on_top(library: Library) -> None:
    planted = plant(library)
    assert [article.source for article in planted] == [f"postil:seeds/{name}" for name in NAMES]
    assert library.articles()[0].title == "A Pencil in the Margin"
    assert library.planted()


def test_planting_again_adds_nothing(library: Library) -> None:
    assert plant(library) == plant(library)
    assert len(library.articles()) == len(NAMES)


def test_the_sample_articles_are_the_bytes_that_were_handed_over() -> None:
    notes = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    for name in NAMES[:2]:
        digest = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()
        assert f"`{digest}`" in next(line for line in notes.splitlines() if name in line)


def test_every_key_the_tutor_names_is_a_key() -> None:
    source = (FOLDER / "tutor.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([^`]+)`", source)) - {"3 )"}  # a count, and a key
    keymap = load()
    bound = {spell(keys) for trie in keymap.modes.values() for keys, _ in trie.bindings()}
    assert len(named) > 20
    assert named <= bound


def test_each_sentence_of_the_tutor_can_be_stood_on(tutor: Document) -> None:
    lone = "Press ) until it stands here."
    (place,) = occurrences(tutor.text, lone)
    assert sentence_at(tutor, place.start + 3) == place


def test_the_tutors_quotation_is_two_marks(tutor: Document) -> None:
    (place,) = occurrences(tutor.text, "said Ada Marsh")
    found = [span.of(tutor.text) for span in objects.quotations_here(tutor, place.start)]
    assert found == [
        "I never read without a pencil,",
        "for a book that bears no trace of you has not been read.",
    ]


def test_the_tutors_misspelling_finds_the_tutors_tag(library: Library) -> None:
    article = plant(library)[-1]
    text = library.document(article.id).text
    (span,) = occurrences(text, "A mark without a reason is a riddle to its maker within a month.")
    mark = library.annotate(article.id, span, Kind.HIGHLIGHT, tags=["lighthouses"])
    assert [hit.annotation for hit in library.search("lighthose")] == [mark]
