"""Records of what was saved: the objects and rows in which services tell an article, one way or another.

Names are looked at in small letters, without what parts their words: `savedAt` and `Saved date` are
`savedat` and `saveddate`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from exchange.saved.entries import Entry, moment
from text.clean import clean_line
from text.document import Metadata
from text.html.tags import TAG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Record = dict[str, object]

_ADDRESSES = ("url", "uri", "href", "articleurl", "resolvedurl", "givenurl", "link")
_TITLES = ("title", "name", "articletitle", "resolvedtitle", "giventitle", "websitetitle")
_PINBOARD = "description"
"""What Pinboard calls the title, beside `href`."""

_TIMES = (
    *("savedat", "saveddate", "createdat", "created", "creationdate", "addedat", "dateadded", "timeadded"),
    *("time", "timestamp", "timestampusec", "lastinteractiondate", "publishedat", "published"),
)
_PUBLISHED = ("publishedat", "published")
_PEOPLE = ("publishedby", "authors", "author")
_SITES = ("sitename", "publisher", "site")
_TAGS = ("tags", "labels", "tagnames", "documenttags")
_CONTENTS = ("content", "contenthtml", "htmlcontent")
_READ = frozenset({"archive", "archived", "read", "1", "true"})
_STATES = ("state", "status", "isarchived", "archived", "isread", "read", "archive", "folder", "location")
_PLAIN_FOLDERS = frozenset({"", "unread", "archive", "starred", "unsorted"})
_UNTITLED = "No title found"
"""The title that Readability gives to what has none."""

_LEAST_CONTENT = 100
"""Content of fewer code points says but that there was none to be had."""


def folded(record: Mapping[str, object]) -> Record:
    """A record by its names as they are looked at; the first of those that are the same then."""
    found: Record = {}
    for name, value in record.items():
        found.setdefault(_folded(name), value)
    return found


def articles(value: object) -> Iterator[Entry]:
    """The articles in a JSON document, in order: all objects in it that have an address and a title."""
    records = (_unfolded(folded(each)) for each in _objects(value))
    return (entry_of(record) for record in records if _is_article(record))


def entry_of(record: Record) -> Entry:
    """The article that a record tells; its address is empty where it names none."""
    content = _said(record, *_CONTENTS, tidy=str)
    slug = _said(record, "slug")
    published = moment(_first(record, *_PUBLISHED))
    known = Metadata(
        title=_title(record),
        byline=", ".join(_names(_first(record, *_PEOPLE))),
        publisher=_said(record, *_SITES),
        published=published[:10],
        language=_said(record, "language", "lang"),
        tags=(*_labels(record), *_folder(record)),
    )
    return Entry(
        address=_said(record, *_ADDRESSES),
        known=known,
        content=content if len(TAG.sub("", content).strip()) >= _LEAST_CONTENT else "",
        saved=next(filter(None, (moment(record.get(key)) for key in _TIMES)), ""),
        is_read=_is_read(record),
        beside=f"content/{slug}" if re.fullmatch(r"[\w-]+", slug) else "",
    )


def parted(tags: str) -> tuple[str, ...]:
    """Tags parted by commas, semicolons or bars; some write them as a list of JSON or of Python."""
    words = (clean_line(word.strip().strip("'\"")) for word in re.split(r"[,;|]", tags.strip("[]")))
    return tuple(dict.fromkeys(filter(None, words)))


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


def _unfolded(record: Record) -> Record:
    """A record whose address, content or site stand in objects of their own, without these.

    So does Karakeep, and the JSON of Google Reader that many feed readers write.
    """
    inner = record.get("content") or record.get("summary")
    links = record.get("canonical") or record.get("alternate")
    feed = record.get("feed") or record.get("origin")
    if isinstance(links, list) and links and isinstance(links[0], dict):
        record = record | {"url": links[0].get("href")}
    if isinstance(feed, dict):
        record = {"publisher": feed.get("title")} | record
    if not isinstance(inner, dict):
        return record
    inside = folded(inner)
    own = {name: value for name, value in record.items() if value is not None or name not in inside}
    return inside | own | {"content": inside.get("content")}


def _is_article(record: Record) -> bool:
    titles = (*_TITLES, _PINBOARD) if "href" in record else _TITLES
    return bool(_said(record, *_ADDRESSES)) and any(
        key in record and isinstance(record[key], str | None) for key in titles
    )


def _title(record: Record) -> str:
    title = _said(record, *_TITLES, _PINBOARD) if "href" in record else _said(record, *_TITLES)
    return "" if title == _UNTITLED else title


def _labels(record: Record) -> tuple[str, ...]:
    """The tags: names or objects in a list, or one text, in which Pinboard parts them by spaces."""
    said = _first(record, *_TAGS)
    if isinstance(said, str):
        return parted(said.replace(" ", ",") if "href" in record else said)
    return tuple(dict.fromkeys(_names(list(said) if isinstance(said, dict) else said)))


def _folder(record: Record) -> tuple[str, ...]:
    folder = _said(record, "folder")
    return () if folder.lower() in _PLAIN_FOLDERS else (folder,)


def _names(said: object) -> Iterable[str]:
    """What a text, or the texts and objects in a list, name."""
    named = said if isinstance(said, list) else [said]
    names = (
        next(filter(None, map(each.get, ("name", "label", "tag"))), "") if isinstance(each, dict) else each
        for each in named
    )
    return filter(None, (clean_line(str(each)) for each in names if each))


def _is_read(record: Record) -> bool:
    is_left = str(record.get("inqueue")).lower() == "false"  # as Matter tells it
    return is_left or any(str(record.get(key)).lower() in _READ for key in _STATES)


def _first(record: Record, *keys: str) -> object:
    """The first of the fields that is there."""
    return next(filter(None, map(record.get, keys)), "")


def _said(record: Record, *keys: str, tidy: Callable[[str], str] = clean_line) -> str:
    """The first of the fields that is there and a text, on one line."""
    found = (tidy(value) for key in keys if isinstance(value := record.get(key), str))
    return next(filter(None, found), "")


@lru_cache(1000)
def _folded(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()
