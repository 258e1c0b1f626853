"""A stay in an article: whether its reader has gone anywhere, and which place was kept last."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """The cursor's offset, and whether the article is read to its end with it."""

    cursor: int
    finished: bool


class Stay:
    """What is worth keeping of a stay that began at `start`.

    An article is not read by being opened at its end. One that was opened `in_passing`, at a place
    asked for, keeps the place it was left at before until its reader goes on.
    """

    def __init__(self, start: int = 0, *, in_passing: bool = False) -> None:
        self._start = start
        self._in_passing = in_passing
        self._walked = False
        self._kept: Place | None = None

    def follow(self, cursor: int, start: int) -> None:
        """Go on in another state of the text, where what `cursor` stood on is at `start`."""
        self._walked = self.has_gone_on(cursor)
        self._start, self._kept = start, None

    def has_gone_on(self, cursor: int) -> bool:
        """Whether the reader, who is at `cursor` now, has left the place where the stay began."""
        return self._walked or cursor != self._start

    def news(self, cursor: int, *, at_end: bool) -> Place | None:
        """The place to keep now; None if it is kept already, or not to be."""
        self._walked = self.has_gone_on(cursor)
        place = Place(cursor, self._walked and at_end)
        if place == self._kept or (self._in_passing and not self._walked):
            return None
        self._kept = place
        return place
