"""How what a search found is printed: in every format that `postil search` knows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from cli.marks import print_mark, print_row_of
from cli.output import SHORT_ID, print_bytes, print_json, print_row, set_lit
from exchange.hits import hit_json, hit_markdown, passage_json, passage_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from exchange.json import Json
    from store.records import Hit, Passage

    Found = TypeVar("Found")

FORMATS = ("text", "lines", "markdown", "json", "jsonl", "ids")


def print_hits(hits: Sequence[Hit], form: str) -> None:
    """Print marks that were found."""
    printers: dict[str, Callable[[Hit], None]] = {
        "text": _set_hit,
        "lines": lambda hit: print_row_of(hit.annotation),
        "markdown": lambda hit: print_bytes(hit_markdown(hit)),
        "jsonl": lambda hit: _print_line(hit_json(hit)),
        "ids": lambda hit: click.echo(hit.annotation.id),
    }
    _print(hits, printers, hit_json, form)


def print_passages(passages: Sequence[Passage], form: str) -> None:
    """Print passages that were found."""
    printers: dict[str, Callable[[Passage], None]] = {
        "text": _set_passage,
        "lines": _row_of_passage,
        "markdown": lambda passage: print_bytes(passage_markdown(passage)),
        "jsonl": lambda passage: _print_line(passage_json(passage)),
        "ids": lambda passage: click.echo(passage.article.id),
    }
    _print(passages, printers, passage_json, form)


def _print(
    found: Sequence[Found],
    printers: dict[str, Callable[[Found], None]],
    as_json: Callable[[Found], dict[str, Json]],
    form: str,
) -> None:
    if form == "json":
        print_json([as_json(each) for each in found])
        return
    for each in found:
        printers[form](each)


def _print_line(document: dict[str, Json]) -> None:
    """Print a document on one line, in ASCII, so that no locale and no odd line end can break it."""
    click.echo(json.dumps(document))


def _set_hit(hit: Hit) -> None:
    why = [f"{asked} → {found}" for asked, found in hit.corrections.items()]
    print_mark(hit.annotation, hit.terms, why)


def _set_passage(passage: Passage) -> None:
    article = passage.article
    facts = " · ".join(filter(None, (article.id[:SHORT_ID], article.byline, article.added[:10])))
    click.echo(f"{click.style(article.title, bold=True)}  {click.style(facts, dim=True)}")
    for line in set_lit(passage.words, passage.terms, "  "):
        click.echo(line)
    click.echo()


def _row_of_passage(passage: Passage) -> None:
    span = passage.span
    print_row(passage.article.id, passage.article.title, span.start, span.end, passage.words)
