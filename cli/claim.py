"""`postil claim`: one claim, shown or changed."""

from __future__ import annotations

from datetime import datetime

import click

from cli.claimed import find_claim, known_status, print_claim
from cli.endings import Refused
from cli.opening import required
from cli.options import json_option, library_option
from cli.output import print_json
from exchange.claims import claim_json
from text.when import day


@click.command("claim")
@click.argument("claim")
@click.option("--status", metavar="STATUS", help="How it stands; the beginning of the word will do.")
@click.option("--statement", metavar="TEXT", help="What it says.")
@click.option(
    "--confidence", type=click.IntRange(-1, 100), help="How sure you are, in percent; -1 for no say."
)
@click.option("--next", "next_action", metavar="TEXT", help="What is to be done about it.")
@click.option("--due", metavar="DATE", help="By when: 2026-03-05, tomorrow, 3d, 2w; empty for no date.")
@click.option("--note", metavar="TEXT")
@click.option("--merge", "others", multiple=True, metavar="CLAIM", help="Make another claim this one.")
@json_option
@library_option
def command(  # noqa: PLR0913 - what a claim can carry
    *,
    claim: str,
    status: str | None,
    statement: str | None,
    confidence: int | None,
    next_action: str | None,
    due: str | None,
    note: str | None,
    others: tuple[str, ...],
    as_json: bool,
) -> None:
    """Show a CLAIM with the marks that make it, or change it first. The start of its id names it."""
    if statement is not None and not statement.strip():
        raise Refused("A claim states something: its statement cannot be empty.")
    if due:
        due = _day(due)
    stands = known_status(status) if status is not None else None
    with required() as library, library.transaction():
        found = find_claim(library, claim)
        merged = [find_claim(library, other).id for other in others]
        if merged:
            library.claims.merge(found.id, merged)
        found = library.claims.edit(
            found.id,
            statement=statement,
            status=stands,
            confidence=confidence,
            next_action=next_action,
            due=due,
            note=note,
        )
        marks = library.claims.appearances(found.id)
    if as_json:
        print_json(claim_json(found, marks))
    else:
        print_claim(found, marks)


def _day(written: str) -> str:
    """The day that is written."""
    found = day(written, datetime.now().astimezone().date())
    if not found:
        raise Refused(f"“{written}” is no date: write 2026-03-05, tomorrow, 3d or 2w.")
    return found
