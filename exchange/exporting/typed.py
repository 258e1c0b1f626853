"""Files that readers type into: how they are read, told apart, merged, and emptied of their marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from exchange.exporting.merge import Merged

ENDINGS = {".md": "<!-- Postil: {} -->", ".org": "# Postil: {}"}
"""The files that readers type into, and how a comment is written in them."""
_BEGINS = {
    ".md": re.compile(r"> |#{1,6} |\t- id:: |- #"),
    ".org": re.compile(r"\*+ "),
}
"""What the first lines of marks and headings match."""
_ID = ("postil: ", "postil:: ", "#+postil_id: ")
_MARK_ID = re.compile(
    r"(?<!#)\^postil-(\S+)$|:CUSTOM_ID: +postil-(\S+)$|"
    r"\bid:: 706f7374-696c-8([0-9a-f]{3})-8([0-9a-f]{3})-00([0-9a-f]{10})$",
    re.MULTILINE,
)
"""The id of a mark, where the file tells it."""
_MARK = "\ufeff"
"""The byte order mark that some editors put ahead."""
_TITLE = re.compile(r"\n*(?:# |- # |\* ).*\n")
_HEAD = 200
"""Lines, of 1000 signs each, that the id of a file is looked for in."""


def merged(base: str | None, ours: str, text: str, ending: str) -> Merged:
    """What the reader's text and a new export make together; without a base, all of both."""
    from exchange.exporting.merge import merge, shared  # noqa: PLC0415 - most exports have nothing to merge

    base = shared(ours, text) if base is None else base
    return merge(base, ours, text, ENDINGS[ending].format, _BEGINS[ending])


def undressed(raw: str) -> str:
    """A text without byte order mark, with line feeds alone."""
    return raw.removeprefix(_MARK).replace("\r\n", "\n")


def dressed(text: str, raw: str) -> str:
    """A text with the byte order mark, and the ends of lines, that the reader's has."""
    mark = _MARK if raw.startswith(_MARK) else ""
    return mark + text.replace("\n", "\r\n" if "\r\n" in raw else "\n")


def id_of(path: Path) -> str:
    """The id of what a file is about, as its front matter tells it; nothing if it tells none."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            lines = [file.readline(1000).strip() for _ in range(_HEAD)]
    except OSError:
        return ""
    found = next((line for line in lines if line.startswith(_ID)), "")
    return found.partition(": ")[2].strip("'\" ")


def marks_in(text: str) -> set[str]:
    """The ids of the marks that an exported file holds."""
    return {"".join(filter(None, found)) for found in _MARK_ID.findall(text)}


def bared(text: str) -> str:
    """What stays of an exported file when its marks are gone: what it says of itself, and its title."""
    from exchange.exporting.merge import front  # noqa: PLC0415 - few files lose all marks

    head = front(text) or text[: text.find("\n\n") + 1]
    if not any(line.startswith(_ID) for line in head.split("\n")):
        return ""
    title = _TITLE.match(text, len(head))
    return head + (title.group() if title else "")
