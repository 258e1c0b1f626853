"""`postil add`: articles in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cli.endings import Refused, complain
from cli.opening import created
from cli.options import json_option, library_option
from cli.output import SHORT_ID, print_json, print_row, to_terminal
from cli.repeats import copied_json, sentence
from exchange.intake import Intake, copies, take_bytes, take_in
from exchange.source import LIMIT_BYTES

if TYPE_CHECKING:
    from exchange.json import Json
    from store.library import Library
    from store.records import Added
    from store.repeats import Copied


@click.command("add")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--name", default="", help="What to call standard input; an ending such as .md tells its format."
)
@json_option
@library_option
@click.pass_context
def command(ctx: click.Context, sources: tuple[str, ...], name: str, *, as_json: bool) -> None:
    """Add articles: text, Markdown, HTML and EPUB files, folders of them, or - for standard input.

    Text may be in any encoding; one that had to be guessed is named on standard error. What the
    library holds already is not added twice. What is refused is named on standard error; the rest is
    added, and the exit code is 3.
    """
    with created() as library:
        intakes = [
            _take_standard_input(library, name) if source == "-" else take_in(library, source)
            for source in sources
        ]
        added = [one for intake in intakes for one in intake.added]
        repeats = copies(library, added) if as_json or to_terminal() else {}
    refused = [error for intake in intakes for error in intake.refused]
    if as_json:
        print_json([_json(one, repeats.get(one.article.id)) for one in added])
    else:
        for one in added:
            _print(one, repeats.get(one.article.id))
    for guess in (guess for intake in intakes for guess in intake.guesses):
        complain(guess)
    for error in refused:
        complain(str(error))
    ctx.exit(Refused.exit_code if refused else 0)


def _take_standard_input(library: Library, name: str) -> Intake:
    data = sys.stdin.buffer.read(LIMIT_BYTES + 1) if sys.stdin else b""
    return take_bytes(library, data, name)


def _json(added: Added, copied: Copied | None) -> Json:
    article = added.article
    return {
        "id": article.id,
        "title": article.title,
        "byline": article.byline,
        "source": article.source,
        "new": added.new,
        "repeats": copied_json(copied) if copied else None,
    }


def _print(added: Added, copied: Copied | None) -> None:
    became = "new" if added.new else "revised" if added.revised else "known"
    article = added.article
    if to_terminal():
        said = {"new": "Added", "revised": "Revised", "known": "Already there:"}[became]
        click.echo(f"{said} “{article.title}” ({article.id[:SHORT_ID]})")
        if copied is not None:
            click.echo(f"  It {sentence(copied)}")
    else:
        print_row(article.id, became, article.title)
