"""One file of keys: what it says, on which line, and every mistake in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from keymaps.keys import ESCAPE, KeyNotationError, Keys, parse, spell


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong, and where; `line` counts from one."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.message}"


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

    def mistake(self, path: str, message: str) -> Mistake:
        """A mistake on the line of a dotted path, or of the nearest table around it."""
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        return Mistake(self.file, self.lines.get(path, 1), message)


def read(file: str, text: str) -> Layer:
    """What the text of a TOML file says; its mistakes are part of the answer, never raised."""
    text = text.removeprefix("\ufeff")
    try:
        return _layer(Layer(file, lines=_lines(text)), tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        return Layer(file, mistakes=(_syntax_mistake(file, text, str(error)),))
    except RecursionError:
        return Layer(file, mistakes=(Mistake(file, 1, "This is nested too deeply to be a map of keys."),))


_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_HEADER = re.compile(r"\s*\[([^\[\]]+)\]")
_ENTRY = re.compile(r"""\s*([\w"'.\s-]+?)\s*=""")


def _syntax_mistake(file: str, text: str, error: str) -> Mistake:
    place = _PLACE.search(error)
    line = int(place[1]) if place and place[1] else text.rstrip("\n").count("\n") + 1
    return Mistake(file, line, f"This is not TOML: {_PLACE.sub('', error)}.")


def _lines(text: str) -> dict[str, int]:
    """The line of each table and entry by its dotted path: `tomllib` keeps none."""
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
    """The empty layer, filled with what the parsed TOML says."""
    tables = {name: value for name, value in data.items() if isinstance(value, dict)}
    others = {name: value for name, value in data.items() if name not in tables}
    found = {name: list(_section(empty, name, table)) for name, table in tables.items()}
    sections = {
        name: tuple(item for item in items if isinstance(item, Entry)) for name, items in found.items()
    }
    mistakes = [item for items in found.values() for item in items if isinstance(item, Mistake)]
    for entries in sections.values():
        mistakes += _duplicates(empty, entries)
    extends = others.get("extends")
    return replace(
        empty,
        extends=extends if isinstance(extends, str) else None,
        inherits={
            name: inherit for name, table in tables.items() if (inherit := _strings(table.get("inherit")))
        },
        sections=sections,
        mistakes=(*mistakes, *_strays(empty, others)),
    )


def _section(layer: Layer, section: str, table: Mapping[str, object]) -> Iterator[Entry | Mistake]:
    """Each command of a table with the keys it is given, and each mistake in them."""
    for command, value in _flat(table):
        path = f"{section}.{command}"
        written = _strings(value)
        if written is None:
            yield layer.mistake(path, f'"{command}" takes a key, a list of keys, or "" for none.')
            continue
        if command == "inherit":
            continue
        sequences: list[Keys] = []
        for text in written:
            try:
                sequences.append(_sequence(text))
            except KeyNotationError as error:
                yield layer.mistake(path, f'"{command}" cannot be bound. {error}')
        place = layer.mistake(path, "")
        yield Entry(section, command, tuple(sequences), layer.file, place.line)


def _flat(table: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The entries of nested tables by their dotted names, as `mark.quote = …` nests them."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", found) for inner, found in _flat(value))
        else:
            yield name, value


def _strings(value: object) -> tuple[str, ...] | None:
    """The strings a value stands for (`""` and `false` are none), or None where it stands for none such."""
    if value is False or value == "":
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


def _sequence(text: str) -> Keys:
    keys = parse(text)
    if ESCAPE in keys[1:]:
        raise KeyNotationError(f'"{spell(keys)}" can never be typed: escape leaves a sequence half typed.')
    return keys


def _duplicates(layer: Layer, entries: tuple[Entry, ...]) -> Iterator[Mistake]:
    """A mistake for every sequence that one section binds twice."""
    taken: dict[Keys, Entry] = {}
    for entry in entries:
        for keys in entry.keys:
            first = taken.setdefault(keys, entry)
            if first is not entry or entry.keys.count(keys) > 1:
                where = f'"{first.command}" has it (line {first.line})'
                yield Mistake(
                    layer.file, entry.line, f'"{spell(keys)}" is bound twice in [{entry.section}]: {where}.'
                )


def _strays(layer: Layer, others: Mapping[str, object]) -> Iterator[Mistake]:
    """A mistake for everything outside the sections that is not `extends` and the name of a preset."""
    for name, value in others.items():
        if name != "extends":
            yield layer.mistake(
                name, f'"{name}" stands outside any section: put it under one, such as [reader].'
            )
        elif not isinstance(value, str):
            yield layer.mistake(name, '"extends" takes the name of a preset, such as "default".')
