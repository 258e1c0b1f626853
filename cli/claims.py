"""`postil claims`: the ledger of claims."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import click

from cli.claimed import known_status, known_statuses, print_claim
from cli.endings import Misused, NothingFound
from cli.opening import existing, none_yet
from cli.options import json_option, library_option, library_path
from cli.output import print_json
from cli.query import query_argument, query_command, understood
from exchange.claims import claim_json

if TYPE_CHECKING:
    from store.claims import Claim
    from store.library import Library
    from store.records import Annotation


@query_command("claims")
@query_argument
@click.option("--status", "statuses", multiple=True, help="Only claims that stand so; its beginning will do.")
@click.option("--appearances", is_flag=True, help="Show the marks that make each claim too.")
@json_option
@library_option
def command(*, query: str, statuses: tuple[str, ...], appearances: bool, as_json: bool) -> None:
    """List the claims by status, the oldest first, or those that answer QUERY.

    A QUERY is written as for postil search; a claim answers it if one of its marks does, or its statement or
    note; the title of an article alone is not enough.

    In a pipe, the fields of a line are: id, status, appearances, articles, links for and against, first
    marked, due, statement.
    """
    wanted = set(map(known_status, statuses))
    if understood(query).in_articles:
        raise Misused("in:articles finds no claims: leave it out.")
    with existing() as library:
        found = _found(library, query, wanted) if library else []
        marks = _marks(library) if library and appearances else {}
    if as_json:
        print_json([claim_json(claim, marks.get(claim.id, []) if appearances else None) for claim in found])
    else:
        for claim in found:
            print_claim(claim, marks.get(claim.id, ()))
    if library is None:
        raise NothingFound(none_yet(library_path()))
    if not found:
        raise NothingFound("No claim matches." if query or wanted else "No claims yet: mark some.")


def _found(library: Library, query: str, wanted: set[str]) -> list[Claim]:
    """By status; the best answers, or else the oldest, first."""
    order = {status: rank for rank, status in enumerate(known_statuses())}
    those = [claim for claim in library.claims.all(query) if not wanted or claim.status in wanted]
    return sorted(those, key=lambda claim: order.get(claim.status, len(order)))


def _marks(library: Library) -> dict[str, list[Annotation]]:
    """The marks of each claim, by its id."""
    by_claim: dict[str, list[Annotation]] = defaultdict(list)
    for mark in library.annotations():
        if mark.claim:
            by_claim[mark.claim].append(mark)
    return by_claim
