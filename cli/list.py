"""`postil list`: what is in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.endings import NothingFound
from cli.opening import existing, none_yet
from cli.options import json_option, library_option, library_path
from cli.output import SHORT_ID, print_json, print_row, to_terminal
from cli.query import query_argument, query_command, understood
from exchange.json import article_json

if TYPE_CHECKING:
    from store.records import Article


@query_command("list")
@query_argument
@json_option
@library_option
def command(query: str, *, as_json: bool) -> None:
    """List the articles, newest first: all, or those that answer QUERY.

    Words are looked for in title, byline, publisher, source and tags. For the fields of a QUERY see: postil
    search --help. What they ask of marks holds for an article that has such a mark.

    In a pipe, the fields of a line are: id, state, percent read, marks, title, byline, source.
    """
    understood(query)
    with existing() as library:
        found = library.articles(query) if library else []
    if as_json:
        print_json([article_json(article) for article in found])
    else:
        for article in found:
            _print(article)
    if library is None:
        raise NothingFound(none_yet(library_path()))
    if not found:
        raise NothingFound("No article matches." if query else "The library holds no articles yet.")


def _print(article: Article) -> None:
    percent = round(100 * article.progress)
    if not to_terminal():
        fields = (article.state, percent, article.marks, article.title, article.byline, article.source)
        print_row(article.id, *fields)
        return
    marks = f"{article.marks} marks" if article.marks != 1 else "1 mark"
    facts = click.style(f"{article.id[:SHORT_ID]}  {article.state:7}  {percent:3}%  {marks:>9}", dim=True)
    click.echo(f"{facts}  {article.title}" + (f", {article.byline}" if article.byline else ""))
