"""The command palette, and the help: the commands of a mode with their keys, narrowed by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands.table import Command, commands
from tui.screens.picker import PickerScreen
from tui.widgets.rows import fit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tui.widgets.rows import Part

_NAME = 26
_KEYS = 22

UNBOUND = {"library": ("app.theme",), "reader": ("app.theme",)}
"""Commands that need no key, by the modes whose palette offers them."""


class PaletteScreen(PickerScreen[Command]):
    """Every command of a mode; accepting one runs it."""

    PLACEHOLDER = "Run a command"

    def __init__(self, asked_in: str, run: Callable[[str], Awaitable[None]]) -> None:
        super().__init__()
        self._asked_in = asked_in
        self._run = run

    def find(self, wanted: str) -> list[Command]:
        """The mode's commands that fit what is typed, best first."""
        offered = self._offered()
        if not wanted.strip():
            return offered
        from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - only when something is typed

        found = process.extract(
            wanted,
            {command.name: f"{command.title} {command.name}" for command in offered},
            scorer=fuzz.partial_token_set_ratio if " " in wanted.strip() else fuzz.partial_ratio,
            processor=utils.default_process,
            score_cutoff=70,
            limit=None,
        )
        return [commands()[name] for _, _, name in found]

    def draw(self, item: Command, width: int) -> list[list[Part]]:
        """Keys, what it does, its name."""
        title = fit(item.title, width - _KEYS - _NAME - 3)
        return [
            [(" " + fit(self._keys(item), _KEYS), "match"), (title, ""), (" " + fit(item.name, _NAME), "dim")]
        ]

    def place(self) -> tuple[str, str]:
        """Whose commands these are."""
        return f"Commands of the {self._asked_in}", str(len(self.items))

    async def accept(self) -> None:
        """Close, and run the command."""
        chosen = self.current
        await self.leave()
        if chosen is not None:
            await self._run(chosen.name)

    def _offered(self) -> list[Command]:
        bound = [name for _, name in self.postil.keymap.trie(self._asked_in).bindings()]
        names = dict.fromkeys([*bound, *UNBOUND.get(self._asked_in, ())])
        return [commands()[name] for name in names]

    def _keys(self, command: Command) -> str:
        return "   ".join(self.postil.keymap.keys_for(self._asked_in, command.name))


class HelpScreen(PaletteScreen):
    """The same list to read; leaving it runs nothing."""

    PLACEHOLDER = "The keys that work here; type to find one"

    async def accept(self) -> None:
        """Close the help."""
        await self.leave()
