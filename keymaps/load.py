"""From the TOML files to a keymap: a preset, and the reader's own file over it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import resources

from keymaps.keymap import MODES, TYPING_MODES, Keymap
from keymaps.keys import Keys, is_text, spell
from keymaps.layer import Entry, Layer, Mistake, read
from keymaps.trie import clashes, grow


class KeymapError(Exception):
    """The files do not make a keymap; `mistakes` says all that is wrong, a line of the message each."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


def presets() -> list[str]:
    """The names of the keymaps that come with Postil."""
    files = resources.files("keymaps").iterdir()
    return sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml"))


def load(
    preset: str = "default",
    user: str | None = None,
    *,
    user_name: str = "keys.toml",
    known: Collection[str] | None = None,
) -> Keymap:
    """The keymap of a preset with the text of the user's file over it.

    `extends` in that text chooses another preset; `user_name` is the file's name in messages; `known` are
    the commands that exist, where they shall be checked. Raises `KeymapError` with every mistake at once.
    """
    own = read(user_name, user or "")
    layers, mistakes = _chain(own if own.extends else replace(own, extends=preset))
    mistakes += [mistake for layer in layers for mistake in layer.mistakes]
    mistakes += _unknown_sections(layers)
    if known is not None:
        mistakes += _unknown_commands(layers, known)
    modes = {mode: settle(_entries(layers, mode)) for mode in MODES}
    for mode, bound in modes.items():
        mistakes += _clashes(layers, bound)
        mistakes += _typed_keys(mode, bound)
    if mistakes:
        raise KeymapError(mistakes)
    return Keymap(
        {mode: grow({keys: entry.command for keys, entry in bound.items()}) for mode, bound in modes.items()}
    )


def settle(entries: Iterable[Entry]) -> dict[Keys, Entry]:
    """What each sequence runs, of entries given nearest first.

    The nearest entry for a command replaces all others for it, and the nearest claim on a sequence holds.
    """
    commands: set[str] = set()
    bound: dict[Keys, Entry] = {}
    for entry in entries:
        if entry.command not in commands:
            commands.add(entry.command)
            for keys in entry.keys:
                bound.setdefault(keys, entry)
    return bound


def _chain(first: Layer) -> tuple[list[Layer], list[Mistake]]:
    """The layer and all it stands on, nearest first."""
    layers, mistakes = [first], list[Mistake]()
    while name := layers[-1].extends:
        if name not in presets():
            message = f'There is no preset "{name}": the presets are {", ".join(presets())}.'
            mistakes.append(layers[-1].mistake("extends", message))
            name = "default"
        text = resources.files("keymaps").joinpath(f"{name}.toml").read_text("utf-8")
        layers.append(read(f"{name}.toml", text))
    return layers, mistakes


def _entries(layers: Sequence[Layer], mode: str) -> Iterator[Entry]:
    """All that bears on a mode, nearest first: file by file its own section, then those it inherits."""
    inherit = next((layer.inherits[mode] for layer in layers if mode in layer.inherits), ())
    for layer in layers:
        for section in (mode, *inherit):
            yield from layer.sections.get(section, ())


def _unknown_sections(layers: Sequence[Layer]) -> Iterator[Mistake]:
    known = {*MODES, *layers[-1].sections}
    for layer in layers:
        for name in layer.sections:
            if name not in known:
                yield layer.mistake(name, f"There is no section [{name}].{_guess(name, known)}")
        for name, inherit in layer.inherits.items():
            for other in inherit:
                if other not in known:
                    message = (
                        f"[{name}] cannot inherit [{other}], which does not exist.{_guess(other, known)}"
                    )
                    yield layer.mistake(f"{name}.inherit", message)


def _unknown_commands(layers: Sequence[Layer], known: Collection[str]) -> Iterator[Mistake]:
    for layer in layers:
        for entries in layer.sections.values():
            for entry in entries:
                if entry.command not in known:
                    message = f'There is no command "{entry.command}".{_guess(entry.command, known)}'
                    yield Mistake(entry.file, entry.line, message)


def _guess(word: str, known: Collection[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    close = get_close_matches(word, sorted(known), n=1)
    return f' Did you mean "{close[0]}"?' if close else ""


def _clashes(layers: Sequence[Layer], bound: Mapping[Keys, Entry]) -> Iterator[Mistake]:
    """A mistake for each sequence that begins another, laid at the door of the nearer file or later line."""
    nearness = {layer.file: -rank for rank, layer in enumerate(layers)}
    for pair in clashes(bound):
        theirs, ours = sorted(pair, key=lambda keys: (nearness[bound[keys].file], bound[keys].line))
        mine, other = bound[ours], bound[theirs]
        message = (
            f'"{spell(ours)}" cannot stand beside "{spell(theirs)}" ({other.command}; {other.file}, line {other.line}): '
            f'one begins the other. Choose another key, or write {other.command} = "" under [{other.section}].'
        )
        yield Mistake(mine.file, mine.line, message)


def _typed_keys(mode: str, bound: Mapping[Keys, Entry]) -> Iterator[Mistake]:
    """A mistake for each sequence that would type itself, in a mode made for typing."""
    if mode not in TYPING_MODES:
        return
    for keys, entry in bound.items():
        if any(is_text(key) for key in keys):
            message = f'"{spell(keys)}" types itself in [{mode}]: give {entry.command} a key with ctrl+, or a named one.'
            yield Mistake(entry.file, entry.line, message)
