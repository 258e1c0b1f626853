"""Where a mark stands in its source, told in one way whatever its program says."""

from __future__ import annotations


def place(*, page: str = "", location: str = "", chapter: str = "") -> str:
    """A place as people cite it: “p. 12, loc. 168-170, The Whale”, of which each part may be missing."""
    told = (page and f"p. {page}", location and f"loc. {location}", chapter)
    return ", ".join(filter(None, told))
