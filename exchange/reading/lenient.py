"""HTML as it is found: read by a parser that forgives, after what would stop that was taken away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import lxml.html
from lxml import etree

from text.clean import REPLACEMENT
from text.html.tags import TAG

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LARGE_TAG = re.compile(r"<[a-zA-Z][^<>]{200,}>")
_EMBEDDED = re.compile(r"data:[\w.+/-]{0,100};base64,[\w+/=%]{100,}")
_LONGEST_TAG = 20_000
_NAME = re.compile(r"</?\w{0,20}")
"""What is lighter left out: images in the page itself, and attributes beyond all measure."""

_TAIL = re.compile(r"</(?:html|body)\s*+>(?!\s*+(?:</(?:html|body)\s*+>|\Z))", re.IGNORECASE)
_ENDS = re.compile(
    r"</(?:html|body)\b[^<>]*+>"
    rf"|(<!--.*?(?:-->|\Z)|<(script|style|textarea|title|xmp)\b.*?(?:</\2|\Z)|{TAG.pattern})",
    re.IGNORECASE | re.DOTALL,
)
"""The tags that end a page, and in a group what may hold the like of them without ending it."""


def parse(source: str) -> HtmlElement | None:
    """The root of a page; None where it holds no element, or the parser gave up on it."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    lean = _unended(_LARGE_TAG.sub(_lean, source)).replace("\0", REPLACEMENT)
    try:
        tree = lxml.html.document_fromstring(lean.encode(errors="replace"), parser)
    except etree.ParserError:  # nothing but comments and declarations
        return None
    return None if any(entry.level_name == "FATAL" for entry in parser.error_log) else tree


def _lean(found: re.Match[str]) -> str:
    """A large tag without the images in it, and without its attributes where it still is too long."""
    tag = _EMBEDDED.sub("data:,", found[0])
    return tag if len(tag) <= _LONGEST_TAG else f"{_NAME.findall(tag)[0]}>"


def _unended(source: str) -> str:
    """The page without the tags that end it, if anything follows them, which browsers show too.

    (HTML Living Standard, 13.2.6.4.19: what comes after the body is read as if in it.)
    """
    return _ENDS.sub(lambda found: found[1] or "", source) if _TAIL.search(source) else source
