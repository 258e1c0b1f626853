"""What pages of HTML say, as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = ("p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6")


def plain(page: str) -> str:
    """The text of a page or a part of one, its blocks parted by empty lines."""
    from exchange.reading import lenient  # noqa: PLC0415 - lxml's HTML is heavy, and few notes are written in it

    root = lenient.parse(page) if page.strip() else None
    return "" if root is None else said(root)


def said(root: HtmlElement) -> str:
    """The text in an element, its blocks parted by empty lines."""
    blocks = [block for block in root.iter(*_BLOCKS) if next(block.iterdescendants(*_BLOCKS), None) is None]
    told = [line(block) for block in blocks]
    return "\n\n".join(filter(None, told)) or line(root)


def line(element: HtmlElement) -> str:
    """The text of an element in one line."""
    return " ".join(str(element.text_content()).split())
