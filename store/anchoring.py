"""Where a mark stands now: derived from where it was made and from the article's current text.

Nothing here is history: the same anchor on the same text always stands in the same place, so a
text that returns to an older revision brings its marks back with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from store.records import AnchorState
from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from text.anchor import Anchor


@dataclass(frozen=True, slots=True)
class Place:
    """A span in one revision's text; a lost mark keeps the place where it was made."""

    span: Span
    revision: str
    state: AnchorState


def place(connection: Connection, article_id: str, anchors: Sequence[Anchor]) -> list[Place]:
    """The places of `anchors` on the current text of their article."""
    (current,) = connection.execute("SELECT revision FROM article WHERE id = ?", (article_id,)).fetchone()
    places: dict[Anchor, Place] = {}
    for made, group in groupby(sorted(set(anchors), key=_revision), _revision):
        settled = list(group)
        if made == current:
            places |= {anchor: Place(anchor.span, made, AnchorState.EXACT) for anchor in settled}
        else:
            places |= _carried(connection, article_id, settled, current)
    return [places[anchor] for anchor in anchors]


def carried_position(old: str, new: str, position: int) -> int:
    """A reading position in `old` on `new`: by the words that follow it, else by the share read."""
    from text.carry import carry  # noqa: PLC0415 - slow to import, and only a changed text needs it

    ahead = Span(min(position, len(old)), min(position + _LANDMARK, len(old)))
    found = carry(old, new, [ahead])[0] if ahead else None
    return found.span.start if found else round(position / max(1, len(old)) * len(new))


_LANDMARK = 120
"""How many code points after the reading position serve to find it again."""


def _carried(
    connection: Connection, article_id: str, anchors: list[Anchor], current: str
) -> dict[Anchor, Place]:
    from text.carry import carry  # noqa: PLC0415 - slow to import, and only a changed text needs it

    old = text_of(connection, article_id, anchors[0].revision)
    new = text_of(connection, article_id, current)
    places = {}
    for anchor, found in zip(anchors, carry(old, new, [anchor.span for anchor in anchors]), strict=True):
        if found is None:
            places[anchor] = Place(anchor.span, anchor.revision, AnchorState.LOST)
        else:
            same = found.span.of(new) == anchor.exact
            places[anchor] = Place(found.span, current, AnchorState.EXACT if same else AnchorState.CHANGED)
    return places


def text_of(connection: Connection, article_id: str, revision: str) -> str:
    """The text of one revision of an article."""
    (text,) = connection.execute(
        "SELECT text FROM revision WHERE id = ? AND article = ?", (revision, article_id)
    ).fetchone()
    return str(text)


def _revision(anchor: Anchor) -> str:
    return anchor.revision
