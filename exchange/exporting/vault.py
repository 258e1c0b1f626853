"""Exporting again to where the reader has typed since: what was exported last is kept, and all three merged.

It is kept beside the files, in a folder `.postil`: so it moves with them, is one for each vault, and goes
wherever they are synchronised to. What is to be kept of a file lies ready before the file is written, and
takes its place after: an export that is killed in between is told by what the file holds.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from exchange.errors import LibraryItselfError, OvertakenError, UnwritableTargetError
from exchange.exporting.outcome import ANY, Entry, Leaf, Outcome
from exchange.exporting.typed import ENDINGS, bared, dressed, id_of, marks_in, merged, undressed
from exchange.files import NEVER, Stamp, is_file, make_folder, stamp, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from store.library import Library

FOLDER = ".postil"
"""Where the last export is kept."""
_UNFINISHED = re.compile(r"\.[0-9a-f]{16}\.tmp")
"""What files are called until they are whole."""
_STALE = 60_000_000_000
"""Nanoseconds after which nobody is at work on such a file."""
_TRIES = 3
"""How often a file is looked at again that somebody writes to at the same time."""


class Vault:
    """A folder of exported files, and what is kept of the last export to it."""

    def __init__(self, library: Library, folder: Path, *, restore: bool = False) -> None:
        self.folder = folder
        self.kept = folder / FOLDER
        self.restore = restore
        self.listed: Mapping[str, Entry] = {}
        """What is known of files, by their names; only of others is the id looked for in them."""
        self.library = library

    def put(self, leaf: Leaf, parts: Iterable[str]) -> tuple[Entry, Outcome]:
        """Bring a file up to a new export; one of a format that nobody types into is replaced.

        Raises `UnwritableTargetError` and `LibraryItselfError`.
        """
        if leaf.ending not in ENDINGS:
            return self._replace(leaf, parts)
        text = "".join(parts)
        keeping = self.keeping(leaf.id, leaf.ending)
        path = self._where(leaf)
        base = _last(keeping, path)
        kept = stamp(keeping)
        if path is None:
            path = self._free(leaf)
            if base is not None and not self.restore and not path.is_symlink():
                return Entry(leaf.id, leaf.name, None, kept, _checksum(base)), Outcome.LEFT
            outcome = Outcome.WRITTEN
            self.keep(_ready(keeping), text)
            seen: Stamp | None = self._write(path, [text])
        elif base == text:
            seen, outcome = stamp(path), Outcome.UNCHANGED
        else:
            self.keep(_ready(keeping), text)
            seen, outcome = self._update(path, leaf, base, text)
        if outcome is not Outcome.NO_TEXT:
            kept = _settled(keeping)
        name = path.relative_to(self.folder).as_posix()
        return Entry(leaf.id, name, seen or NEVER, kept, _checksum(text)), outcome

    def drop(self, entry: Entry, ending: str) -> tuple[Path, Outcome] | None:
        """Take away a file that is exported no more, or only its marks if the reader typed into it.

        None if there is nothing to do: the reader deleted it, or another export has written to it since.
        """
        path = self.folder / entry.name
        if entry.stamp is None or not _inside(self.folder, path):
            return None
        if ending in ENDINGS:
            return self._drop_typed(Leaf(entry.id, entry.name, ending), entry.checksum)
        found = stamp(path)
        return found and (path, self._delete(path) if found == entry.stamp else Outcome.STAYS)

    def keep(self, path: Path, text: str) -> Stamp:
        """Write a file of those that are kept beside the others."""
        if self.kept.is_symlink():
            raise UnwritableTargetError(name=self.kept, reason="it is a link")
        if not self.folder.is_dir():
            raise UnwritableTargetError(name=self.folder, reason="there is no such folder")
        make_folder(self.kept)
        return self._write(path, [text], lasting=False)

    def tidy(self) -> None:
        """Take away what exports that were killed left half written."""
        for path in (path for folder in (self.folder, self.kept) for path in folder.glob(".*.tmp")):
            found = stamp(path)
            if found and _UNFINISHED.fullmatch(path.name) and time.time_ns() - found.written > _STALE:
                self._forget(path)

    def keeping(self, about: str, ending: str) -> Path:
        """Where the last export is kept of what has an id."""
        return self.kept / f"{_hashed(about)}{ending}.last"

    def told(self, about: str, ending: str) -> set[str]:
        """The marks that the last export put into a file, as far as it tells them."""
        base = _base(self.keeping(about, ending)) if ending in ENDINGS else None
        return marks_in(base) if base is not None else set()

    def path_of(self, about: str, ending: str) -> Path | None:
        """The file that has an id in it."""
        return self._by_id.get(f"{about}{ending}")

    def _replace(self, leaf: Leaf, parts: Iterable[str]) -> tuple[Entry, Outcome]:
        """Write a file that nobody types into, even if it is a link, which may lead out."""
        path = self.folder / leaf.name
        before = stamp(path)
        seen = self._write(path, parts)
        return Entry(leaf.id, leaf.name, seen, None, 0), (
            Outcome.UNCHANGED if seen == before else Outcome.WRITTEN
        )

    def _update(self, path: Path, leaf: Leaf, base: str | None, text: str) -> tuple[Stamp | None, Outcome]:
        """Bring up a file that is there, and may have been typed into, even while this is done."""
        if self.library.lives_in(path):
            raise LibraryItselfError(name=path)
        for _ in range(_TRIES):
            with suppress(OvertakenError):
                return self._merge(path, leaf, base, text)
        return self._merge(path, leaf, base, text)

    def _merge(self, path: Path, leaf: Leaf, base: str | None, text: str) -> tuple[Stamp | None, Outcome]:
        seen = stamp(path)
        raw = _read(path)
        if raw is None:
            return None, Outcome.NO_TEXT
        ours = undressed(raw)
        if ours in {base, text}:
            if ours == text:
                return seen, Outcome.UNCHANGED
            return self._write(path, [dressed(text, raw)], still=seen), Outcome.WRITTEN
        both = merged(base, ours, text, leaf.ending)
        if both.text == ours:
            return seen, Outcome.UNCHANGED
        seen = self._write(path, [dressed(both.text, raw)], still=seen)
        return seen, Outcome.CONFLICTING if both.conflicts else Outcome.MERGED

    def _drop_typed(self, leaf: Leaf, checksum: int) -> tuple[Path, Outcome] | None:
        """Take away what of a file the reader did not type."""
        keeping = self.keeping(leaf.id, leaf.ending)
        path = self._where(leaf)
        base = _last(keeping, path)
        if base is not None and checksum not in {_checksum(base), ANY}:
            return None
        if path is None:
            self._forget(keeping)
            return None
        raw = _read(path)
        if base is None or raw is None:
            return path, Outcome.STAYS
        bare = bared(base)
        if merged(base, undressed(raw), bare, leaf.ending).text == bare:
            outcome = self._delete(path)
            self._forget(keeping)
            return path, outcome
        _, outcome = self._update(path, leaf, base, bare)
        self.keep(keeping, bare)
        return path, outcome

    def _delete(self, path: Path) -> Outcome:
        if self.library.lives_in(path):
            raise LibraryItselfError(name=path)
        self._forget(path)
        return Outcome.REMOVED

    def _forget(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise UnwritableTargetError(name=path, reason=error.strerror) from error

    def _where(self, leaf: Leaf) -> Path | None:
        """The file that is about something, by its name or the id in it; a link is none."""
        path = self.folder / leaf.name
        if is_file(path) and not path.is_symlink() and self._is_of(leaf, path):
            return path
        return None if leaf.is_alone else self.path_of(leaf.id, leaf.ending)

    def _is_of(self, leaf: Leaf, path: Path) -> bool:
        """Whether a file of the right name may be about the right thing: it says so, or nothing else."""
        return leaf.is_alone or self._id(path) in {"", leaf.id}

    def _free(self, leaf: Leaf) -> Path:
        """Where something new goes: a file of its name that is about something else keeps that."""
        path = self.folder / leaf.name
        stem = leaf.name.removesuffix(leaf.ending)
        numbers = count(2)
        while is_file(path) and not path.is_symlink():
            path = self.folder / f"{stem} {next(numbers)}{leaf.ending}"
        return path

    @cached_property
    def _by_id(self) -> dict[str, Path]:
        """The files of the folder, and of those in it but for other vaults, by id and ending."""
        return {f"{found}{path.suffix}": path for path in self._files() if (found := self._id(path))}

    def _id(self, path: Path) -> str:
        """The id of what a file is about; nothing if it tells none."""
        entry = self.listed.get(path.relative_to(self.folder).as_posix())
        return entry.id if entry is not None and stamp(path) == entry.stamp else id_of(path)

    def _files(self) -> Iterator[Path]:
        for folder, inner, names in os.walk(self.folder):
            inner[:] = [
                name for name in inner if not (name.startswith(".") or Path(folder, name, FOLDER).exists())
            ]
            for path in (Path(folder, name) for name in names):
                if path.suffix in ENDINGS and not path.is_symlink() and not self.library.lives_in(path):
                    yield path

    def _write(
        self, path: Path, parts: Iterable[str], *, still: Stamp | None = None, lasting: bool = True
    ) -> Stamp:
        if self.library.lives_in(path):
            raise LibraryItselfError(name=path)
        return write(path, parts, still=still, lasting=lasting)


def _hashed(name: str) -> str:
    """An id, or a name, in signs that every platform takes: records from elsewhere bring any."""
    import hashlib  # noqa: PLC0415 - OpenSSL comes with it

    return hashlib.sha256(os.fsencode(name)).hexdigest()[:16]


def _checksum(text: str) -> int:
    return crc32(text.encode())


def _inside(folder: Path, path: Path) -> bool:
    """Whether a file is in a folder, also where folders between are links."""
    return path.resolve().is_relative_to(folder.resolve())


def _base(path: Path) -> str | None:
    """What was exported last; None if nobody knows, or if it was not on the disk yet when the power went."""
    text = _read(path)
    return text if text and "\0" not in text else None


def _ready(keeping: Path) -> Path:
    """Where what is to be kept lies until the file is written."""
    return keeping.with_suffix(".next")


def _last(keeping: Path, path: Path | None) -> str | None:
    """What a file was made of: the last export, or a killed one, whichever its lines are more like."""
    last, begun = _base(keeping), _base(_ready(keeping))
    raw = _read(path) if path is not None and begun is not None else None
    if raw is None or begun is None:
        return last
    lines = set(undressed(raw).split("\n"))
    return (
        min((last or "", begun), key=lambda text: len(lines.symmetric_difference(text.split("\n")))) or None
    )


def _settled(keeping: Path) -> Stamp | None:
    """What is kept now that the file is written."""
    ready = _ready(keeping)
    with suppress(FileNotFoundError):
        ready.replace(keeping)
    return stamp(keeping)


def _read(path: Path) -> str | None:
    """What a file holds; None if there is no such file, or none of text."""
    try:
        return path.read_bytes().decode()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None
    except OSError as error:
        raise UnwritableTargetError(name=path, reason=error.strerror) from error
