"""The last barrier before the terminal: no control byte in any text or link leaves the app.

Text is cleaned where it enters; this catches what some widget, title or library row brings in
beside that door. Textual passes control characters on to the terminal as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from text.clean import clean

if TYPE_CHECKING:
    from textual.color import Color


class Barrier(LineFilter):
    """Replaces control characters in painted text, and drops links."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the base class's signature
        """The same segments, harmless."""
        return [segment if _is_harmless(segment) else _harmless(segment) for segment in segments]


def _is_harmless(segment: Segment) -> bool:
    text, style, _ = segment
    # What is printable is harmless, and told far quicker; the reverse does not hold.
    return (text.isprintable() or scrub(text) == text) and (style is None or style.link is None)


def _harmless(segment: Segment) -> Segment:
    style = (
        segment.style.update_link(None) if segment.style is not None and segment.style.link else segment.style
    )
    return Segment(scrub(segment.text), style, segment.control)


def scrub(text: str) -> str:
    """`text` with nothing left in it that a terminal would obey, one character for one."""
    return clean(text).replace("\n", " ").replace("\t", " ")
