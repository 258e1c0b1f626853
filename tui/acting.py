"""What may take seconds: begun in its turn, and said when it is done, while keys go on."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from exchange.errors import RefusedError
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from tui.app import Postil

ACTING = "acting"
"""The group of the workers that change or write out many marks."""


async def act(app: Postil, doing: Awaitable[str], *, patience: float = 0.0) -> None:
    """Do something, and say what comes of it; keys wait for so many seconds at most.

    What it has written is asked for before the next key is looked at, so whatever that one asks to be
    written is written afterwards.
    """
    over = asyncio.Event()

    async def acted() -> None:
        try:
            outcome = await doing
        except (StoreError, RefusedError) as error:
            outcome = str(error)
        finally:
            over.set()
        app.say(outcome)

    app.run_worker(acted(), group=ACTING)
    with suppress(TimeoutError):
        # Even without patience, this lets the worker begin.
        await asyncio.wait_for(over.wait(), patience)
    if not over.is_set():
        app.say("Working…")
