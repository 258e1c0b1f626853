"""`postil search`: marks found again, and passages of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

import store.marks
import store.search  # noqa: F401 - here nobody looks for garbage yet, which would cost 4 ms more
from cli.endings import Misused, NothingFound, complain
from cli.found import FORMATS, print_hits, print_passages
from cli.opening import existing, none_yet
from cli.options import kind_option, library_option, library_path, limit_option
from cli.output import to_terminal
from cli.query import query_argument, query_command, understood

if TYPE_CHECKING:
    from store.library import Library
    from store.records import Hit


@query_command("search")
@query_argument
@kind_option
@click.option("--tag", "tags", multiple=True, help="Only marks with this tag, or one under it.")
@limit_option(50)
@click.option("--format", "form", type=click.Choice(FORMATS), help="How to print what is found.")
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@library_option
def command(query: str, kind: str | None, tags: tuple[str, ...], limit: int, form: str | None) -> None:
    """Search the marks, best first; without QUERY, the newest first. Typing errors are forgiven.

    A QUERY is words, "phrases", +exact and -excluded words, `or`, parentheses, and the fields kind: tag: by:
    status: article: source: lang: after: before: has: and is:. With in:articles, the articles' own text is
    searched instead. The language is described in docs/cli.md.

    \b
    Formats:
      text      for people; the default on a terminal
      lines     id, kind, article, words, note, tags, speaker, status, parted by tabs; the default in a pipe
      markdown  quotations, as they are exported
      json      one document
      jsonl     one document a line
      ids       an id a line
    """  # noqa: D301 - click's sign for lines to leave alone
    form = form or ("text" if to_terminal() else "lines")
    asked = understood(query)
    if asked.in_articles and (kind or tags):
        raise Misused("--kind and --tag narrow marks, and in:articles finds none: put tag: into the query.")
    with existing() as library:
        if asked.in_articles:
            passages = library.passages(query, limit=limit + 1) if library else []
        else:
            hits = _hits(library, query, kind, tags, limit + 1) if library else []
    if asked.in_articles:
        print_passages(passages[:limit], form)
    else:
        print_hits(hits[:limit], form)
    if library is None:
        raise NothingFound(none_yet(library_path()))
    found = len(passages if asked.in_articles else hits)
    if found > limit and _is_default("limit"):
        complain(f"There are more than these {limit}: --limit takes a larger number.")
    if not found:
        raise NothingFound("No article matches." if asked.in_articles else "No mark matches.")


def _is_default(option: str) -> bool:
    """Whether an option was not given."""
    return click.get_current_context().get_parameter_source(option) is ParameterSource.DEFAULT


def _hits(library: Library, query: str, kind: str | None, tags: tuple[str, ...], limit: int) -> list[Hit]:
    return library.search(query, kind=kind, tags=tags, limit=limit)
