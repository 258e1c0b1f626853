"""YAML front matter: what a Markdown file says of itself before it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exchange.formats.outline import Fact


def front_matter(facts: Mapping[str, Fact]) -> str:
    """Facts as the front matter of a file."""
    import yaml  # noqa: PLC0415 - 40 ms, and files about many things have no front matter

    known = {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()}
    told = yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=float("inf"))
    return f"---\n{told}---\n\n"
