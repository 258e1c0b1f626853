"""Articles from files, folders and bytes: plain text, Markdown, web pages and books."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from stat import S_ISDIR
from typing import TYPE_CHECKING

from exchange.encoding import decode
from exchange.errors import (
    EmptySourceError,
    MissingSourceError,
    NoArticlesError,
    TooLargeError,
    UnreadableSourceError,
)
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
ENDINGS = MARKDOWN | PLAIN | HTML | EPUB
"""The endings of the files that are looked for in folders."""

_TITLE_WORDS = 10
_OPENS_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<\?xml[^>]*>|<!--.*?-->)*+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_OPENS_BOOK = re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub\+zip", re.DOTALL)
_HEAD = 4096


def files(source: str) -> list[Path]:
    """The files `source` names: itself, or those of a folder that have one of the `ENDINGS`, sorted.

    Hidden files and folders are passed over. Raises a `RefusedError` when there is nothing of that name.
    """
    path = Path(source)
    if not _is_folder(path):
        return [path]
    found = sorted(_articles_in(path))
    if not found:
        raise NoArticlesError(name=source)
    return found


def read_file(path: Path) -> ArticleDraft:
    """The article in the file `path`. Raises a `RefusedError`."""
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT_BYTES + 1)
    except OSError as error:
        raise UnreadableSourceError(name=path, reason=error.strerror) from error
    return read_bytes(data, str(path), address(path))


def read_bytes(data: bytes, name: str, source: str = "") -> ArticleDraft:
    """The article in `data`; the ending of `name` tells its format. Raises a `RefusedError`.

    Where the text has no title of its own, the article is called by its file's name, and by its
    first words where `name` is empty.
    """
    label = name or "standard input"
    if len(data) > LIMIT_BYTES:
        raise TooLargeError(name=label, limit=LIMIT_BYTES // 1_000_000)
    parsed, guessed = _parsed(data, label, _ending(data, name))
    if not parsed.document.text.strip():
        raise EmptySourceError(name=label)
    title = parsed.metadata.title or _words(Path(name).stem) or _opening(parsed.document.text)
    return ArticleDraft(parsed.document, replace(parsed.metadata, title=title), clean(source), guessed)


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


def _articles_in(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(root, name)
            if path.suffix.lower() in ENDINGS and not name.startswith(".") and path.is_file():
                yield path


def _ending(data: bytes, name: str) -> str:
    """The ending that tells the format: the name's own, or that of what the data plainly is."""
    ending = Path(name).suffix.lower()
    if _OPENS_BOOK.match(data):
        return ".epub"
    return ".html" if not ending and _OPENS_PAGE.match(data[:_HEAD]) else ending


def _parsed(data: bytes, label: str, ending: str) -> tuple[Parsed, str]:
    """The article, and the encoding it is in where that had to be guessed."""
    if ending in EPUB:
        from exchange import epub  # noqa: PLC0415 - 50 ms, for nothing but trees

        return epub.parse(data, label), ""
    decoded = decode(data, label, is_markup=ending in HTML)
    return _parser(ending)(decoded.text), decoded.guessed


def _parser(ending: str) -> Callable[[str], Parsed]:
    """The parser of texts with an ending, imported only now: the one for pages costs 200 ms."""
    if ending in HTML:
        from exchange import html  # noqa: PLC0415 - as said

        return html.parse
    if ending in MARKDOWN:
        from text.markdown import article  # noqa: PLC0415 - as said

        return article.parse
    from text import plain  # noqa: PLC0415 - as said

    return plain.parse


def _words(stem: str) -> str:
    return clean_line(stem.replace("_", " ").replace("-", " "))


def _opening(text: str) -> str:
    return " ".join(text.split(None, _TITLE_WORDS)[:_TITLE_WORDS])
