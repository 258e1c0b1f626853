"""Key notation: `j`, `G`, `space`, `ctrl+d`, `shift+tab`; a sequence is keys parted by spaces: `g g`.

A `Key` is canonical, so two spellings of one key are one string. What a terminal without an extended
keyboard protocol cannot tell apart (`ctrl+i` and `tab`) is one key too, so a map means the same everywhere.
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

_MODIFIERS = ("ctrl", "alt", "shift")

_NAMES = frozenset(
    "space enter escape tab backspace delete insert up down left right home end pageup pagedown".split()
    + [f"f{number}" for number in range(1, 13)]
)

# Textual's own short forms of Unicode names.
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
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+[": "escape",
    "ctrl+@": "ctrl+space",
}


class KeyNotationError(ValueError):
    """The text is not a key, or not a sequence of keys; the message is a sentence saying what to write."""


def parse(text: str) -> Keys:
    """The keys that `text` names, in canonical form; raises `KeyNotationError`."""
    tokens = text.split()
    if not tokens:
        raise KeyNotationError("There is no key here.")
    return tuple(_parse_one(token) for token in tokens)


def spell(keys: Keys) -> str:
    """The notation of a sequence: what `parse` reads back as the same keys."""
    return " ".join(keys)


def key(name: str, character: str | None) -> Key:
    """The key of a terminal event, by Textual's name for it and the character it types, if any."""
    modifiers, base = _split(name)
    if character is not None and _types(character) and modifiers <= {"shift"}:
        return Key(character)
    return _combine(modifiers, base)


def is_text(pressed: Key) -> bool:
    """Whether the key types a character where text can be typed."""
    return pressed == "space" or _types(pressed)


def _types(text: str) -> bool:
    return len(text) == 1 and text.isprintable() and text != " "


def _parse_one(token: str) -> Key:
    modifiers, base = _split(token)
    unknown = sorted(modifiers - set(_MODIFIERS))
    if unknown:
        raise KeyNotationError(
            f'"{token}" begins with "{unknown[0]}+", which is no modifier: use ctrl+, alt+ or shift+.'
        )
    if not _types(base) and base not in _NAMES:
        raise KeyNotationError(_not_a_key(token, base))
    parsed = _combine(modifiers, base)
    if "shift" in modifiers and _types(base) and parsed.startswith(("shift+", "alt+shift+")):
        raise KeyNotationError(
            f'"{token}" depends on the keyboard: write the character that shift types there.'
        )
    return parsed


def _not_a_key(token: str, base: str) -> str:
    if token == base and token.isalnum() and len(token) <= 3:
        return f'"{token}" is not a key: keys typed one after the other are parted by spaces, "{" ".join(token)}".'
    return f'"{token}" is not a key: use a character, or a name such as space, enter, escape, pagedown or f1.'


def _split(text: str) -> tuple[frozenset[str], str]:
    """The modifiers and the bare key; the last character always belongs to the key, so `ctrl++` works."""
    head, _, tail = text[:-1].rpartition("+")
    base = tail + text[-1:]
    modifiers = frozenset(head.lower().split("+")) if head else frozenset[str]()
    return modifiers, _bare(base)


def _bare(text: str) -> str:
    """A bare key in canonical form, or the text itself where it is none."""
    composed = unicodedata.normalize("NFC", text)
    if _types(text) or _types(composed):
        return text if _types(text) else composed
    lowered = text.lower()
    return _ALIASES.get(lowered, lowered)


def _combine(modifiers: frozenset[str], base: str) -> Key:
    """One spelling for every way to say a key with its modifiers."""
    if _types(base) and "ctrl" in modifiers:
        modifiers, base = modifiers - {"shift"}, _one(base.lower(), base)
    elif _types(base) and "shift" in modifiers and base.lower() != base.upper():
        modifiers, base = modifiers - {"shift"}, _one(base.upper(), base)
    known = [name for name in _MODIFIERS if name in modifiers]
    spelt = "+".join([*known, *sorted(modifiers - set(known)), base])
    return Key(_SAME.get(spelt, spelt))


def _one(changed: str, character: str) -> str:
    """The changed character, unless changing its case made it several, as for the German sharp s."""
    return changed if len(changed) == 1 else character
