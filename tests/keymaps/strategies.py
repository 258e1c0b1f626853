"""Keys, sequences and maps of them, for properties."""

from __future__ import annotations

from hypothesis import strategies as st

from keymaps.keys import Key, Keys, key
from keymaps.trie import Trie, clashes, grow

_NAMES = [
    "space",
    "enter",
    "escape",
    "tab",
    "backspace",
    "delete",
    "home",
    "end",
    "pageup",
    "up",
    "f1",
    "f12",
]

characters = st.characters(codec="utf-8").filter(
    lambda character: character.isprintable() and character != " "
)
"""Every character that a key can type, but the space."""

_modifiers = st.sets(st.sampled_from(["ctrl", "alt", "shift"])).map(sorted)


@st.composite
def modified_keys(draw: st.DrawFn) -> Key:
    """A key as an event names it, with any modifiers; shift alone types a character of its own."""
    modifiers = draw(_modifiers)
    base = draw(st.sampled_from(_NAMES) | characters if modifiers != ["shift"] else st.sampled_from(_NAMES))
    return key("+".join([*modifiers, base]), None)


keys = characters.map(Key) | modified_keys()
"""Every key that can be written."""

sequences = st.lists(keys, min_size=1, max_size=4).map(tuple)
"""Keys typed one after the other."""

few_keys = st.sampled_from([Key(name) for name in ["a", "b", "0", "1", "9", "escape", "ctrl+d"]])
"""So few keys that sequences of them meet."""


@st.composite
def tries(draw: st.DrawFn) -> Trie:
    """A trie over a few keys."""
    sequence = st.lists(few_keys, min_size=1, max_size=3).map(tuple)
    bindings: dict[Keys, str] = {}
    for typed in draw(st.lists(sequence, max_size=8)):
        if not any(True for _ in clashes([*bindings, typed])):
            bindings[typed] = f"command.{len(bindings)}"
    return grow(bindings)
