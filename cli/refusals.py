"""Telling why sources were refused: each in its sentence, and to people, many alike under one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cli import progress
from cli.endings import complain
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.errors import RefusedError

_MANY = 3
"""From how many on what is refused for the same reason is told together."""

_NAMED = 10
"""Of so many, all are named; of more, half as many."""

_QUOTED = re.compile("“[^“”]*”")


def tell(errors: Iterable[RefusedError]) -> None:
    """Name all on standard error: to people, grouped and broken into lines; a sentence each in a file."""
    if not progress.to_person():
        for error in errors:
            complain(str(error))
        return
    from cli.output import set_lines  # noqa: PLC0415 - for people alone

    for heading, names in grouped(errors):
        for line in set_lines(clean_line(heading)):
            complain(line)
        shown = names if len(names) <= _NAMED else names[: _NAMED // 2]
        for name in shown:
            complain(name, indent="  ")
        if len(names) > len(shown):
            complain(f"… and {len(names) - len(shown)} more", indent="  ")


def grouped(errors: Iterable[RefusedError]) -> Iterator[tuple[str, list[str]]]:
    """Sentences, and the names of what each is about, where there are several; in the order of the first."""
    alike: dict[str, list[RefusedError]] = {}
    for error in errors:
        alike.setdefault(_reason(error), []).append(error)
    for reason, group in alike.items():
        if len(group) < _MANY:
            yield from ((str(error), []) for error in group)
        else:
            yield f"Each of these {len(group)} {reason}", [error.name for error in group]


def _reason(error: RefusedError) -> str:
    """What a sentence says of the name that it begins with, whatever the site; else the sentence."""
    said, begins = str(error), f"“{error.name}” "
    return _QUOTED.sub("the site", said.removeprefix(begins)) if said.startswith(begins) else said
