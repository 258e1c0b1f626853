"""Where a mark stands now: derived from where it was made and from the article's current text.

Nothing here is history: the same anchor on the same text always stands in the same place, so a
text that returns to an older revision brings its marks back with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from store.records import AnchorState
from store.revisions import text_of
from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from text.anchoring.anchor import Anchor


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


def carried_offsets(old: str, new: str, offsets: Sequence[int]) -> list[int]:
    """Offsets in `old` on `new`: each by the words that follow it, else by the share before it."""
    from text.anchoring.carry import carry  # noqa: PLC0415 - slow to import, and only a changed text needs it

    ahead = {at: Span(at, min(at + _LANDMARK, len(old))) for at in offsets if 0 < at < len(old)}
    found = dict(zip(ahead, carry(old, new, list(ahead.values())), strict=True))
    share = len(new) / max(1, len(old))
    return [stands.span.start if (stands := found.get(at)) else round(at * share) for at in offsets]


_LANDMARK = 120
"""How many code points after an offset serve to find it again."""


def _carried(
    connection: Connection, article_id: str, anchors: list[Anchor], current: str
) -> dict[Anchor, Place]:
    from text.anchoring.carry import carry  # noqa: PLC0415 - slow to import, and only a changed text needs it

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


def _revision(anchor: Anchor) -> str:
    return anchor.revision
