"""KOReader: the metadata that it keeps beside each book in Lua, and its exporter's JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.lua import LuaError, parse
from exchange.clippings.moment import epoch, utc, version
from exchange.clippings.place import place
from exchange.clippings.record import gather, listed, mapping, numbered, origin, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.clippings.lua import Lua
    from exchange.json import Json

METADATA = "KOReader metadata"
FORMAT = "KOReader JSON"

_SIGNS = ("annotations", "bookmarks", "highlight", "doc_props", "partial_md5_checksum")
_LUA = re.compile(r"[\ufeff\s]*+(?:--[^\n]*+\n\s*+)*+(?:return\b\s*+)?\{\s*+(?:\[[\[\"'\d=]|\})")
"""How it begins: a comment with its path, then a table; without “return” where annotations were exported."""

_LARGEST = 20_000_000
"""Of metadata, in code points: a hundred times what a book full of marks needs."""

_AUTHORS = ("authors", "author")
_PAGE = re.compile(r"Page \S{1,20} ")


class _Book(NamedTuple):
    """What is the same for all marks of a book."""

    title: str
    author: str
    language: str
    source: str
    identity: str


def recognises_metadata(text_: str) -> bool:
    """Whether a text is the metadata of a book: a table in Lua with KOReader's keys."""
    return bool(_LUA.match(text_[:2000])) and any(f'["{sign}"]' in text_ for sign in _SIGNS)


def read_metadata(file: str, text_: str) -> Parsed:
    """The highlights of a book with their notes; its bookmarks are left aside."""
    if len(text_) > _LARGEST:
        return Parsed(
            (), METADATA, (f"“{file}” is far larger than metadata of KOReader's ever is: export it again.",)
        )
    try:
        table = parse(text_.replace("\r\n", "\n"))
    except LuaError as why:
        return Parsed((), METADATA, (f"“{file}” is no metadata of KOReader's, as {why}: export it again.",))
    data = _json(table)
    records = numbered("Annotation", _annotations(data) or _older(data, table.get("highlight")))
    book = _book(data)
    return gather(METADATA, file, records, lambda record: _marks(record, book))


def recognises(data: Json) -> bool:
    """Whether data is what the exporter writes, for one book or several."""
    if not isinstance(data, dict):
        return False
    return "entries" in data or "documents" in data or ({"1", "title"} <= data.keys() and "slug" not in data)


def read(file: str, data: Json) -> Parsed:
    """The marks of every exported book."""
    books = listed(data["documents"]) if isinstance(data, dict) and "documents" in data else [data]
    entries = [(book, entry) for book in books if isinstance(book, dict) for entry in _entries(book)]
    return gather(FORMAT, file, numbered("Entry", entries), _entry)


def _entries(book: dict[str, Json]) -> list[Json]:
    """The marks of an exported book, which stand under their numbers in the exports of 2020 to 2022."""
    if "entries" in book:
        return listed(book["entries"])
    numbers = sorted((key for key in book if key.isdecimal() and key.isascii()), key=len)
    return [entry for key in numbers for entry in listed(book[key])]


def _json(value: Lua) -> Json:
    """Lua's data as JSON has it: tables with numbers for keys as lists in their order."""
    if not isinstance(value, dict):
        return value
    if value and all(type(key) is int for key in value):  # a Boolean is an int too
        return [_json(value[key]) for key in sorted(value, key=lambda key: int(str(key)))]
    return {str(key): _json(inside) for key, inside in value.items()}


def _book(data: Json) -> _Book:
    record = mapping(data) if isinstance(data, dict) else {}
    properties = {**_table(record, "stats"), **_table(record, "doc_props")}
    return _Book(
        title=_said(properties, "title"),
        author=_said(properties, *_AUTHORS).replace("\n", ", "),
        language=_said(properties, "language"),
        source=_said(record, "doc_path"),
        identity=_said(record, "partial_md5_checksum") or _said(properties, "title"),
    )


