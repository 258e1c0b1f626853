"""`postil quotes`: what is said in an article, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.endings import NothingFound
from cli.opening import required
from cli.options import json_option, library_option
from cli.output import print_json, print_row, set_lines, to_terminal
from store.records import Kind
from text.quotes import quotes
from text.suggestions import unfiled

if TYPE_CHECKING:
    from exchange.json import Json
    from text.quotes import Quote

_INDENT = "  "


@click.command("quotes")
@click.argument("article")
@click.option("--indirect", is_flag=True, help="Also print what is told in the writer's words.")
@json_option
@library_option
def command(article: str, *, indirect: bool, as_json: bool) -> None:
    """Show what is said in an ARTICLE, by whom, and what of it is filed.

    In a pipe, the fields of a line are: start, end, kind, score, speaker, cue, words.
    """
    with required() as library:
        known = library.find(article)
        document = library.document(known.id)
        filed = [mark.span for mark in library.annotations(known.id) if mark.kind == Kind.QUOTE]
    found = quotes(document, indirect=indirect)
    if as_json:
        print_json([_json(quote, document.text) for quote in found])
    for quote in found if not as_json else ():
        if to_terminal():
            _print(quote, document.text, is_filed=not unfiled(quote, filed))
        else:
            _print_row(quote, document.text)
    if not found:
        raise NothingFound("Nobody is quoted in this article.")


def _json(quote: Quote, text: str) -> Json:
    named = quote.speaker_span
    return {
        "start": quote.span.start,
        "end": quote.span.end,
        "exact": quote.span.of(text),
        "speaker": quote.speaker,
        "speaker_span": [named.start, named.end] if named else None,
        "cue": quote.cue,
        "kind": quote.kind,
        "score": quote.score,
    }


def _print_row(quote: Quote, text: str) -> None:
    where = (quote.span.start, quote.span.end)
    print_row(*where, quote.kind, quote.score, quote.speaker, quote.cue, _words(quote, text))


def _words(quote: Quote, text: str) -> str:
    """What was said, without the tag between its pieces."""
    return " … ".join(part.of(text) for part in quote.parts)


def _print(quote: Quote, text: str, *, is_filed: bool) -> None:
    speaker = click.style(quote.speaker or "somebody", bold=True)
    told = (quote.cue, quote.kind, f"{quote.score:.0%}", "filed" if is_filed else "")
    facts = click.style(" · ".join(filter(None, told)), dim=True)
    click.echo(f"{speaker}  {facts}")
    for line in set_lines(_words(quote, text), _INDENT):
        click.echo(line)
    click.echo()
