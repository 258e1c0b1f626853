from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.text.documents import documents
from text.document import Block, Document, Inline, Span, Style
from text.motions import by_sentence
from text.places import link_near, links_in, sentences_in

_WORDS = "One link here, another there. None."
_HERE, _THERE = Inline(Span(4, 8), Style.LINK, "#a"), Inline(Span(15, 22), Style.LINK, "#b")
LINKED = Document(
    _WORDS, (Block(Span(0, len(_WORDS)), inlines=(Inline(Span(0, 3), Style.STRONG), _HERE, _THERE)),)
)


@given(documents(), st.integers(0, 400), st.integers(1, 400))
def test_the_sentences_in_sight_are_those_that_the_cursor_steps_through(
    document: Document, start: int, length: int
) -> None:
    span = Span(start, start + length)
    found = sentences_in(document, span)
    assert all(sentence.overlaps(span) for sentence in found)
    for before, after in pairwise(found):
        assert by_sentence(document, before.start, 1) == after.start


def test_links_are_found_where_they_stand_and_from_the_cursor_on() -> None:
    assert links_in(LINKED, Span(0, 10)) == (_HERE,)
    assert links_in(LINKED, Span(0, 30)) == (_HERE, _THERE)
    sentence = Span(0, 29)
    assert link_near(LINKED, 0, sentence) == _HERE
    assert link_near(LINKED, 8, sentence) == _THERE
    assert link_near(LINKED, 25, sentence) == _HERE
    assert link_near(LINKED, 31, Span(30, 35)) is None
    assert links_in(Document("", ()), Span(0, 0)) == ()
