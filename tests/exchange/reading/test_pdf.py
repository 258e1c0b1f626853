from __future__ import annotations

import sys

import pytest

from exchange.errors import BrokenPdfError, NoPdfReaderError, PicturedPdfError
from exchange.reading.source import read_bytes
from tests.exchange.pdfs import Line, pdf
from text.document import BlockKind

FULL = "The keeper of the light had seen a ship that nobody else could see that"


def page(*lines: str, top: int = 700) -> list[Line]:
    return [(72, top - 14 * at, 12, words) for at, words in enumerate(lines) if words]


def text(*pages: list[Line], title: str = "") -> str:
    return read_bytes(pdf(pages, title), "a.pdf").document.text


def test_a_pdf_is_told_by_what_it_is_and_says_who_made_it() -> None:
    draft = read_bytes(pdf([page("Some words.")], "The Light", "Ann Other"), "")
    known = draft.metadata
    assert (known.title, known.byline, known.published) == ("The Light", "Ann Other", "2026-01-02")
    assert draft.document.text == "The Light\n\nSome words."


def test_lines_are_joined_to_paragraphs_that_end_early() -> None:
    body = page(FULL, FULL, "night.", FULL, "day.")
    assert text(body) == f"{FULL} {FULL} night.\n\n{FULL} day."


def test_a_gap_or_an_indented_line_begins_a_paragraph() -> None:
    apart = [(72, 700, 12, FULL), (72, 686, 12, FULL), (72, 660, 12, FULL), (72, 646, 12, FULL)]
    assert text(apart) == f"{FULL} {FULL}\n\n{FULL} {FULL}"
    indented = [(72, 700, 12, FULL), (72, 686, 12, FULL), (90, 672, 12, FULL), (72, 658, 12, FULL)]
    assert text(indented) == f"{FULL} {FULL}\n\n{FULL} {FULL}"
    hanging = [(72, 700, 12, FULL), (90, 686, 12, FULL), (90, 672, 12, FULL)]
    assert text(hanging) == f"{FULL} {FULL} {FULL}"


def test_larger_lines_are_headings() -> None:
    lines = [(72, 720, 24, "Book"), (72, 690, 16, "Chapter"), *page(FULL, FULL, "night.", top=670)]
    document = read_bytes(pdf([lines]), "a.pdf").document
    assert [(block.kind, block.level) for block in document.blocks] == [
        (BlockKind.HEADING, 2),
        (BlockKind.HEADING, 3),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_a_paragraph_goes_on_across_pages() -> None:
    assert text(page(FULL, FULL), page(FULL, "night.")) == f"{FULL} {FULL} {FULL} night."


def test_a_word_broken_at_the_end_of_a_line_is_whole_again() -> None:
    assert text(page(f"{FULL} won-", "derful night.")) == f"{FULL} wonderful night."


def test_a_hyphen_before_a_capital_or_a_number_belongs_to_the_word() -> None:
    assert text(page(f"{FULL} Anglo-", "Saxon night.")) == f"{FULL} Anglo-Saxon night."
    assert text(page(f"{FULL} F-", "16 night.")) == f"{FULL} F-16 night."


def test_ligatures_are_the_letters_they_are_made_of() -> None:
    assert text(page("The \x01rst \x02ag.")) == "The first flag."


def test_columns_come_one_after_the_other_where_the_file_keeps_them_so() -> None:
    left = [(72, 700 - 14 * at, 10, f"left {at} {FULL[:30]}") for at in range(5)]
    right = [(330, 700 - 14 * at, 10, f"right {at} {FULL[:30]}") for at in range(5)]
    found = text([*left, *right])
    assert found.index("left 4") < found.index("right 0")


def test_what_runs_along_the_edges_of_pages_is_left_out() -> None:
    pages = [page("The Light", f"{FULL} {at}", "night.", f"Page {at}") for at in range(4)]
    assert text(*pages) == "\n\n".join(f"{FULL} {at} night." for at in range(4))


@pytest.mark.parametrize("title", ["Microsoft Word - a.docx", "untitled", "paper.tex"])
def test_what_a_program_put_for_a_title_is_none(title: str) -> None:
    assert read_bytes(pdf([page("Some words.")], title), "the-light.pdf").metadata.title == "the light"


def test_pictures_of_pages_are_refused_with_what_to_do() -> None:
    with pytest.raises(PicturedPdfError, match="OCR"):
        read_bytes(pdf([[]]), "a.pdf")


def test_a_damaged_pdf_is_refused() -> None:
    with pytest.raises(BrokenPdfError):
        read_bytes(b"%PDF-1.7\n", "a.pdf")


def test_without_its_package_a_pdf_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(NoPdfReaderError, match=r"pip install 'postil\[pdf\]'"):
        read_bytes(pdf([page("Some words.")]), "a.pdf")
