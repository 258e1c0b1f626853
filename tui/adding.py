"""Adding articles from the app: what became of it, in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exchange.intake import copies, take_in
from tui.widgets.rows import brief

if TYPE_CHECKING:
    from exchange.intake import Intake
    from store.library import Library
    from store.repeats import Copied


class Done(NamedTuple):
    """The articles that a source holds, by their ids, and what to say of it."""

    ids: frozenset[str]
    told: str


def add_from(library: Library, path: str) -> Done:
    """Add what is at a path. Raises a `RefusedError` if nothing there could be taken."""
    took = take_in(library, path)
    if took.refused and not took.added:
        raise took.refused[0]
    told = _told(took, copies(library, took.added))
    return Done(frozenset(each.article.id for each in took.added), told)


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
