"""Links to the outside: where an address truly leads, in words a reader can judge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_SCHEMES = ("http", "https")
_SHOWN = 60
_LEAST_HOST, _BESIDE_HOST = 20, 50
"""Cells for a host at least, and for all else in a question; of a longer host its end is shown."""

# Browsers read a backslash as a slash, so that the host they go to would not be the one shown.
_TREACHEROUS = re.compile(r"[\s\\]")


class BadAddressError(ValueError):
    """The address cannot be opened; the message says why in a sentence."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address, and the host that it leads to as it shall be shown."""

    address: str
    host: str


def link(address: str) -> Link:
    """Read an address; raise `BadAddressError` for all but plain http and https ones.

    A host that is not ASCII is shown with its Punycode, which tells letters apart that look alike.
    """
    shown = f"“{address[:_SHOWN]}”"
    if _TREACHEROUS.search(address) or not address.isprintable():
        raise BadAddressError(f"{shown} holds signs that belong in no address, and is not opened.")
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        punycode = host.encode("idna").decode("ascii")
    except ValueError:  # which UnicodeError, for no name of a host, is too
        raise BadAddressError(f"{shown} is no address that can be opened.") from None
    if parts.scheme not in _SCHEMES:
        raise BadAddressError(f"{shown} is not opened: only http and https addresses are.")
    if not host:
        raise BadAddressError(f"{shown} names no host to go to.")
    return Link(address, host if host.isascii() else f"{host} ({punycode})")


def question(asked: Link, hint: str, width: int) -> str:
    """What a reader is asked before a link is opened, in about `width` cells; the host comes first."""
    room = max(_LEAST_HOST, width - _BESIDE_HOST)
    host = asked.host if len(asked.host) <= room else "…" + asked.host[-room:]
    return f"Open {host}? {hint}   {asked.address}"
