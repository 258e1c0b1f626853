"""The files of folders, and those that fit a pattern, that may hold the marks of other programs."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING

from exchange.errors import NoFileFitsError

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDINGS = frozenset(
    {
        *(".json", ".jsonl", ".jsonld", ".csv", ".tsv", ".xml", ".rdf", ".lua", ".annot", ".mrexpt", ".ris"),
        *(".txt", ".md", ".markdown", ".html", ".htm"),
    }
)
"""The endings of the files that marks are looked for in, in folders and archives."""


def files(source: str) -> list[Path] | None:
    """The files in a folder, or that fit a pattern, sorted; None where `source` is the name of one file.

    Hidden files and folders are passed over. Raises `NoFileFitsError`.
    """
    path = Path(source)
    try:
        if path.is_dir():
            return sorted(_inside(path))
        if path.exists() or not glob.has_magic(source):
            return None
        return _fitting(source)
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return None


def _fitting(pattern: str) -> list[Path]:
    named = map(Path, glob.iglob(pattern, recursive=True))  # noqa: PTH207 - with folders
    found = (path for one in named for path in (_inside(one) if one.is_dir() else [one]))
    fitting = sorted({path for path in found if path.is_file()})
    if not fitting:
        raise NoFileFitsError(name=pattern)
    return fitting


def _inside(folder: Path) -> Iterator[Path]:
    """The files of a folder, to its depth, that may be of any of the formats."""
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(root, name)
            if path.suffix.lower() in ENDINGS and not name.startswith(".") and path.is_file():
                yield path
