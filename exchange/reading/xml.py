"""XML and XHTML from books: strict where they are well-formed, forgiving where they are not."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from lxml import etree

from exchange.reading import lenient
from exchange.reading.encoding import decode
from text.clean import REPLACEMENT

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"&([a-zA-Z][a-zA-Z\d]*;)")
_OWN = frozenset({"lt;", "gt;", "amp;", "quot;", "apos;"})
_CLOSED = re.compile(r"<((?:[a-z]+:)?(?:a|b|div|em|i|iframe|p|script|span|strong|style|title))\b([^<>]*)/>")


def decoded(data: bytes, name: str) -> str:
    """The text of a document, every entity of HTML in it spelt out; all kinds but XML's own five.

    Raises `BinarySourceError`, which calls the document `name`, where it is no text.
    """
    text = _DECLARATION.sub("", decode(data, name, is_markup=True).text)
    return _ENTITY.sub(_spelt_out, text).replace("\0", REPLACEMENT).lstrip("\ufeff \t\r\n")


def parse(text: str) -> Element | None:
    """The root of a document; one that is not well-formed XML is read as HTML, None where that fails too.

    Nothing outside of the document is loaded, and entities that multiply are refused.
    """
    strict = etree.XMLParser(encoding="utf-8", resolve_entities="internal", no_network=True, load_dtd=False)
    try:
        return etree.fromstring(text.encode(errors="replace"), strict)
    except etree.XMLSyntaxError:
        return lenient.parse(_CLOSED.sub(r"<\1\2></\1>", text))


def _spelt_out(entity: re.Match[str]) -> str:
    """The character an entity of HTML means; XML knows but five of them."""
    return entity[0] if entity[1] in _OWN else html5.get(entity[1], entity[0])
