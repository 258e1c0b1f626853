"""Marks on their way out: together in one file, or a file for each article, claim, speaker or tag."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from exchange.exporting.listing import by_hand
from exchange.exporting.outcome import Leaf, Report
from exchange.exporting.union import united
from exchange.exporting.vault import Vault
from exchange.files import file_name, is_folder, make_folder, named
from exchange.formats.registry import MARKDOWN
from exchange.formats.selection import Selection
from exchange.formats.sheet import By

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from exchange.formats.registry import Writer
    from store.library import Library
    from store.records import Annotation


def together(selection: Selection, form: Writer = MARKDOWN, by: By = By.ARTICLE) -> Iterator[str]:
    """All that is selected as one text, piece by piece."""
    return form.write(selection.sheets(by) if form.by else selection)


def apart(
    selection: Selection,
    form: Writer = MARKDOWN,
    by: By = By.ARTICLE,
    *,
    about: Collection[str] | None = None,
) -> Iterator[tuple[Leaf, Iterator[str]]]:
    """Each file that a folder gets, or those about things of some ids, and its text piece by piece."""
    if not form.by:
        yield Leaf("", f"postil{form.ending}", form.ending), form.write(selection)
        return
    for sheet in selection.sheets(by):
        if about is not None and sheet.id not in about:
            continue
        name = file_name(sheet, form.ending)
        yield Leaf(sheet.id, name, form.ending), form.write([sheet])


def answering(library: Library, query: str) -> list[Annotation] | None:
    """The marks that answer a query; None for all."""
    if not query:
        return None
    number = sum(article.marks for article in library.articles())
    return [hit.annotation for hit in library.search(query, limit=max(1, number))]


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

    Beside the marks, the files of a folder keep those that they hold already. What the reader typed into
    Markdown or Org since the last export stays, and what was deleted from a folder stays deleted, unless it
    is to be restored. Other files are replaced.
    Raises `UnwritableTargetError` and `LibraryItselfError`.
    """
    marks = None if marks is None else list(marks)
    selection = Selection(library, None if marks is None else [mark.id for mark in marks])
    path = named(target)
    report = Report()
    if not to_folder(target):
        real = Path(os.path.realpath(path))  # as a shell follows links
        leaf = Leaf(real.name, real.name, form.ending)
        parts = together(selection, form, by)
        report.outcomes[path] = Vault(library, real.parent, restore=True).put(leaf, parts)[1]
        return report
    make_folder(path)
    vault = Vault(library, path, restore=restore)
    about = None
    if marks is not None:
        selection, about, _ = united(vault, marks, by_hand(form, by), form, by)
    for leaf, parts in apart(selection, form, by, about=about):
        entry, outcome = vault.put(leaf, parts)
        report.outcomes[vault.folder / entry.name] = outcome
    return report


def to_folder(target: str) -> bool:
    """Whether a target is a folder: it is one, or it ends like one."""
    return target.endswith(("/", os.sep)) or is_folder(named(target))
