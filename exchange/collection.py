"""Marks on their way out: together in one file, or a file for each article, claim, speaker or tag."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from exchange.files import file_name, is_folder, make_folder, named, write
from exchange.formats.registry import MARKDOWN
from exchange.formats.selection import Selection
from exchange.formats.sheet import By

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.formats.registry import Writer
    from store.library import Library
    from store.records import Annotation


def together(selection: Selection, form: Writer = MARKDOWN, by: By = By.ARTICLE) -> Iterator[str]:
    """All that is selected as one text, piece by piece."""
    return form.write(selection.sheets(by) if form.by else selection)


def apart(
    selection: Selection, form: Writer = MARKDOWN, by: By = By.ARTICLE
) -> Iterator[tuple[str, Iterator[str]]]:
    """The name of each file that a folder gets, and its text piece by piece."""
    if not form.by:
        yield f"postil{form.ending}", form.write(selection)
        return
    for sheet in selection.sheets(by):
        yield file_name(sheet, form.ending), form.write([sheet])


def export(
    library: Library,
    marks: Iterable[Annotation] | None,
    target: str,
    form: Writer = MARKDOWN,
    by: By = By.ARTICLE,
) -> list[Path]:
    """Write marks, or all there are, to `target`, a folder if it is one or ends like one; what was written.

    Raises `UnwritableTargetError` and `LibraryItselfError`.
    """
    selection = Selection(library, None if marks is None else [mark.id for mark in marks])
    path = named(target)
    if not (is_folder(path) or target.endswith(("/", os.sep))):
        _write(
            library, Path(os.path.realpath(path)), together(selection, form, by)
        )  # as a shell follows links
        return [path]
    make_folder(path)
    return [_write(library, path / name, parts) for name, parts in apart(selection, form, by)]


def _write(library: Library, target: Path, parts: Iterable[str]) -> Path:
    """Write a file; if its name is a link's, the link is replaced, as it may lead out of the folder."""
    from exchange.intake import check_apart  # noqa: PLC0415 - all readers come with it; pipes need none

    check_apart(library, target)
    write(target, parts)
    return target
