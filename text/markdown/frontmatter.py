"""Front matter: what a Markdown file says of itself before its text begins, in YAML or in TOML."""

from __future__ import annotations

import datetime as dt
import re
import tomllib

from text.clean import clean_line
from text.document import Metadata

_YAML = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LIMIT = 20_000
_BRACKETS = 200
_STARS = 20
"""Longer front matter (code points), or more nested (the parsers take the square of it), or with more YAML
aliases (which multiply), is read as text."""

_MOST_WORDS = 50
"""Authors or tags taken from one list."""

_FIELDS = {
    "title": ("title", "headline"),
    "byline": ("author", "authors", "byline"),
    "publisher": ("publisher", "publication", "site", "site_name", "source"),
    "published": ("date", "published", "created"),
    "language": ("lang", "language", "locale"),
}
"""Each field of `Metadata` and the keys it is read from, the first that is there."""

_TAGS = ("tags", "tag", "keywords", "categories", "category")
"""The keys whose tags are taken, all of them."""


def split(source: str) -> tuple[Metadata, str]:
    """The metadata of the front matter and the text after it; all is text where there is no valid one."""
    head = source[:_LIMIT]
    found = _YAML.match(head) or _TOML.match(head)
    fields = _load(found[1], is_yaml=source.startswith("-")) if found else None
    if found is None or fields is None:
        return Metadata(), source
    return _metadata(fields), source[found.end() :]


def _load(source: str, *, is_yaml: bool) -> dict[str, object] | None:
    """The mapping the front matter holds, keys in lower case; None where it is not one."""
    if source.count("[") + source.count("{") > _BRACKETS:
        return None
    value = _yaml(source) if is_yaml else _toml(source)
    return {str(key).lower(): field for key, field in value.items()} if isinstance(value, dict) else None


def _toml(source: str) -> object:
    try:
        return tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _yaml(source: str) -> object:
    if source.count("*") > _STARS:
        return None
    import yaml  # noqa: PLC0415 (40 ms, and most articles have no front matter)

    try:
        return yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _metadata(fields: dict[str, object]) -> Metadata:
    named = {name: _first(fields, keys) for name, keys in _FIELDS.items()}
    tags = dict.fromkeys(tag for key in _TAGS for tag in _tags(fields.get(key)))
    return Metadata(
        title=named["title"],
        byline=named["byline"],
        publisher=named["publisher"],
        published=named["published"],
        language=named["language"],
        tags=tuple(tags),
    )


def _first(fields: dict[str, object], keys: tuple[str, ...]) -> str:
    values = (", ".join(_listed(fields[key])) for key in keys if key in fields)
    return next((value for value in values if value), "")


def _tags(value: object) -> list[str]:
    """The tags in a list, or in a line where commas part them, or else spaces; without their `#`."""
    if isinstance(value, str):
        parts = value.split(",") if "," in value else value.split()
        value = parts
    return [tag for word in _listed(value) if (tag := word.lstrip("#").strip())]


def _listed(value: object) -> list[str]:
    """What is said in a list, or by itself; nothing that is empty."""
    items = value[:_MOST_WORDS] if isinstance(value, list) else [value]
    return [words for words in map(_words, items) if words]


def _words(value: object) -> str:
    """A scalar as it is read; a mapping gives its name."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None or isinstance(value, (dict, list)) else clean_line(str(value))
