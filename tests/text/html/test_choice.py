from __future__ import annotations

import lxml.html
from hypothesis import given
from hypothesis import strategies as st

from text.html.choice import choose
from text.html.tree import walk

PROSE = "The {} stood at the window and watched {} ships come in, one after the other, until {} was night."
ARTICLE = [PROSE.format(word, word, word) for word in ("keeper", "pilot", "captain", "child")]


def chosen(source: str, broad: str, sure: str, title: int = 99) -> list[str]:
    page = walk(lxml.html.document_fromstring(f"<html><body>{source}</body></html>"))
    told = choose(page, broad, sure, title)
    return [located.piece.text for located, is_told in zip(page, told, strict=True) if is_told]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@given(st.lists(st.sampled_from(ARTICLE), min_size=1, max_size=4, unique=True))
def test_what_both_tell_is_chosen(texts: list[str]) -> None:
    article = "\n".join(texts)
    assert chosen(f"<p>Menu</p>{paragraphs(*texts)}<p>Imprint</p>", article, article) == texts


def test_at_the_ends_the_sure_text_is_right_and_between_them_the_broad_one() -> None:
    source = paragraphs("Latest news", ARTICLE[0], "A break", ARTICLE[1], "Subscribe now")
    broad = "\n".join(("Latest news", ARTICLE[0], "A break", ARTICLE[1], "Subscribe now"))
    assert chosen(source, broad, "\n".join(ARTICLE[:2])) == [ARTICLE[0], "A break", ARTICLE[1]]


def test_from_the_title_on_the_broad_text_is_right() -> None:
    source = paragraphs("Home", "The title", "In short", ARTICLE[0])
    assert chosen(source, f"Home In short {ARTICLE[0]}", ARTICLE[0], title=1) == ["In short", ARTICLE[0]]


def test_without_a_sure_text_the_broad_one_stands() -> None:
    assert chosen(paragraphs("Menu", "short"), "short", "") == ["short"]


def test_prose_set_like_the_article_belongs_to_it() -> None:
    columns = "".join(f'<div class="column">{paragraphs(text)}</div>' for text in ARTICLE[:3])
    source = f'{columns}<div class="teaser">{paragraphs(ARTICLE[3])}</div>'
    assert chosen(source, ARTICLE[0], ARTICLE[0]) == ARTICLE[:3]


def test_quotations_among_the_article_belong_to_it() -> None:
    quotation = "<blockquote>A ship!</blockquote>"
    source = f"{quotation}{paragraphs(ARTICLE[0])}{quotation}{paragraphs(ARTICLE[1])}{quotation}"
    article = "\n".join(ARTICLE[:2])
    assert chosen(source, article, article) == [ARTICLE[0], "A ship!", ARTICLE[1]]


def test_prose_beside_the_article_s_in_one_element_belongs_to_it() -> None:
    source = f"<main>{paragraphs(*ARTICLE[:3])}</main><div>{paragraphs(ARTICLE[3])}</div>"
    article = "\n".join((ARTICLE[0], ARTICLE[2]))
    assert chosen(source, article, article) == ARTICLE[:3]
