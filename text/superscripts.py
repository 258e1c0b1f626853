"""Superscripts set on the line: an exponent gets a caret, for “2¹⁰” is not “210”."""

from __future__ import annotations

import re

LONGEST = 60
"""Superscripts longer than this, in code points, are no exponents but remarks."""

_ORDINALS = "th|st|nd|rd|e|er|re|ère|ème|nde|o|me|lle"
_NONE = re.compile(rf"(?:{_ORDINALS}|tm|sm|[^\w+−–-].*|[ªº]|)", re.IGNORECASE | re.DOTALL)
"""Ordinals and abbreviations; signs such as “™”; notes in brackets, stars and daggers."""

_BARE = re.compile(r"[+−–-]?(?:\d+(?:[.,]\d+)?|\w)")
_CLOSING = ")]}"


def around(before: str, words: str, after: str) -> tuple[str, str]:
    """What stands before and after a superscript's words on the line: nothing where it is no exponent.

    `before` and `after` are what stands round it, of which the signs next to it count. An exponent of
    more than a number or a letter stands in parentheses, and so does one that a word goes on after.
    """
    words = words.strip()
    base = before[-1:]
    if not (base.isalnum() or base in _CLOSING) or not base or len(words) > LONGEST or _NONE.fullmatch(words):
        return "", ""
    if _BARE.fullmatch(words) and not after[:1].isalnum():
        return "^", ""
    return "^(", ")"
