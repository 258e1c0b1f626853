"""Exporting again to where the reader has typed since: what was exported last is kept, and all three merged.

It is kept beside the files, in a folder `.postil`: so it moves with them, is one for each vault, and goes
wherever they are synchronised to. A file is written before what is kept of it: if that never happens, the
next export merges the same once more, and nothing is taken twice.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from exchange.errors import LibraryItselfError, UnwritableTargetError
from exchange.files import is_file, make_folder, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exchange.merge import Merged
    from store.library import Library

FOLDER = ".postil"
"""Where the last export is kept."""
ENDINGS = {".md": "<!-- Postil: {} -->", ".org": "# Postil: {}"}
"""The files that readers type into, and how a comment is written in them."""
_ID = ("postil: ", "postil:: ", "#+postil_id: ")
_MARK = "\ufeff"
"""The byte order mark that some editors put ahead."""
_HEAD = 200
"""Lines, of 1000 signs each, that the id of a file is looked for in."""


class Outcome(StrEnum):
    """What has become of a file."""

    WRITTEN = "written"
    MERGED = "merged"
    CONFLICTING = "merged with conflicts"
    UNCHANGED = "unchanged"
    LEFT = "left deleted"
    NO_TEXT = "left alone"


@dataclass(frozen=True, slots=True)
class Report:
    """What an export has done to each file."""

    outcomes: dict[Path, Outcome] = field(default_factory=dict)

    def of(self, *outcomes: Outcome) -> list[Path]:
        """The files that one of these was the outcome for."""
        return [path for path, outcome in self.outcomes.items() if outcome in outcomes]

    @property
    def files(self) -> list[Path]:
        """The files that hold now what was exported."""
        return [
            path for path, outcome in self.outcomes.items() if outcome not in {Outcome.LEFT, Outcome.NO_TEXT}
        ]

    @property
    def changed(self) -> list[Path]:
        """Those of them that were written to."""
        return self.of(Outcome.WRITTEN, Outcome.MERGED, Outcome.CONFLICTING)


class Leaf(NamedTuple):
    """A file to be: the id of what it is about, the name if it is new, and the ending of its format."""

    id: str
    name: str
    ending: str


class Vault:
    """A folder of exported files, and what is kept of the last export to it."""

    def __init__(self, library: Library, folder: Path, *, restore: bool = False) -> None:
        self.folder = folder
        self._library = library
        self._kept = folder / FOLDER
        self._restore = restore

    def put(self, leaf: Leaf, text: str) -> tuple[Path, Outcome]:
        """Bring a file up to a new export. Raises `UnwritableTargetError` and `LibraryItselfError`."""
        keeping = self._kept / f"{_hashed(leaf.id)}{leaf.ending}.last"
        base = _read(keeping)
        path = self._where(leaf, known=base is not None)
        if path is None:
            path = self.folder / leaf.name
            if base is not None and not self._restore and not path.is_symlink():
                return path, Outcome.LEFT
            outcome = self._write(path, text)
        else:
            outcome = Outcome.UNCHANGED if base == text else self._update(path, leaf, base, text)
        if base != text and outcome is not Outcome.NO_TEXT:
            self._keep(keeping, text)
        return path, outcome

    def _update(self, path: Path, leaf: Leaf, base: str | None, text: str) -> Outcome:
        """Bring up a file that is there, and may have been typed into."""
        if self._library.lives_in(path):
            raise LibraryItselfError(name=path)
        raw = _read(path)
        if raw is None:
            return Outcome.NO_TEXT
        ours = raw.removeprefix(_MARK).replace("\r\n", "\n")
        if ours in {base, text}:
            return Outcome.UNCHANGED if ours == text else self._write(path, _dressed(text, raw))
        merged = _merged(base, ours, text, leaf.ending)
        if merged.text == ours:
            return Outcome.UNCHANGED
        self._write(path, _dressed(merged.text, raw))
        return Outcome.CONFLICTING if merged.conflicts else Outcome.MERGED

    def _where(self, leaf: Leaf, *, known: bool) -> Path | None:
        """The file that is about something: by its name or, if known, the id in it; a link is none."""
        path = self.folder / leaf.name
        if is_file(path) and not path.is_symlink():
            return path
        return self._by_id.get(f"{leaf.id}{leaf.ending}") if known else None

    @cached_property
    def _by_id(self) -> dict[str, Path]:
        """The files of the folder, and of those in it but for other vaults, by id and ending."""
        return {f"{found}{path.suffix}": path for path in self._files() if (found := _id(path))}

    def _files(self) -> Iterator[Path]:
        for folder, inner, names in os.walk(self.folder):
            inner[:] = [
                name for name in inner if not (name.startswith(".") or Path(folder, name, FOLDER).exists())
            ]
            for path in (Path(folder, name) for name in names):
                if path.suffix in ENDINGS and not path.is_symlink() and not self._library.lives_in(path):
                    yield path

    def _write(self, path: Path, text: str) -> Outcome:
        if self._library.lives_in(path):
            raise LibraryItselfError(name=path)
        write(path, [text])
        return Outcome.WRITTEN

    def _keep(self, path: Path, text: str) -> None:
        if self._kept.is_symlink():
            raise UnwritableTargetError(name=self._kept, reason="it is a link")
        make_folder(self._kept)
        self._write(path, text)


def _hashed(name: str) -> str:
    """An id, or a name, in signs that every platform takes: records from elsewhere bring any."""
    import hashlib  # noqa: PLC0415 - OpenSSL comes with it

    return hashlib.sha256(os.fsencode(name)).hexdigest()[:16]


def _read(path: Path) -> str | None:
    """What a file holds; None if there is no such file, or none of text."""
    try:
        return path.read_bytes().decode()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None
    except OSError as error:
        raise UnwritableTargetError(name=path, reason=error.strerror) from error


def _merged(base: str | None, ours: str, text: str, ending: str) -> Merged:
    from exchange.merge import merge, shared  # noqa: PLC0415 - most exports have nothing to merge

    return merge(shared(ours, text) if base is None else base, ours, text, ENDINGS[ending].format)


def _dressed(text: str, raw: str) -> str:
    """A text with the byte order mark, and the ends of lines, that the reader's has."""
    mark = _MARK if raw.startswith(_MARK) else ""
    return mark + text.replace("\n", "\r\n" if "\r\n" in raw else "\n")


def _id(path: Path) -> str:
    """The id of what a file is about, as its front matter tells it; nothing if it tells none."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            lines = [file.readline(1000).strip() for _ in range(_HEAD)]
    except OSError:
        return ""
    found = next((line for line in lines if line.startswith(_ID)), "")
    return found.partition(": ")[2].strip("'\" ")
