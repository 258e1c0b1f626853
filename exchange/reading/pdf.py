"""PDF files: the words of their pages, as paragraphs, where the optional package that reads them is there."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

from exchange.errors import BrokenPdfError, LockedPdfError, NoPdfReaderError, PicturedPdfError
from exchange.reading.typeset import Line, pieces
from text.builder import Piece, build
from text.clean import clean_line
from text.document import BlockKind, Metadata, Parsed, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument, PdfTextPage

_MOST_PAGES = 10_000
_NO_TITLE = re.compile(r"untitled|microsoft word\b.*|.*\.(?:docx?|indd|pdf|tex|dvi)", re.IGNORECASE)
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_BROKEN = re.compile(r"[\u00ad\ufffe\x02](?=([A-Z\d])?)")
"""What pdfium gives for a hyphen at the end of a line; before a capital or a number it belongs there."""


def parse(data: bytes, name: str) -> Parsed:
    """The text of a PDF, as paragraphs and headings.

    Raises `NoPdfReaderError`, `LockedPdfError`, `BrokenPdfError` and `PicturedPdfError`; they call it `name`.
    """
    try:
        import pypdfium2  # noqa: PLC0415 - 100 ms, and it need not be there
    except ImportError as error:
        raise NoPdfReaderError(name=name) from error
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            known, pages = _metadata(document), list(_pages(document))
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise (LockedPdfError if locked else BrokenPdfError)(name=name) from error
    found = list(pieces(pages))
    if not found:
        raise PicturedPdfError(name=name)
    title = Piece(known.title, BlockKind.HEADING, 1, role=Role.TITLE)
    is_shown = found[0].text.casefold() == known.title.casefold()
    return Parsed(build((title, *found[is_shown:]) if known.title else found), known)


def _pages(document: PdfDocument) -> Iterator[list[Line]]:
    """The lines of each page that have words."""
    for number in range(min(len(document), _MOST_PAGES)):
        with closing(document[number]) as page, closing(page.get_textpage()) as text:
            yield list(_lines(text))


def _lines(page: PdfTextPage) -> Iterator[Line]:
    """The lines of a page; each stands where its first letter does."""
    start = 0
    for line in page.get_text_range().split("\n"):
        words = clean_line(_BROKEN.sub(lambda found: "-" if found[1] else "", line))
        if words:
            first = start + len(line) - len(line.lstrip())
            left, bottom, _, top = page.get_charbox(min(first, page.count_chars() - 1), loose=True)
            yield Line(words, left, bottom, top - bottom)
        start += len(line) + 1


def _metadata(document: PdfDocument) -> Metadata:
    said = {key: clean_line(value) for key, value in document.get_metadata_dict().items()}
    date = _DATE.match(said.get("CreationDate", ""))
    title = said.get("Title", "")
    return Metadata(
        title="" if _NO_TITLE.fullmatch(title) else title,
        byline=said.get("Author", ""),
        published="-".join(filter(None, date.groups())) if date else "",
    )
