"""What several exports to one folder share: each of its files holds what any of them has told.

An export asks for some marks. Those that a file holds already stay in it, as they are in the library now;
only what the same export told before, and no other one does, is struck when it answers no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exchange.exporting.listing import others
from exchange.formats.selection import Selection, sheet_ids

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from exchange.exporting.listing import Listing
    from exchange.exporting.vault import Vault
    from exchange.formats.registry import Writer
    from exchange.formats.sheet import By
    from store.records import Annotation


class Union(NamedTuple):
    """What is told in files about things of the ids `about`, None for all, of which some are `asked` for."""

    selection: Selection
    about: Collection[str] | None
    asked: Collection[str]


def united(vault: Vault, marks: Sequence[Annotation], last: Listing, form: Writer, by: By) -> Union:
    """The marks that are asked for, and those that stay beside them; `last` is the same export before."""
    library = vault.library
    asked = {about for mark in marks for about in (sheet_ids(mark, by) if form.by else [""])}
    about = asked | last.entries.keys()
    ids = {mark.id for mark in marks}
    gone = last.marks - ids
    beside = _told_beside(vault, last, about, gone)
    selection = Selection(library, None if beside is None else ids | beside)
    return Union(selection, about if form.by else None, asked)


def _told_beside(
    vault: Vault, last: Listing, about: Collection[str], gone: frozenset[str]
) -> set[str] | None:
    """The marks that stay in files, but for those that have `gone`; None if they may be all there are.

    Files of most formats do not tell them: there, what other exports have listed does.
    """
    alike = [each for each in others(vault, last) if each.of[1:] == last.of[1:]]
    told: set[str] = set()
    company: dict[str, Listing] = {}
    for one in about:
        beside = {each.name: each for each in alike if one in each.entries}
        is_all = any(each.is_of_all for each in beside.values())
        if held := vault.told(one, last.ending):
            marks = [each.marks for each in beside.values()]
            told |= {
                mark for mark in held if is_all or mark not in gone or any(mark in each for each in marks)
            }
        elif is_all:
            return None
        else:
            company |= beside
    return told.union(*(each.marks for each in company.values()))
