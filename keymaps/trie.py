"""The trie of one mode: key by key to a command."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from keymaps.keys import LETTERS, Key, Keys, is_letter, spell

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


class PrefixClashError(ValueError):
    """One sequence begins another, so the longer one could never be typed."""


@dataclass(frozen=True, slots=True)
class Trie:
    """A node: either a command, or the keys that may follow."""

    command: str | None = None
    children: Mapping[Key, Trie] = field(default_factory=dict)

    def after(self, keys: Keys) -> Trie | None:
        """Return the node the keys lead to, or None where no binding begins so."""
        node: Trie | None = self
        for key in keys:
            node = _child(node, key) if node else None
        return node

    def bindings(self, typed: Keys = ()) -> Iterator[tuple[Keys, str]]:
        """Yield every sequence below this node with its command; `typed` is what led here."""
        if self.command is not None:
            yield typed, self.command
        for key, child in self.children.items():
            yield from child.bindings((*typed, key))


def grow(bindings: Mapping[Keys, str]) -> Trie:
    """Build the trie of the bindings, in their order; raise `PrefixClashError`."""
    for shorter, longer in clashes(bindings):
        raise PrefixClashError(f"{spell(shorter)!r} begins {spell(longer)!r}.")
    return _grow(bindings)


def clashes(sequences: Collection[Keys]) -> Iterator[tuple[Keys, Keys]]:
    """Yield every pair of a sequence and a longer one that begins with it."""
    known = frozenset(sequences)
    for keys in sequences:
        for length in range(1, len(keys)):
            if keys[:length] in known:
                yield keys[:length], keys


def _child(node: Trie, key: Key) -> Trie | None:
    """Return what a key leads to; a binding that names the letter goes before one for any letter."""
    child = node.children.get(key)
    return node.children.get(LETTERS) if child is None and is_letter(key) else child


def _grow(bindings: Mapping[Keys, str]) -> Trie:
    if () in bindings:
        return Trie(command=bindings[()])
    branches: dict[Key, dict[Keys, str]] = {}
    for (first, *rest), command in bindings.items():
        branches.setdefault(first, {})[tuple(rest)] = command
    return Trie(children={key: _grow(branch) for key, branch in branches.items()})
