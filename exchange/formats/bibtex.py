"""BibTeX of sources, with the fields of BibLaTeX (`date`, `urldate`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exchange.formats.sources import sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.formats.sheet import Sheet
    from exchange.formats.sources import Source

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts a brace behind a backslash like any other
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_KINDS = {"book": "book", "page": "online", "document": "misc"}


def write(sheets: Iterable[Sheet]) -> Iterator[str]:
    """The sources of the sheets' marks."""
    for number, source in enumerate(sources(sheets)):
        yield "\n" * (number > 0) + entry(source)


def entry(source: Source) -> str:
    """One source. Names stand in braces of their own: nobody knows which part is the surname."""
    fields = {
        "title": latex(source.title),
        "author": f"{{{latex(source.author)}}}" if source.author else "",
        "publisher" if source.kind == "book" else "organization": _literal(source.publisher),
        "date": _iso(source.published),
        "year": str(source.published[0]) if source.published else "",
        "url": re.sub(r"[{}\\]", _percent, source.address),
        "urldate": _iso(source.seen) if source.address else "",
        "langid": latex(source.language),
        "keywords": latex(", ".join(tag.replace(",", " ") for tag in source.tags)),
    }
    told = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{_KINDS[source.kind]}{{{source.key},\n{told}}}\n"


def latex(text: str) -> str:
    """A text as LaTeX that prints it."""
    return "".join(_SPECIAL.get(sign, sign) for sign in text)


def _literal(name: str) -> str:
    return f"{{{latex(name)}}}" if name else ""


def _percent(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"


def _iso(parts: tuple[int, ...]) -> str:
    return "-".join(f"{part:02}" for part in parts)
