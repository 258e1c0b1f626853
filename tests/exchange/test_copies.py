from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from exchange.copies import copied
from store.records import AnchorState, Annotation, Kind
from text.anchoring.anchor import Anchor
from text.clean import clean

MARK = Annotation(
    id="7f",
    kind=Kind.QUOTE,
    article_id="a",
    article_title="A letter *from* the light",
    article_source="https://example.org/a_b_c?d=1&copy;",
    anchor=Anchor("the light is out", "", "", 0, 16, "r"),
    anchor_state=AnchorState.EXACT,
    created="2026-01-01T00:00:00Z",
    speaker="The keeper",
)


def test_a_mark_tells_who_said_it_and_where_it_comes_from() -> None:
    assert copied([MARK]) == (
        "> the light is out\n\n— The keeper\n\n"
        "*A letter \\*from\\* the light*, <https://example.org/a_b_c?d=1&copy;>\n"
    )


def test_what_is_not_known_is_left_out() -> None:
    assert copied([MARK._replace(speaker="", article_title="", article_source="")]) == "> the light is out\n"


def test_several_marks_stand_under_their_articles_in_the_order_given() -> None:
    other = MARK._replace(article_id="b", article_title="Notice", article_source="/1. notice.txt", speaker="")
    again = MARK._replace(anchor=Anchor("the oil is gone", "", "", 20, 35, "r"), note="Why?", tags=("sea",))
    assert copied([MARK, other, again]) == (
        "# A letter \\*from\\* the light\n\n<https://example.org/a_b_c?d=1&copy;>\n\n"
        "> the light is out\n\n— The keeper\n\n"
        "> the oil is gone\n\n— The keeper\n\nWhy?\n\n#sea\n\n"
        "# Notice\n\n/1. notice.txt\n\n> the light is out\n"
    )


@given(st.text(), st.text(), st.text(min_size=1))
@example("</em><script>", "https://a/><script>alert(1)</script>", "> ]\n\n# x\n---")
@example("\x1b]52;c;aGk=\a", "https://a/\x1b[201~", "\ud800 \x9b201~ \u202e")
def test_hostile_text_stays_text(title: str, source: str, words: str) -> None:
    hostile = MARK._replace(
        article_title=title, article_source=source, anchor=Anchor(words, "", "", 0, len(words), "r")
    )
    for marks in ([hostile], [hostile, MARK]):
        text = copied(marks)
        assert clean(text) == text
        text.encode()
        kinds = {token.type for token in MarkdownIt("commonmark").parse(text)}
        assert not kinds & {
            "html_block",
            "fence",
            "code_block",
            "hr",
            "bullet_list_open",
            "ordered_list_open",
        }
        inlines = [
            child.type
            for token in MarkdownIt("commonmark").parse(text)
            for child in token.children or ()
            if child.type in {"html_inline", "image"}
        ]
        assert not inlines
