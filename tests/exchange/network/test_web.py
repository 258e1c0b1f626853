from __future__ import annotations

import gzip
import socket
from typing import TYPE_CHECKING

import pytest

from exchange.errors import PrivateAddressError, RefusedError, TooLargeError, UnfetchedError
from exchange.network import web
from exchange.network.web import fetch
from tests.exchange.site import Site, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = {"127.0.0.1"}


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as up:
        yield up


def test_a_page_comes_with_what_its_site_says_of_it(site: Site) -> None:
    found = fetch(site.put("/a", "words", "text/html; charset=KOI8-R"), HERE)
    assert (found.data, found.media_type, found.charset) == (b"words", "text/html", "koi8-r")


def test_addresses_are_asked_for_in_ascii(site: Site) -> None:
    site.put("/%C3%A9%20b?q=%C3%A9", "words")
    assert fetch(f"{site.address}/é b?q=é#place", HERE).data == b"words"


def test_redirects_are_followed_and_the_last_address_is_told(site: Site) -> None:
    site.put("/new", "words")
    assert fetch(site.refuse("/old", 301, Location="/new"), HERE).address == f"{site.address}/new"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/plain,x"])
def test_redirects_lead_to_web_addresses_alone(site: Site, target: str) -> None:
    with pytest.raises(UnfetchedError, match="cannot be fetched"):
        fetch(site.refuse("/old", 302, Location=target), HERE)


def test_a_circle_of_redirects_ends(site: Site) -> None:
    with pytest.raises(UnfetchedError):
        fetch(site.refuse("/round", 302, Location="/round"), HERE)


def test_nobody_is_led_into_a_private_network(site: Site) -> None:
    address = site.put("/secret", "words")
    with pytest.raises(PrivateAddressError):
        fetch(address)
    assert not site.asked


def test_a_redirect_into_a_private_network_is_not_followed(site: Site) -> None:
    port = site.address.rpartition(":")[2]
    site.put("/secret", "words")
    with pytest.raises(PrivateAddressError):
        fetch(site.refuse("/old", 302, Location=f"http://localhost:{port}/secret"), HERE)
    assert site.asked == ["/old"]


@pytest.mark.parametrize("host", ["%31%32%37.0.0.1", "127.%30.0.1", "127.1", "0x7f000001"])
def test_a_private_network_spelt_otherwise_is_one_too(site: Site, host: str) -> None:
    port = site.address.rpartition(":")[2]
    site.put("/secret", "words")
    with pytest.raises((UnfetchedError, PrivateAddressError)):
        fetch(f"http://{host}:{port}/secret", {"example.org"})
    trusted = site.refuse("/old", 302, Location=f"http://{host}:{port}/secret").replace(
        "127.0.0.1", "localhost"
    )
    with pytest.raises((UnfetchedError, PrivateAddressError)):
        fetch(trusted, {"localhost"})
    assert "/secret" not in site.asked


def test_packed_pages_are_unpacked(site: Site) -> None:
    packed = gzip.compress(b"words" * 1000)
    assert fetch(site.put("/a", packed, Content_Encoding="gzip"), HERE).data == b"words" * 1000


def test_a_proxy_may_be_in_a_private_network(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("no_proxy")
    monkeypatch.setenv("http_proxy", site.address)
    site.put("http://example.org/a", "words")
    assert fetch("http://example.org/a").data == b"words"


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_beyond_the_limit_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch, *, packed: bool
) -> None:
    monkeypatch.setattr(web, "MOST_BYTES", 1000)
    data = gzip.compress(b" " * 10_000_000) if packed else b" " * 1001
    headers = {"Content_Encoding": "gzip"} if packed else {}
    with pytest.raises(TooLargeError):
        fetch(site.put("/a", data, **headers), HERE)


@pytest.mark.parametrize(
    ("code", "said"),
    [(404, "no such page"), (403, "save the page"), (500, "answers 500"), (429, "too often")],
)
def test_what_a_site_refuses_is_a_sentence(site: Site, code: int, said: str) -> None:
    with pytest.raises(UnfetchedError, match=said):
        fetch(site.refuse("/a", code), HERE)


def test_a_page_that_drips_in_is_given_up_in_time(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "WHOLE_PATIENCE", 0.2)
    with pytest.raises(UnfetchedError, match="too long"):
        fetch(site.drip("/a", b"words" * 1000), HERE)


def test_what_is_no_gzip_or_breaks_off_is_a_sentence(site: Site) -> None:
    with pytest.raises(UnfetchedError):
        fetch(site.put("/a", b"words", Content_Encoding="gzip"), HERE)
    with pytest.raises(UnfetchedError):
        fetch(site.put("/b", b"words", Content_Length="100"), HERE)
    with pytest.raises(UnfetchedError):
        fetch(site.put("/c", gzip.compress(b"words" * 100)[:-9], Content_Encoding="gzip"), HERE)


@pytest.mark.parametrize("address", ["http://[", "http://a:b/", "http://.example..com/", "http://\u2100/"])
def test_what_is_no_address_is_a_sentence(address: str) -> None:
    with pytest.raises(RefusedError):
        fetch(address, HERE)


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (socket.gaierror(-2, "unknown"), "connected to the network"),
        (TimeoutError(), "too long"),
        (ConnectionRefusedError(111, "refused"), "nothing answers"),
        (OSError(113, "No route to host"), "No route"),
    ],
)
def test_without_a_network_there_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, failure: OSError, said: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(socket, "create_connection", fail)
    with pytest.raises(UnfetchedError, match=said) as caught:
        fetch("http://example.org/a")
    assert "\n" not in str(caught.value)


def test_a_page_that_never_ends_is_let_go(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "WHOLE_PATIENCE", -1.0)
    with pytest.raises(UnfetchedError, match="too long"):
        fetch(site.put("/a", "words"), HERE)
