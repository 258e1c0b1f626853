"""A folder kept up with the library: what has changed since the last export is exported, and nothing else."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from exchange.exporting.collection import answering, apart
from exchange.exporting.listing import Journal, Listing, others, settled
from exchange.exporting.outcome import Outcome, Report
from exchange.exporting.union import united
from exchange.exporting.vault import Vault
from exchange.files import make_folder
from exchange.formats.registry import FORMATS, MARKDOWN
from exchange.formats.selection import Selection
from exchange.formats.sheet import By
from store.library import utc_now

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from exchange.exporting.outcome import Entry, Leaf
    from exchange.formats.registry import Writer
    from store.library import Library

    _Leaves = Iterator[tuple[Leaf, Iterator[str]]]

_DATED = re.compile(r"\b(?:after|before):", re.IGNORECASE)
_SPAN_AGO = re.compile(r'\b(?:after|before):"?\s*\d+[dwmy]', re.IGNORECASE)
_SAID = 4
"""How much of a state does not tell where the log was."""
_CODE = ("exchange", "exchange/exporting", "exchange/formats", "store", "text")
"""The folders whose code decides what an export says."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported: the marks that answer a query, all if it is empty, as files about what."""

    query: str = ""
    form: Writer = MARKDOWN
    by: By = By.ARTICLE

    @property
    def of(self) -> tuple[str, ...]:
        """What its listing is of: another format with the same ending takes its place."""
        by = self.by.value if self.form.by else ""
        return (" ".join(self.query.split()), by, self.form.ending)

    @property
    def name(self) -> str:
        """The name of the format, or where the template is."""
        return self.form.name if self.form.name in FORMATS else os.path.abspath(self.form.name)  # noqa: PTH100

    @property
    def is_whole_by_article(self) -> bool:
        """Whether each of its files tells all of one article and of nothing else."""
        return not self.query and self.by is By.ARTICLE and bool(self.form.by)

    def as_of(self, now: str) -> str:
        """What its dates are counted from: where that is the same, they mean the same."""
        if _SPAN_AGO.search(self.query):
            return now
        if not _DATED.search(self.query):
            return ""
        import datetime as dt  # noqa: PLC0415 - few queries have dates

        here = dt.datetime.fromisoformat(now).astimezone()
        return dt.datetime.combine(here.date(), dt.time(), here.tzinfo).isoformat()


def keep_up(library: Library, order: Order, folder: Path, *, restore: bool = False) -> Report:
    """Bring a folder up to what is ordered; what was done. Where there is nothing to tell, it is not made.

    What the reader typed into Markdown or Org since the last export stays, and what was deleted stays
    deleted, unless it is to be restored. A file whose marks have all gone is removed, if the reader did
    not type into it. Raises `UnwritableTargetError`, `LibraryItselfError` and what the format raises.
    """
    return _Upkeep(library, order, Vault(library, folder, restore=restore)).done()


