"""Key notation: `j`, `G`, `space`, `ctrl+d`, `shift+tab`; a sequence is keys parted by spaces: `g g`.

A `Key` is canonical, so two spellings of one key are one string. What a terminal without an extended
keyboard protocol cannot tell apart (`ctrl+m` and `enter`) is one key too, so a map means the same everywhere.
The one exception is `ctrl+i`, which such a terminal sends as `tab`: it stays a key of its own.
"""

from __future__ import annotations

import string
import unicodedata
from typing import NewType

Key = NewType("Key", str)
"""One key in canonical notation."""

Keys = tuple[Key, ...]
"""Keys typed one after the other."""

ESCAPE = Key("escape")
"""The key that leaves a sequence or a count half typed; no map can take that from it."""

LETTERS = Key("a-z")
"""In a map, any of the letters a to z: the command is told which."""

_MODIFIERS = ("ctrl", "alt", "shift")

_EDITING = {"space", "enter", "escape", "tab", "backspace", "delete", "insert"}
_MOVING = {"up", "down", "left", "right", "home", "end", "pageup", "pagedown"}
_NAMES = _EDITING | _MOVING | {f"f{number}" for number in range(1, 13)}

# Where Textual does not follow the Unicode name of a character.
_SHORT_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


def _punctuation_name(character: str) -> str:
    name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    return _SHORT_NAMES.get(name, name)


_ALIASES = {
    **{_punctuation_name(character): character for character in string.punctuation},
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
}

# One byte, two names: the control characters a plain terminal sends.
_SAME = {
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+[": "escape",
    "ctrl+@": "ctrl+space",
}


class KeyNotationError(ValueError):
    """The text is not a key, or not a sequence of keys; the message says so in a sentence."""


def parse(text: str) -> Keys:
    """Return the keys that `text` names, in canonical form; raise `KeyNotationError`."""
    tokens = text.split()
    if not tokens:
        raise KeyNotationError("There is no key here.")
    return tuple(_parse_one(token) for token in tokens)


def spell(keys: Keys) -> str:
    """Write a sequence as `parse` reads it back."""
    return " ".join(keys)


def key(name: str, character: str | None) -> Key:
    """Tell which key a terminal event is, by Textual's name for it and the character it types, if any."""
    modifiers, base = _split(name)
    if character is not None and _is_character(character) and modifiers <= {"shift"}:
        return Key(character)
    return _combine(modifiers, base)


def is_text(pressed: Key) -> bool:
    """Tell whether the key types a character where text can be typed."""
    return pressed in {"space", LETTERS} or _is_character(pressed)


def is_letter(pressed: Key) -> bool:
    """Tell whether the key is one of those that `LETTERS` stands for."""
    return pressed in set(string.ascii_lowercase)


def _is_character(text: str) -> bool:
    return len(text) == 1 and text.isprintable() and text != " "


def _has_case(character: str) -> bool:
    """Tell whether a capital and a small form exist, each of one character (unlike the sharp s)."""
    lower, upper = character.lower(), character.upper()
    return lower != upper and len(lower) == len(upper) == 1


def _parse_one(token: str) -> Key:
    if token == LETTERS:
        return LETTERS
    modifiers, base = _split(token)
    unknown = sorted(modifiers.difference(_MODIFIERS))
    if unknown:
        raise KeyNotationError(
            f"{token!r} has an unknown modifier {unknown[0]!r}: use ctrl+, alt+ or shift+."
        )
    if not _is_character(base) and base not in _NAMES:
        raise KeyNotationError(_not_a_key(token))
    if modifiers == {"shift"} and _is_character(base) and not _has_case(base):
        raise KeyNotationError(f"{token!r} depends on the keyboard: write the character it types.")
    return _combine(modifiers, base)


def _not_a_key(token: str) -> str:
    if len(token) <= 3 and "+" not in token:
        return f"{token!r} is not a key: a sequence of keys is parted by spaces, {' '.join(token)!r}."
    return f"{token!r} is not a key: use a character, or a name such as space, enter, escape, pagedown or f1."


def _split(text: str) -> tuple[frozenset[str], str]:
    """Part the modifiers from the key; the last character always belongs to the key, so `ctrl++` works."""
    head, _, tail = text[:-1].rpartition("+")
    modifiers = frozenset(head.lower().split("+")) if head else frozenset[str]()
    return modifiers, _bare(tail + text[-1:])


def _bare(text: str) -> str:
    """Put a key without modifiers into canonical form; what is no key stays none."""
    composed = unicodedata.normalize("NFC", text) if len(text) > 1 else text
    if _is_character(composed):
        return composed
    return _ALIASES.get(text.lower(), text.lower())


def _combine(modifiers: frozenset[str], base: str) -> Key:
    """Give one spelling to every way of saying a key with its modifiers."""
    if _is_character(base) and _has_case(base) and modifiers & {"ctrl", "shift"}:
        base = base.lower() if "ctrl" in modifiers else base.upper()
        modifiers -= {"shift"}
    known = [name for name in _MODIFIERS if name in modifiers]
    spelt = "+".join([*known, *sorted(modifiers.difference(known)), base])
    return Key(_SAME.get(spelt, spelt))
