"""Adding articles from the app: what became of it, in a line."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from exchange import files
from exchange.intake import check_apart, copies, gathered, settle
from exchange.network.addresses import is_address
from exchange.offers import Offers
from exchange.reading.source import check_there
from tui.widgets.rows import brief

if TYPE_CHECKING:
    from exchange.intake import Intake
    from store.repeats import Copied
    from tui.app import Postil

PATIENCE = 1.0
"""Seconds for which keys wait for an article: most are there by then."""


class Done(NamedTuple):
    """The articles that a source holds, by their ids, and what to say of it."""

    ids: frozenset[str]
    told: str


def named(typed: str) -> str:
    """The address, path or pattern that was typed. Raises a `RefusedError` where nothing is of that name."""
    if is_address(typed):
        return typed.strip()
    source = str(files.named(typed))
    check_there(source)
    return source


async def add_from(app: Postil, source: str) -> Done:
    """Add what a source has to offer. Raises a `RefusedError` if nothing of it could be taken.

    It is read on a thread of its own, so that nothing that is to be written waits for it.
    """
    shelf = await app.writer.do(lambda library: library.articles())
    offered = Offers(lambda: shelf, partial(check_apart, app.library)).of(source)
    taken = []
    while (offer := await asyncio.to_thread(next, offered, None)) is not None:
        taken.append(await app.writer.do(partial(settle, offer=offer)))
        if offer.at < offer.of:
            app.say(f"Added {offer.at} of {offer.of}…")
    took = gathered(taken)
    if took.refused and not took.added:
        raise took.refused[0]
    copied = await app.writer.do(lambda library: copies(library, took.added))
    return Done(frozenset(each.article.id for each in took.added), _told(took, copied))


def _told(took: Intake, copied: dict[str, Copied]) -> str:
    new = sum(each.new for each in took.added)
    told = [f"Added {new} article{'s' if new != 1 else ''}"]
    if known := len(took.added) - new:
        told.append(f"{known} already here")
    told += [str(error) for error in took.refused[:1]]
    if len(copied) == 1:
        (one,) = copied.values()
        told.append(f"{one.share:.0%} of its words are in {brief(one.article.title)} too")
    elif copied:
        told.append(f"{len(copied)} repeat much of others")
    return "; ".join(told)
