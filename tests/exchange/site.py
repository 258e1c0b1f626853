"""A web site on this machine, for tests: the network itself is never asked."""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HTML = "text/html; charset=utf-8"


@dataclass
class Site:
    """What is at its paths, and which of them were asked for."""

    address: str
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    dripping: set[str] = field(default_factory=set)

    def put(self, path: str, content: str | bytes, kind: str = HTML, **headers: str) -> str:
        """Put a page at a path; its address."""
        data = content.encode() if isinstance(content, str) else content
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (200, ({"Content-Type": kind} if kind else {}) | said, data)
        return self.address + path

    def drip(self, path: str, data: bytes) -> str:
        """Put something at a path that is sent a byte at a time, until nobody listens; its address."""
        self.dripping.add(path)
        return self.put(path, data)

    def refuse(self, path: str, code: int, **headers: str) -> str:
        """Answer a path with a code alone; its address."""
        self.pages[path] = (code, dict(headers), b"")
        return self.address + path


@contextmanager
def serving() -> Iterator[Site]:
    """A site that is up."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            code, headers, data = site.pages.get(self.path, (404, {}, b""))
            self.send_response(code)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            with suppress(OSError):
                for byte in data if self.path in site.dripping else ():
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.02)
                if self.path not in site.dripping:
                    self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - so the library calls it
            """Nobody reads along."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def page(title: str, *paragraphs: str) -> str:
    """A page with an article."""
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    )
