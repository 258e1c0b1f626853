"""How marks are printed, by every command that prints some."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.output import SHORT_ID, print_row, set_lines, to_terminal
from store.records import AnchorState, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.records import Annotation

COLOURS = {Kind.QUOTE: "cyan", Kind.CLAIM: "yellow", Kind.HIGHLIGHT: "green"}
INDENT = "  "


_STANDS = {
    AnchorState.EXACT: "",
    AnchorState.CHANGED: "worded otherwise in the article now",
    AnchorState.LOST: "words no longer in the text",
}


def print_marks(marks: Iterable[Annotation]) -> None:
    """Print marks: for people, or a line each: id, kind, title, words, note, tags, speaker, status."""
    show = _set if to_terminal() else _row
    for mark in marks:
        show(mark)


def _row(mark: Annotation) -> None:
    words = (mark.article_title, mark.anchor.exact, mark.note, " ".join(mark.tags), mark.speaker, mark.status)
    print_row(mark.id, mark.kind, *words)


def _set(mark: Annotation) -> None:
    kind = click.style(f"{mark.kind}", fg=COLOURS[mark.kind], bold=True)
    click.echo(f"{kind}  {click.style(_facts(mark), dim=True)}")
    for line in set_lines(mark.anchor.exact, INDENT):
        click.echo(line)
    for line in set_lines(mark.note, INDENT * 2) if mark.note else ():
        click.echo(line)
    click.echo()


def _facts(mark: Annotation) -> str:
    lost = _STANDS[mark.anchor_state]
    tags = " ".join(f"#{tag}" for tag in mark.tags)
    facts = (mark.id[:SHORT_ID], mark.speaker, mark.status, tags, mark.article_title, lost)
    return " · ".join(filter(None, facts))
