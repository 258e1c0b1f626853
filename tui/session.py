"""What lasts while the program runs, whichever article is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from text.jumps import Jumps

if TYPE_CHECKING:
    from text.suggestions import Suggestions


class Spot(NamedTuple):
    """A place in the library: an article by its id, and an offset in its text, in one revision of that."""

    article: str
    offset: int
    revision: str = ""


SEARCH = Spot("", 0)
"""The search, as a place that can be come back to."""


@dataclass(slots=True)
class Session:
    """Where the reader has been, what was last searched for in an article, and what articles suggest."""

    jumps: Jumps[Spot] = field(default_factory=Jumps)
    wanted: str = ""
    linking: str = ""
    """The mark that is to be linked to another, by its id."""
    suggestions: dict[str, Suggestions] = field(default_factory=dict)
    """The quotes of articles opened lately, by revision."""
