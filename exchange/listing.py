"""What is listed of an export to a folder, so that exporting the same again touches only what has changed.

A listing is of one query, told by articles or something else, in files of one ending. It says in which
state of the library, and by which code, it was exported, and what is known of each file. It is written
after all else and only ever trusted as far as the files are as it says: of any that is not, of another
state, or where it is broken, everything is exported as if for the first time.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from zlib import crc32

from exchange.files import Stamp, stamp
from exchange.outcome import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exchange.vault import Vault

ENDING = ".list"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing is of, the state it was exported in, and its entries by their ids."""

    of: tuple[str, ...]
    state: tuple[str | int, ...] = ()
    entries: dict[str, Entry] = field(default_factory=dict)

    @property
    def ending(self) -> str:
        """The ending of its files."""
        return self.of[-1]

    @property
    def name(self) -> str:
        """The name of its own file."""
        return f"{crc32(json.dumps(self.of).encode()):08x}{ENDING}"

    def text(self) -> str:
        """All of it, as it is written."""
        told = {"version": _VERSION, "of": self.of, "state": self.state}
        entries = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in self.entries.values())
        return f'{json.dumps(told)[:-1]}, "entries": [\n{entries}\n]}}\n'


def listed(vault: Vault, of: tuple[str, ...]) -> Listing:
    """The last listing of something in a vault; an empty one if there is none, or it is broken."""
    nothing = Listing(of)
    found = _read(vault.kept / nothing.name)
    return found if found is not None and found.of == of else nothing


def others(vault: Vault, but: Listing) -> Iterator[Listing]:
    """The listings of other exports to the same vault."""
    for path in sorted(vault.kept.glob(f"*{ENDING}")):
        found = _read(path) if path.name != but.name else None
        if found is not None:
            yield found


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
    entries = [_entry(*entry) for entry in told["entries"]]
    of = tuple(str(part) for part in told["of"])
    return Listing(of, tuple(told["state"]), {entry.id: entry for entry in entries})


def _entry(about: str, name: str, there: list[int] | None, kept: list[int] | None, checksum: int) -> Entry:
    path = PurePath(name)
    if path.is_absolute() or path.drive or ".." in path.parts or not path.parts:
        raise ValueError
    return Entry(str(about), name, _stamp(there), _stamp(kept), int(checksum))


def _stamp(told: list[int] | None) -> Stamp | None:
    return None if told is None else Stamp(*told)
