"""Following a library: a folder is kept up with it as long as somebody wants that."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from exchange.errors import OvertakenError, VanishedFolderError
from exchange.exporting.upkeep import keep_up
from exchange.files import is_folder, make_folder
from store.errors import LibraryBusyError
from store.library import utc_now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exchange.exporting.outcome import Report
    from exchange.exporting.upkeep import Order
    from store.library import Library

EVERY = 0.5
"""Seconds from one look at the library to the next."""
SOON = 0.2
"""The same while it changes."""
PATIENCE = 20
"""Looks after which a library that never rests is exported all the same."""


def follow(library: Library, order: Order, folder: Path, *, restore: bool = False) -> Iterator[Report]:
    """Bring a folder up to what is ordered, now and whenever that has changed and rests again; what was done.

    Looks by polling, which works across processes and costs next to nothing. A library that another
    program keeps to itself is waited for, and so is a file that somebody else writes to. Raises
    `VanishedFolderError` and what `keep_up` raises.
    """
    make_folder(folder)
    dates = ""
    restless = 0
    is_due = True
    while True:
        if not is_folder(folder):
            raise VanishedFolderError(name=folder)
        try:
            changed = library.changed()
            is_due = is_due or changed or order.as_of(_this_minute()) != dates
            restless = restless + 1 if changed else 0
            if is_due and (not changed or restless >= PATIENCE):
                dates = order.as_of(_this_minute())
                yield keep_up(library, order, folder, restore=restore)
                is_due, restore, restless = False, False, 0
        except (LibraryBusyError, OvertakenError):
            is_due = True
        time.sleep(SOON if is_due else EVERY)


def _this_minute() -> str:
    return f"{utc_now()[:16]}Z"
