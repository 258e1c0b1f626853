"""The reference of keys, `docs/keys.md`, written from the command table by `make docs`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from keymaps.keymap import MODES
from keymaps.load import load, presets
from tui.commands.table import commands

if TYPE_CHECKING:
    from collections.abc import Mapping

    from keymaps.keymap import Keymap

_HEAD = """# Keys

Written by `make docs` from the command table; do not edit it by hand. A number typed first repeats a
command: `3 )` goes three sentences on. In the app, `?` shows the keys of the place you are in.

To change keys, write a file of your own and name it in `POSTIL_KEYS`, or keep it as `keys.toml` in
Postil's configuration folder (`~/.config/postil` on Linux). The head of
[`keymaps/default.toml`](../keymaps/default.toml) teaches the syntax in a minute; `extends = "vim"` in
it takes the other preset. Every mistake in the file is reported at once, with its line.

Most terminals send `ctrl+i` as `tab`, which opens the list of marks; there, `ctrl+n` goes forward.
"""


def reference(keymaps: Mapping[str, Keymap]) -> str:
    """The reference in Markdown: for every mode its commands, with their keys in each of the keymaps."""
    parts = [_HEAD.rstrip()]
    for mode in MODES:
        parts.append(f"\n## {mode.capitalize()}\n\n| does | command | {' | '.join(keymaps)} |")
        parts.append("|---" * (2 + len(keymaps)) + "|")
        bound = dict.fromkeys(name for keymap in keymaps.values() for _, name in keymap.trie(mode).bindings())
        for name in bound:
            keys = [_code(keymap.keys_for(mode, name)) for keymap in keymaps.values()]
            parts.append(f"| {commands()[name].title} | {name} | {' | '.join(keys)} |")
    return "\n".join(parts) + "\n"


def _code(sequences: tuple[str, ...]) -> str:
    return " ".join(f"`{keys}`" for keys in sequences).replace("|", "\\|")


def main() -> None:
    """Print the reference of the shipped presets."""
    sys.stdout.write(reference({name: load(name) for name in presets()}))


if __name__ == "__main__":
    main()
