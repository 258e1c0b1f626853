"""Bringing in the files that other programs wrote their marks to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exchange import doors
from exchange.attaching import restore
from exchange.attaching.attach import Attached, attach
from exchange.attaching.packed import marks
from exchange.clippings.reader import clippings
from exchange.errors import (
    AddressError,
    MissingSourceError,
    RefusedError,
    TooLargeError,
    UnreadableSourceError,
)
from exchange.intake import check_apart
from exchange.network.addresses import is_address
from exchange.reading.source import LIMIT_BYTES
from exchange.saved.bundle import opened
from store.attaching import Fate
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.library import Library


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a file: its name and format, its marks, and a sentence for each that was refused.

    is_bare: whether it is in none of the formats that marks are read from, or lists articles without any.
    """

    name: str
    format: str = ""
    attached: Attached = Attached()  # noqa: RUF009 - it is frozen
    refused: tuple[str, ...] = ()
    is_bare: bool = False


def bring_file(library: Library, file: str, told: Callable[[int, int], None]) -> Brought:
    """Bring in the marks of a file, as one change; `told` is called as by `attach`."""
    try:
        if is_address(file):
            raise AddressError(name=file)
        return bring(library, _read(library, Path(file)), file, told)
    except RefusedError as error:
        return Brought(file, refused=(str(error),))


def bring(library: Library, data: bytes, name: str, told: Callable[[int, int], None]) -> Brought:
    """Bring in the marks that some bytes hold; the ending of `name` tells their format with them."""
    if len(data) > LIMIT_BYTES:
        too_large = TooLargeError(name=name, limit=LIMIT_BYTES // 1_000_000)
        return Brought(name, refused=(str(too_large),))
    if restore.recognises(data):
        return _restored(library, data, name)
    try:
        bundle = opened(data, name)
        parsed = marks(bundle) if bundle else clippings(name, data)
    except RefusedError as error:
        return Brought(name, refused=(str(error),))
    if not (parsed.clippings or (parsed.format and parsed.refused)):
        bare = doors.listing(data, name) if parsed.format else doors.article(data, name)
        if bare or not parsed.format:
            return Brought(name, refused=(clean_line(str(bare)),) if bare else parsed.refused, is_bare=True)
    untitled = f"Marks of {parsed.format.partition(' ')[0]}, {clean_line(Path(name).name)}"
    attached = attach(library, parsed.clippings, parsed.format, told, untitled)
    return Brought(name, parsed.format, attached, parsed.refused)


def _restored(library: Library, data: bytes, name: str) -> Brought:
    """Bring in what another library told of itself."""
    told, refused = restore.read(data, clean_line(name))
    done = library.restore(told, f"{restore.FORMAT}: {name}")
    known, deleted = done.fates[Fate.SHOWN] + done.fates[Fate.HIDDEN], done.fates[Fate.DELETED]
    attached = Attached(len(done.marks), known, deleted, articles=done.articles)
    return Brought(name, restore.FORMAT, attached, refused)


def _read(library: Library, path: Path) -> bytes:
    check_apart(library, path)
    try:
        with path.open("rb") as file:
            return file.read(LIMIT_BYTES + 1)
    except FileNotFoundError as error:
        raise MissingSourceError(name=path) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "there can be no such name"
        raise UnreadableSourceError(name=path, reason=reason) from error
