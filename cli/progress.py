"""How far a long command has come, on a terminal: one line of standard error that is written over."""

from __future__ import annotations

import sys

from text.clean import clean_line

_WIPE = "\r\x1b[K"
_LONGEST = 60


def to_person() -> bool:
    """Whether people look at standard error."""
    return sys.stderr is not None and sys.stderr.isatty()


def show(at: int, of: int, name: str) -> None:
    """Say that `at` of so many are done, `name` last."""
    if of > 1 and to_person():
        sys.stderr.write(f"{_WIPE}{at} of {of}  {clean_line(name)[-_LONGEST:]}")
        sys.stderr.flush()


def wipe() -> None:
    """Take the line away, before anything else is printed."""
    if to_person():
        sys.stderr.write(_WIPE)
        sys.stderr.flush()
