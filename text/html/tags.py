"""HTML tags as they are written: their names and their attributes."""

from __future__ import annotations

import html
import re

INSIDE = r"""(?:[^"'<>]++|"[^"]*+"|'[^']*+')*+"""
"""The pattern of what stands in a tag: its name or the rest of it, its attributes, their quoted values."""

TAG = re.compile(f"</?[a-zA-Z]{INSIDE}>")
"""One tag, from `<` to `>`."""

_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_ATTRIBUTE = r"""\s{}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""


def named(tag: str) -> tuple[str, bool]:
    """The tag's name in lower case, and whether it closes an element; no name for what is no tag."""
    found = _NAME.match(tag)
    return (found[2].lower(), bool(found[1])) if found else ("", False)


def attribute(tag: str, name: str) -> str | None:
    """The value of a tag's attribute, entities decoded; None where it has no such attribute."""
    found = re.search(_ATTRIBUTE.format(name), tag, re.IGNORECASE)
    return html.unescape(next(value for value in found.groups() if value is not None)) if found else None
