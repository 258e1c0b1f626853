"""Lists of articles: what read-later services and browsers export, told by what is in them.

Pocket (CSV, HTML), Instapaper (CSV), Omnivore, wallabag, Pinboard, Readability and the like (JSON), and the
bookmarks of browsers (the Netscape format; JSON of Chrome and Firefox).
"""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from exchange.addresses import is_address
from exchange.encoding import decode
from exchange.entries import Entry, Listing, moment, unique
from exchange.errors import BrokenListError
from text.clean import clean_line
from text.document import Metadata
from text.html.tags import TAG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_HEAD = 4096
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE\s[^>]*>)*+"
    rb"<(?:rss|feed|opml|\w+:(?:feed|opml)|rdf:RDF\b[^>]*?(?:purl\.org/rss/1\.0/['\"]|my\.netscape\.com/rdf))",
    re.IGNORECASE | re.DOTALL,
)
_BOOKMARKS = re.compile(
    rb"\s*<!DOCTYPE\s+NETSCAPE-Bookmark|<title>\s*Pocket Export\s*</title>", re.IGNORECASE
)
_JSON_NAMES = frozenset({"", ".json"})

_ADDRESSES = ("url", "uri", "href", "article__url")
_TITLES = ("title", "name", "article__title")
_PINBOARD = "description"
"""What Pinboard calls the title, beside `href`."""

_TIMES = ("savedAt", "created_at", "created", "time", "date_added", "dateAdded", "time_added", "timestamp")
_READ = frozenset({"archive", "archived", "read", "1", "true"})
_STATES = ("state", "status", "is_archived", "is_read", "archive", "folder")
_PLAIN_FOLDERS = frozenset({"", "unread", "archive", "starred"})
_LEAST_CONTENT = 100
"""Content of fewer code points says but that there was none to be had."""

_MOST_FIELD = 50_000_000


def is_feed(data: bytes) -> bool:
    """Whether `data` plainly is a feed, or a list of feeds, in XML."""
    return bool(_FEED.match(data[:_HEAD]))


def read(data: bytes, label: str, address: str = "") -> Listing | None:
    """What `data` lists; None where it is no list. The ending of `label` is looked at too.

    Raises a `RefusedError` where it is one that is damaged; it calls it `label`.
    """
    if is_feed(data):
        from exchange import feeds  # noqa: PLC0415 - 50 ms, for nothing but trees

        return feeds.parse(data, label, address)
    if _BOOKMARKS.search(data[:_HEAD]):
        return _bookmarks(decode(data, label, is_markup=True).text)
    ending = PurePath(label).suffix.lower()
    if ending in _JSON_NAMES or address:
        return _from_json(data, label)
    return _table(decode(data, label).text, label) if ending == ".csv" else None


def _from_json(data: bytes, label: str) -> Listing | None:
    if data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in {b"[", b"{"}:
        return None
    try:
        value = json.loads(decode(data, label).text)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict) and str(value.get("version", "")).startswith("https://jsonfeed.org/"):
        from exchange import feeds  # noqa: PLC0415 - as above

        return feeds.from_json(value)
    records = [each for each in _objects(value) if _titled(each)]
    listing = _listing(map(_record, records))
    return listing if listing.entries else None


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    """All objects in a JSON document, those of folders within folders too, in order."""
    pending = [value]
    while pending:
        each = pending.pop()
        if isinstance(each, dict):
            yield each
            pending += reversed([inner for inner in each.values() if isinstance(inner, dict | list)])
        elif isinstance(each, list):
            pending += reversed(each)


def _titled(record: Mapping[str, object]) -> bool:
    """Whether an object is an article on a list: it has an address and a title."""
    titles = (*_TITLES, _PINBOARD) if "href" in record else _TITLES
    return bool(_said(record, *_ADDRESSES)) and any(isinstance(record.get(key), str) for key in titles)


