"""Marks of any articles as Markdown: together in one file, or a file for each article in a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from exchange.files import file_name, is_folder, make_folder, named, write
from exchange.intake import check_apart
from exchange.markdown import article_markdown, section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from store.library import Library
    from store.records import Annotation, Article
    from text.document import Document

    _Grouped = dict[str, list[Annotation]]
    """The marks to export, by the ids of their articles."""
    _Marked = tuple[Article, list[Annotation], Document]


def together(library: Library, marks: Iterable[Annotation]) -> str:
    """All marks in one document, article by article; front matter is for one article only."""
    return "".join(_together(library, _by_article(marks)))


def export(library: Library, marks: Iterable[Annotation], target: str) -> list[Path]:
    """Write marks to `target`, a folder if it is one or ends like one; what was written.

    Raises `UnwritableTargetError` and `LibraryItselfError`.
    """
    grouped = _by_article(marks)
    path = named(target)
    if not (is_folder(path) or target.endswith(("/", os.sep))):
        return [_written(library, path, _together(library, grouped))]
    make_folder(path)
    marked = (_marked(library, *each) for each in grouped.items())
    return [_written(library, path / file_name(each[0]), [article_markdown(*each)]) for each in marked]


def _by_article(marks: Iterable[Annotation]) -> _Grouped:
    grouped: _Grouped = {}
    for mark in marks:
        grouped.setdefault(mark.article_id, []).append(mark)
    return grouped


def _marked(
    library: Library, article_id: str, marks: list[Annotation]
) -> tuple[Article, list[Annotation], Document]:
    return library.article(article_id), marks, library.document(article_id)


def _together(library: Library, grouped: _Grouped) -> Iterator[str]:
    """One article after the other, so that only one is held at a time."""
    write_one = article_markdown if len(grouped) == 1 else section
    for at, each in enumerate(grouped.items()):
        yield "\n" * (at > 0) + write_one(*_marked(library, *each))


def _written(library: Library, target: Path, parts: Iterable[str]) -> Path:
    """Write a file; where the name is a link, the one it leads to."""
    check_apart(library, target)
    write(Path(os.path.realpath(target)), parts)
    return target
