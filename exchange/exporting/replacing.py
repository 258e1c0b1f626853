"""What an export of marks meets."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from exchange.files import file_name, is_file, is_folder, named
from exchange.formats.registry import MARKDOWN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from exchange.formats.registry import Writer
    from store.library import Library
    from store.records import Annotation


def replaced(
    library: Library, marks: Iterable[Annotation], target: str, form: Writer = MARKDOWN
) -> list[Path]:
    """The files that an export of marks to `target`, by their articles, would merge with.

    Raises `NoSuchArticleError`.
    """
    path = named(target)
    if not (is_folder(path) or target.endswith(("/", os.sep))):
        return [path] if is_file(path) else []
    articles = map(library.article, dict.fromkeys(mark.article_id for mark in marks))
    return [
        file for file in (path / file_name(article, form.ending) for article in articles) if is_file(file)
    ]
