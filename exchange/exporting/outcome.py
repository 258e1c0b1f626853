"""What is exported to files, and what has become of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from exchange.files import Stamp


class Outcome(StrEnum):
    """What has become of a file."""

    WRITTEN = "written"
    MERGED = "merged"
    CONFLICTING = "merged with conflicts"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    LEFT = "left deleted"
    STILL_LEFT = "still deleted"
    STAYS = "left there"
    NO_TEXT = "left alone"


_NOT_THERE = {Outcome.REMOVED, Outcome.LEFT, Outcome.STILL_LEFT, Outcome.STAYS, Outcome.NO_TEXT}


@dataclass(frozen=True, slots=True)
class Report:
    """What an export has done to each file."""

    outcomes: dict[Path, Outcome] = field(default_factory=dict)

    def of(self, *outcomes: Outcome) -> list[Path]:
        """The files that one of these was the outcome for."""
        return [path for path, outcome in self.outcomes.items() if outcome in outcomes]

    def since(self, before: Report) -> Report:
        """The same without the files that were left alone before already."""
        known = {*self.of(Outcome.NO_TEXT)} & {*before.of(Outcome.NO_TEXT)}
        return Report({path: done for path, done in self.outcomes.items() if path not in known})

    @property
    def files(self) -> list[Path]:
        """The files that hold now what was exported."""
        return [path for path, outcome in self.outcomes.items() if outcome not in _NOT_THERE]

    @property
    def news(self) -> dict[Path, Outcome]:
        """What is worth telling of file by file: what did not stay as it was."""
        stayed = {Outcome.UNCHANGED, Outcome.STILL_LEFT}
        return {path: outcome for path, outcome in self.outcomes.items() if outcome not in stayed}

    @property
    def changed(self) -> list[Path]:
        """Those of them that were written to."""
        return self.of(Outcome.WRITTEN, Outcome.MERGED, Outcome.CONFLICTING)


class Leaf(NamedTuple):
    """A file to be: the id of what it is about, the name if it is new, and the ending of its format."""

    id: str
    name: str
    ending: str

    @property
    def is_alone(self) -> bool:
        """Whether it is a single file, which is known by nothing but its name."""
        return self.id == self.name


ANY = -1
"""The checksum of what nobody knows any more."""


class Entry(NamedTuple):
    """What is known of a leaf once it is exported.

    The id of what it is about, where its file is in the folder, the stamps of that (None if there is
    none, as the reader deleted it) and of what is kept of the export, and a checksum of the latter.
    """

    id: str
    name: str
    stamp: Stamp | None
    kept: Stamp | None
    checksum: int
