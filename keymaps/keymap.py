"""A keymap: for every mode, which keys run which command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from keymaps.keys import spell
from keymaps.trie import Trie

MODES = ("library", "reader", "visual", "panel", "prompt", "editor")
"""Every mode a keymap covers."""

TYPING_MODES = frozenset({"prompt", "editor"})
"""The modes in which a printable key types itself."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """The trie of each mode."""

    modes: Mapping[str, Trie]

    def keys_for(self, mode: str, command: str) -> tuple[str, ...]:
        """The notation of every sequence that runs the command in the mode, in the map's order."""
        return tuple(spell(keys) for keys, name in self.modes[mode].bindings() if name == command)

    def commands(self) -> set[str]:
        """Every command bound in some mode."""
        return {name for trie in self.modes.values() for _, name in trie.bindings()}
