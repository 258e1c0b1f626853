from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from text.document import Span
from text.fold import words
from text.skim import EXCERPT, Skims, begins, best_line, excerpt, skim

TEXTS = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            [
                *("Łódź", "don’t", "U.S.", "wo\u00adrd", "cafe\u0301", "l'homme", "ﬁ", "安全保障", "İ", "ẞ"),
                *(
                    "Ａ",
                    " ",
                    "\n",
                    "the",
                    "Trump's",
                    "Don`t",
                    "x.y.z",
                    "e.g",
                    ".",
                    "'",
                    "“a",
                    "k\u200bk",
                    "Σας",
                    "–",
                    "\u2028",
                ),
            ]
        )
    ).map("".join),
)


@given(TEXTS)
def test_no_folded_word_is_skimmed_over(text: str) -> None:
    skimmed = skim(text)
    assert [word for word in words(text) if word not in skimmed] == []


@given(TEXTS, st.sampled_from(["lodz", "the", "安全", "fi"]))
def test_the_best_line_holds_a_word_and_is_shown_in_part(text: str, word: str) -> None:
    line, held = best_line(text, skim(text), [word])
    assert held == any(word in skim(each) for each in text.split("\n"))
    if held:
        shown = excerpt(text, line, [word])
        assert line.start <= shown.start < shown.end <= line.end
        assert len(shown) <= EXCERPT


def test_a_line_with_more_of_the_words_is_better() -> None:
    text = "Peace now.\nSea and peace.\nPeace at sea."
    assert best_line(text, skim(text), ["sea", "peace"]) == (Span(11, 25), 2)


@given(TEXTS, st.sampled_from(["lodz", "the", "安全", "fi", "homme", "lhomme", "xyz", "endnext"]))
def test_a_word_begins_where_it_does_in_the_folded_words(text: str, word: str) -> None:
    whole = f"{text} end.Next"
    assert begins(lambda: whole, skim(whole), word) == any(held.startswith(word) for held in words(whole))


def test_a_text_is_skimmed_once() -> None:
    skims = Skims()
    asked = [skims.of("b2:0", lambda: "Peace."), skims.of("b2:0", lambda: "Another text.")]
    assert asked == ["peace", "peace"]


def test_an_excerpt_begins_a_little_before_the_word() -> None:
    text = "so " * 100 + "peace " + "yes " * 100
    shown = excerpt(text, Span(0, len(text)), ["pea"]).of(text)
    assert shown.startswith("so so")
    assert "so peace yes" in shown
    assert shown.endswith("yes")


def test_an_excerpt_of_a_script_without_spaces_holds_what_was_asked() -> None:
    text = (
        "我们昨天去了公园然后回家吃饭，和平世界。" * 30 + "世界和平终于来到了。" + "后来大家都很高兴。" * 30
    )
    shown = excerpt(text, Span(0, len(text)), words("世界和平")).of(text)
    assert "世界和平" in shown
    assert not shown.startswith("世界和平")