class _Upkeep:
    """One export to a folder."""

    def __init__(self, library: Library, order: Order, vault: Vault) -> None:
        self._library = library
        self._order = order
        self._vault = vault
        self._position = library.position()  # before anything is read: what comes after comes again
        self._journal = Journal(vault, order.of, self._position)
        self._before = self._journal.listed()
        vault.listed = {entry.name: entry for entry in self._before.entries.values()}
        self._entries: dict[str, Entry] = {}
        self._asked: Collection[str] | None = None
        """What the query asks for, where other exports have more; None for all."""
        self._report = Report()

    def done(self) -> Report:
        if self._state == self._before.state and len(self._settled) == len(self._before.entries):
            self._pass_over(self._settled)
            return self._report
        leaves = self._leaves()
        first = next(leaves, None)
        if first is not None:
            make_folder(self._vault.folder)
            for leaf, parts in chain([first], leaves):
                self._journal.tell(leaf)
                entry, outcome = self._vault.put(leaf, parts)
                self._entries[leaf.id] = entry
                self._tell(entry, outcome)
        self._drop()
        self._keep()
        return self._report

    def _leaves(self) -> _Leaves:
        """What has to be exported; all else is passed over."""
        form, by = self._order.form, self._order.by
        if self._order.query:
            marks = answering(self._library, self._order.query) or []
            self._journal.marks = frozenset(mark.id for mark in marks)
            union = united(self._vault, marks, self._before, form, by)
            self._asked = union.asked
            return apart(union.selection, form, by, about=union.about)
        if self._changed is None:
            return apart(Selection(self._library), form, by)
        unchanged = {about: entry for about, entry in self._settled.items() if about not in self._changed}
        self._pass_over(unchanged)
        self._entries |= unchanged
        looked_at = self._changed | (self._before.entries.keys() - unchanged.keys())
        return apart(Selection(self._library, of=looked_at), self._order.form)

    @cached_property
    def _state(self) -> tuple[str | int, ...]:
        form, by = self._order.form, self._order.by
        said = (_shortened(repr(form)), by.value, self._order.as_of(utc_now()), code_stamp())
        return (*said, *self._position)

    @cached_property
    def _settled(self) -> dict[str, Entry]:
        return settled(self._vault, self._before)

    @cached_property
    def _touched(self) -> frozenset[str] | None:
        return self._since(self._before)

    def _since(self, listing: Listing) -> frozenset[str] | None:
        """The articles that the log names since; None if it never was there, as another library's was."""
        number, operation = [0, "", "", *listing.state][-3:-1]
        if not isinstance(number, int) or not 0 < number <= self._position.number:
            return None
        return self._library.articles_since(self._position._replace(number=number, operation=str(operation)))

    @cached_property
    def _changed(self) -> frozenset[str] | None:
        """The articles that are told otherwise now, where it can be known that nothing else is."""
        before, now = self._before.state, self._state
        is_alike = before[:_SAID] == now[:_SAID] and before[-1:] == now[-1:]
        return self._touched if is_alike and self._order.is_whole_by_article else None

    def _pass_over(self, entries: dict[str, Entry]) -> None:
        for entry in entries.values():
            self._tell(entry, Outcome.LEFT if entry.stamp is None else Outcome.UNCHANGED)

    def _tell(self, entry: Entry, outcome: Outcome) -> None:
        before = self._before.entries.get(entry.id)
        if outcome is Outcome.LEFT and before is not None and before.stamp is None:
            outcome = Outcome.STILL_LEFT
        self._report.outcomes[self._vault.folder / entry.name] = outcome

    def _drop(self) -> None:
        """Take away what was exported and is told no more, unless another export, or library, tells it."""
        for listing in self._answered():
            gone = [entry for about, entry in listing.entries.items() if about not in self._entries]
            if not gone or self._since(listing) is None:
                continue
            elsewhere = self._told_elsewhere()
            for entry in (entry for entry in gone if entry.id not in elsewhere):
                if dropped := self._vault.drop(entry, listing.ending):
                    path, outcome = dropped
                    self._report.outcomes[path] = outcome

    def _answered(self) -> list[Listing]:
        """The listings whose entries this export tells too, if there is anything left to tell of them."""
        alike = others(self._vault, self._before) if not self._order.query else ()
        return [self._before, *(each for each in alike if each.of[1:] == self._order.of[1:])]

    def _told_elsewhere(self) -> set[str]:
        """What other exports to the folder may tell; what all marks do not tell, no query does."""
        if not self._order.query:
            return set()
        known = others(self._vault, self._before)
        return {about for each in known if each.ending == self._before.ending for about in each.entries}

    def _listed(self) -> dict[str, Entry]:
        """The entries of what was asked for."""
        asked = self._entries.keys() if self._asked is None else self._asked
        return {about: entry for about, entry in self._entries.items() if about in asked}

    def _keep(self) -> None:
        after = Listing(self._order.of, self._state, self._listed(), self._journal.marks, self._order.name)
        if after != self._before and (after.entries or self._touched is not None):
            self._vault.keep(self._vault.kept / after.name, after.text())
        self._journal.end()
        self._vault.tidy()


def selected(library: Library, order: Order) -> Selection:
    """What an order selects."""
    marks = answering(library, order.query)
    return Selection(library, None if marks is None else [mark.id for mark in marks])


def _shortened(text: str) -> str:
    return f"{crc32(text.encode(errors='surrogatepass')):08x}"


def code_stamp() -> str:
    """What changes when Postil itself does: another version may tell the same otherwise."""
    rooms = Path(__file__).parents[2]
    found = []
    for room in _CODE:
        with os.scandir(rooms / room) as entries:
            stats = ((entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py"))
            found += [(room, name, about.st_size, about.st_mtime_ns) for name, about in stats]
    return _shortened(repr(sorted(found)))
