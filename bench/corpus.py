"""Long documents, made of the sample articles' own sentences: the same ones every time."""

from __future__ import annotations

import io
import random
import zipfile
from functools import cache
from html import escape
from typing import TYPE_CHECKING

import seeds
from text.document import Role
from text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

LAST = "Nothing but this stands so quincunxially at the end."
"""The last sentence of every document."""

_CHAPTER_BYTES = 20_000
_CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def plain(size: int) -> str:
    """Paragraphs of prose, `size` bytes or little more."""
    return "\n\n".join([*_paragraphs(size, random.Random(size)), LAST])


def markdown(size: int) -> str:
    """Prose with headings, lists, quotations, a table and code now and then, `size` bytes or little more."""
    parts = (f"# Part {number}\n\n{chapter}" for number, chapter in enumerate(_chapters(size), 1))
    return "\n\n".join([*parts, LAST])


def epub(size: int) -> bytes:
    """A book in EPUB 3 with `size` bytes of prose or little more, a file a chapter."""
    chapters = [*_chapters(size, marked_up=False), LAST]
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", _CONTAINER)
        archive.writestr("book.opf", _package(len(chapters)))
        for number, chapter in enumerate(chapters, 1):
            archive.writestr(f"{number}.xhtml", _page(number, chapter))
    return book.getvalue()


@cache
def _sentences() -> list[str]:
    found: list[str] = []
    for name in seeds.NAMES:
        document = seeds.draft(name).document
        for block in document.blocks:
            if block.role is Role.BODY:
                found += (span.of(document.text) for span in sentences(document.text, block.span))
    return [" ".join(sentence.split()) for sentence in found if len(sentence) > 40]


def _paragraphs(size: int, chance: random.Random) -> Iterator[str]:
    known = _sentences()
    written = 0
    while written < size:
        paragraph = " ".join(chance.choices(known, k=chance.randint(1, 6)))
        yield paragraph
        written += len(paragraph.encode()) + 2


def _chapters(size: int, *, marked_up: bool = True) -> Iterator[str]:
    chance = random.Random(size)
    for start in range(0, size, _CHAPTER_BYTES):
        paragraphs = list(_paragraphs(min(_CHAPTER_BYTES, size - start), chance))
        yield "\n\n".join(map(_marked_up, paragraphs, range(len(paragraphs))) if marked_up else paragraphs)


def _marked_up(paragraph: str, number: int) -> str:
    """A paragraph, or every few of them something else that says the same."""
    words = paragraph.split()
    if number % 8 == 3:
        return f"## {' '.join(words[:6])}\n\n{paragraph}"
    if number % 8 == 5:
        return "\n".join(f"- *{sentence}*" for sentence in paragraph.split(". "))
    if number % 8 == 6:
        return f"> {paragraph}"
    if number % 16 == 7:
        cells = " | ".join(words[:3]), " | ".join(words[3:6])
        return f"| {cells[0]} |\n|---|:-:|--:|\n| {cells[1]} |"
    if number % 16 == 15:
        return f"```\n{' '.join(words[:8])}\n```"
    return f"{paragraph} See [the page](https://example.org/{number}) for **more**."


def _package(chapters: int) -> str:
    numbers = range(1, chapters + 1)
    items = "".join(
        f'<item id="c{number}" href="{number}.xhtml" media-type="application/xhtml+xml"/>'
        for number in numbers
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in numbers)
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">made</dc:identifier>'
        f"<dc:title>A made book of {chapters} chapters</dc:title><dc:language>en</dc:language></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )


def _page(number: int, chapter: str) -> str:
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in chapter.split("\n\n"))
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>A chapter</title></head>'
        f"<body><h1>Part {number}</h1>{paragraphs}</body></html>"
    )
