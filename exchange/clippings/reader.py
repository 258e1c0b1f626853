"""The door for other programs' clippings: which format a file is in, and all that it holds."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from exchange.clippings import (
    adobe,
    annotator,
    bookmarks,
    boox,
    bullets,
    calibre,
    hypothesis,
    hypothesis_table,
    kindle,
    kindle_cloud,
    kindle_markdown,
    kindle_notebook,
    kindle_table,
    koreader,
    koreader_markdown,
    koreader_page,
    koreader_plain,
    markdown,
    mendeley,
    moonreader,
    obsidian_annotator,
    omnivore,
    postil,
    postil_table,
    rdf,
    readwise,
    recogito,
    ris,
    services,
    tolino,
    w3c,
    works,
    zotero,
    zotero_markdown,
    zotero_note,
)
from exchange.clippings.clipping import Parsed
from exchange.errors import BinarySourceError, RefusedError
from exchange.reading.encoding import decode
from exchange.reading.source import LIMIT_BYTES
from text.clean import clean_line

if TYPE_CHECKING:
    from exchange.json import Json

_IN_JSON = (
    *(postil, mendeley, w3c, hypothesis, recogito, annotator, services),
    *(koreader, omnivore, calibre, zotero, works),
)
_IN_TEXT = (
    *(kindle_notebook, kindle_table, kindle_cloud, koreader_page, koreader_plain, koreader_markdown),
    *(adobe, boox, moonreader, tolino),
    *(postil_table, readwise, hypothesis_table, bookmarks, ris),
    *(obsidian_annotator, zotero_note, zotero_markdown, bullets, kindle_markdown, markdown),
)
_MOST_DIGITS = 400
_JSON = re.compile(r"[ \t\r\n]*+(?:\{|\[\s*+(?:[\[\]{\"\d-]|true|false|null|\Z))")
"""How JSON begins; Markdown may begin with a link."""


def clippings(path_name: str, content: bytes) -> Parsed:
    """What a file of another program holds, whatever it is called; nothing that it can hold raises.

    path_name: what to call the file in the sentences about what was refused.
    """
    name = clean_line(path_name)
    if len(content) > LIMIT_BYTES:
        return _nothing(f"“{name}” is larger than {LIMIT_BYTES // 1_000_000} MB: export it in parts.")
    try:
        text = _decoded(name, content)
        return rdf.read(name, content) if rdf.recognises(text) else _read(name, text)
    except RefusedError as refused:
        return _nothing(str(refused))


def _decoded(name: str, content: bytes) -> str:
    """The text of a file; a NUL here or there, as damaged disks leave them, does not make it a binary one."""
    try:
        return decode(content, name).text.removeprefix("\ufeff")
    except BinarySourceError:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
        raise


def _read(name: str, text: str) -> Parsed:
    if kindle.recognises(text):  # first of all, as a book's title may begin like anything else
        return kindle.read(name, text)
    if calibre.is_wrapped(text):
        return _from_json(name, calibre.unpacked(text).decode(errors="replace"))
    if koreader.recognises_metadata(text):
        return koreader.read_metadata(name, text)
    if _JSON.match(text):
        return _from_json(name, text)
    return next((known.read(name, text) for known in _IN_TEXT if known.recognises(text)), _unknown(name))


def _from_json(name: str, text: str) -> Parsed:
    """What JSON, or JSON Lines, hold."""
    try:
        data = _json(text)
    except RecursionError:
        return _nothing(f"“{name}” is nested too deeply to be read: export it again.")
    except ValueError as error:
        data = _lines(text)
        if data is None:
            where = f"on line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "somewhere"
            return _nothing(f"“{name}” is no sound JSON, as it breaks {where}: export it again.")
    known = next((known for known in _IN_JSON if known.recognises(data)), None)
    return known.read(name, data) if known else _unknown(name)


def _lines(text: str) -> Json:
    """What the lines hold, a value each and None for those that hold none; None where no line holds any."""
    values = [_line(line) for line in text.split("\n") if line.strip()]
    return values if any(isinstance(value, dict) for value in values) else None


def _line(line: str) -> Json:
    try:
        return _json(line)
    except (ValueError, RecursionError):
        return None


def _json(text: str) -> Json:
    data: Json = json.loads(text, parse_int=_integer)
    return data


def _integer(digits: str) -> int | None:
    """A whole number, or nothing where it has more digits than any needs."""
    return int(digits) if len(digits) <= _MOST_DIGITS else None


def _nothing(why: str) -> Parsed:
    return Parsed((), "", (clean_line(why),))


def _unknown(name: str) -> Parsed:
    return _nothing(
        f"“{name}” holds no marks that can be read: docs/formats.md names the formats, and `postil add` "
        "takes articles."
    )
