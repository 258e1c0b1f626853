"""What people and sources write, made fit to keep: cleaned, trimmed, without repeats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store import errors
from store.annotation import KINDS
from text import colours, pages
from text.clean import clean, clean_line, newlines

if TYPE_CHECKING:
    from collections.abc import Iterable

_EXCERPT = 48
_NESTED = str.maketrans('“”„"', "‘’‚'")
"""Quotation marks as they are set within others."""


def note(written: str) -> str:
    """A note: cleaned, its lines ended by line feeds, with no white space around it."""
    return clean(newlines(written)).strip()


def tags(written: Iterable[str]) -> list[str]:
    """Tags in the order given, parted by commas and white space; a `#` before one goes, and so do repeats."""
    parted = (tag.lstrip("#") for text in written for tag in clean_line(text).replace(",", " ").split())
    return list(dict.fromkeys(filter(None, parted)))


def subjects(written: Iterable[str]) -> list[str]:
    """One tag for each phrase, its words joined by hyphens; what is one word already stays as it is.

    What a library parts by dashes, as in “Scientists -- Fiction” (Library of Congress Subject Headings),
    becomes a tag within a tag.
    """
    return tags(_joined(phrase) if len(phrase.split()) > 1 else phrase for phrase in written)


def _joined(phrase: str) -> str:
    parts = re.split(r"\s(?:-+|–|—)\s|--+", clean_line(phrase))
    joined = ("-".join(re.findall(r"[^\s,;()\[\]]+", part)) for part in parts)
    return "/".join(filter(None, joined))


def place(written: str) -> str:
    """A place in a source, as `text.pages` tells it."""
    return pages.place(clean_line(written))


def colour(written: str) -> str:
    """A colour, as `text.colours` tells it."""
    return colours.colour(clean_line(written))


def standing(written_place: str, written_colour: str) -> dict[str, str]:
    """What a new mark says of these; few marks have either, so that nothing is said of what is not told."""
    told = {"place": place(written_place), "colour": colour(written_colour)}
    return {field: value for field, value in told.items() if value}


def kind(written: str) -> str:
    """What a mark is: a member of `Kind`, or a name of the reader's own. Raises `BadKindError`."""
    name = clean_line(written)
    if not re.fullmatch(r"(?=.*[a-z0-9])[a-z0-9-]+", name):
        raise errors.BadKindError(kind=name)
    return KINDS.get(name, name)


def one(noun: str) -> str:
    """A noun with its article."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def excerpt(text: str) -> str:
    """The first words of a text on one line, in quotation marks, for a sentence about it."""
    line = clean_line(text).translate(_NESTED)
    if len(line) > _EXCERPT:
        line = line[: _EXCERPT - 1].rsplit(" ", 1)[0] + "…"
    return f"“{line}”"
