"""Patterns kept as lists of phrases, one a line, so that a person can read and add to them."""

from __future__ import annotations

import re


def one_of(alternatives: str) -> re.Pattern[str]:
    """A pattern, blind to case, that matches any one of the regular expressions on the lines given."""
    lines = filter(None, map(str.strip, alternatives.split("\n")))
    return re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)


def words(listed: str) -> frozenset[str]:
    """The words listed, white space between them."""
    return frozenset(listed.split())
