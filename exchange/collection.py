"""Marks on their way out: together in one file, or a file for each article, claim, speaker or tag."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from exchange.files import file_name, is_folder, make_folder, named, write
from exchange.formats.registry import MARKDOWN
from exchange.formats.selection import Selection
from exchange.formats.sheet import By
from exchange.vault import ENDINGS, Leaf, Outcome, Report, Vault

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
) -> Iterator[tuple[Leaf, Iterator[str]]]:
    """Each file that a folder gets, and its text piece by piece."""
    if not form.by:
        yield Leaf("", f"postil{form.ending}", form.ending), form.write(selection)
        return
    for sheet in selection.sheets(by):
        name = file_name(sheet, form.ending)
        yield Leaf(sheet.id, name, form.ending), form.write([sheet])


def export(  # noqa: PLR0913 - an export is these things
    library: Library,
    marks: Iterable[Annotation] | None,
    target: str,
    form: Writer = MARKDOWN,
    by: By = By.ARTICLE,
    *,
    restore: bool = False,
) -> Report:
    """Bring marks, or all there are, to `target`, a folder if it is one or ends like one; what was done.

    What the reader typed into Markdown or Org since the last export stays, and what was deleted from a
    folder stays deleted, unless it is to be restored. Other files are replaced.
    Raises `UnwritableTargetError` and `LibraryItselfError`.
    """
    selection = Selection(library, None if marks is None else [mark.id for mark in marks])
    path = named(target)
    report = Report()
    if not (is_folder(path) or target.endswith(("/", os.sep))):
        real = Path(os.path.realpath(path))  # as a shell follows links
        leaf = Leaf(real.name, real.name, form.ending)
        kept = Vault(library, real.parent, restore=True)
        report.outcomes[path] = _put(library, kept, leaf, together(selection, form, by))[1]
        return report
    make_folder(path)
    vault = Vault(library, path, restore=restore)
    report.outcomes.update(_put(library, vault, leaf, parts) for leaf, parts in apart(selection, form, by))
    return report


def _put(library: Library, vault: Vault, leaf: Leaf, parts: Iterable[str]) -> tuple[Path, Outcome]:
    """Bring a file up; one that nobody types into is replaced, even if it is a link, which may lead out."""
    if leaf.ending in ENDINGS:
        return vault.put(leaf, "".join(parts))
    target = vault.folder / leaf.name
    from exchange.intake import check_apart  # noqa: PLC0415 - all readers come with it; pipes need none

    check_apart(library, target)
    write(target, parts)
    return target, Outcome.WRITTEN
