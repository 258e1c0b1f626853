"""Addresses of web pages: told from paths, remembered, and made fit to be asked for."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from text.clean import clean_line

_ADDRESS = re.compile(r"\s*https?://[^\s/]", re.IGNORECASE)
_SAFE = "/%:=&?~+!$,;'@()*[]|"


def is_address(text: str) -> bool:
    """Whether `text` is the address of a web page."""
    return bool(_ADDRESS.match(text))


def remembered(address: str) -> str:
    """The address by which the library remembers a page: without the place in it.

    A fragment that names the page itself (`#!…` and `#/…`, as some sites have it) stays.
    """
    page, _, place = clean_line(address).partition("#")
    return f"{page}#{place}" if place.startswith(("!", "/")) else page


def asked(address: str) -> str:
    """The address in ASCII, as it is asked for (RFC 3987, 3.1). Raises `ValueError` where it is none."""
    parts = urlsplit(address.strip())
    host = (parts.hostname or "").encode("idna").decode()
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    return urlunsplit(
        (parts.scheme, f"{host}{port}", quote(parts.path or "/", _SAFE), quote(parts.query, _SAFE), "")
    )


def host_of(address: str) -> str:
    """The host that an address names, in small letters; empty where it names none."""
    try:
        return (urlsplit(address.strip()).hostname or "").lower()
    except ValueError:
        return ""
