"""Filing marks of the reader's own kinds: a command for each, made from the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keymaps.layer import Entry, Layer
from tui.commands.marks import file_as
from tui.commands.table import Command

if TYPE_CHECKING:
    from store.codebook import Codebook
    from tui.screens.reader import ReaderScreen

_MODES = ("reader", "visual")
"""The modes in which a kind's key files it."""


def own_commands(codebook: Codebook) -> dict[str, Command]:
    """The commands of a codebook, by their names."""
    made = (_command(kind.name) for kind in codebook.own)
    return {command.name: command for command in made}


def own_keys(codebook: Codebook) -> Layer:
    """The keys of a codebook, as a layer of the keymap."""
    sections = {
        mode: tuple(
            Entry(mode, f"kind.{kind.name}", kind.keys, codebook.file, kind.line) for kind in codebook.own
        )
        for mode in _MODES
    }
    return Layer(codebook.file, sections=sections)


def _command(kind: str) -> Command:
    async def run(screen: ReaderScreen, _: int | None) -> None:
        await file_as(screen, kind)

    return Command(f"kind.{kind}", f"File the sentence or the selection as {kind}", run)
