"""What people and sources write, made fit to keep: cleaned, trimmed, without repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text.clean import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

_EXCERPT = 48


def note(written: str) -> str:
    """A note: cleaned, with no white space around it."""
    return clean(written).strip()


def tags(written: Iterable[str]) -> list[str]:
    """Tags in the order given: without `#`, white space inside as `-`, none empty, none twice."""
    tidied = (clean_line(tag).lstrip("# ").replace(" ", "-") for tag in written)
    return list(dict.fromkeys(tag for tag in tidied if tag))


def excerpt(text: str) -> str:
    """The first words of a text on one line, in quotation marks, for a sentence about it."""
    line = clean_line(text)
    if len(line) > _EXCERPT:
        line = line[: _EXCERPT - 1].rsplit(" ", 1)[0] + "…"
    return f"“{line}”"
