"""The key machine: what has been typed so far, and what the next key makes of it.

The outcomes are those of Helix's keymap, with Vi's counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from keymaps.keys import ESCAPE, Key, Keys, is_letter, spell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from keymaps.trie import Trie

LARGEST_COUNT = 9999
"""A larger count is taken as this one."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands half typed: the digits of a count, then the first keys of a sequence."""

    keys: Keys = ()
    digits: Keys = ()

    @property
    def count(self) -> int | None:
        """The count typed, at most `LARGEST_COUNT`, or None."""
        if not self.digits:
            return None
        # Five digits decide: a held key must not make a number too long for `int`.
        return min(int("".join(self.digits[:5])), LARGEST_COUNT)

    @property
    def pressed(self) -> Keys:
        """Every key in the order it was pressed."""
        return self.digits + self.keys

    def __str__(self) -> str:
        """Show it as it was typed: `12` for a count, `12 g` when a sequence has begun."""
        return " ".join(filter(None, ["".join(self.digits), spell(self.keys)]))


@dataclass(frozen=True, slots=True)
class Pending:
    """More keys are needed; `choices` are the next ones (none listed while only a count stands)."""

    typed: Typed
    choices: Mapping[Key, Trie] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matched:
    """The keys name a command; `letter` is the last of them if it was one of a to z."""

    command: str
    count: int | None
    keys: Keys

    @property
    def letter(self) -> Key | None:
        """The letter typed last, for a command that is bound to any of them."""
        return self.keys[-1] if is_letter(self.keys[-1]) else None


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Escape left what was half typed."""

    keys: Keys


@dataclass(frozen=True, slots=True)
class Unbound:
    """Nothing begins with these keys."""

    keys: Keys


Outcome = Pending | Matched | Cancelled | Unbound


def feed(root: Trie, typed: Typed, key: Key) -> Outcome:
    """Tell what `key` makes of `typed` in the mode of the trie `root`; all but `Pending` start afresh."""
    if _extends_count(root, typed, key):
        return Pending(Typed(digits=(*typed.digits, key)))
    pressed = (*typed.pressed, key)
    if key == ESCAPE and typed.pressed:
        return Cancelled(pressed)
    keys = (*typed.keys, key)
    node = root.after(keys)
    if node is None:
        return Unbound(pressed)
    if node.command is not None:
        return Matched(node.command, typed.count, pressed)
    return Pending(Typed(keys, typed.digits), node.children)


def _extends_count(root: Trie, typed: Typed, key: Key) -> bool:
    """Tell whether the key belongs to a count: any digit goes on with one, an unbound 1 to 9 begins one."""
    if typed.keys or key not in set("0123456789"):
        return False
    return bool(typed.digits) or (key != "0" and key not in root.children)
