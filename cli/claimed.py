"""How claims are named, checked and printed, by every command that knows them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from cli.endings import NothingFound, Refused
from cli.marks import INDENT, print_mark
from cli.output import SHORT_ID, print_row, set_lines, to_terminal
from store.codebook import user_codebook
from text.when import told_due

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.claims import Claim
    from store.library import Library
    from store.records import Annotation


def find_claim(library: Library, reference: str) -> Claim:
    """The claim of an id, or of the start of one."""
    found = [claim for claim in library.claims.all() if claim.id.startswith(reference)]
    if not found:
        raise NothingFound(f"No claim has the id “{reference}”.")
    if len(found) > 1:
        raise Refused(f"“{reference}” begins the ids of {len(found)} claims: give more of it.")
    return found[0]


def known_statuses() -> tuple[str, ...]:
    """The statuses that a claim can have here."""
    return user_codebook().statuses


def known_status(written: str) -> str:
    """A status that a claim can have, which may be given by its beginning."""
    statuses = known_statuses()
    typed = written.lower()
    begun = [status for status in statuses if status.startswith(typed)]
    if typed in statuses or len(begun) == 1:
        return typed if typed in statuses else begun[0]
    raise Refused(f"“{written}” is no status of a claim: those are {', '.join(statuses)}.")


def print_claim(claim: Claim, marks: Iterable[Annotation] = ()) -> None:
    """Print a claim: for people, with its appearances under it, or as a line."""
    if not to_terminal():
        counts = (claim.appearances, claim.articles, claim.supports, claim.contradicts)
        print_row(claim.id, claim.status, *counts, claim.first_seen, claim.due, claim.statement)
        return
    facts = click.style(" · ".join(filter(None, _facts(claim))), dim=True)
    click.echo(f"{click.style(claim.status, fg='yellow', bold=True)}  {facts}")
    for text in filter(None, (claim.statement, claim.note)):
        for line in set_lines(text, INDENT if text is claim.statement else INDENT * 2):
            click.echo(line)
    click.echo()
    for mark in marks:
        print_mark(mark)


def _facts(claim: Claim) -> tuple[str, ...]:
    times = "once" if claim.appearances == 1 else f"{claim.appearances} times"
    articles = "one article" if claim.articles == 1 else f"{claim.articles} articles"
    evidence = f"{claim.supports} for, {claim.contradicts} against"
    return (
        claim.id[:SHORT_ID],
        f"{times} in {articles}",
        evidence if claim.supports or claim.contradicts else "",
        f"{claim.confidence}% sure" if claim.confidence is not None else "",
        f"since {claim.first_seen[:10]}",
        told_due(claim.due, datetime.now().astimezone().date().isoformat()),
        f"next: {claim.next_action}" if claim.next_action else "",
    )
