"""One file of keys: what it says, on which line, and every mistake in it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from keymaps.keys import ESCAPE, LETTERS, KeyNotationError, Keys, parse, spell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_HEADER = re.compile(r"\s*\[+([^\[\]]+)\]")
_ENTRY = re.compile(r"""\s*([\w"'.\s-]+?)\s*=""")


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong, and where; `line` counts from one, and is 0 for the whole file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A command and the keys a file gives it; no keys means that the file takes them away."""

    section: str
    command: str
    keys: tuple[Keys, ...]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Layer:
    """A file as read: the preset it stands on, its sections, and what is wrong with it."""

    file: str
    extends: str | None = None
    inherits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sections: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, path: str) -> int:
        """Return the line of a dotted path, or of the nearest table around it, or 1."""
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        return self.lines.get(path, 1)

    def mistake(self, path: str, message: str) -> Mistake:
        """Make a mistake of what stands at a dotted path."""
        return Mistake(self.file, self.line_of(path), message)


def read(file: str, text: str) -> Layer:
    """Read the text of a TOML file; its mistakes are part of the answer, never raised."""
    empty, data = parsed(file, text)
    return empty if empty.mistakes else _layer(empty, data)


def parsed(file: str, text: str) -> tuple[Layer, dict[str, object]]:
    """Parse the text of a TOML file: a layer that only knows its lines, or its mistake, and the data."""
    text = text.removeprefix("\ufeff")
    try:
        return Layer(file, lines=_lines(text)), tomllib.loads(text)
    except (
        ValueError,
        RecursionError,
    ) as error:  # tomllib raises both on numbers and nesting beyond Python's limits
        return Layer(file, mistakes=(_syntax_mistake(file, text, str(error)),)), {}


def _syntax_mistake(file: str, text: str, error: str) -> Mistake:
    place = _PLACE.search(error)
    line = int(place[1]) if place and place[1] else text.rstrip("\n").count("\n") + 1
    return Mistake(file, line, f"This cannot be read as TOML: {_PLACE.sub('', error)}.")


def _lines(text: str) -> dict[str, int]:
    """Find the line of each table and entry by its dotted path: `tomllib` keeps none."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = _path(header[1]) + "."
            lines.setdefault(table[:-1], number)
        elif entry := _ENTRY.match(line):
            lines.setdefault(table + _path(entry[1]), number)
    return lines


def _path(written: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in written.split("."))


def _layer(empty: Layer, data: Mapping[str, object]) -> Layer:
    """Fill the empty layer with what the parsed TOML says."""
    tables = {name: value for name, value in data.items() if isinstance(value, dict)}
    found = {name: list(_section(empty, name, table)) for name, table in tables.items()}
    sections = {
        name: tuple(item for item in items if isinstance(item, Entry)) for name, items in found.items()
    }
    mistakes = [item for items in found.values() for item in items if isinstance(item, Mistake)]
    mistakes += [mistake for entries in sections.values() for mistake in _duplicates(entries)]
    mistakes += _strays(empty, {name: value for name, value in data.items() if name not in tables})
    inherits = {name: strings(table["inherit"]) for name, table in tables.items() if "inherit" in table}
    extends = data.get("extends")
    return replace(
        empty,
        extends=extends if isinstance(extends, str) else None,
        inherits={name: others for name, others in inherits.items() if others is not None},
        sections=sections,
        mistakes=tuple(mistakes),
    )


def _section(layer: Layer, section: str, table: Mapping[str, object]) -> Iterator[Entry | Mistake]:
    """Yield each command of a table with the keys it is given, and each mistake in them."""
    for command, value in _flat(table):
        path = f"{section}.{command}"
        written = strings(value)
        if written is None:
            yield layer.mistake(path, f'{command!r} takes a string, a list of strings, or "" for none.')
        elif command != "inherit":
            sequences = [sequence(text) for text in written]
            for wrong in sequences:
                if isinstance(wrong, KeyNotationError):
                    yield layer.mistake(path, str(wrong))
            keys = tuple(good for good in sequences if not isinstance(good, KeyNotationError))
            yield Entry(section, command, keys, layer.file, layer.line_of(path))


def _flat(table: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield the entries of nested tables by their dotted names, as `mark.quote = …` nests them."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", found) for inner, found in _flat(value))
        else:
            yield name, value


def strings(value: object) -> tuple[str, ...] | None:
    """Return the strings a value stands for (`""` and `false` are none), or None for another value."""
    if value is False or value == "":
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


def sequence(text: str) -> Keys | KeyNotationError:
    """Return the keys that a file gives to a command, or what is wrong with them."""
    try:
        keys = parse(text)
    except KeyNotationError as error:
        return error
    if ESCAPE in keys[1:]:
        return KeyNotationError(f"{spell(keys)!r} can never be typed: escape leaves a sequence half typed.")
    if LETTERS in keys[:-1]:
        return KeyNotationError(f"{spell(keys)!r} cannot be read: {LETTERS} only stands last.")
    return keys


def _duplicates(entries: tuple[Entry, ...]) -> Iterator[Mistake]:
    """Yield a mistake for every sequence that one section binds again."""
    taken: dict[Keys, Entry] = {}
    for entry in entries:
        for keys in entry.keys:
            if keys in taken:
                first = f"{taken[keys].command} has it on line {taken[keys].line}"
                yield Mistake(
                    entry.file, entry.line, f"{spell(keys)!r} is bound twice in [{entry.section}]: {first}."
                )
            taken.setdefault(keys, entry)


def _strays(layer: Layer, others: Mapping[str, object]) -> Iterator[Mistake]:
    """Yield a mistake for all outside the sections but `extends` and the name of a preset."""
    for name, value in others.items():
        if name != "extends":
            yield layer.mistake(
                name, f"{name!r} stands outside the sections: put it under one, such as [reader]."
            )
        elif not isinstance(value, str):
            yield layer.mistake(name, "'extends' takes the name of a preset, such as \"default\".")
