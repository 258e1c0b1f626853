"""Bookmarks as programs write them: Netscape's HTML and its like, XBEL 1.0, and mere addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exchange.network.addresses import is_address
from exchange.saved.entries import Entry, moment
from exchange.saved.listed import parted
from text.clean import clean_line
from text.document import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_PAGE = re.compile(
    rb"<!DOCTYPE\s+NETSCAPE-Bookmark|<title>\s*(?:Pocket|Instapaper:) Export\s*</title>"
    rb"|<DL>\s*(?:<p>\s*)*<DT>\s*<(?:H3|A\s[^>]*ADD_DATE)",
    re.IGNORECASE,
)
_TREE = re.compile(rb"(?>\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE\s[^>]*>)*+<(?:xbel|posts)\b", re.DOTALL)
_READ_LISTS = frozenset({"Read Archive", "Archive"})
_OWN_TAG = "linkding:bookmarks.archived"
"""What linkding tags what was read with, in its bookmarks."""


def is_page(head: bytes) -> bool:
    """Whether what begins with `head` is a page of bookmarks."""
    return bool(_PAGE.search(head))


def is_tree(head: bytes) -> bool:
    """Whether what begins with `head` is XBEL, or XML of Pinboard or Delicious."""
    return bool(_TREE.match(head))


def of_page(text: str) -> Iterator[Entry]:
    """The links of a page; Pocket and Instapaper have a list of those read, under a heading that says so."""
    from exchange.reading import lenient  # noqa: PLC0415 - 50 ms, for nothing but trees

    root = lenient.parse(text)
    is_read = False
    for element in root.iter("h1", "a") if root is not None else ():
        words = clean_line("".join(element.itertext()))
        if element.tag == "h1":
            is_read = words in _READ_LISTS
            continue
        tags = parted(element.get("tags", ""))
        known = Metadata(title=words, tags=tuple(tag for tag in tags if tag != _OWN_TAG))
        saved = moment(element.get("add_date") or element.get("time_added"))
        address = clean_line(element.get("href", ""))
        yield Entry(address, known, saved=saved, is_read=is_read or _OWN_TAG in tags)


def of_tree(data: bytes, label: str) -> Iterator[Entry]:
    """The bookmarks of XBEL, or the posts of Pinboard and Delicious.

    Raises what `exchange.reading.xml.decoded` does.
    """
    from exchange.reading import xml  # noqa: PLC0415 - as above

    root = xml.parse(xml.decoded(data, label))
    for element in root.iter() if root is not None else ():
        if element.tag in {"bookmark", "post"}:
            title = element.get("description") or _title(element)
            tags = parted((element.get("tag") or "").replace(" ", ","))
            saved = moment(element.get("added") or element.get("time"))
            yield Entry(
                clean_line(element.get("href", "")), Metadata(clean_line(title), tags=tags), saved=saved
            )


def of_lines(text: str) -> list[Entry]:
    """The addresses in a text that has nothing but them, one a line, `| title` after it; else none."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    said = [line.partition(" | ") for line in lines]
    if not all(is_address(address) and not re.search(r"\s", address) for address, _, _ in said):
        return []
    return [Entry(address, Metadata(clean_line(title))) for address, _, title in said]


def _title(element: Element) -> str:
    return next(("".join(part.itertext()) for part in element if part.tag == "title"), "")
