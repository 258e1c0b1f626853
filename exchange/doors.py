"""The two doors: articles, and lists of them, are added; the marks that other programs made are imported."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import PurePath
from typing import TYPE_CHECKING

from exchange.errors import (
    BookError,
    EmptySourceError,
    FeedError,
    ListError,
    MarksError,
    NoTextError,
    PageError,
    PdfError,
    RefusedError,
    TextError,
)
from exchange.reading.encoding import decode
from exchange.reading.source import EPUB, HTML, MARKDOWN, PDF, PLAIN, ending_of
from exchange.saved import lists

if TYPE_CHECKING:
    from collections.abc import Callable

_HEAD = 4096
_TABLES = frozenset({"", ".csv", ".tsv"})
_ARTICLES = ((EPUB, BookError), (PDF, PdfError), (HTML, PageError), (MARKDOWN | PLAIN, TextError))
_READ_TOO = ("Markdown", "Obsidian", "Zotero note")
"""Parts of the names of the formats that somebody may want to read as articles."""

_JSON = re.compile(rb"[\xef\xbb\xbf\s]*[{\[]")
_PAGES = re.compile(
    rb"noteText|kp-annotation-location|<span style=\"float:right\">"
    rb"|http://ns\.adobe\.com/digitaleditions/annotations|http://www\.zotero\.org/namespaces/export#"
)
_OPENINGS = re.compile(
    rb"\s*(?:[{\[]|(?:--[^\n]*\n\s*)*return\s*\{|TY  - |encoding=json\+base64:"
    rb"|\d{0,20}\r?\nindent:(?:true|false)|[^\n|<]{1,200}\|[ \t\xa0\xc2]*<<)"
)
_COLUMNS = re.compile(rb"(?:highlight|quote|annotation|words)[^\n]*[,\t]|[,\t][^\n]*(?:highlight|annotation)")
_KINDLE = re.compile(rb"^\W{0,4}- [^\n]*\|", re.MULTILINE)
_TOLINO = re.compile(rb"\|\s\d{1,2}:\d\d[ \t]*\r?$", re.MULTILINE)


def check_article(data: bytes, name: str, ending: str | None = None) -> None:
    """Make sure that `data` is not the file that another program wrote marks to. Raises `MarksError`."""
    if form := marks(data, name, ending):
        raise MarksError(name=name, form=form)


def marks(data: bytes, name: str, ending: str | None = None) -> str:
    """The format of the marks that `data` is; empty where it may be an article, or a list of articles.

    Only what may be marks by a few signs is read for it. Markdown, which is read as well, never is.
    """
    told = PurePath(name).suffix.lower() if ending is None else ending
    form = _told(data, name) if told not in MARKDOWN and _may_be_marks(data, told) else ""
    return "" if any(part in form for part in _READ_TOO) else form


def article(data: bytes, name: str) -> RefusedError | None:
    """Why there are no marks in `data`: as it is an article, a list of them, or no text; or None."""
    if not data.strip():
        return EmptySourceError(name=name)
    ending = ending_of(data, PurePath(name).suffix.lower())
    kind = next((error for endings, error in _ARTICLES if ending in endings), None)
    return listing(data, name) or (kind(name=name) if kind else _binary(data, name))


def listing(data: bytes, name: str) -> RefusedError | None:
    """Why there are no marks in `data`: as it is a feed, or a list of articles."""
    try:
        found = lists.read(data, name)
    except RefusedError as error:
        return error
    if found is None:
        return None
    return FeedError(name=name) if found.is_feed and not found.feeds else ListError(name=name)


def _binary(data: bytes, name: str) -> RefusedError | None:
    try:
        decode(data, name)
    except RefusedError:
        return NoTextError(name=name)
    return None


def _told(data: bytes, name: str) -> str:
    """The format that a file is in, unless it is a list of articles, or JSON that may be anything."""
    from exchange.attaching import restore  # noqa: PLC0415 - few files come so far, and it is much to load
    from exchange.clippings.reader import clippings  # noqa: PLC0415 - as above

    if restore.recognises(data):
        return restore.FORMAT
    if listing(data, name):
        return ""
    found = clippings(name, data)
    return found.format if found.clippings or found.refused or not _JSON.match(data) else ""


def _may_be_marks(data: bytes, ending: str) -> bool:
    """Whether something in the bytes, which takes no time to find, is as in the files of marks."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        data = data.decode("utf-16", errors="replace").encode(errors="replace")
    data = data.removeprefix(BOM_UTF8)
    if ending in HTML or data[:_HEAD].lstrip()[:1] == b"<":
        return bool(_PAGES.search(data))
    if _OPENINGS.match(data[:_HEAD]) or (ending in _TABLES and _COLUMNS.search(data[:_HEAD].lower())):
        return True
    return any(sign in data and finds(data) for sign, finds in _SIGNS)


_SIGNS: tuple[tuple[bytes, Callable[[bytes], object]], ...] = (
    (b"==========", _KINDLE.search),
    (b"-=-=-=-=-=-", bool),
    (b"-" * 35, _TOLINO.search),
)
"""What parts the marks in a text, and what finds the rest."""
