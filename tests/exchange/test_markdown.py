from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from exchange import escape, notes
from exchange.formats.plain import write
from exchange.formats.sheet import LOST, By, Sheet
from exchange.markdown import mark_markdown
from store.records import AnchorState, Kind
from tests.exchange.samples import DOCUMENT, TEXT, article, mark
from text.clean import clean, clean_line

if TYPE_CHECKING:
    from markdown_it.token import Token

    from store.records import Annotation, Article

HOSTILE = st.one_of(
    st.text(),
    st.text(st.sampled_from(list("\\`*_{}[]()#+-.!|<>~=:^%&;$ \n\tab1—·"))),
    st.sampled_from(["---\nadmin: true\n---", "# h\n\n> q", "null", "2024-01-01", "%% x", "^postil-m25"]),
)
WORDS = HOSTILE.map(clean_line)


def written(about: Article, marks: list[Annotation]) -> str:
    return "".join(write([Sheet(By.ARTICLE, about.id, about.title, marks, {about.id: about}, DOCUMENT)]))


def front_matter(markdown: str) -> dict[str, object]:
    assert markdown.startswith("---\n")
    found = yaml.safe_load(markdown.split("\n---\n", maxsplit=1)[0].removeprefix("---\n"))
    assert isinstance(found, dict)
    return found


def test_a_quote_with_everything_said_of_it() -> None:
    quote = mark(25, 33, Kind.QUOTE, speaker="Ada Marsh", note="Why?\n\nBecause.", tags=("sea", "a/b"))
    assert mark_markdown(quote) == (
        "> One, two\n\n^postil-m25\n\n— Ada Marsh\n\nWhy?\n\nBecause.\n\n#sea #a/b"
    )


def test_a_claim_with_its_status() -> None:
    claim = mark(25, 34, Kind.CLAIM, status="disputed")
    assert mark_markdown(claim) == "> One, two.\n\n^postil-m25\n\n**Claim** · disputed"


def test_a_mark_of_ones_own_kind_says_so() -> None:
    assert mark_markdown(mark(25, 34)._replace(kind="method")).endswith("**Method**")


def test_a_quotation_over_two_paragraphs_stays_one() -> None:
    assert mark_markdown(mark(11, 30)).startswith("> First things\n>\n> One,")


def test_marks_stand_in_the_order_of_the_text_under_its_headings_lost_ones_last() -> None:
    lost = mark(0, 3, id="gone", anchor_state=AnchorState.LOST)
    out = written(article(), [mark(0, 9), mark(25, 28), mark(30, 34), mark(49, 54), lost])
    order = ["# The title", "^postil-m0", "## First things", "^postil-m25", "^postil-m30"]
    order += ["## Last things", "^postil-m49", f"## {LOST}", "^postil-gone"]
    assert [line for line in out.split("\n") if line.startswith(("#", "^"))] == order


def test_front_matter_holds_what_is_known_and_the_same_library_gives_the_same_bytes() -> None:
    out = written(article(byline="A. B.", published="2025-02-10"), [mark(25, 34)])
    assert front_matter(out) == {
        "title": "The title",
        "author": "A. B.",
        "published": "2025-02-10",
        "added": "2026-01-02T03:04:05.678Z",
        "postil": "0123456789abcdef",
    }
    assert out == written(article(byline="A. B.", published="2025-02-10"), [mark(25, 34)])


@given(WORDS.filter(bool), WORDS, WORDS)
def test_front_matter_gives_back_any_words_as_words(title: str, byline: str, source: str) -> None:
    found = front_matter(written(article(title=title, byline=byline, source=source), []))
    assert (found["title"], found.get("author", ""), found.get("source", "")) == (title, byline, source)


@given(HOSTILE.map(clean).filter(bool), HOSTILE.map(clean), WORDS, st.lists(WORDS.map(str.split), max_size=3))
def test_hostile_words_stay_in_their_place(
    exact: str, note: str, speaker: str, tagged: list[list[str]]
) -> None:
    tags = tuple(tag.lstrip("#") for words in tagged for tag in words[:1] if tag.lstrip("#"))
    note = note.strip()
    quote = mark(0, len(exact), Kind.QUOTE, text=exact, note=note, speaker=speaker, tags=tags)
    told = mark_markdown(quote).replace(f"\n\n{notes.note(note)}", f"\n\n{escape.block(note)}")
    tokens = MarkdownIt("commonmark").parse(told)
    assert {token.type for token in tokens} <= {
        *("blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline")
    }
    quoted, said = _texts(tokens)
    assert "\n\n".join(quoted) == exact
    wanted = ["^postil-m0", f"— {speaker}" if speaker else "", note, " ".join(f"#{tag}" for tag in tags)]
    assert "\n\n".join(said) == "\n\n".join(filter(None, wanted))


def test_the_sample_text_is_what_its_blocks_say() -> None:
    assert [block.span.of(TEXT) for block in DOCUMENT.blocks] == TEXT.split("\n\n")


def _texts(tokens: list[Token]) -> tuple[list[str], list[str]]:
    """The paragraphs inside the block quotation, and those after it."""
    quoted: list[str] = []
    said: list[str] = []
    for token in tokens:
        if token.type == "inline":
            children = token.children or []
            text = "".join("\n" if child.type == "hardbreak" else child.content for child in children)
            (quoted if token.level > 1 else said).append(text)
    return quoted, said


def test_a_mark_says_when_the_article_has_other_words_now() -> None:
    same = mark(25, 34, Kind.QUOTE, status="disputed")
    changed = mark(25, 34, Kind.QUOTE, status="disputed", anchor_state=AnchorState.CHANGED)
    assert mark_markdown(same) == "> One, two.\n\n^postil-m25\n\ndisputed"
    assert mark_markdown(changed).endswith("disputed · *(worded otherwise in the article now)*")