def _table(record: dict[str, Json], key: str) -> dict[str, Json]:
    value = record.get(key)
    return value if isinstance(value, dict) else {}


def _said(record: dict[str, Json], *keys: str) -> str:
    """The text under one of the keys, or nothing: a book that tells its title oddly still has marks."""
    return next((value for key in keys if isinstance(value := record.get(key), str) and value), "")


def _annotations(data: Json) -> list[Json]:
    """The marks as versions since 2024 keep them."""
    return (
        listed(mapping(data).get("annotations")) if isinstance(data, dict) and data.get("annotations") else []
    )


def _older(data: Json, highlight: Lua) -> list[Json]:
    """The marks as versions until 2024 kept them: highlights under their pages, notes among the bookmarks."""
    if not isinstance(data, dict) or not isinstance(highlight, dict):
        return []
    bookmarks = [mark for mark in listed(data.get("bookmarks")) if isinstance(mark, dict)]
    notes = {_key(mark): note for mark in bookmarks if (note := _older_note(mark))}
    marks = [
        (page, mark)
        for page, on_page in sorted(highlight.items(), key=lambda item: (len(str(item[0])), str(item[0])))
        for mark in listed(_json(on_page))
        if mark  # what was deleted may leave its page behind
    ]
    return [
        {"pageno": str(page), **mark, "note": notes.get(_key(mark), "")} if isinstance(mark, dict) else mark
        for page, mark in marks
    ]


def _key(mark: dict[str, Json]) -> tuple[str, str]:
    return str(mark.get("datetime")), str(mark.get("pos0"))


def _older_note(bookmark: dict[str, Json]) -> str:
    """The note of a bookmark; where the reader wrote none, KOReader put page, words and time there.

    It did so in its own language, and a reader could change the words of what it had put there.
    """
    note, words = _said(bookmark, "text"), " ".join(_said(bookmark, "notes").split())
    made_up = f" @ {_said(bookmark, 'datetime')}"
    if not note.endswith(made_up) or made_up == " @ ":
        return "" if " ".join(note.split()) == words else note
    told = " ".join(note.removesuffix(made_up).split())
    changed = _PAGE.match(told)
    return "" if told.endswith(words) or changed is None else told[changed.end() :]


def _marks(record: Json, book: _Book) -> Iterable[Clipping]:
    mark = mapping(record)
    is_bookmark = not mark.get("drawer") and not mark.get("pos0")
    note = text(mark, "note")
    if is_bookmark and not note:
        return
    words = "" if is_bookmark else text(mark, "text")
    position, moment = str(mark.get("pos0") or mark.get("page") or ""), text(mark, "datetime")
    yield Clipping(
        words=words,
        note=note,
        colour=text(mark, "color"),
        made=utc(moment),
        title=book.title,
        author=book.author,
        source=book.source,
        language=book.language,
        place=place(page=text(mark, "pageref", "pageno"), chapter=text(mark, "chapter")),
        origin=origin("koreader", book.identity, position, moment, words),
        version=version(mark, "datetime_updated"),
    )


def _entry(found: tuple[dict[str, Json], Json]) -> Iterator[Clipping]:
    book, entry = found[0], mapping(found[1])
    words, note, time = text(entry, "text"), text(entry, "note"), entry.get("time")
    if text(entry, "sort") == "bookmark" and not note:
        return
    title, page = text(book, "title"), text(entry, "page")
    identity = text(book, "md5sum") or title
    yield Clipping(
        words=words,
        note=note,
        colour=text(entry, "color"),
        made=epoch(time) if isinstance(time, int | float) else "",
        title=title,
        author=text(book, "author").replace("\n", ", "),
        source=text(book, "file"),
        place=place(page=page, chapter=text(entry, "chapter")),
        origin=origin("koreader", identity, text(entry, "pn_xp") or page, str(time), words),
    )
