"""A quote: words of somebody in an article, and who that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from text.document import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, as the article has it.

    Spans hold the words without the marks round them. A quotation that its speaker's tag splits ("…," he
    said. "…") or that runs over paragraphs is one quote: `parts` are its pieces, `span` reaches from the
    first to the last. A `speech` is what was said, a `phrase` some marked words in a sentence of the
    writer's, a `report` what the writer tells in his own words. `score` (0 to 1) is how sure it is that
    this was said by that speaker.
    """

    span: Span
    speaker: str
    """Who said it, by the fullest name in the text; empty where nobody is named."""
    speaker_span: Span | None
    """The words that name the speaker of this quotation."""
    cue: str
    """The word that tells of saying ("said", "according to"); empty where none does."""
    kind: Literal["direct", "indirect"]
    score: float
    parts: tuple[Span, ...]
    form: Literal["speech", "phrase", "report"] = "speech"
