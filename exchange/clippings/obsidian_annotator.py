"""What Obsidian's plugin Annotator writes: Markdown, with each mark in a block of Hypothesis' JSON.

(https://github.com/elias-sundqvist/obsidian-annotator)
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from exchange.clippings import hypothesis
from exchange.clippings.record import BadRecordError, gather
from text.clean import newlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.clippings.clipping import Clipping, Parsed
    from exchange.json import Json

FORMAT = "Obsidian Annotator"

_OPENS = re.compile(r"^>?[ \t]{0,8}```annotation-json[ \t]*$", re.MULTILINE)
_ID = re.compile(r"\^([\w-]{1,80})[ \t]*\Z")


class _Block(NamedTuple):
    """The JSON of a mark, and the name of the paragraph that shows it."""

    content: str
    name: str


def recognises(text: str) -> bool:
    """Whether Markdown has a block of such JSON."""
    return "```annotation-json" in text and bool(_OPENS.search(newlines(text)))


def read(file: str, text: str) -> Parsed:
    """The marks in the blocks, in their order; what is written round them is the plugin's picture of them."""
    return gather(FORMAT, file, _blocks(newlines(text)), _clippings)


def _blocks(text: str) -> Iterator[tuple[str, _Block]]:
    starts = [found.start() for found in _OPENS.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        lines = text[start:end].split("\n")[1:]
        plain = [line.removeprefix(">").strip() for line in lines]
        content = plain[: plain.index("```")] if "```" in plain else plain
        names = (found[1] for line in lines if (found := _ID.match(line)))
        number = text.count("\n", 0, start) + 1
        yield f"The annotation on line {number}", _Block("\n".join(content), next(names, ""))


def _clippings(block: _Block) -> Iterable[Clipping]:
    try:
        record: Json = json.loads(block.content)
    except (ValueError, RecursionError) as error:
        raise BadRecordError("its JSON is not sound") from error
    origin = f"annotator:{block.name}" if block.name else ""
    return (replace(clipping, origin=origin) for clipping in hypothesis.clippings(record, {}))
