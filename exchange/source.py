"""Articles from files, folders and bytes: plain text and Markdown, in UTF-8 or with a byte order mark."""

from __future__ import annotations

import codecs
import os
from dataclasses import replace
from pathlib import Path
from stat import S_ISDIR
from typing import TYPE_CHECKING

from exchange.errors import (
    BadEncodingError,
    BinarySourceError,
    EmptySourceError,
    MissingSourceError,
    NoArticlesError,
    TooLargeError,
    UnreadableSourceError,
)
from store.records import ArticleDraft
from text.clean import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from text.document import Parsed

LIMIT_BYTES = 200_000_000
"""The largest source taken."""

MARKDOWN = frozenset({".md", ".markdown"})
PLAIN = frozenset({".txt", ".text"})

_TITLE_WORDS = 10

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # begins as UTF-16's mark does, so it stands first
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "an archive or an office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"{\\rtf", "a rich text document"),
)


def files(source: str) -> list[Path]:
    """The files `source` names: itself, or a folder's text and Markdown files, sorted.

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
    parsed = _parsed(decode(data, label), Path(name).suffix.lower())
    if not parsed.document.text.strip():
        raise EmptySourceError(name=label)
    title = parsed.metadata.title or _words(Path(name).stem) or _opening(parsed.document.text)
    return ArticleDraft(parsed.document, replace(parsed.metadata, title=title), clean(source))


def decode(data: bytes, name: str) -> str:
    """The text in `data`. Raises `BinarySourceError` or `BadEncodingError`."""
    codec, encoding = next((known for mark, *known in _MARKS if data.startswith(mark)), ("utf-8", "UTF-8"))
    what = _binary(data) if encoding == "UTF-8" else ""
    if what:
        raise BinarySourceError(name=name, what=what)
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise BadEncodingError(name=name, encoding=encoding, offset=error.start) from error


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
            if path.suffix.lower() in MARKDOWN | PLAIN and not name.startswith(".") and path.is_file():
                yield path


def _binary(data: bytes) -> str:
    """What kind of file that is no text `data` begins, or an empty string."""
    known = next((what for signature, what in _SIGNATURES if data.startswith(signature)), "")
    return known or ("a binary file" if b"\0" in data else "")


def _parsed(text: str, ending: str) -> Parsed:
    if ending in MARKDOWN:
        from text.markdown import parse  # noqa: PLC0415 - markdown-it costs 60 ms, plain text needs none of it
    else:
        from text.plain import parse  # noqa: PLC0415 - so does the search for a plain text's parts
    return parse(text)


def _words(stem: str) -> str:
    return clean_line(stem.replace("_", " ").replace("-", " "))


def _opening(text: str) -> str:
    return " ".join(text.split(None, _TITLE_WORDS)[:_TITLE_WORDS])
