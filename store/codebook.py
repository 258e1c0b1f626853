"""The codebook: the kinds of mark and the statuses of claims that there are, the reader's own among them.

They stand in a file of TOML, `config.toml` beside the reader's keys; docs/config.md teaches it.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from store.annotation import KINDS, Status
from store.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from keymaps.keys import Keys
    from keymaps.layer import Layer, Mistake

KEYS_VARIABLE = "POSTIL_KEYS"
"""The environment variable that names the reader's own keymap file."""
VARIABLE = "POSTIL_CONFIG"
"""The environment variable that names the reader's own configuration file."""

PLAIN = "grey"
"""The colour of a kind that is given none, or is not in the codebook."""
FORMATS = (
    "markdown",
    "obsidian",
    "logseq",
    "org",
    "html",
    "csv",
    "jsonl",
    "w3c",
    "hypothesis",
    "readwise",
    "claimreview",
    "argdown",
    "bibtex",
    "csl",
)
"""The formats that marks can be exported in."""
COLOURS = ("red", "orange", "olive", "green", "teal", "blue", "violet", "pink", PLAIN)
"""The colours that a kind can be given; each has an ink in every theme."""


class OwnKind(NamedTuple):
    """A kind of the reader's own: its keys, its letter in lists, its colour, and the line it is told on."""

    name: str
    keys: tuple[Keys, ...]
    letter: str
    colour: str
    line: int


class Export(NamedTuple):
    """Where the reader exports to, and the format, where nothing else is said; empty if that is not told."""

    to: str = ""
    format: str = ""


NOWHERE = Export()
"""What is told where nothing is."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """The kinds of the reader's own, and the statuses of claims, of which a new claim gets the first."""

    own: tuple[OwnKind, ...] = ()
    statuses: tuple[str, ...] = tuple(Status)
    file: str = ""
    export: Export = NOWHERE

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind that a mark can be given."""
        return (*KINDS.values(), *(kind.name for kind in self.own))


GIVEN = Codebook()
"""The codebook of a reader who has no file of one."""


def user_keys() -> Path:
    """The reader's own keymap file, whether it is there or not."""
    if KEYS_VARIABLE in os.environ:
        return Path(os.environ[KEYS_VARIABLE])
    from platformdirs import user_config_path  # noqa: PLC0415 - 20 ms, and not when the variable names the file

    return user_config_path("postil", appauthor=False) / "keys.toml"


def user_codebook() -> Codebook:
    """The codebook in force; raises `CodebookError` with every mistake of the file that tells it."""
    named = os.environ.get(VARIABLE)
    path = Path(named) if named is not None else user_keys().with_name("config.toml")
    try:
        source = path.read_text(encoding="utf-8", errors="replace") if named or path.is_file() else ""
    except OSError as error:
        from keymaps.layer import Mistake  # noqa: PLC0415 - only for a file that cannot be read

        why = f"it cannot be read: {error.strerror}. See {VARIABLE}."
        raise CodebookError([Mistake(str(path), 0, why)]) from error
    return read(str(path), source) if source.strip() else GIVEN


def read(file: str, text: str) -> Codebook:
    """The codebook that the text of a file tells; raises `CodebookError` with all its mistakes."""
    from keymaps.layer import parsed  # noqa: PLC0415 - TOML comes with it, and most have no such file

    layer, data = parsed(file, text)
    found = _Reading(layer)
    codebook = Codebook(tuple(found.kinds(data)), found.statuses(data), file, found.export(data))
    found.strays("", data, ("kinds", "statuses", "export"))
    if mistakes := (*layer.mistakes, *found.mistakes):
        raise CodebookError(mistakes)
    return codebook


