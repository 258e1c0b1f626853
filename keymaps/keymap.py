"""A keymap: for every mode, which keys run which command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from keymaps.keys import spell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from keymaps.keys import Key
    from keymaps.trie import Trie

MODES = (
    *("library", "reader", "visual", "panel", "hints", "link", "find"),
    *("query", "results", "ledger", "claim", "speakers", "sayings", "relation", "links"),
    *("repeats", "stats"),
    *("confirm", "prompt", "editor", "field", "help"),
)
"""Every mode a keymap covers."""

TYPING_MODES = frozenset({"find", "query", "prompt", "editor", "field"})
"""The modes in which a printable key types itself."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """The trie of each mode."""

    modes: Mapping[str, Trie]

    def trie(self, mode: str) -> Trie:
        """Return the trie of a mode; raise `KeyError` for a mode that is none."""
        return self.modes[mode]

    def keys_for(self, mode: str, command: str) -> tuple[str, ...]:
        """Return the notation of every sequence that runs the command in the mode, as the map orders them."""
        return tuple(spell(keys) for keys, name in self.trie(mode).bindings() if name == command)

    def binds(self, key: Key) -> bool:
        """Tell whether a key has a part in any binding of any mode."""
        return any(key in keys for trie in self.modes.values() for keys, _ in trie.bindings())

    def commands(self) -> set[str]:
        """Return every command bound in some mode."""
        return {name for trie in self.modes.values() for _, name in trie.bindings()}
