"""Articles from files, folders and bytes: plain text, Markdown, web pages, books and PDFs."""

from __future__ import annotations

import glob
import os
import re
from dataclasses import replace
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISDIR
from typing import TYPE_CHECKING

from exchange.errors import (
    EmptySourceError,
    MissingSourceError,
    NoArticlesError,
    NoFileFitsError,
    TooLargeError,
    UnreadableSourceError,
)
from exchange.network.addresses import is_address
from exchange.reading.encoding import decode
from store.records import ArticleDraft
from text.clean import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from text.document import Parsed

LIMIT_BYTES = 200_000_000
"""The largest source taken."""

MARKDOWN = frozenset({".md", ".markdown"})
PLAIN = frozenset({".txt", ".text"})
HTML = frozenset({".html", ".htm", ".xhtml"})
EPUB = frozenset({".epub"})
PDF = frozenset({".pdf"})
ENDINGS = MARKDOWN | PLAIN | HTML | EPUB
"""The endings of the files that are looked for in folders; PDFs too, where they can be read."""

_TITLE_WORDS = 10
_OPENS_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<\?xml[^>]*>|<!--.*?-->)*+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_OPENS_BOOK = re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub\+zip", re.DOTALL)
_HEAD = 4096


def files(source: str) -> list[Path]:
    """The files `source` names: itself, those that fit it as a pattern, or those of a folder, sorted.

    Of a folder they are those with one of the `ENDINGS`; hidden files and folders are passed over.
    Raises a `RefusedError` when there is nothing of that name.
    """
    path = Path(source)
    try:
        is_folder = _is_folder(path)
    except MissingSourceError:
        if not glob.has_magic(source):
            raise
        return _fitting(source)
    return in_folder(path) if is_folder else [path]


def check_there(source: str) -> None:
    """Make sure that there is a file or folder of that name, if it is no pattern. Raises a `RefusedError`."""
    if not glob.has_magic(source):
        _is_folder(Path(source))


def in_folder(folder: Path) -> list[Path]:
    """The articles of a folder. Raises `NoArticlesError`."""
    found = sorted(articles_in(folder))
    if not found:
        raise NoArticlesError(name=folder)
    return found


def read_file(path: Path) -> ArticleDraft:
    """The article in the file `path`. Raises a `RefusedError`."""
    return read_bytes(load(path), str(path), address(path))


def load(path: Path) -> bytes:
    """What is in a file, up to one byte more than is taken. Raises `UnreadableSourceError`."""
    try:
        with path.open("rb") as file:
            return file.read(LIMIT_BYTES + 1)
    except OSError as error:
        raise UnreadableSourceError(name=path, reason=error.strerror) from error
    except ValueError as error:  # a NUL in the name
        raise MissingSourceError(name=path) from error


def read_bytes(
    data: bytes, name: str, source: str = "", *, ending: str | None = None, charset: str = ""
) -> ArticleDraft:
    """The article in `data`, whose format its `ending` tells, or that of its name. Raises a `RefusedError`.

    Where the text has no title of its own, the article is called by its file's name, and by its
    first words where `name` is empty or `source` is the address of a page. A site may have said the
    `charset`.
    """
    label = name or "standard input"
    if len(data) > LIMIT_BYTES:
        raise TooLargeError(name=label, limit=LIMIT_BYTES // 1_000_000)
    told = Path(name).suffix.lower() if ending is None else ending
    parsed, guessed = _parsed(data, label, ending_of(data, told), charset, source)
    if not parsed.document.text.strip():
        raise EmptySourceError(name=label)
    stem = "" if is_address(source) else _words(Path(name).stem)
    title = parsed.metadata.title or stem or opening(parsed.document.text)
    known = replace(parsed.metadata, title=title)
    return ArticleDraft(parsed.document, known, clean(source), guessed, clean(parsed.address))


def address(path: Path) -> str:
    """What the library remembers a file by: its absolute path, cleaned of what no terminal should see."""
    return clean(str(path.resolve()))


def _is_folder(path: Path) -> bool:
    try:
        return S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a NUL in the name
        raise MissingSourceError(name=path) from error
    except OSError as error:
        raise UnreadableSourceError(name=path, reason=error.strerror) from error


def articles_in(folder: Path) -> Iterator[Path]:
    """The files of a folder, to its depth, that may be articles."""
    wanted = ENDINGS | PDF if pdf_is_read() else ENDINGS
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(root, name)
            if path.suffix.lower() in wanted and not name.startswith(".") and path.is_file():
                yield path


@cache
def pdf_is_read() -> bool:
    """Whether what reads PDFs is installed."""
    return find_spec("pypdfium2") is not None


def _fitting(pattern: str) -> list[Path]:
    """The files that fit a pattern, and those of the folders that do."""
    named = [Path(name) for name in sorted(glob.iglob(pattern, recursive=True))]  # noqa: PTH207 - with folders
    inside = (path for one in named for path in (articles_in(one) if one.is_dir() else [one]))
    found = sorted(dict.fromkeys(path for path in inside if path.is_file()))
    if not found:
        raise NoFileFitsError(name=pattern)
    return found


def ending_of(data: bytes, told: str) -> str:
    """The ending that tells the format: the one told, or that of what the data plainly is."""
    if _OPENS_BOOK.match(data):
        return ".epub"
    if data.startswith(b"%PDF-"):
        return ".pdf"
    return ".html" if not told and _OPENS_PAGE.match(data[:_HEAD]) else told


def _parsed(data: bytes, label: str, ending: str, charset: str, source: str) -> tuple[Parsed, str]:
    """The article, and the encoding it is in where that had to be guessed."""
    if ending in EPUB:
        from exchange.reading import epub  # noqa: PLC0415 - 50 ms, for nothing but trees

        return epub.parse(data, label), ""
    if ending in PDF and data.startswith(b"%PDF-"):
        from exchange.reading import pdf  # noqa: PLC0415 - as above

        return pdf.parse(data, label), ""
    decoded = decode(data, label, is_markup=ending in HTML, charset=charset)
    return _parser(ending, source)(decoded.text), decoded.guessed


def _parser(ending: str, source: str) -> Callable[[str], Parsed]:
    """The parser of texts with an ending, imported only now: the one for pages costs 200 ms."""
    if ending in HTML:
        from exchange.reading import html  # noqa: PLC0415 - as said

        return partial(html.parse, address=source if is_address(source) else "")
    if ending in MARKDOWN:
        from text.markdown import article  # noqa: PLC0415 - as said

        return article.parse
    from text import plain  # noqa: PLC0415 - as said

    return plain.parse


def _words(stem: str) -> str:
    return clean_line(stem.replace("_", " ").replace("-", " "))


def opening(text: str) -> str:
    """The first words of a text, to call it by."""
    return " ".join(text.split(None, _TITLE_WORDS)[:_TITLE_WORDS])
