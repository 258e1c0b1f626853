from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.markdown.test_article import INLINES, SOURCES
from tests.text.markdown.test_blocks import SOURCES_BY_LINE
from text.markdown import parser
from text.markdown.blocks import drafts
from text.markdown.limits import environment
from text.markdown.parser import words

MORSELS = [
    *INLINES,
    "\n",
    "  \n",
    "\\\n",
    " ",
    "\t",
    "www.a.example",
    "http://a.example/b",
    "a@b.example",
    "<a\n",
    ">",
    "'",
    '"',
    "(",
    ")",
]
SOURCES_OF_WORDS = st.lists(st.sampled_from(MORSELS) | st.text(max_size=6), max_size=20).map("".join)
PARAGRAPHS = SOURCES_OF_WORDS.map(lambda source: re.sub(r"\n\s*\n", "\n", source).strip())
NEVER = re.compile("(?!)")
ALWAYS = re.compile("")


@given(PARAGRAPHS)
def test_plain_words_are_the_same_without_the_short_way(source: str) -> None:
    quick = words(source, environment(source))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "_MARKS", ALWAYS)
        patch.setattr(parser, "_SOFT_BREAK", NEVER)
        assert words(source, environment(source)) == quick


@given(SOURCES.map("".join) | SOURCES_BY_LINE)
def test_prose_is_the_same_without_the_short_way(source: str) -> None:
    quick = list(drafts(source, environment(source)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "_NOT_PROSE", EVERYTHING)
        patch.setattr(parser, "_STILL_PROSE", NEVER)
        assert list(drafts(source, environment(source))) == quick


class _Everything(frozenset[str]):
    """Holds every character."""

    def __contains__(self, _item: object) -> bool:
        return True


EVERYTHING = _Everything()
