"""How far a long command has come, on a terminal: one line of standard error that is written over."""

from __future__ import annotations

import shutil
import sys

from text.clean import clean_line

_WIPE = "\r\x1b[K"
_LONGEST = 80


def to_person() -> bool:
    """Whether people look at standard error."""
    return sys.stderr is not None and sys.stderr.isatty()


def say(what: str) -> None:
    """Say what is being done, until something else is said."""
    if to_person():
        width = min(_LONGEST, shutil.get_terminal_size().columns) - 1
        sys.stderr.write(_WIPE + fitting("", clean_line(what), width))
        sys.stderr.flush()


def watching(what: str) -> None:
    """Say that a command watches something, and how it ends."""
    if to_person():
        sys.stderr.write(f"Watching {clean_line(what)}: Ctrl+C ends it.\n")
        sys.stderr.flush()


def show(at: int, of: int, name: str, refused: int = 0) -> None:
    """Say that `at` of so many are done, `name` last, and how many of them were refused."""
    if of > 1 and to_person():
        width = min(_LONGEST, shutil.get_terminal_size().columns) - 1
        sys.stderr.write(_WIPE + line(at, of, clean_line(name), refused, width))
        sys.stderr.flush()


def line(at: int, of: int, name: str, refused: int, width: int) -> str:
    """What is said, in no more than `width` cells: of an address its beginning, of a path its end."""
    return fitting(f"{at} of {of}" + (f", {refused} refused" if refused else "") + "  ", name, width)


def fitting(told: str, name: str, width: int) -> str:
    """What is told with as much of a name as fits."""
    from text.graphemes import cells  # noqa: PLC0415 - for people alone

    scheme, _, rest = name.rpartition("://")
    if cells(told + rest) <= width:
        return told + rest
    rest = rest[:width] if scheme else rest[-width:]
    while rest and cells(told + rest) >= width:
        rest = rest[:-1] if scheme else rest[1:]
    return f"{told}{rest}…" if scheme else f"{told}…{rest}"


def wipe() -> None:
    """Take the line away, before anything else is printed."""
    if to_person():
        sys.stderr.write(_WIPE)
        sys.stderr.flush()
