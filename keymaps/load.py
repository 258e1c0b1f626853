"""From the TOML files to a keymap: a preset, and the reader's own file over it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from keymaps import checks
from keymaps.keymap import MODES, Keymap
from keymaps.layer import Entry, Layer, Mistake, read
from keymaps.trie import grow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from keymaps.keys import Keys


_FOLDER = Path(__file__).parent


class KeymapError(Exception):
    """The files do not make a keymap; `mistakes` says all that is wrong, a line of the message each."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


def presets() -> list[str]:
    """Name the keymaps that come with Postil."""
    files = _FOLDER.iterdir()
    return sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml"))


def load(
    preset: str = "default",
    user: str | None = None,
    *,
    user_name: str = "keys.toml",
    known: Collection[str] | None = None,
    between: Layer | None = None,
) -> Keymap:
    """Make the keymap of a preset with the text of the user's file over it, and another layer between them.

    `extends` in that text chooses another preset; `user_name` is the file's name in messages; `known` are
    the commands that exist, where they shall be checked. Raises `KeymapError` with every mistake at once.
    """
    own = read(user_name, user or "")
    layers = list(_chain(own if own.extends is not None else replace(own, extends=preset)))
    if between is not None:
        layers.insert(1, between)
    modes = {mode: settle(_entries(layers, mode)) for mode in MODES}
    taken = checks.taken_keys(layers[0], between, modes) if between is not None else ()
    if mistakes := [*_file_mistakes(layers, known), *_mode_mistakes(layers, modes), *taken]:
        raise KeymapError(mistakes)
    return Keymap(
        {mode: grow({keys: entry.command for keys, entry in bound.items()}) for mode, bound in modes.items()}
    )


def settle(entries: Iterable[Entry]) -> dict[Keys, Entry]:
    """Decide what each sequence runs, of entries given nearest first.

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


def _chain(layer: Layer) -> Iterator[Layer]:
    """Yield the layer and all it stands on, nearest first; in the place of an unknown preset, the default."""
    preset = layer.extends
    if preset is not None and preset not in presets():
        message = f"There is no preset {preset!r}: the presets are {', '.join(presets())}."
        layer = replace(layer, mistakes=(*layer.mistakes, layer.mistake("extends", message)))
        preset = "default"
    yield layer
    if preset is not None:
        text = (_FOLDER / f"{preset}.toml").read_text("utf-8")
        yield from _chain(read(f"{preset}.toml", text))


def _entries(layers: Sequence[Layer], mode: str) -> Iterator[Entry]:
    """Yield all that bears on a mode, nearest first: file by file its own section, then those it inherits."""
    inherit = next((layer.inherits[mode] for layer in layers if mode in layer.inherits), ())
    for layer in layers:
        for section in (mode, *inherit):
            yield from layer.sections.get(section, ())


def _file_mistakes(layers: Sequence[Layer], known: Collection[str] | None) -> Iterator[Mistake]:
    for layer in layers:
        yield from layer.mistakes
    yield from checks.unknown_sections(layers)
    if known is not None:
        yield from checks.unknown_commands(layers, known)


def _mode_mistakes(layers: Sequence[Layer], modes: dict[str, dict[Keys, Entry]]) -> Iterator[Mistake]:
    for mode, bound in modes.items():
        yield from checks.prefix_clashes(layers, bound)
        yield from checks.typed_keys(mode, bound)
