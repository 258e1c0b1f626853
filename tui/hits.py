"""How what was found looks in a list: what matched is lit wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import AnchorState, Kind
from tui.signs import sign
from tui.widgets.lines import LINKED
from tui.widgets.rows import fit, one_line

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from store.records import Annotation, Hit
    from text.document import Span
    from tui.widgets.rows import Part

_STATES = {AnchorState.LOST: "lost", AnchorState.CHANGED: "changed"}
_LEAD = 4
"""Cells before the words of a mark."""


def hit_entry(hit: Hit, width: int) -> list[list[Part]]:
    """Two lines: letter and words, and what is known of the mark, what matched of that first.

    A passage that is no mark, which has no id, has no letter.
    """
    mark, terms = hit.annotation, frozenset(hit.terms)
    room = max(1, width - _LEAD)
    text = fit(_around(one_line(mark.anchor.exact), terms, room), room)
    facts = fit("  ".join(_facts(mark, terms)), max(1, room - 1))
    shown = sign(mark.kind)
    return [
        [
            (LINKED if mark.links else " ", "dim"),
            (f"{shown.letter if mark.id else ' '}  ", shown.letter_ink),
            *lit(text, terms),
        ],
        [(" " * _LEAD, ""), *lit(facts, terms, "dim")],
    ]


def lit(text: str, terms: AbstractSet[str], ink: str = "") -> list[Part]:
    """`text` in parts, with the words that are among the folded `terms` in the ink of a match."""
    parts: list[Part] = []
    done = 0
    for span in matching(text, terms):
        parts += [(text[done : span.start], ink), (span.of(text), "match")]
        done = span.end
    return [*parts, (text[done:], ink)]


def matching(text: str, terms: AbstractSet[str]) -> list[Span]:
    """The words of `text` that are among the folded `terms`."""
    if not terms:
        return []
    from text.lit import lit  # noqa: PLC0415 - only where something matched

    return lit(text, terms)


def _facts(mark: Annotation, terms: AbstractSet[str]) -> list[str]:
    facts = [
        _STATES.get(mark.anchor_state, ""),
        f"— {mark.speaker}" if mark.speaker else "",
        mark.status if mark.kind is Kind.CLAIM else "",
        mark.colour,
        *(f"#{tag}" for tag in mark.tags),
        mark.created[:10],
        mark.article_title,
        mark.place,
        _around(one_line(mark.note), terms, 60),
    ]
    return sorted(filter(None, facts), key=lambda fact: not matching(fact, terms))


def _around(text: str, terms: AbstractSet[str], width: int) -> str:
    """`text` from a little before its first matched word, when that would not be in sight."""
    at = next((span.start for span in matching(text, terms)), 0)
    return text if at < width * 2 // 3 else "…" + text[max(0, at - width // 3) :]
