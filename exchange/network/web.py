"""Pages from the web: asked for politely, within limits, and never from places nobody named."""

from __future__ import annotations

import socket
import ssl
import time
import zlib
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import (
    AbstractHTTPHandler,
    HTTPCookieProcessor,
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPRedirectHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from exchange.errors import PrivateAddressError, TooLargeError, UnansweredError, UnfetchedError
from exchange.network.addresses import asked, host_of, is_address

if TYPE_CHECKING:
    from collections.abc import Collection
    from http.client import HTTPMessage, HTTPResponse
    from typing import IO

MOST_BYTES = 50_000_000
"""The largest page taken, as it is sent and unpacked."""

PATIENCE = 20.0
WHOLE_PATIENCE = 90.0
"""Seconds that are waited for a site's next sign, and for all of a page."""

_CHUNK = 65_536
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Postil)",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip",
}
_REASONS = {
    401: "the site wants to know who you are",
    403: "the site does not give it to programs",
    404: "there is no such page",
    410: "the page is gone for good",
    429: "the site was asked too often: wait a while",
    451: "the site may not show it, by law",
}
_FAILURES: tuple[tuple[type[Exception], str], ...] = (
    (socket.gaierror, "“{host}” is not found; see whether you are connected to the network"),
    (TimeoutError, "“{host}” takes too long; try again later"),
    (ssl.SSLCertVerificationError, "“{host}” cannot prove who it is; see whether your clock is right"),
    (ConnectionRefusedError, "nothing answers at “{host}”"),
    (ValueError, "it is not written as an address is"),
)
_BROKEN = "the answer of “{host}” breaks off or is none; try again later"
_SAVE = "; open it in a browser, save the page and add that file"
_TO_SAVE = frozenset({401, 402, 403, 406, 451})


@dataclass(frozen=True, slots=True)
class Page:
    """What a site sent, the address it came from in the end, and what it is said to be."""

    data: bytes
    address: str
    media_type: str = ""
    charset: str = ""


def fetch(address: str, trusted: Collection[str] = ()) -> Page:
    """What is at an address; redirects are followed to others of the web.

    Only hosts that are `trusted`, named by the reader, may be in a private network. Raises
    `UnfetchedError`, where nothing answers `UnansweredError`, `PrivateAddressError` and `TooLargeError`.
    """
    try:
        request = Request(asked(address), headers=_HEADERS)  # noqa: S310 - the opener knows no other schemes
        deadline = time.monotonic() + WHOLE_PATIENCE
        with closing(_opener(frozenset(trusted)).open(request, timeout=PATIENCE)) as response:
            data = _read(response, address, deadline)
            return _page(data, response)
    except HTTPError as error:
        error.close()
        raise UnfetchedError(name=address, reason=_refusal(error)) from error
    except (OSError, EOFError, HTTPException, zlib.error, ValueError) as error:
        kind = UnansweredError if isinstance(_cause(error), OSError) else UnfetchedError
        raise kind(name=address, reason=_reason(error, address)) from error


class _Guarded(HTTPConnection):
    """A connection that is let go, before a word is said, where it has led into a private network."""

    def connect(self) -> None:
        super().connect()
        if not _is_public(self.sock.getpeername()[0]):
            self.close()
            raise PrivateAddressError(name=self.host)


class _GuardedTls(HTTPSConnection, _Guarded):
    """The same with TLS, which begins after the look at where it has led."""


class _Asker(AbstractHTTPHandler):
    """Opens connections, guarded ones to hosts that nobody named.

    Where a proxy does the asking, what it may reach is its own affair.
    """

    http_request = https_request = AbstractHTTPHandler.do_request_

    def __init__(self, trusted: frozenset[str]) -> None:
        super().__init__()
        self._trusted = trusted

    def http_open(self, request: Request) -> HTTPResponse:
        """Ask without TLS."""
        return self.do_open(HTTPConnection if self._is_free(request) else _Guarded, request)

    def https_open(self, request: Request) -> HTTPResponse:
        """Ask with TLS."""
        kind = HTTPSConnection if self._is_free(request) else _GuardedTls
        return self.do_open(kind, request, context=_certificates())

    def _is_free(self, request: Request) -> bool:
        tunnel = getattr(request, "_tunnel_host", None)  # nothing public tells that a proxy asks for TLS
        return request.has_proxy() or tunnel is not None or host_of(f"http://{request.host}") in self._trusted


class _Redirects(HTTPRedirectHandler):
    """Follows redirects to web addresses alone."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - what the library calls it with
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """The request to follow one with."""
        if not is_address(newurl):
            raise UnfetchedError(name=req.full_url, reason="it leads to what is no web page")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(trusted: frozenset[str]) -> OpenerDirector:
    """What asks for web pages, and for nothing else: a plain opener would take files too."""
    opener = OpenerDirector()
    handlers = (
        ProxyHandler(),
        _Asker(trusted),
        _Redirects(),
        HTTPCookieProcessor(),  # many news sites send a reader without one in a circle
        HTTPErrorProcessor(),
        HTTPDefaultErrorHandler(),
    )
    for handler in handlers:
        opener.add_handler(handler)
    return opener


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()


def _is_public(peer: str) -> bool:
    address = ip_address(peer)
    inner = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (inner or address).is_global


def _read(response: HTTPResponse, name: str, deadline: float) -> bytes:
    """All that is sent, unpacked; raises `TooLargeError`, `TimeoutError`, and `EOFError` at a sudden end."""
    packed = response.headers.get("Content-Encoding", "").strip().lower() in {"gzip", "x-gzip"}
    unpacker = zlib.decompressobj(wbits=31) if packed else None
    data = bytearray()
    while chunk := response.read1(_CHUNK):  # what is there: a whole chunk may drip in for days
        data += unpacker.decompress(chunk, MOST_BYTES + 1 - len(data)) if unpacker else chunk
        if len(data) > MOST_BYTES or (unpacker and unpacker.unconsumed_tail):
            raise TooLargeError(name=name, limit=MOST_BYTES // 1_000_000)
        if time.monotonic() > deadline:
            raise TimeoutError
    if response.length or (unpacker and data and not unpacker.eof):
        raise EOFError
    return bytes(data)


def _page(data: bytes, response: HTTPResponse) -> Page:
    said = response.headers
    media_type = said.get_content_type() if said.get("Content-Type") else ""
    return Page(data, response.geturl(), media_type, said.get_content_charset() or "")


def _refusal(error: HTTPError) -> str:
    """Why a site sends an error instead of a page."""
    said = _REASONS.get(error.code, f"the site answers {error.code}")
    return said + (_SAVE if error.code in _TO_SAVE else "")


def _cause(error: Exception) -> BaseException | str:
    return error.reason if isinstance(error, URLError) else error


def _reason(error: Exception, address: str) -> str:
    """Why nothing was sent."""
    cause = _cause(error)
    known = next((reason for kind, reason in _FAILURES if isinstance(cause, kind)), "")
    if not known and isinstance(cause, OSError) and cause.strerror:
        known = f"“{{host}}” cannot be reached ({cause.strerror})"
    return (known or _BROKEN).format(host=host_of(address) or address)
