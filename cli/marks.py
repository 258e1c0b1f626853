"""How marks are printed, by every command that prints some."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.output import SHORT_ID, print_row, set_lit, to_terminal
from store.annotation import AnchorState, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from store.records import Annotation

COLOURS: dict[str, str] = {Kind.QUOTE: "cyan", Kind.CLAIM: "yellow", Kind.HIGHLIGHT: "green"}
INDENT = "  "


_STANDS = {
    AnchorState.EXACT: "",
    AnchorState.CHANGED: "worded otherwise in the article now",
    AnchorState.LOST: "words no longer in the text",
}


def print_marks(marks: Iterable[Annotation]) -> None:
    """Print marks: for people, or a line each."""
    show = print_mark if to_terminal() else print_row_of
    for mark in marks:
        show(mark)


def print_row_of(mark: Annotation) -> None:
    """Print a mark as a line: id, kind, title, words, note, tags, speaker, status."""
    words = (mark.article_title, mark.anchor.exact, mark.note, " ".join(mark.tags), mark.speaker, mark.status)
    print_row(mark.id, mark.kind, *words)


def print_mark(mark: Annotation, terms: Collection[str] = (), why: Iterable[str] = ()) -> None:
    """Print a mark for people: the folded `terms` lit, and behind its facts why it was found."""
    kind = click.style(f"{mark.kind}", fg=COLOURS.get(mark.kind, "magenta"), bold=True)
    facts = click.style(" · ".join(filter(None, _facts(mark))), dim=True)
    click.echo("  ".join([kind, facts, *(click.style(each, italic=True) for each in why)]))
    for line in set_lit(mark.anchor.exact, terms, INDENT):
        click.echo(line)
    for line in set_lit(mark.note, terms, INDENT * 2) if mark.note else ():
        click.echo(line)
    click.echo()


def _facts(mark: Annotation) -> tuple[str, ...]:
    tags = " ".join(f"#{tag}" for tag in mark.tags)
    stands = _STANDS[mark.anchor_state]
    where = (mark.article_title, mark.place)
    told = (mark.speaker, mark.status, mark.colour, tags, *where, mark.created[:10], stands)
    return (mark.id[:SHORT_ID], *told)
