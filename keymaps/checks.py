"""What can be wrong with files of keys taken together: mistakes that no file shows alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keymaps.keymap import MODES, TYPING_MODES
from keymaps.keys import Keys, is_text, spell
from keymaps.layer import Entry, Layer, Mistake
from keymaps.trie import clashes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence


def unknown_sections(layers: Sequence[Layer]) -> Iterator[Mistake]:
    """Yield a mistake for each section that neither is a mode nor stands in the lowest file."""
    known = {*MODES, *layers[-1].sections}
    listed = ", ".join(f"[{name}]" for name in sorted(known))
    for layer in layers:
        for name in layer.sections:
            if name not in known:
                yield layer.mistake(name, f"There is no section {name!r}: commands stand under {listed}.")
        for name, inherit in layer.inherits.items():
            for other in inherit:
                if other not in known:
                    message = f"[{name}] cannot inherit {other!r}: the sections are {listed}."
                    yield layer.mistake(f"{name}.inherit", message)


def unknown_commands(layers: Sequence[Layer], known: Collection[str]) -> Iterator[Mistake]:
    """Yield a mistake for each command that is not among the known ones."""
    for layer in layers:
        for entries in layer.sections.values():
            for entry in entries:
                if entry.command not in known:
                    message = f"There is no command {entry.command!r}.{_guess(entry.command, known)}"
                    yield Mistake(entry.file, entry.line, message)


def _guess(word: str, known: Collection[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    close = get_close_matches(word, sorted(known), n=1)
    return f" Did you mean {close[0]!r}?" if close else ""


def prefix_clashes(layers: Sequence[Layer], bound: Mapping[Keys, Entry]) -> Iterator[Mistake]:
    """Yield a mistake for each sequence that begins another, where the nearer file or later line says so."""
    nearness = {layer.file: -rank for rank, layer in enumerate(layers)}
    for pair in clashes(bound):
        theirs, ours = sorted(pair, key=lambda keys: (nearness[bound[keys].file], bound[keys].line))
        mine, other = bound[ours], bound[theirs]
        message = (
            f"{spell(ours)!r} cannot stand beside {spell(theirs)!r} of {other.command} ({other.file}, line"
            f" {other.line}), for one begins the other: choose another key,"
            f' or write {other.command} = "" under [{other.section}].'
        )
        yield Mistake(mine.file, mine.line, message)


def taken_keys(over: Layer, under: Layer, modes: Mapping[str, Mapping[Keys, Entry]]) -> Iterator[Mistake]:
    """Yield a mistake for each sequence of a layer that the one over it gives to another command."""
    for mode, entries in under.sections.items():
        own = {entry.command for entry in over.sections.get(mode, ())}
        for entry in entries:
            for keys in entry.keys if entry.command not in own else ():
                other = modes[mode].get(keys, entry)
                if other.file == over.file and other.command != entry.command:
                    message = (
                        f"{spell(keys)!r} of {entry.command} is that of {other.command} ({other.file}, line"
                        f" {other.line}): choose another key."
                    )
                    yield Mistake(entry.file, entry.line, message)


def typed_keys(mode: str, bound: Mapping[Keys, Entry]) -> Iterator[Mistake]:
    """Yield a mistake for each sequence that would type itself in a mode made for typing."""
    for keys, entry in bound.items():
        if mode in TYPING_MODES and any(is_text(key) for key in keys):
            advice = f"give {entry.command} a named key or one with ctrl+"
            message = f"{spell(keys)!r} types itself in [{mode}]: {advice}."
            yield Mistake(entry.file, entry.line, message)