class _Reading:
    """Reads the parts of a file, and notes what is wrong with them."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer
        self._taken: dict[Keys, str] = {}
        self.mistakes: list[Mistake] = []

    def wrong(self, path: str, message: str) -> None:
        """Note a mistake at a dotted path."""
        self.mistakes.append(self._layer.mistake(path, message))

    def strays(self, path: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        """Note what of a table is not known."""
        for name in table:
            if name not in known:
                can_be = f"what can stand here is {', '.join(known)}"
                self.wrong(f"{path}.{name}".strip("."), f"There is no {name!r}: {can_be}.")

    def statuses(self, data: Mapping[str, Any]) -> tuple[str, ...]:
        """The statuses of claims."""
        told = data.get("statuses", list(Status))
        if not isinstance(told, list) or not told:
            self.wrong("statuses", '\'statuses\' takes a list of words, such as ["unchecked", "true"].')
            return ()
        for status in told:
            if not isinstance(status, str) or not _is_status(status):
                self.wrong("statuses", f"{status!r} is no status: it is one word, in small letters.")
            elif told.count(status) > 1:
                self.wrong("statuses", f"{status!r} stands twice among the statuses.")
        return tuple(map(str, told))

    def kinds(self, data: Mapping[str, Any]) -> Iterator[OwnKind]:
        """The kinds, in their order."""
        told = data.get("kinds", {})
        if not isinstance(told, dict):
            self.wrong("kinds", "'kinds' takes a section for each kind, such as [kinds.method].")
            return
        for name, table in told.items():
            path = f"kinds.{name}"
            if not isinstance(table, dict):
                self.wrong(path, f"{name!r} is no section: write [{path}] and its key under it.")
            elif name in KINDS:
                self.wrong(path, f"{name!r} is a kind that there is already.")
            elif not re.fullmatch(r"[a-z][a-z0-9-]*", name):
                self.wrong(path, f"{name!r} is no name of a kind: those are words of a to z, digits and -.")
            else:
                yield self._kind(name, table)

    def export(self, data: Mapping[str, Any]) -> Export:
        """Where to export to, and in which format."""
        told = data.get("export", {})
        if not isinstance(told, dict):
            self.wrong("export", "'export' takes a section: write [export] and its entries under it.")
            return Export()
        self.strays("export", told, Export._fields)
        to, form = told.get("to", ""), told.get("format", "")
        if not isinstance(to, str) or not to.isprintable() or to.isspace():
            self.wrong("export.to", "'to' takes the path of a folder or a file, such as \"~/vault/\".")
        if form and form not in FORMATS:
            self.wrong("export.format", f"{form!r} is no format: those are {', '.join(FORMATS)}.")
        return Export(str(to), str(form))

    def _kind(self, name: str, table: Mapping[str, Any]) -> OwnKind:
        path = f"kinds.{name}"
        self.strays(path, table, ("key", "letter", "colour"))
        letter, colour = table.get("letter", name[0]), table.get("colour", PLAIN)
        if not isinstance(letter, str) or not _is_letter(letter):
            self.wrong(f"{path}.letter", f"{letter!r} is no letter: it is one character, one column wide.")
        if colour not in COLOURS:
            self.wrong(f"{path}.colour", f"{colour!r} is no colour of marks: those are {', '.join(COLOURS)}.")
        keys = tuple(self._keys(name, table.get("key", [])))
        return OwnKind(name, keys, str(letter), str(colour), self._layer.line_of(f"{path}.key"))

    def _keys(self, name: str, told: object) -> Iterator[Keys]:
        from keymaps.keys import KeyNotationError, spell  # noqa: PLC0415 - only for who has kinds of their own
        from keymaps.layer import sequence, strings  # noqa: PLC0415 - the same

        path = f"kinds.{name}.key"
        written = strings(told)
        if written is None:
            self.wrong(path, "'key' takes a string, or a list of strings.")
        for keys in map(sequence, written or ()):
            if isinstance(keys, KeyNotationError):
                self.wrong(path, str(keys))
            elif why := _unfit(keys):
                self.wrong(path, f"{spell(keys)!r} cannot be the key of a kind: {why}.")
            elif keys in self._taken:
                self.wrong(path, f"{spell(keys)!r} is the key of {self._taken[keys]} already.")
            else:
                self._taken[keys] = name
                yield keys


def _unfit(keys: Keys) -> str:
    """Why keys must stay what they are; empty where they may file a kind."""
    from keymaps.keys import ESCAPE, LETTERS  # noqa: PLC0415 - only for who has kinds of their own

    if "0" <= keys[0] <= "9":
        return "with a digit counts begin"
    if ESCAPE in keys:
        return f"{ESCAPE} leaves"
    return f"a kind takes no letter of its own, which {LETTERS} asks for" if LETTERS in keys else ""


def _is_status(written: str) -> bool:
    return written.replace("-", "").isalnum() and written == written.lower()


def _is_letter(written: str) -> bool:
    from text.graphemes import cells  # noqa: PLC0415 - only for who has kinds of their own

    return len(written) == 1 and written.isprintable() and not written.isspace() and cells(written) == 1