def _record(record: Mapping[str, object]) -> Entry:
    content = str(record.get("content") or "")
    published = moment(_said(record, "publishedAt", "published_at"))
    slug = _said(record, "slug")
    byline = record.get("published_by") or record.get("author") or ""
    people = byline if isinstance(byline, list) else [byline]
    known = Metadata(
        title=_title(record),
        byline=", ".join(clean_line(str(each)) for each in people if each),
        publisher=_said(record, "siteName"),
        published=published[:10],
        language=_said(record, "language"),
        tags=_labels(record),
    )
    return Entry(
        address=_said(record, *_ADDRESSES),
        known=known,
        content=content if len(TAG.sub("", content).strip()) >= _LEAST_CONTENT else "",
        saved=next(filter(None, (moment(record.get(key)) for key in _TIMES)), ""),
        is_read=_is_read(record),
        beside=f"content/{slug}" if re.fullmatch(r"[\w-]+", slug) else "",
    )


def _title(record: Mapping[str, object]) -> str:
    """The title; Readability says of some that it found none."""
    title = _said(record, *_TITLES, _PINBOARD) if "href" in record else _said(record, *_TITLES)
    return "" if title == "No title found" else title


def _labels(record: Mapping[str, object]) -> tuple[str, ...]:
    """The tags: names or objects in a list, or one text, in which Pinboard parts them by spaces."""
    said = record.get("tags") or record.get("labels") or ()
    if isinstance(said, str):
        return _parted(said.replace(" ", ",") if "href" in record else said)
    if not isinstance(said, list):
        return ()
    names = (
        (each.get("name") or each.get("label") or "") if isinstance(each, dict) else each for each in said
    )
    return tuple(dict.fromkeys(filter(None, (clean_line(str(each)) for each in names))))


def _parted(tags: str) -> tuple[str, ...]:
    """Tags parted by commas, or bars as Pocket has it; Instapaper's are a list of JSON."""
    words = re.split(r"[,|]", tags.strip("[]"))
    return tuple(dict.fromkeys(filter(None, (clean_line(word.strip().strip('"')) for word in words))))


def _is_read(record: Mapping[str, object]) -> bool:
    return any(str(record.get(key)).lower() in _READ for key in _STATES)


def _said(record: Mapping[str, object], *keys: str) -> str:
    """The first of the fields that is there, on one line."""
    found = (clean_line(value) for key in keys if isinstance(value := record.get(key), str))
    return next(filter(None, found), "")


def _table(text: str, label: str) -> Listing | None:
    """The list in a table with columns for addresses and titles, as of Pocket and Instapaper."""
    csv.field_size_limit(_MOST_FIELD)
    rows = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        head = [name.strip().lower() for name in next(rows, [])]
        if not {"url", "title"} <= set(head):
            return None
        return _listing(_row(dict(zip(head, row, strict=False))) for row in rows if row)
    except csv.Error as error:
        raise BrokenListError(name=label, what="a table (CSV)") from error


def _row(row: Mapping[str, str]) -> Entry:
    folder = clean_line(row.get("folder", ""))
    filed = () if folder.lower() in _PLAIN_FOLDERS else (folder,)
    return Entry(
        address=clean_line(row.get("url", "")),
        known=Metadata(title=clean_line(row.get("title", "")), tags=(*_parted(row.get("tags", "")), *filed)),
        saved=next(filter(None, (moment(row.get(key)) for key in _TIMES)), ""),
        is_read=_is_read(row),
    )


def _bookmarks(text: str) -> Listing:
    """The links of a browser's bookmarks, or of Pocket's page, whose second list is of those read."""
    from exchange import lenient  # noqa: PLC0415 - 50 ms, for nothing but trees

    root = lenient.parse(text)
    entries: list[Entry] = []
    is_read = False
    for element in root.iter("h1", "a") if root is not None else ():
        words = clean_line("".join(element.itertext()))
        if element.tag == "h1":
            is_read = words == "Read Archive"
            continue
        saved = moment(element.get("add_date") or element.get("time_added"))
        known = Metadata(title=words, tags=_parted(element.get("tags", "")))
        entries.append(Entry(clean_line(element.get("href", "")), known, saved=saved, is_read=is_read))
    return _listing(entries)


def _listing(entries: Iterable[Entry]) -> Listing:
    """The entries that name a web page, each once."""
    found = list(entries)
    named = [entry for entry in found if is_address(entry.address)]
    return Listing(entries=unique(named), unnamed=len(found) - len(named))
