"""Cleaning: text from outside, made harmless to a terminal without moving a single offset."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"

# Strings, which `re` compiles when first used: few commands meet anything harmful.
_LINE_ENDING = "\r\n?|[\x0b\x0c\x85\u2028\u2029]"
_HARMFUL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"


def _harmless(match: re.Match[str]) -> str:
    """The picture of a control character where Unicode has one, U+FFFD elsewhere."""
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else REPLACEMENT


def clean(text: str) -> str:
    """`text` with every character that could act on a terminal replaced, one code point for one.

    C0 controls but tab and line feed become their pictures (U+2400 block), DEL becomes U+2421; C1
    controls, bidirectional controls (Trojan Source, CVE-2021-42574), line and paragraph separators
    and lone surrogates become U+FFFD. To be called after entities are decoded.
    """
    return text if text.isprintable() else re.sub(_HARMFUL, _harmless, text)


def clean_line(text: str) -> str:
    """`text` cleaned and on one line: every run of white space is one space, none at the ends."""
    return clean(" ".join(text.split()))


def newlines(text: str) -> str:
    """`text` with every kind of line ending (CR LF, CR, VT, FF, NEL, LS, PS) as one line feed."""
    return re.sub(_LINE_ENDING, "\n", text)
