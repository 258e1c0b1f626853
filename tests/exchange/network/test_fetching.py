from __future__ import annotations

import threading
import time
from collections import Counter
from threading import Event, Lock
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.errors import OfflineError, RefusedError, UnansweredError, UnfetchedError
from exchange.network import fetching
from exchange.network.addresses import host_of
from exchange.network.fetching import AT_ONCE, AT_ONE_HOST, NAME, Fetcher
from exchange.network.web import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

asked_for = st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=50)


@pytest.fixture(autouse=True, scope="module")
def no_pause() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetching, "PAUSE", 0.001)
        yield


class Web:
    """Pages that say their own address; who asks for them, and how many at once."""

    def __init__(self, size: int = 0) -> None:
        self.asked: list[str] = []
        self.most: Counter[str] = Counter()
        self._size = size
        self._now: Counter[str] = Counter()
        self._lock = Lock()

    def fetch(self, address: str) -> Page:
        with self._lock:
            self.asked.append(address)
            self._now.update(("", host_of(address)))
            self.most |= self._now
        time.sleep(0.0005)
        with self._lock:
            self._now.subtract(("", host_of(address)))
        if address.endswith("/gone"):
            raise UnfetchedError(name=address, reason="it is gone")
        return Page(address.encode() + b" " * self._size, address)


def told(answer: Callable[[], Page]) -> str:
    try:
        return answer().data.decode()
    except RefusedError as error:
        return str(error)


@given(asked_for)
def test_pages_come_in_the_order_they_were_asked_for_and_few_at_once(said: list[tuple[int, bool]]) -> None:
    addresses = [
        f"http://{host}.example/{'gone' if is_gone else at}" for at, (host, is_gone) in enumerate(said)
    ]
    web = Web()
    found = [told(answer) for answer in Fetcher(web.fetch).pages(addresses)]
    assert [address in words for address, words in zip(addresses, found, strict=True)] == [True] * len(said)
    assert sorted(web.asked) == sorted(addresses)
    assert web.most[""] <= AT_ONCE
    assert all(count <= AT_ONE_HOST for host, count in web.most.items() if host)


def test_no_more_is_fetched_ahead_than_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_MOST_BYTES", 5_000)
    web = Web(size=1_000)
    pages = Fetcher(web.fetch).pages(f"http://{at}.example/" for at in range(1_000))
    for taken in range(1, 20):
        assert told(next(pages)).strip() == f"http://{taken - 1}.example/"
        assert len(web.asked) <= taken + 5 + AT_ONCE


def test_who_stops_waits_for_nothing_and_has_nothing_more_fetched() -> None:
    hanging, asked = Event(), []

    def fetch(address: str) -> Page:
        asked.append(address)
        if len(asked) > 1:
            hanging.wait(60)
        return Page(b"", address)

    pages = Fetcher(fetch).pages(f"http://{at}.example/" for at in range(100))
    next(pages)
    del pages
    hanging.set()
    for thread in threading.enumerate():
        if thread.name == NAME:
            thread.join()
    assert len(asked) <= AT_ONCE + 1


def test_a_host_that_does_not_answer_is_not_asked_for_ever() -> None:
    asked = []

    def fetch(address: str) -> Page:
        asked.append(address)
        if "silent" in address:
            raise UnansweredError(name=address, reason="“silent.example” takes too long")
        return Page(b"words", address)

    addresses = [f"http://{'silent' if at % 2 else 'other'}.example/{at}" for at in range(40)]
    found = [told(answer) for answer in Fetcher(fetch).pages(addresses)]
    assert [words == "words" for words in found] == [at % 2 == 0 for at in range(40)]
    assert sum("silent" in address for address in asked) < 4 + AT_ONE_HOST
    assert "has not answered before" in found[-1]


def test_where_nobody_answers_nobody_is_asked_for_ever() -> None:
    def fetch(address: str) -> Page:
        raise UnansweredError(name=address, reason="no network")

    fetcher = Fetcher(fetch)
    found = [told(answer) for answer in fetcher.pages(f"http://{at}.example/" for at in range(100))]
    assert sum("no network" in words for words in found) < 20 + AT_ONCE
    with pytest.raises(OfflineError):
        fetcher.page("http://another.example/")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_dies_leaves_the_others_their_work() -> None:
    def fetch(address: str) -> Page:
        if "odd" in address:
            raise RuntimeError(address)
        return Page(b"words", address)

    addresses = [f"https://{at}.example.org/odd" for at in range(2 * AT_ONCE)] + ["https://example.org/a"]
    answers = [told(answer) for answer in Fetcher(fetch).pages(addresses)]
    for thread in threading.enumerate():  # so that none dies in another test
        if thread.name == NAME:
            thread.join()
    assert answers[-1] == "words"
    assert all("could not be read" in answer for answer in answers[:-1])
