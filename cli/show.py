"""`postil show`: one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.marks import print_marks
from cli.opening import required
from cli.options import json_option, library_option
from cli.output import print_bytes, print_json, set_lines, to_terminal
from exchange.json import annotation_json, article_json
from text.clean import clean_line
from text.document import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.records import Article
    from text.document import Document


@click.command("show")
@click.argument("article")
@click.option("--text", "as_text", is_flag=True, help="Print exactly the text marks are counted in.")
@click.option("--marks", "as_marks", is_flag=True, help="Print a sentence a line, then its marks.")
@click.option("--only-marks", "only_marks", is_flag=True, help="Print its marks instead of its text.")
@json_option
@library_option
def command(article: str, *, as_text: bool, as_marks: bool, only_marks: bool, as_json: bool) -> None:
    """Show an ARTICLE."""
    with required() as library:
        found = library.find(article)
        document = library.document(found.id)
        marks = library.annotations(found.id) if as_marks or only_marks or as_json else []
    if as_json:
        annotations = [annotation_json(mark) for mark in marks]
        print_json({**article_json(found), "text": document.text, "annotations": list(annotations)})
    elif as_text:
        print_bytes(document.text)
    elif as_marks:
        from exchange.plain import lines  # noqa: PLC0415 - the splitting into sentences is slow to import

        for line in lines(document, marks):
            click.echo(line)
    elif only_marks:
        print_marks(marks)
    else:
        _print(found, document)


def _print(article: Article, document: Document) -> None:
    """Print the text under what it does not say itself."""
    entitled = any(block.role is Role.TITLE for block in document.blocks)
    facts = ("" if entitled else article.title, article.publisher, article.published, article.source)
    click.echo(click.style(clean_line(" · ".join(filter(None, facts))), dim=True) + "\n")
    for line in _set(document) if to_terminal() else [document.text]:
        click.echo(line)


def _set(document: Document) -> Iterator[str]:
    """The text broken into lines for the terminal."""
    for number, block in enumerate(document.blocks):
        if number:
            between = document.text[document.blocks[number - 1].span.end : block.span.start]
            yield from [""] * (between.count("\n") - 1)
        marker = f"{block.marker} " if block.marker else ""
        yield from set_lines(block.span.of(document.text), " " * len(marker), marker)
