"""YAML front matter: what a Markdown file says of itself before its text begins."""

from __future__ import annotations

import datetime as dt
import re

from text.clean import clean_line
from text.document import Metadata

_FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LIMIT = 20_000
_BRACKETS = 200
"""Longer front matter (code points), or more nested (YAML takes the square of it), is read as text."""

_FIELDS = {
    "title": ("title", "headline"),
    "byline": ("author", "authors", "byline"),
    "publisher": ("publisher", "publication", "site", "source"),
    "published": ("date", "published", "created"),
    "language": ("lang", "language", "locale"),
}
"""Each field of `Metadata` and the keys it is read from, the first that is there."""


def split(source: str) -> tuple[Metadata, str]:
    """The metadata of the front matter and the text after it; all is text where there is no valid one."""
    found = _FRONT.match(source[:_LIMIT]) if source.startswith("---") else None
    fields = _load(found[1]) if found else None
    if found is None or fields is None:
        return Metadata(), source
    return _metadata(fields), source[found.end() :]


def _load(source: str) -> dict[str, object] | None:
    """The mapping the YAML holds, keys in lower case; None where it is not one."""
    if source.count("[") + source.count("{") > _BRACKETS:
        return None
    import yaml  # noqa: PLC0415 (40 ms, and most articles have no front matter)

    try:
        value = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    return {str(key).lower(): field for key, field in value.items()}


def _metadata(fields: dict[str, object]) -> Metadata:
    return Metadata(**{name: _first(fields, keys) for name, keys in _FIELDS.items()})


def _first(fields: dict[str, object], keys: tuple[str, ...]) -> str:
    values = (_words(fields[key]) for key in keys if key in fields)
    return next((value for value in values if value), "")


def _words(value: object) -> str:
    """A scalar as it is read, a list of them parted by commas; a mapping gives its name."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value[:20])))
    if isinstance(value, dict):
        return _words(value.get("name"))
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else clean_line(str(value))
