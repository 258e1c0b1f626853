"""The record between what other programs wrote and the library: a mark, as its maker tells it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clipping:
    """A mark that another program made. What its program does not tell is empty.

    words: what is marked; empty for a bare note.
    kind: Postil's kind, where the format says one.
    made: ISO 8601, in UTC where the format tells the zone, else without one.
    source: URL or path of what it was made in.
    start, end: code points of the text that the program saw, where it counts them.
    place: page, location or chapter, as the program tells it.
    origin: the program and its own id for the mark, the same on every export.
    aliases: other origins that the mark may have been known by.
    version: what is greater, as text, the later its program changed the mark: a moment in UTC, say.
    """

    words: str
    note: str = ""
    tags: tuple[str, ...] = ()
    kind: str = ""
    colour: str = ""
    made: str = ""
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    source: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    place: str = ""
    speaker: str = ""
    status: str = ""
    origin: str = ""
    aliases: tuple[str, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file of clippings held, in its order.

    format: the name of the format; empty where none was recognised.
    refused: a sentence for each record that could not be read.
    """

    clippings: tuple[Clipping, ...]
    format: str
    refused: tuple[str, ...] = ()
