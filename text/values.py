"""Values of fields, as queries ask for them and as the index keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator


def field_value(written: str) -> str:
    """A value folded, without quotation marks, without `#` and `/` at its ends; empty if nothing is left."""
    return " ".join(fold(written).replace('"', " ").split()).strip("#/ ")


def with_parents(tag: str) -> Iterator[str]:
    """`war/truce` is `war` and `war/truce`."""
    parts = tag.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
