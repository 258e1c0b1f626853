"""PDF files: the words of their pages, as paragraphs, where the optional package that reads them is there."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import closing
from statistics import median
from typing import TYPE_CHECKING

from exchange.errors import BrokenPdfError, LockedPdfError, NoPdfReaderError, PicturedPdfError
from text.builder import Piece, build
from text.clean import clean_line
from text.document import BlockKind, Metadata, Parsed, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pypdfium2 import PdfDocument

_MOST_PAGES = 10_000
_NO_TITLE = re.compile(r"untitled|microsoft word\b.*|.*\.(?:docx?|indd|pdf|tex|dvi)", re.IGNORECASE)
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_NUMBERS = re.compile(r"\d+")
_OFTEN = 3
"""On how many pages a line at the edge stands that runs along them."""

_SHORT = 0.8
"""The share of the usual line that the last line of a paragraph does not reach."""

_ENDS = (".", "!", "?", ":", "…", "”", "’", "»", '"')
_BROKEN = re.compile(r"[\u00ad\ufffe\x02](?:\r?\n)?")
"""What pdfium gives for the hyphen of a word that is broken at the end of a line."""


def parse(data: bytes, name: str) -> Parsed:
    """The text of a PDF; a paragraph ends where a line ends early, and at a blank one.

    What runs along the edges of its pages is left out. Raises `NoPdfReaderError`, `LockedPdfError`,
    `BrokenPdfError` and `PicturedPdfError`; they call it `name`.
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
    said = list(paragraphs(pages))
    if not said:
        raise PicturedPdfError(name=name)
    titled = [Piece(known.title, BlockKind.HEADING, 1, role=Role.TITLE)] if known.title else []
    body = said[1:] if said[0].casefold() == known.title.casefold() else said
    return Parsed(build((*titled, *map(Piece, body))), known)


def paragraphs(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """The paragraphs in the lines of pages, across their edges too."""
    heads = _running(pages)
    lines = [line for page in pages for line in _without(page, heads)]
    usual = median([len(line) for line in lines if line] or [0])
    parts: list[str] = []
    for line in lines:
        if line:
            parts.append(line)
        if parts and (not line or (len(line) < _SHORT * usual and line.endswith(_ENDS))):
            yield _joined(parts)
            parts = []
    if parts:
        yield _joined(parts)


def _pages(document: PdfDocument) -> Iterator[list[str]]:
    """The lines of each page; a page that is damaged has none."""
    for number in range(min(len(document), _MOST_PAGES)):
        with closing(document[number]) as page, closing(page.get_textpage()) as text:
            yield [clean_line(line) for line in _BROKEN.sub("", text.get_text_bounded()).split("\n")]


def _metadata(document: PdfDocument) -> Metadata:
    said = {key: clean_line(value) for key, value in document.get_metadata_dict().items()}
    date = _DATE.match(said.get("CreationDate", ""))
    title = said.get("Title", "")
    return Metadata(
        title="" if _NO_TITLE.fullmatch(title) else title,
        byline=said.get("Author", ""),
        published="-".join(filter(None, date.groups())) if date else "",
    )


def _running(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The lines, but for their numbers, that stand at the edges of several pages."""
    edges = Counter(shape for page in pages for shape in {_shape(page[at]) for at in _edges(page)})
    return frozenset(shape for shape, count in edges.items() if count >= _OFTEN)


def _edges(page: Sequence[str]) -> set[int]:
    """Where a page's first and last lines are that say something."""
    said = [at for at, line in enumerate(page) if line]
    return {*said[:1], *said[-1:]}


def _shape(line: str) -> str:
    return _NUMBERS.sub("0", line)


def _without(page: Sequence[str], heads: frozenset[str]) -> Iterator[str]:
    """The lines of a page without its running heads."""
    edges = _edges(page)
    return (line for at, line in enumerate(page) if at not in edges or _shape(line) not in heads)


def _joined(lines: Sequence[str]) -> str:
    """The lines as one, the words broken at their ends whole again."""
    text = ""
    for line in lines:
        if text.endswith("-") and text[-2:-1].isalpha() and line[:1].islower():
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text else line
    return text
