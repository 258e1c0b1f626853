"""Zotero's RDF: items with the notes on them. Its annotations are in the notes made from them, or in PDFs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.record import gather
from exchange.clippings.zotero_note import note_clippings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

FORMAT = "Zotero RDF"

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ABOUT, _RESOURCE = f"{{{_RDF}}}about", f"{{{_RDF}}}resource"
_EXPORT = "http://www.zotero.org/namespaces/export#"
_HEAD = 4000


def recognises(content: str) -> bool:
    """Whether a text is RDF of Zotero's."""
    head = content[:_HEAD]
    return "<rdf:RDF" in head and _EXPORT in head


def read(file: str, content: bytes) -> Parsed:
    """The notes in the file, with the highlights in them."""
    from exchange import xml  # noqa: PLC0415 - lxml is heavy, and few files are RDF

    root = xml.parse(xml.decoded(content, file))
    things = [] if root is None else [thing for thing in root if isinstance(thing.tag, str)]
    if root is None or _local(root).lower() not in ("rdf", "html"):
        return Parsed((), FORMAT, (f"“{file}” is no RDF that can be read: export it from Zotero again.",))
    items = {name: thing for thing in things for name in _notes_of(thing)}
    notes = (
        (f"The note {thing.get(_ABOUT, '')}".strip(), thing) for thing in things if _local(thing) == "Memo"
    )
    return gather(FORMAT, file, notes, lambda note: _clippings(note, items.get(note.get(_ABOUT, ""))))


def _local(thing: Element) -> str:
    return str(thing.tag).rpartition("}")[2].rpartition(":")[2]


def _notes_of(item: Element) -> Iterator[str]:
    """The names of the notes that are on an item."""
    for child in item:
        if _local(child) == "isReferencedBy":
            yield child.get(_RESOURCE, "")


def _clippings(note: Element, item: Element | None) -> Iterable[Clipping]:
    blank = Clipping("") if item is None else _blank(item)
    return note_clippings(_text(note, "value"), blank, _text(note, "itemKey") or note.get(_ABOUT, ""))


def _blank(item: Element) -> Clipping:
    names = [
        " ".join(filter(None, (_text(person, "givenName", "givenname"), _text(person, "surname"))))
        for person in item.iter()
        if isinstance(person.tag, str) and _local(person) == "Person"
    ]
    address = next(
        (thing for thing in item.iter() if isinstance(thing.tag, str) and _local(thing) == "URI"), None
    )
    return Clipping(
        "",
        title=_text(item, "title"),
        author=", ".join(filter(None, names)),
        published=_text(item, "date"),
        language=_text(item, "language"),
        source="" if address is None else _text(address, "value"),
    )


def _text(thing: Element, *names: str) -> str:
    """The text of the first child of one of these names."""
    return next(
        (child.text or "" for child in thing if isinstance(child.tag, str) and _local(child) in names), ""
    )
