"""A mark as Markdown.

It is a block quotation with a block id (`^postil-…`, Obsidian's way to link to a block) right
behind it, then what was said of it: speaker or status, note, tags.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from exchange import escape
from exchange.notes import note
from store.annotation import AnchorState, Kind
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.annotation import Annotation

UNTOLD = frozenset({Kind.QUOTE, Kind.HIGHLIGHT})
"""The kinds that say nothing of a mark that cannot be seen from it."""
ANCHORED = {
    AnchorState.CHANGED: "worded otherwise in the article now",
    AnchorState.LOST: "no longer in the article",
}
"""What is said of a mark whose words are others by now, or gone."""


def mark_markdown(mark: Annotation) -> str:
    """One mark."""
    return _told(mark, f"\n\n^postil-{mark.id}")


def told_markdown(mark: Annotation) -> str:
    """One mark without its block id, for texts that are not exported again."""
    return _told(mark, "")


def is_page_note(mark: Annotation) -> bool:
    """Whether it is a note about a whole article, which has no words but for the article's title."""
    if not mark.note or mark.anchor.exact != mark.article_title:
        return False
    return mark.kind == Kind.HIGHLIGHT and bool(mark.article_title)


def origin_line(facts: Iterable[str], address: str) -> str:
    """Where words come from, on a line: facts, and an address on the web as a link."""
    link = ""
    if address:
        link = f"<{address}>" if escape.block(address) == address else escape.inline(address)
    return " · ".join(filter(None, (*map(_inline, facts), link)))


def _told(mark: Annotation, block_id: str) -> str:
    is_note_alone = is_page_note(mark)
    words = note(mark.note) if is_note_alone else escape.quotation(escape.block(mark.anchor.exact))
    told = f"{words}{block_id}"
    if standing := _standing(mark):
        told += f"\n\n{standing}"
    if mark.note and not is_note_alone:
        told += f"\n\n{note(mark.note)}"
    if mark.tags:
        told += "\n\n" + " ".join([f"#{_inline(tag)}" for tag in mark.tags])
    return told


@lru_cache(1000)
def _inline(text: str) -> str:
    """What many marks say alike, on a line."""
    return escape.inline(clean_line(text))


def _standing(mark: Annotation) -> str:
    """What it is and how it stands, who said it, its place and colour, and whether its words have changed."""
    parts = []
    if mark.kind not in UNTOLD:
        parts.append(f"**{mark.kind.capitalize()}**")
    if mark.status:
        parts.append(_inline(mark.status))
    if mark.speaker:
        parts.append(f"— {_inline(mark.speaker)}")
    if mark.place:
        parts.append(_inline(mark.place))
    if mark.colour:
        parts.append(_inline(mark.colour))
    if mark.anchor_state in ANCHORED:
        parts.append(f"*({ANCHORED[mark.anchor_state]})*")
    return " · ".join(parts)
