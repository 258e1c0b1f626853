"""Saved searches: queries kept in the library, each under a letter."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.library import Library


def saved(library: Library, letter: str) -> str:
    """The query kept under a letter; empty if there is none."""
    return library.preference(f"search.{letter}")


def all_saved(library: Library) -> dict[str, str]:
    """Every query that is kept, by its letter."""
    queries = {letter: saved(library, letter) for letter in ascii_lowercase}
    return {letter: query for letter, query in queries.items() if query}


def save(library: Library, letter: str, query: str) -> None:
    """Keep a query under a letter; an empty one frees the letter."""
    library.prefer(f"search.{letter}", query)
