"""How long the pages of a list take to come: `python -m bench.fetching [PAGES]`.

PAGES (200) from sites on this machine that answer after 300 ms: of eight hosts, of one, and one after another
as a plain loop would ask for them. Prints seconds; nothing is added to a library.
"""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

from exchange.network.fetching import Fetcher
from exchange.network.web import fetch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from exchange.network.web import Page

WAIT = 0.3
HOSTS = [f"127.0.0.{number}" for number in range(1, 9)]
PAGE = b"<!DOCTYPE html><title>A page</title><p>Some words of it.</p>" * 200


def main() -> None:
    """Print the figures."""
    number = int((sys.argv[1:] or ["200"])[0])
    with _serving() as port:
        for name, hosts in (("eight hosts", HOSTS), ("one host", HOSTS[:1])):
            addresses = [f"http://{hosts[at % len(hosts)]}:{port}/{at}" for at in range(number)]
            _tell(name, Fetcher(_fetched).pages(addresses))
        plain = (partial(_fetched, f"http://{HOSTS[0]}:{port}/{at}") for at in range(number))
        _tell("one by one", plain)


def _fetched(address: str) -> Page:
    return fetch(address, HOSTS)


def _tell(name: str, answers: Iterable[Callable[[], Page]]) -> None:
    start = time.perf_counter()
    count = sum(bool(answer().data) for answer in answers)
    sys.stdout.write(f"{name:12} {time.perf_counter() - start:6.1f} s for {count} pages\n")


@contextmanager
def _serving() -> Iterator[int]:
    """A site on every local address that answers each page late; its port."""

    class Late(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            time.sleep(WAIT)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(PAGE)))
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - so the library calls it
            """Nobody reads along."""

    server = ThreadingHTTPServer(("", 0), Late)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


if __name__ == "__main__":
    main()
