"""Bare links in prose, as GitHub finds them (GFM 0.29, section 6.9, "Autolinks (extension)")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_inline import StateInline

_LONGEST_HOST = 300
"""Code points looked through for a host: so a row of hosts that are none takes no more than linear time."""

_SCHEME = re.compile(r"(?:^|[^A-Za-z])(https?|ftp)$", re.IGNORECASE)
# All but white space and punctuation; of that, only hyphen, dot and underscore.
_HOST = re.compile(rf"[^\s!-,/:-@\[-^`{{-~\u2000-\u206f\u3000-\u303f\uff00-\uff0f]{{1,{_LONGEST_HOST}}}")
_REST = re.compile(r"[^\s<]*")
_TRAILING = re.compile(r"(?:[?!.,:*_~'\"]|&[A-Za-z0-9]+;)$")
_EMAIL = re.compile(r"[\w.+-]{1,64}@(?:[A-Za-z0-9_-]{1,63}\.){1,9}[A-Za-z0-9_-]{0,62}[A-Za-z0-9]", re.ASCII)


def bare_link(state: StateInline, silent: bool) -> bool:
    """A markdown-it inline rule: a link from `http://`, `https://`, `ftp://` or `www.` on."""
    source, start = state.src, state.pos
    if state.linkLevel:
        return False
    if source.startswith("www.", start):
        return _www(state, silent)
    scheme = _SCHEME.search(state.pending[-6:]) if source.startswith("://", start) else None
    host = _host(source, start + 3) if scheme else ""
    if not scheme or not host:
        return False
    end = _end(source, start + 3 + len(host), state.posMax)
    if not silent:
        state.pending = state.pending[: -len(scheme[1])]
        _push(state, scheme[1] + source[start:end], scheme[1] + source[start:end])
    state.pos = end
    return True


def _www(state: StateInline, silent: bool) -> bool:
    start = state.pos
    before = state.src[start - 1 : start]
    host = _host(state.src, start)
    if (before and not before.isspace() and before not in "*_~(") or host.count(".") < 2:
        return False
    end = _end(state.src, start + len(host), state.posMax)
    if not silent:
        _push(state, state.src[start:end], "http://" + state.src[start:end])
    state.pos = end
    return True


def _host(source: str, start: int) -> str:
    """The host name at `start`; empty where there is none, or one whose last two parts hold underscores."""
    found = _HOST.match(source, start)
    host = found[0].rstrip(".-_") if found else ""
    parts = host.split(".")
    return host if all(parts) and "_" not in "".join(parts[-2:]) else ""


def _end(source: str, start: int, limit: int) -> int:
    """Where the address that has its host before `start` ends: without closing punctuation."""
    found = _REST.match(source, start, limit)
    end = found.end() if found else start
    surplus = source.count(")", start, end) - source.count("(", start, end)
    while end > start:
        if source[end - 1] == ")" and surplus > 0:
            end, surplus = end - 1, surplus - 1
        elif trailing := _TRAILING.search(source, max(start, end - 32), end):
            end = trailing.start()
        else:
            break
    return end


def _push(state: StateInline, words: str, address: str) -> None:
    state.push("link_open", "a", 1).attrs = {"href": address}
    state.push("text", "", 0).content = words
    state.push("link_close", "a", -1)


def emails(text: str) -> Iterator[re.Match[str]]:
    """The e-mail addresses in a text, in order."""
    return _EMAIL.finditer(text)
