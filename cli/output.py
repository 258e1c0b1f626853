"""Printing: for people on a terminal, plain lines in a pipe, or one JSON document."""

from __future__ import annotations

import codecs
import json
import sys
from typing import TYPE_CHECKING

import click

from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from exchange.json import Json

MEASURE = 80
"""The widest line set for people, in terminal cells."""

SHORT_ID = 8
"""Characters of an id that are shown to people: enough to name it by."""


def to_terminal() -> bool:
    """Whether people look at standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


def print_json(value: Json) -> None:
    """Print one JSON document; in ASCII alone where the output could not take more."""
    click.echo(json.dumps(value, ensure_ascii=not _writes_unicode(), indent=2))


def print_row(*fields: object) -> None:
    """Print fields as one line, parted by tabs; white space inside them becomes single spaces."""
    click.echo("\t".join(clean_line(str(field)) for field in fields))


def print_bytes(text: str) -> None:
    """Print text and a line feed in UTF-8, whatever the locale says."""
    click.echo(f"{text}\n".encode(), nl=False)


def set_lines(text: str, indent: str = "", first: str | None = None) -> Iterator[str]:
    """The text broken into lines for the terminal, each indented (the first one, by `first`)."""
    import shutil  # noqa: PLC0415 - not for a pipe

    from text.document import Span  # noqa: PLC0415 - as above
    from text.layout.wrap import wrap  # noqa: PLC0415 - as above; it loads a part of Rich

    width = min(MEASURE, shutil.get_terminal_size().columns) - len(indent)
    for number, row in enumerate(wrap(text, Span(0, len(text)), width)):
        yield (indent if number or first is None else first) + row.of(text)


def set_lit(text: str, terms: Collection[str], indent: str = "") -> Iterator[str]:
    """The text broken into lines as by `set_lines`, with the words lit that are among the folded terms."""
    if not terms:
        yield from set_lines(text, indent)
        return
    from text.lit import lit  # noqa: PLC0415 - not for a pipe

    for line in set_lines(text, indent):
        parts, done = [], 0
        for span in lit(line, terms):
            parts += [line[done : span.start], click.style(span.of(line), bold=True, underline=True)]
            done = span.end
        yield "".join([*parts, line[done:]])


def _writes_unicode() -> bool:
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    return codecs.lookup(encoding).name.startswith("utf")
