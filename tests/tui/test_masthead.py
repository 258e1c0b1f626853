from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from store.library import Library
from store.records import ArticleDraft
from tests.text.documents import document_of
from text.document import Document, Metadata, Role
from tui.masthead import masthead

if TYPE_CHECKING:
    from pathlib import Path

LETTER = document_of("One.", "Two.")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (Metadata("", "A. Author", "The Times", "2019-05-03"), "The Times · 3 May 2019 · by A. Author"),
        (Metadata(byline="By A. Author", published="2019-05-03T10:00:00Z"), "3 May 2019 · By A. Author"),
        (Metadata(published="2019"), "2019"),
        (Metadata(title="Letter"), ""),
    ],
)
def test_the_masthead_says_what_the_library_knows(tmp_path: Path, said: Metadata, shown: str) -> None:
    with Library.open(tmp_path / "library.db") as library:
        article = library.add(ArticleDraft(LETTER, said)).article
    assert masthead(article, LETTER) == shown


def test_a_text_with_a_byline_of_its_own_needs_none(tmp_path: Path) -> None:
    signed = Document(LETTER.text, (replace(LETTER.blocks[0], role=Role.BYLINE), LETTER.blocks[1]))
    with Library.open(tmp_path / "library.db") as library:
        article = library.add(ArticleDraft(signed, Metadata(byline="One"))).article
    assert not masthead(article, signed)
