"""Other programs' marks in the archives that services export."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from exchange.attaching.tree import ENDINGS
from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.reader import clippings
from exchange.clippings.record import few, gather, numbered
from exchange.errors import NoMarksError
from text.clean import newlines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exchange.saved.bundle import Bundle
    from exchange.saved.entries import Entry

OMNIVORE = "Omnivore Markdown"

_HIGHLIGHTS = "highlights"
"""The folder in which Omnivore puts the highlights of an article, under the name that its content has."""

_LABELS = re.compile(r"#\S.*")


def marks(bundle: Bundle) -> Parsed:
    """All marks in the files of an archive, those of Omnivore with what its lists say of their articles.

    Raises a `RefusedError` where it holds none, or cannot be read.
    """
    articles = _articles(bundle)
    parsed = [_parsed(bundle, path, articles) for path in bundle.ending(ENDINGS)]
    found = [each for each in parsed if each.format]
    if not any(each.clippings or each.refused for each in found):
        raise NoMarksError(name=bundle.name)
    formats = dict.fromkeys(each.format for each in found if each.clippings)
    refused = [sentence for each in found for sentence in each.refused]
    return Parsed(
        tuple(clipping for each in found for clipping in each.clippings), ", ".join(formats), few(refused)
    )


def _articles(bundle: Bundle) -> Mapping[str, Entry]:
    """What lists say of articles, by the paths of their highlights."""
    if not any(PurePosixPath(path).parent.name == _HIGHLIGHTS for path in bundle.ending(frozenset({".md"}))):
        return {}
    listings = (bundle.listing(path) for path in bundle.ending(frozenset({".json"})))
    entries = (entry for listing in listings if listing for entry in listing.entries if entry.beside)
    return {_highlights(entry.beside): entry for entry in entries}


def _highlights(content: str) -> str:
    """Where the highlights of an article are whose content is beside."""
    path = PurePosixPath(content)
    return str(path.parent.parent / _HIGHLIGHTS / f"{path.name}.md")


def _parsed(bundle: Bundle, path: str, articles: Mapping[str, Entry]) -> Parsed:
    name = f"{bundle.name}/{path}"
    if path not in articles:
        return clippings(name, bundle.read(path))
    said = newlines(bundle.read(path).decode(errors="replace"))
    entry = articles[path]
    return gather(OMNIVORE, name, numbered("Highlight", _said(said)), lambda parts: [_clipping(parts, entry)])


def _said(markdown: str) -> Iterator[tuple[str, list[str]]]:
    """Each quotation with the paragraphs after it; what comes before the first is said of none."""
    words = ""
    after: list[str] = []
    for paragraph in filter(str.strip, re.split(r"\n[ \t]*\n", markdown)):
        if paragraph.startswith(">"):
            if words or after:
                yield words, after
            words, after = re.sub("^> ?", "", paragraph, flags=re.MULTILINE).strip(), []
        else:
            after.append(paragraph.strip())
    if words or after:
        yield words, after


def _clipping(parts: tuple[str, list[str]], entry: Entry) -> Clipping:
    """A highlight, the paragraphs after which are its labels, on a line of their own, and its note."""
    words, after = parts
    is_labelled = bool(words and after and _LABELS.fullmatch(after[0]))
    labels = re.split(r" ?#", after[0])[1:] if is_labelled else ()
    return Clipping(
        words=words,
        note="\n\n".join(after[is_labelled:]),
        tags=tuple(labels),
        title=entry.known.title,
        author=entry.known.byline,
        publisher=entry.known.publisher,
        published=entry.known.published,
        source=entry.address,
    )
