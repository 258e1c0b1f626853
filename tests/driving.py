"""Postil itself, run in a terminal of its own by the tests."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench.terminal import Terminal, surroundings

if TYPE_CHECKING:
    from collections.abc import Mapping

CHECKOUT = Path(__file__).resolve().parents[1]

ESCAPE, ENTER, TAB, DOWN, PAGE_DOWN, QUIT = "\x1b[27u", "\r", "\t", "\x1b[B", "\x1b[6~", "\x11"
"""Keys as bytes. Escape is sent as the kitty protocol sends it, which Textual asks for: it needs no wait."""


def command(library: Path, *arguments: str) -> list[str]:
    """The command line that runs Postil on a library."""
    return [sys.executable, "-m", "postil", "--library", str(library), *arguments]


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Where it runs: nothing of the user's own."""
    return surroundings(home, PYTHONPATH=str(CHECKOUT), **(more or {}))


def postil(library: Path, *arguments: str, columns: int = 80, lines: int = 24, **more: str) -> Terminal:
    """Postil on a library, in a terminal."""
    home = library.parent
    return Terminal(command(library, *arguments), environment(home, more), columns=columns, lines=lines)
