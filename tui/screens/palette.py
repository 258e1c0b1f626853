"""The command palette: the commands of a mode with their keys, and of others, narrowed by typing."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from keymaps.keymap import MODES, TYPING_MODES
from tui.commands.table import Command
from tui.screens.picker import PickerScreen
from tui.widgets.rows import fit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from keymaps.keymap import Keymap
    from tui.widgets.rows import Part

_NAME = 26
_KEYS = 20
_ROOMY = 100
_ORDER = (
    *("library", "results", "speakers", "sayings", "mark", "kind", "suggestion", "visual", "hint"),
    *("link", "search", "jump", "bookmark", "article", "app", "saved"),
    *("cursor", "page", "panel", "list", "relation", "links", "confirm", "prompt", "editor"),
)
"""What of a mode's commands people look for first."""
_PLACES = {group: place for place, group in enumerate(_ORDER)}


class PaletteScreen(PickerScreen[Command]):
    """Every command of a mode; accepting one runs it."""

    PLACEHOLDER = "Run a command"

    def __init__(self, asked_in: str, run: Callable[[str], Awaitable[None]]) -> None:
        super().__init__()
        self._asked_in = asked_in
        self._run = run

    def find(self, wanted: str) -> list[Command]:
        """The mode's commands that fit what is typed, best first; before a poor fit, those of others."""
        known = self.postil.commands
        everything = offered(known, self.postil.keymap, self._asked_in)
        if not wanted.strip():
            return everything
        from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - only when something is typed

        found = process.extract(
            wanted,
            {command.name: f"{command.title} {command.name}" for command in everything},
            scorer=fuzz.partial_token_set_ratio if " " in wanted.strip() else fuzz.partial_ratio,
            processor=utils.default_process,
            score_cutoff=70,
            limit=None,
        )
        fitting = [known[name] for _, _, name in found]
        others = (command for command in known.values() if command not in everything)
        elsewhere = [each for each in others if each.name in self._modes and _holds(each, wanted)]
        return sorted([*fitting, *elsewhere], key=lambda each: not _holds(each, wanted))

    @cached_property
    def _modes(self) -> dict[str, list[str]]:
        """Where each command works: the mode asked in first, then where nothing is typed."""
        found: dict[str, list[str]] = {}
        for mode in (self._asked_in, *(mode for mode in MODES if mode not in TYPING_MODES)):
            for name in {name for _, name in self.postil.keymap.trie(mode).bindings()}:
                found.setdefault(name, []).append(mode)
        return found

    def draw(self, item: Command, width: int) -> list[list[Part]]:
        """Keys, what it does, and where there is room its name; where it works, if not here."""
        mode, *_ = self._modes[item.name]
        told = item if mode == self._asked_in else replace(item, title=f"In {mode}: {item.title}")
        return command_entry(told, self.postil.keymap.keys_for(mode, item.name), width)

    def place(self) -> tuple[str, str]:
        """Whose commands these are."""
        return f"Commands of the {self._asked_in}", str(len(self.items))

    async def accept(self) -> None:
        """Close, and run the command; one that does not work here says where it does."""
        chosen = self.current
        await self.leave()
        if chosen is None:
            return
        modes = self._modes[chosen.name]
        if self._asked_in in modes:
            await self._run(chosen.name)
        else:
            [key, *_] = self.postil.keymap.keys_for(modes[0], chosen.name)
            self.postil.say(f"{chosen.title}: {key} in {' or '.join(modes)}.")


def _holds(command: Command, wanted: str) -> bool:
    """Whether every word typed is in what a command does, or in its name."""
    told = f"{command.title} {command.name}".casefold()
    return all(word in told for word in wanted.casefold().split())


def offered(known: Mapping[str, Command], keymap: Keymap, mode: str) -> list[Command]:
    """Those of the known commands that have a key in a mode, the ones of its own first."""
    names = dict.fromkeys(name for _, name in keymap.trie(mode).bindings())
    last = len(_ORDER)
    return [known[name] for name in sorted(names, key=lambda name: _PLACES.get(name.partition(".")[0], last))]


def command_entry(command: Command, keys: tuple[str, ...], width: int) -> list[list[Part]]:
    """One line: its keys, what it does, and where there is room its name."""
    room = min(_KEYS, width // 3)
    name = _NAME if width >= _ROOMY else 0
    parts: list[Part] = [(" " + fit("  ".join(keys), room), "key"), ("  ", "")]
    parts.append((fit(command.title, width - room - name - 4), ""))
    return [[*parts, (" " + fit(command.name, name), "dim")]]
