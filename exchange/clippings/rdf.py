"""Zotero's RDF: items with the notes on them. Its annotations are in the notes made from them, or in PDFs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.record import gather
from exchange.clippings.zotero_note import note_clippings
from text.addresses import is_web

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
    from exchange.reading import xml  # noqa: PLC0415 - lxml is heavy, and few files are RDF

    root = xml.parse(xml.decoded(content, file))
    things = [] if root is None else [thing for thing in root if isinstance(thing.tag, str)]
    if root is None or _local(root).lower() not in ("rdf", "html"):
        return Parsed((), FORMAT, (f"“{file}” is no RDF that can be read: export it from Zotero again.",))
    items = {name: thing for thing in things for name in _notes_of(thing)}
    named = {name: thing for thing in things if (name := thing.get(_ABOUT))}
    notes = (
        (f"The note {thing.get(_ABOUT, '')}".strip(), thing) for thing in things if _local(thing) == "Memo"
    )
    return gather(FORMAT, file, notes, lambda note: _clippings(note, items.get(note.get(_ABOUT, "")), named))


def _local(thing: Element) -> str:
    return str(thing.tag).rpartition("}")[2].rpartition(":")[2]


def _notes_of(item: Element) -> Iterator[str]:
    """The names of the notes that are on an item."""
    for child in item:
        if _local(child) == "isReferencedBy":
            yield child.get(_RESOURCE, "")


def _clippings(note: Element, item: Element | None, named: Mapping[str, Element]) -> Iterable[Clipping]:
    blank = Clipping("") if item is None else _blank(item, named)
    tags = tuple(child.text for child in note if _local(child) == "subject" and child.text)
    # Other names of notes are those of this file alone.
    return note_clippings(_text(note, "value"), replace(blank, tags=tags), _text(note, "itemKey"))


def _blank(item: Element, named: Mapping[str, Element]) -> Clipping:
    authors = next(_within(item, "authors"), item)
    names = (
        " ".join(filter(None, (_text(person, "givenName", "givenname"), _text(person, "surname"))))
        for person in _within(authors, "Person")
    )
    address, about = next(_within(item, "URI"), None), item.get(_ABOUT, "")
    return Clipping(
        "",
        title=_text(item, "title"),
        author=", ".join(filter(None, names)),
        publisher=_publisher(item, named),
        published=_text(item, "date"),
        language=_text(item, "language"),
        source=(about if is_web(about) else "") if address is None else _text(address, "value"),
    )


def _publisher(item: Element, named: Mapping[str, Element]) -> str:
    """The journal or site that an item is a part of, which may stand elsewhere, or the house."""
    for part in _within(item, "isPartOf"):
        whole = next(part.iterchildren("*"), named.get(part.get(_RESOURCE, "")))
        if whole is not None and (title := _text(whole, "title")):
            return title
    house = next(_within(item, "Organization"), None)
    return "" if house is None else _text(house, "name")


def _within(thing: Element, name: str) -> Iterator[Element]:
    return (each for each in thing.iterdescendants("*") if _local(each) == name)


def _text(thing: Element, *names: str) -> str:
    """The text of the first child of one of these names."""
    return next(
        (child.text or "" for child in thing if isinstance(child.tag, str) and _local(child) in names), ""
    )
