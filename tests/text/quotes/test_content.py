from __future__ import annotations

import pytest

from text.document import Span
from text.quotes.content import share
from text.quotes.frames import framed
from text.quotes.marked import marked
from text.quotes.tokens import tokens


def shares(text: str) -> float:
    """How much of what the first cue of a sentence governs stands between marks."""
    span = Span(0, len(text))
    found = tokens(text, span, [each.span for each in marked(text, span)])
    pieces = [at for at, token in enumerate(found) if token.piece >= 0]
    frame = framed(found, pieces[0])
    assert frame is not None
    return share(found, pieces, frame)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee said, “We all go home now.”",
        "Ann Lee told reporters on Monday: “We all go home now.”",
        "“We all go home now,” Ann Lee said.",
        "In a letter to the mayor, Ann Lee wrote, “We all go home now.”",
        "“We all go,” Ann Lee said, “and you stay.”",
    ],
)
def test_a_speech_is_quoted_whole(text: str) -> None:
    assert shares(text) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee said the plan was a “terrible mistake.”",
        "Ann Lee promised to “go home.”",
        "The plan is “a terrible mistake,” Ann Lee said.",
        "Ann Lee called it a “terrible mistake.”",
        "They should, Ann Lee said, “all go home.”",
        "Ann Lee said she is “sad” about it all.",
    ],
)
def test_a_report_is_quoted_in_part(text: str) -> None:
    assert shares(text) < 0.9
