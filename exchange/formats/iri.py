"""Addresses that programs can rely on: for articles that have none, and for what only Postil knows."""

from __future__ import annotations

import re
from urllib.parse import quote

_SAFE = "%/:=&?~#+!$,;'@()*[]"
"""What stands in addresses beside letters, digits and `_.-`."""


def article_iri(source: str, article_id: str) -> str:
    """Where an article is found: its URL, its file's, or a name that is its own (RFC 8141)."""
    if re.match(r"[a-z][a-z0-9+.-]+:", source, re.IGNORECASE):
        return quote(source, safe=_SAFE, errors="replace")
    if re.match(r"[a-z]:[\\/]", source, re.IGNORECASE):
        return "file:///" + quote(source.replace("\\", "/"), safe="/:", errors="replace")
    if source.startswith("/"):
        return "file://" + quote(source, errors="replace")
    return own_iri("article", article_id)


def own_iri(what: str, name: str) -> str:
    """The name of a thing that only Postil knows."""
    return f"urn:postil:{what}:{quote(name, safe='')}"


def web_address(source: str) -> str:
    """The address of an article on the web; empty if it has none."""
    is_web = source.lower().startswith(("http://", "https://"))
    return quote(source, safe=_SAFE, errors="replace") if is_web else ""
