"""Lists of articles: what read-later services and browsers export, told by what is in them.

Tables (CSV) of Pocket, Instapaper, Raindrop, Matter, Readwise Reader and wallabag; JSON of Omnivore,
wallabag, Karakeep, Linkwarden, Readeck, Pinboard, feed readers and the like; bookmarks; and mere addresses,
one a line.
"""

from __future__ import annotations

import csv
import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import replace
from io import StringIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from exchange.errors import BrokenListError
from exchange.network.addresses import is_address
from exchange.reading.encoding import decode
from exchange.saved import bookmarks
from exchange.saved.entries import Entry, Listing, unique
from exchange.saved.listed import articles, entry_of, folded
from text.html.tags import TAG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HEAD = 4096
_FEED = re.compile(
    rb"(?>\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE\s[^>]*>)*+"
    rb"<(?:rss|feed|opml|\w+:(?:feed|opml)|rdf:RDF\b[^>]*?(?:purl\.org/rss/1\.0/['\"]|my\.netscape\.com/rdf))",
    re.IGNORECASE | re.DOTALL,
)
_JSON_NAMES = frozenset({"", ".json"})
_TABLES = frozenset({".csv", ".tsv"})
_TEXTS = frozenset({"", ".txt", ".text", ".urls"})

_MOST_FIELD = 50_000_000


def read(data: bytes, label: str, address: str = "") -> Listing | None:
    """What `data` lists; None where it is no list. The ending of `label` is looked at too.

    Raises a `RefusedError` where it is one that is damaged; it calls it `label`.
    """
    head = _head(data)
    if _FEED.match(head):
        from exchange.saved import feeds  # noqa: PLC0415 - 50 ms, for nothing but trees

        return feeds.parse(data, label, address)
    if bookmarks.is_page(head):
        return _listing(bookmarks.of_page(decode(data, label, is_markup=True).text))
    if bookmarks.is_tree(head):
        return _listing(bookmarks.of_tree(data, label))
    ending = PurePath(label).suffix.lower()
    if ending in _TABLES:
        return _table(decode(data, label).text, label)
    if ending in _TEXTS and is_address(head.decode(errors="replace")):
        listed = bookmarks.of_lines(decode(data, label).text)
        return _listing(listed) if listed else None
    is_json = head.lstrip()[:1] in {b"[", b"{"} and (ending in _JSON_NAMES or bool(address))
    return _from_json(data, label) if is_json else None


def _head(data: bytes) -> bytes:
    """How `data` begins, in UTF-8 if it has a byte order mark; without the mark."""
    head = data[:_HEAD]
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return head.decode("utf-16", errors="replace").encode()
    return head.removeprefix(BOM_UTF8)


def _from_json(data: bytes, label: str) -> Listing | None:
    try:
        value = json.loads(decode(data, label).text)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict) and str(value.get("version", "")).startswith("https://jsonfeed.org/"):
        from exchange.saved import feeds  # noqa: PLC0415 - as above

        return feeds.from_json(value)
    listing = _listing(articles(value))
    return listing if listing.entries else None


def _table(text: str, label: str) -> Listing | None:
    """The list in a table with columns for addresses and titles, as of Pocket and Instapaper."""
    csv.field_size_limit(_MOST_FIELD)
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    rows = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    try:
        names = next(rows, [])
        columns = folded(dict.fromkeys(names)).keys()
        if not {"url", "title"} <= columns or "highlight" in columns:  # Readwise's, a row for each highlight
            return None
        return _listing(_row(dict(zip(names, row, strict=False))) for row in rows if row)
    except csv.Error as error:
        raise BrokenListError(name=label, what="a table (CSV)") from error


def _row(row: Mapping[str, object]) -> Entry:
    """The article in a row; of what a program calls its content, only HTML is the article."""
    entry = entry_of(folded(row))
    return entry if TAG.search(entry.content) else replace(entry, content="")


def _listing(entries: Iterable[Entry]) -> Listing:
    """The entries that name a web page, each once."""
    found = list(entries)
    named = [entry for entry in found if is_address(entry.address)]
    return Listing(entries=unique(named), unnamed=len(found) - len(named))
