"""Marks of any articles as Markdown: together in one file, or a file for each article in a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from exchange.files import file_name, make_folder, write
from exchange.intake import check_apart
from exchange.markdown import article_markdown, section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.library import Library
    from store.records import Annotation, Article
    from text.document import Document

    Marked = tuple[Article, list[Annotation], Document]
    """An article with the marks to export."""


def together(library: Library, marks: Iterable[Annotation]) -> str:
    """All marks in one document, article by article; front matter is for one article only."""
    return _together(_by_article(library, marks))


def export(library: Library, marks: Iterable[Annotation], target: str) -> list[Path]:
    """Write marks to `target`, a folder if it is one or ends like one; what was written.

    Raises `UnwritableTargetError` and `LibraryItselfError`.
    """
    marked = _by_article(library, marks)
    path = Path(target).expanduser()
    if not (path.is_dir() or target.endswith(("/", os.sep))):
        return [_written(library, path, _together(marked))]
    make_folder(path)
    return [_written(library, path / file_name(each[0]), article_markdown(*each)) for each in marked]


def _by_article(library: Library, marks: Iterable[Annotation]) -> list[Marked]:
    grouped: dict[str, list[Annotation]] = {}
    for mark in marks:
        grouped.setdefault(mark.article_id, []).append(mark)
    return [(library.article(key), group, library.document(key)) for key, group in grouped.items()]


def _together(marked: list[Marked]) -> str:
    if len(marked) == 1:
        return article_markdown(*marked[0])
    return "\n".join(section(*each) for each in marked)


def _written(library: Library, target: Path, content: str) -> Path:
    """Write a file; where the name is a link, the one it leads to."""
    check_apart(library, target)
    write(Path(os.path.realpath(target)), content)
    return target
