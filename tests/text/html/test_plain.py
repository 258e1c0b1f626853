from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from text.html.plain import paragraphs, split

BLOCKS = ["<p>", "</p>", "<br/>", "<div class='a > b'>", "<x:li id=a>"]
TAGS = [*BLOCKS, "<b>", "</b>", "<!-- no -->", "&amp;", "\n"]
WORDS = st.text("abc", max_size=4)
PARTS = st.lists(st.tuples(st.sampled_from(TAGS), WORDS), max_size=40)


def source_of(parts: list[tuple[str, str]]) -> str:
    return "".join(tag + words for tag, words in parts)


@given(PARTS, st.integers(0, 50))
def test_a_source_is_split_without_loss_before_a_block(parts: list[tuple[str, str]], most: int) -> None:
    source = source_of(parts)
    head, rest = split(source, most)
    assert (head + rest).replace("<!-- no -->", "") == source.replace("<!-- no -->", "")
    assert not rest or rest.startswith(tuple(BLOCKS)) or not any(block in rest for block in BLOCKS)
    assert not rest or head.count("<") + rest.count("<") > most
    assert source.count("<") > most or head == source


@given(PARTS)
def test_every_word_of_the_rest_is_kept_and_no_tag(parts: list[tuple[str, str]]) -> None:
    _, rest = split(source_of([("<p>", ""), *parts]), 0)
    shown = "".join(piece.text for piece in paragraphs(rest))
    assert "".join(shown.split()) == "".join(("&" if tag == "&amp;" else "") + words for tag, words in parts)


def test_short_lines_share_a_paragraph_and_long_ones_do_not() -> None:
    assert [piece.text for piece in paragraphs("<p>a <b>b</b>\n c<p>d<br>e")] == ["a b c\nd\ne"]
    long = "word " * 200
    assert len(list(paragraphs(f"<p>{long}<p>{long}"))) == 2
