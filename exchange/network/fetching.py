"""Fetching pages of the web: several at once, politely, and handed out in the order they were asked for."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from threading import Condition, Thread
from typing import TYPE_CHECKING

from exchange.errors import OfflineError, RefusedError, UnansweredError, UnfetchedError
from exchange.network.addresses import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from exchange.network.web import Page

AT_ONCE = 8
AT_ONE_HOST = 2
PAUSE = 0.1
"""How many pages are fetched at once, of all hosts and of one, and seconds of peace for a host after each."""

NAME = "postil-fetching"
"""What its threads are called."""

_AHEAD = 64
_MOST_BYTES = 64_000_000
"""How many addresses are looked at ahead, for one whose host is free; and the bytes of the pages kept from
which on no other is fetched ahead."""

_SILENT = 20
_SILENT_HOST = 4
"""How many addresses, of all hosts or of one, may stay unanswered, where none is answered, before no more
are asked."""

_WAKE = 0.2
"""Seconds after which one who waits looks up, so that Ctrl+C is heard on every platform."""


class Fetcher:
    """Fetches pages by `fetch`, which raises a `RefusedError`, on threads that nobody has to wait for."""

    def __init__(self, fetch: Callable[[str], Page]) -> None:
        self._fetch = fetch
        self._change = Condition()
        self._lined_up: list[_Job] = []
        self._hosts: dict[str, _Host] = {}
        self._all = _Host()
        self._working = 0
        self._kept = 0

    def page(self, address: str) -> Page:
        """The page at an address. Raises a `RefusedError`."""
        return next(self.pages([address]))()

    def pages(self, addresses: Iterable[str]) -> Iterator[Callable[[], Page]]:
        """For each address, in order, what answers its page or raises a `RefusedError`.

        Others are fetched meanwhile; of those only a few are kept.
        """
        coming = iter(addresses)
        begun: deque[_Job] = deque()
        try:
            while self._line_up(begun, coming):
                self._wait(begun[0])
                yield begun.popleft().answer
        finally:
            self._drop(begun)

    def _line_up(self, begun: deque[_Job], coming: Iterator[str]) -> bool:
        """Line up what comes next, and see to threads for it; whether anything is left."""
        with self._change:
            for _, address in zip(range(_AHEAD - len(begun)), coming, strict=False):
                job = _Job(address, self._hosts.setdefault(host_of(address), _Host()))
                begun.append(job)
                self._lined_up.append(job)
            for _ in range(min(AT_ONCE, len(self._lined_up)) - self._working):
                self._working += 1
                Thread(target=self._work, name=NAME, daemon=True).start()
        return bool(begun)

    def _wait(self, job: _Job) -> None:
        with self._change:
            job.is_wanted = True
            self._change.notify_all()
            while not job.is_done:
                self._change.wait(_WAKE)
            self._kept -= job.size

    def _drop(self, begun: Iterable[_Job]) -> None:
        """Forget what is not waited for any more."""
        with self._change:
            for job in begun:
                self._kept -= job.size if job.is_done else 0
                job.is_dropped = True
            self._lined_up = [job for job in self._lined_up if not job.is_dropped]

    def _work(self) -> None:
        """Fetch one after another, until none is lined up."""
        while (job := self._next()) is not None:
            is_told = False
            try:
                job.page = self._fetch(job.address)
                is_told = True
            except RefusedError as error:
                job.refused = error
                is_told = True
            finally:
                self._end(job, has_died=not is_told)

    def _next(self) -> _Job | None:
        with self._change:
            while self._lined_up:
                job = self._chosen()
                if job is None:
                    self._change.wait(PAUSE)
                elif (refused := self._hopeless(job)) is not None:
                    self._lined_up.remove(job)
                    job.refused, job.is_done = refused, True
                    self._change.notify_all()
                else:
                    self._lined_up.remove(job)
                    job.host.busy += 1
                    return job
            self._working -= 1
            return None

    def _chosen(self) -> _Job | None:
        """What to fetch now: what is waited for or else the first, of those whose hosts are free."""
        now, is_room = time.monotonic(), self._kept < _MOST_BYTES
        free = [job for job in self._lined_up if job.host.is_free(now) and (is_room or job.is_wanted)]
        return next((job for job in free if job.is_wanted), free[0] if free else None)

    def _hopeless(self, job: _Job) -> RefusedError | None:
        """Why a page is not even asked for."""
        if self._all.is_silent(_SILENT):
            return OfflineError(name=job.address, count=1)
        if job.host.is_silent(_SILENT_HOST):
            reason = f"“{host_of(job.address)}” has not answered before; try again later"
            return UnansweredError(name=job.address, reason=reason)
        return None

    def _end(self, job: _Job, *, has_died: bool) -> None:
        """Say what became of a page; a thread that dies of it makes room for another."""
        with self._change:
            self._working -= has_died
            job.is_done = True
            self._kept += job.size
            job.host.busy -= 1
            job.host.free_from = time.monotonic() + PAUSE
            for asked in (job.host, self._all):
                asked.unanswered += isinstance(job.refused, UnansweredError)
                asked.has_answered |= job.page is not None
            self._change.notify_all()


@dataclass(eq=False)
class _Host:
    """What is known of those that are asked for pages."""

    busy: int = 0
    free_from: float = 0.0
    unanswered: int = 0
    has_answered: bool = False

    def is_free(self, now: float) -> bool:
        return self.busy < AT_ONE_HOST and self.free_from <= now

    def is_silent(self, most: int) -> bool:
        return self.unanswered >= most and not self.has_answered


@dataclass(eq=False)
class _Job:
    """A page that is to be fetched, and what became of it."""

    address: str
    host: _Host
    page: Page | None = None
    refused: RefusedError | None = None
    is_wanted: bool = False
    is_done: bool = False
    is_dropped: bool = False

    @property
    def size(self) -> int:
        """The bytes that it keeps."""
        return len(self.page.data) if self.page and not self.is_dropped else 0

    def answer(self) -> Page:
        """The page. Raises a `RefusedError` where there is none."""
        if self.page is None:
            raise self.refused or UnfetchedError(name=self.address, reason="it could not be read")
        return self.page
