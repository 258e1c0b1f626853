"""Addresses: what one page is called in several ways, told by one name."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

_WEB = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs(?:enc|mi)", re.IGNORECASE
)


def is_web(address: str) -> bool:
    """Whether it is that of a page on the web."""
    return address.partition("://")[0].lower() in _WEB


def canonical(address: str) -> str:
    """The one name of an address, the same for all that lead to one page.

    Of a page on the web, what goes is the scheme, `www.`, a port that says nothing, the place in the page,
    the last slash, and parameters that only tell where a visitor came from. A `file:` address is its path.
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:  # no address at all
        return address.strip()
    if parts.scheme == "file":
        return unquote(parts.path)
    if parts.scheme not in _WEB:
        return address.strip()
    host = (parts.hostname or "").removeprefix("www.")
    named = f":{port}" if port not in {None, _WEB[parts.scheme]} else ""
    asked = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    query = f"?{urlencode(asked)}" if asked else ""
    # A fragment that names the page itself, as some sites have it, is no place in it.
    page = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    return f"//{host}{named}{parts.path.rstrip('/')}{query}{page}"
