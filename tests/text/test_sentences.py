from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text import plain
from text.document import Span
from text.sentences import lines, sentences

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

MORSELS = [
    "He left.",
    "“Go!”",
    "Mr. A",
    "(See b. C)",
    "\n",
    "\n\n",
    "…",
    "日本。",
    "「そう。」",
    "u.s. ",
    '"',
    "😀 ",
    "5 p.m. ",
]
PROSE = st.lists(st.sampled_from(MORSELS) | st.text(max_size=10), max_size=30).map("".join)


def split(text: str, language: str = "en") -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)), language)]


@given(PROSE, st.data())
def test_sentences_cover_everything_but_space(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    found = sentences(text, span)
    end = span.start
    for sentence in found:
        assert not text[end : sentence.start].strip()
        assert len(sentence) > 0
        assert sentence == sentence.trimmed(text)
        end = sentence.end
    assert not text[end : span.end].strip()
    assert not found or found[-1].end <= span.end


@given(PROSE)
def test_no_sentence_spans_a_blank_line(text: str) -> None:
    assert not any("\n\n" in sentence for sentence in split(text))


@pytest.mark.parametrize(
    "expected",
    [
        ["He met Mr. J. D. Vance at 7 p.m. Monday.", "They spoke."],
        ["The U.S. Army left.", "He lives in the U.S.", "They do not."],
        ["Sen. Lee, D-N.Y., and Gov. Rae (R-Ind.) agreed.", "It cost $1.5 billion."],
        ["“Maybe we can, maybe we can’t.”", "He left."],
        ["He said: “We will go.", "We will stay.”", "Then he slept."],
        ["“Is it over?” he asked.", "Nobody knew."],
        ["“It is over!” Trump said.", "Nobody knew."],
        ["Wait... what?", "Yes… maybe."],
        ["He stayed (It was late. Very late.) and slept.", "Then he woke."],
        ["1. Buy a boat.", "2. Sail it."],
        ["‘Go,’ she said.", "‘Stay.’", "He did neither."],
        ["日本。", "東京「そう。」と言った。", "はい！"],
        ["He read Orda.kz.", "It was dull 😀.", "Very dull."],
        ["「行く。」", "彼は言った。"],
        ["He never said why. …"],
        ["“Can you imagine?” Trump asked. – ."],
    ],
)
def test_news_prose(expected: list[str]) -> None:
    joiner = "" if "。" in expected[0] else " "
    assert split(joiner.join(expected)) == expected


@pytest.mark.parametrize("language", ["en", "en-GB", "de", "ru", "xx", ""])
def test_any_language_tag_is_accepted(language: str) -> None:
    assert split("Das ist gut. Das auch.", language) == ["Das ist gut.", "Das auch."]


def test_unclosed_marks_do_not_stop_the_splitting() -> None:
    assert len(split("“ One. " * 2_000)) > 1_000


def test_the_lines_of_code() -> None:
    code = "one. Two\n\n  three\n"
    assert [line.of(code) for line in lines(code, Span(0, len(code)))] == ["one. Two", "three"]


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_seeds_split_where_a_reader_would(seed: Path) -> None:
    document = plain.parse(seed.read_text(encoding="utf-8")).document
    for block in document.blocks:
        for span in sentences(document.text, block.span):
            assert span.of(document.text)[0] not in "”’,.)"
