"""What is listed of an export to a folder, so that exporting the same again touches only what has changed.

A listing is of one query, told by articles or something else, in files of one ending. It says in which
state of the library, and by which code, it was exported, and what is known of each file. It is written
after all else and only ever trusted as far as the files are as it says: of any that is not, of another
state, or where it is broken, everything is exported as if for the first time.

What is about to be written is told in a journal first, which goes once the listing is written: so an export
that is killed half way is known by it, and by the files it may have left.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from zlib import crc32

from exchange.errors import UnwritableTargetError
from exchange.exporting.outcome import ANY, Entry
from exchange.files import NEVER, Stamp, stamp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exchange.exporting.outcome import Leaf
    from exchange.exporting.vault import Vault
    from exchange.formats.registry import Writer
    from exchange.formats.sheet import By
    from store.position import Position

ENDING = ".list"
_JOURNAL = ".journal"
_VERSION = 1
_UNFINISHED = "unfinished"
_CHOSEN = "\n"
"""What no query is, as their spaces are put together."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing is of, the state it was exported in, and its entries by their ids."""

    of: tuple[str, ...]
    state: tuple[str | int, ...] = ()
    entries: dict[str, Entry] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()
    """The marks that answered its query; of all marks, none is listed."""
    form: str = ""
    """The name of its format, or where its template is."""

    @property
    def ending(self) -> str:
        """The ending of its files."""
        return self.of[-1]

    @property
    def is_of_all(self) -> bool:
        """Whether it is of all marks."""
        return not self.of[0]

    @property
    def name(self) -> str:
        """The name of its own file."""
        return f"{crc32(json.dumps(self.of).encode()):08x}{ENDING}"

    def text(self) -> str:
        """All of it, as it is written."""
        told = {"version": _VERSION, "of": self.of, "state": self.state, "form": self.form}
        told["marks"] = sorted(self.marks)
        entries = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in self.entries.values())
        return f'{json.dumps(told)[:-1]}, "entries": [\n{entries}\n]}}\n'


def by_hand(form: Writer, by: By) -> Listing:
    """What no listing is kept of: marks that were chosen one by one, and so answer no query."""
    return Listing((_CHOSEN, by.value if form.by else "", form.ending))


class Journal:
    """What an export is about to write, kept until its listing is."""

    def __init__(self, vault: Vault, of: tuple[str, ...], position: Position) -> None:
        self.marks: frozenset[str] = frozenset()
        """The marks that answer its query."""
        self._vault = vault
        self._of = of
        self._position = position
        self._path = vault.kept / f"{Path(Listing(of).name).stem}.{os.urandom(4).hex()}{_JOURNAL}"
        self._found = sorted(vault.kept.glob(f"{Path(Listing(of).name).stem}.*{_JOURNAL}"))
        self._is_begun = False

    def listed(self) -> Listing:
        """The last listing, with what exports that were killed since may have written.

        An empty one if there is none, or it is broken.
        """
        nothing = Listing(self._of)
        last = _read(self._vault.kept / nothing.name)
        last = last if last is not None and last.of == self._of else nothing
        for begun in map(_read_journal, self._found):
            entries, marks = last.entries | begun.entries, last.marks | begun.marks
            last = replace(last, state=last.state or begun.state, entries=entries, marks=marks)
        return last

    def tell(self, leaf: Leaf) -> None:
        """Tell of a leaf before it is written."""
        if not self._is_begun:
            self._is_begun = True
            begun = [(_UNFINISHED, *self._position), sorted(self.marks)]
            self._vault.keep(self._path, f"{json.dumps(begun)}\n")
        entry = Entry(leaf.id, leaf.name, NEVER, None, ANY)
        try:
            with self._path.open("a", encoding="ascii") as file:
                file.write(f"{json.dumps(entry)}\n")
        except OSError as error:
            raise UnwritableTargetError(name=self._path, reason=error.strerror) from error

    def end(self) -> None:
        """Let all go, now that there is a listing."""
        for path in (*self._found, self._path):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def listings(kept: Path) -> list[Listing]:
    """All listings of exports to a folder, by the folder that they are kept in; the last one first."""
    paths = sorted(kept.glob(f"*{ENDING}"), key=lambda path: (stamp(path) or NEVER).written, reverse=True)
    return [found for found in map(_read, paths) if found is not None]


def others(vault: Vault, but: Listing) -> Iterator[Listing]:
    """The listings of other exports to the same vault."""
    return (found for found in listings(vault.kept) if found.of != but.of)


def settled(vault: Vault, listing: Listing) -> dict[str, Entry]:
    """The entries whose files are as they were, those that the reader deleted among them."""
    return {about: entry for about, entry in listing.entries.items() if _is_settled(vault, entry, listing)}


def _is_settled(vault: Vault, entry: Entry, listing: Listing) -> bool:
    path = vault.folder / entry.name
    kept = None if entry.kept is None else stamp(vault.keeping(entry.id, listing.ending))
    if kept != entry.kept:
        return False
    if entry.stamp is not None:
        return stamp(path) == entry.stamp
    return not (vault.restore or os.path.lexists(path) or vault.path_of(entry.id, listing.ending))


def _read(path: Path) -> Listing | None:
    try:
        if path.parent.is_symlink():
            return None
        return _parsed(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _parsed(told: dict[str, Any]) -> Listing:
    """A listing as it was written. Raises `ValueError`, `TypeError` or `KeyError` for anything else."""
    if told["version"] != _VERSION:
        raise ValueError
    entries = {entry.id: entry for entry in (_entry(*each) for each in told["entries"])}
    of = tuple(str(part) for part in told["of"])
    marks = frozenset(str(mark) for mark in told.get("marks", ()))
    return Listing(of, tuple(told["state"]), entries, marks, str(told.get("form", "")))


def _read_journal(path: Path) -> Listing:
    """What a journal tells, as far as it was written."""
    begun = Listing(())
    with suppress(OSError, ValueError, TypeError, RecursionError):
        first, *others = path.read_bytes().splitlines()
        state, marks = json.loads(first)
        begun = Listing((), tuple(state), {}, frozenset(marks))
        for line in others:
            entry = _entry(*json.loads(line))
            begun.entries[entry.id] = entry
    return begun


def _entry(about: str, name: str, there: list[int] | None, kept: list[int] | None, checksum: int) -> Entry:
    path = PurePath(name)
    if path.is_absolute() or path.drive or ".." in path.parts or not path.parts:
        raise ValueError
    return Entry(str(about), name, _stamp(there), _stamp(kept), int(checksum))


def _stamp(told: list[int] | None) -> Stamp | None:
    return None if told is None else Stamp(*told)
