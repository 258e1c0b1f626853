"""`postil mark`: a mark, made from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.claimed import find_claim, known_status, known_statuses
from cli.endings import Misused, Refused
from cli.marks import print_marks
from cli.opening import required
from cli.options import json_option, kind_option, library_option
from cli.output import print_json
from exchange.json import annotation_json
from store.records import Kind, Status
from text.anchoring.reattach import occurrences

if TYPE_CHECKING:
    from store.records import Article
    from text.document import Document, Span


@click.command("mark")
@click.argument("article")
@click.option("--exact", required=True, metavar="TEXT", help="The words to mark, as they stand in the text.")
@click.option("--prefix", default="", metavar="TEXT", help="What stands right before them.")
@click.option("--suffix", default="", metavar="TEXT", help="What stands right after them.")
@kind_option
@click.option("--tag", "tags", multiple=True, help="A tag; give the option once for each.")
@click.option("--note", default="", metavar="TEXT")
@click.option("--speaker", default="", metavar="NAME", help="Who said it.")
@click.option("--status", default="", help=f"How a claim stands: {', '.join(Status)}, or your own.")
@click.option("--place", default="", metavar="PLACE", help="Where it stands in its source: p. 12.")
@click.option("--colour", "--color", default="", metavar="NAME", help="A colour: yellow, or #rrggbb.")
@click.option("--claim", metavar="CLAIM", help="The claim it makes, by its id or the start of it.")
@json_option
@library_option
def command(  # noqa: PLR0913 - what a mark can carry
    *,
    article: str,
    exact: str,
    prefix: str,
    suffix: str,
    kind: str | None,
    tags: tuple[str, ...],
    note: str,
    speaker: str,
    status: str,
    place: str,
    colour: str,
    claim: str | None,
    as_json: bool,
) -> None:
    """Mark words of an ARTICLE.

    Without --kind, a mark with --status or --claim makes a claim, one with a speaker is a quote, any other a
    highlight. Straight and curly quotation marks, and white space of any length, count as equal.
    """
    if claim is not None and kind not in {None, Kind.CLAIM}:
        raise Misused(f"--claim is for marks that make one, and not for a {kind}.")
    kind = kind or _kind(speaker, status, claim)
    status = _status(kind, status, claim)
    with required() as library, library.transaction():
        found = library.find(article)
        span = _place(found, library.document(found.id), exact, prefix, suffix)
        mark = library.annotate(
            found.id,
            span,
            kind,
            note=note,
            tags=tags,
            speaker=speaker,
            status=status,
            claim=find_claim(library, claim).id if claim is not None else "",
            place=place,
            colour=colour,
        )
    if as_json:
        print_json(annotation_json(mark))
    else:
        print_marks([mark])


def _kind(speaker: str, status: str, claim: str | None) -> Kind:
    if status or claim is not None:
        return Kind.CLAIM
    return Kind.QUOTE if speaker else Kind.HIGHLIGHT


def _status(kind: str, status: str, claim: str | None) -> str:
    """How the claim of a mark stands: as it is told, or as any new one does."""
    if status:
        return known_status(status)
    return known_statuses()[0] if kind == Kind.CLAIM and claim is None else ""


def _place(article: Article, document: Document, exact: str, prefix: str, suffix: str) -> Span:
    """The one place meant; the command is refused where there is none, or are several."""
    places = occurrences(document.text, exact, prefix, suffix)
    if len(places) == 1:
        return places[0]
    if places:
        often = f"stands {len(places)} times in “{article.title}”: say which with --prefix or --suffix."
        raise Refused(f"“{exact}” {often}")
    between = f" between “{prefix}” and “{suffix}”" if prefix or suffix else ""
    raise Refused(f"“{exact}” does not stand in “{article.title}”{between}.")
