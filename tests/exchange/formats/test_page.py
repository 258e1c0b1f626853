from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from exchange.formats import page
from exchange.formats.sheet import By, Sheet
from store.annotation import AnchorState
from tests.exchange.formats.making import HOSTILE, WORDS, few
from tests.exchange.samples import article, mark
from text.document import Block, BlockKind, Document, Inline, Span, Style

if TYPE_CHECKING:
    import pytest

VOID = {"meta", "br", "hr"}


class Reading(HTMLParser):
    """What a browser would see: the words of the article, those of each mark, and every tag and address."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.marked: dict[str, str] = {}
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        self.tags.add(tag)
        self.addresses += [told["href"] or ""] if "href" in told else []
        assert not [name for name in told if name.startswith("on") or name == "src"]
        if tag not in VOID:
            self._open.append((tag, told.get("data-mark") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"html", "body"}:
            assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(tag == "article" for tag, _ in self._open):
            self.words += data
            for _, name in self._open:
                if name:
                    self.marked[name] = self.marked.get(name, "") + data


@st.composite
def pages(draw: st.DrawFn) -> tuple[Document, Sheet]:
    """A document of hostile paragraphs and styles, with marks that overlap."""
    paragraphs = draw(st.lists(WORDS, min_size=1, max_size=3))
    text, blocks = "", []
    for paragraph in paragraphs:
        start = len(text) + 2 * bool(text)
        text += "\n\n" * bool(text) + paragraph
        kind = draw(st.sampled_from([each for each in BlockKind if each is not BlockKind.RULE]))
        first, last = sorted(draw(st.tuples(*2 * [st.integers(start, len(text))])))
        inline = Inline(Span(first, last), draw(st.sampled_from(Style)), draw(HOSTILE))
        blocks.append(Block(Span(start, len(text)), kind, 1, inlines=(inline,)))
    spans = draw(st.lists(st.tuples(*2 * [st.integers(0, len(text))]), max_size=3))
    marks = [
        mark(*sorted(span), text=text)._replace(id=f"{number:016x}")
        for number, span in enumerate(spans)
        if span[0] != span[1]
    ]
    told = article(title=draw(HOSTILE), source=draw(HOSTILE))
    document = Document(text, tuple(blocks))
    return document, Sheet(By.ARTICLE, told.id, told.title, marks, {told.id: told}, document)


def bare(text: str) -> str:
    return "".join(text.split())


@few
@given(pages())
def test_no_text_becomes_markup_and_all_of_it_and_of_the_marks_is_there(made: tuple[Document, Sheet]) -> None:
    document, sheet = made
    read = Reading("".join(page.write([sheet])))
    assert bare(read.words).endswith(bare(document.text))
    for each in sheet.marks:
        assert bare(read.marked.get(each.id, "")) == bare(each.anchor.exact)
    known = {"html", "meta", "title", "style", "article", "aside", "p", "cite", "h1", "h2", "ol", "li", "q"}
    known |= {"mark", "em", "strong", "code", "s", "a", "blockquote", "pre", "table", "tr", "td", "br", "hr"}
    assert read.tags <= known
    assert all(a.lower().startswith(("http://", "https://", "mailto:", "#")) for a in read.addresses)


def test_marks_on_one_another_are_shown_to_a_depth_that_browsers_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page, "DEEPEST", 5)
    text = "a" * 50
    marks = [mark(at, 50 - at, text=text)._replace(id=f"{at:016x}") for at in range(20)]
    told, document = article(), Document(text, (Block(Span(0, 50)),))
    html = "".join(page.write([Sheet(By.ARTICLE, told.id, "T", marks, {told.id: told}, document)]))
    deepest = depth = 0
    for tag in re.findall(r"</?mark", html):
        depth += 1 if tag == "<mark" else -1
        deepest = max(deepest, depth)
    assert deepest == 5
    assert set(Reading(html).marked) == {each.id for each in marks}


def test_marks_have_ids_and_those_lost_are_told_last() -> None:
    document = Document("One, two.", (Block(Span(0, 9)),))
    found = mark(0, 3, text=document.text, note="a\nb", speaker="Ada Marsh", tags=("sea",))
    gone = mark(5, 8, text=document.text)._replace(anchor_state=AnchorState.LOST)
    told = article()
    html = "".join(page.write([Sheet(By.ARTICLE, told.id, "T", [found, gone], {told.id: told}, document)]))
    assert '<mark class="highlight" id="postil-m0" data-mark="m0">One</mark>, two.' in html
    assert "— Ada Marsh" in html
    assert "<p>a<br>\nb</p>" in html
    assert html.index("No longer in the text") < html.index('id="note-m5"')
    assert 'id="postil-m5"' not in html
