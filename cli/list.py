"""`postil list`: what is in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.endings import NothingFound
from cli.opening import existing, none_yet
from cli.options import json_option, library_option, library_path
from cli.output import SHORT_ID, print_json, print_row, to_terminal
from exchange.json import article_json
from text.fold import fold

if TYPE_CHECKING:
    from store.records import Article


@click.command("list")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@json_option
@library_option
def command(words: tuple[str, ...], *, as_json: bool) -> None:
    """List the articles, newest first; only those with all WORDS in title, byline, publisher or tags.

    In a pipe, the fields of a line are: id, state, percent read, marks, title, byline, source.
    """
    with existing() as library:
        articles = library.articles() if library else None
    found = [article for article in articles or [] if _has(article, words)]
    if as_json:
        print_json([article_json(article) for article in found])
    else:
        for article in found:
            _print(article)
    if articles is None:
        raise NothingFound(none_yet(library_path()))
    if not found:
        raise NothingFound("No article matches." if articles else "The library holds no articles yet.")


def _has(article: Article, words: tuple[str, ...]) -> bool:
    where = fold(" ".join((article.title, article.byline, article.publisher, *article.tags)))
    return all(fold(word) in where for word in words)


def _print(article: Article) -> None:
    percent = round(100 * article.progress)
    if not to_terminal():
        fields = (article.state, percent, article.marks, article.title, article.byline, article.source)
        print_row(article.id, *fields)
        return
    marks = f"{article.marks} marks" if article.marks != 1 else "1 mark"
    facts = click.style(f"{article.id[:SHORT_ID]}  {article.state:7}  {percent:3}%  {marks:>9}", dim=True)
    click.echo(f"{facts}  {article.title}" + (f", {article.byline}" if article.byline else ""))
