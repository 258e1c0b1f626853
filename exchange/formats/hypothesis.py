"""Hypothesis's JSON, as its client writes and imports it.

What it has no field for becomes a tag: `kind:claim`, `status:disputed`, `speaker:Ada Marsh`, `colour:red`,
`place:The Whale`. A page that is a number is told by the selector that Hypothesis has for pages of PDFs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.formats.encoding import compact, listed
from exchange.formats.iri import article_iri
from exchange.formats.webannotation import selectors
from exchange.markdown import UNTOLD
from text.pages import page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.formats.sheet import Sheet
    from exchange.json import Json
    from store.records import Annotation

_USER = "acct:postil@localhost"
_WORLD = "__world__"


def write(sheets: Iterable[Sheet]) -> Iterator[str]:
    """The marks of the sheets, and when the newest of them was changed as the date of the export."""
    newest = ""
    head: dict[str, Json] = {"export_userid": _USER, "client_version": "postil"}
    yield f'{compact(head)[:-1]},"annotations":'

    def rows() -> Iterator[Json]:
        nonlocal newest
        for sheet in sheets:
            for mark in sheet.marks:
                newest = max(newest, mark.updated)
                yield row(mark)

    yield from listed(rows())
    yield f',"export_date":{compact(newest)}}}\n'


def row(mark: Annotation) -> dict[str, Json]:
    """One mark."""
    address = article_iri(mark.article_source, mark.article_id)
    return {
        "id": mark.id,
        "created": mark.created,
        "updated": mark.updated,
        "user": _USER,
        "uri": address,
        "text": mark.note,
        "tags": [*mark.tags, *_said(mark)],
        "group": _WORLD,
        "permissions": {"read": [_USER], "admin": [_USER], "update": [_USER], "delete": [_USER]},
        "target": [{"source": address, "selector": [*_page(mark), *selectors(mark)]}],
        "document": {"title": [mark.article_title]},
        "references": [],
        "links": {},
        "hidden": False,
        "flagged": False,
    }


def _page(mark: Annotation) -> Iterator[Json]:
    """The page, which is counted from 0, and called what is printed on it."""
    label = page(mark.place)
    if label.isdecimal() and int(label):
        yield {"type": "PageSelector", "index": int(label) - 1, "label": label}


def _said(mark: Annotation) -> Iterator[str]:
    if mark.kind not in UNTOLD:
        yield f"kind:{mark.kind}"
    if mark.status:
        yield f"status:{mark.status}"
    if mark.speaker:
        yield f"speaker:{mark.speaker}"
    if mark.place and not (mark.place == f"p. {page(mark.place)}" and any(_page(mark))):
        yield f"place:{mark.place}"
    if mark.colour:
        yield f"colour:{mark.colour}"
