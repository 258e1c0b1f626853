from __future__ import annotations

import pytest

from exchange.clippings.reader import clippings

FRONT = """---
id: 1445f443
title: |
  Emma: a Novel
author: |
  Jane Austen
tags:
  - RSS
date_published: 2023-12-19 09:55:00
url: "https://a.org/emma"
---

"""


def told(text: str) -> list[tuple[str, str]]:
    found = clippings("a.md", text.encode())
    assert (found.format, found.refused) == ("Markdown highlights", ())
    return [(one.words, one.note) for one in found.clippings]


def test_front_matter_in_blocks_is_read_as_yaml() -> None:
    (found,) = clippings("a.md", f"{FRONT}# Emma\n\n> words [⤴️](https://o.app/1) ^abc-1\n".encode()).clippings
    assert (found.title, found.author, found.source, found.published) == (
        "Emma: a Novel",
        "Jane Austen",
        "https://a.org/emma",
        "2023-12-19 09:55:00",
    )


def test_only_quotations_with_a_sign_are_highlights_where_the_article_has_its_own() -> None:
    text = "# Emma\n\n## Highlights\n\n> one [⤴️](https://o.app/1) ^abc-1\n\nnote\n\n> two\n\n"
    assert told(f"{text}## Text\n\n> hers\n\nEnd.\n") == [("one", "note"), ("two", "")]
    assert told("> hers\n\n> mine ^abc-2\n\n> his\n") == [("mine", "")]


def test_quotations_under_their_heading_count_until_the_next_one_of_its_rank() -> None:
    text = "# Emma\n\n## Highlights\n\n### One\n\n> a\n\nwhy\n\n---\n\n> b\n\n## Notes\n\n> c\n"
    assert told(text) == [("a", "why"), ("b", "")]
    assert [one.place for one in clippings("a.md", text.encode()).clippings] == ["One", "One"]


@pytest.mark.parametrize(
    ("quotation", "words"),
    [
        ("> [!quote] Emma\n> She was *happy* ^abc-1", "She was happy"),
        ("> She was [he](https://a.org) \\[sic\\] &#x2F; so [⤴️](https://o.app/1)", "She was he [sic] / so"),
        ("> one\n> two [⤴️](https://o.app/1)  ^eb45ebe7", "one\ntwo"),
    ],
)
def test_words_are_those_of_the_text_that_was_marked(quotation: str, words: str) -> None:
    assert told(f"# Emma\n\n{quotation}\n") == [(words, "")]


def test_what_postil_exported_is_known_by_its_own_id() -> None:
    found = clippings("a.md", b"# Emma\n\n> words\n\n^postil-0123456789abcdef\n\nnote\n").clippings
    assert [(one.words, one.note, one.origin) for one in found] == [
        ("words", "note", "postil:0123456789abcdef")
    ]


@pytest.mark.parametrize(
    "article",
    [
        "# A readme\n\nIt is a program.\n\n## Highlights\n\n> It is fast.\n\n## Use\n\nRun it, and see.\n",
        "Title\n=====\n\n> An epigraph\n\nIt was a dark night. [a](https://a.org)\n\n- one\n- two\n",
        "[a link first](https://a.org)\n\nand words\n",
        "[[wiki]] links and {braces}\n",
        "# Notes\n\n### Page 12\n\nwords\n\n### Page 13 @ home\n\nmore\n",
        "## Metadata\n\n- Author: Ann\n\nAn article about metadata.\n",
        "- a list ([Location](https://a.org/map))\n- of links ([View](https://a.org))\n",
        "<html><body><div class='note'>A page</div><h2 class='bookTitle'>Emma</h2></body></html>",
        "name,location,annotation type\na,b,c\n",
        "Highlight,Colour\nred,blue\n",
        "return to {sender}\n",
        "-- a comment\n",
        "{not json}\n",
        "Just words.",
        "",
    ],
)
def test_an_article_holds_no_annotations_and_is_told_so(article: str) -> None:
    found = clippings("article", article.encode())
    assert (found.clippings, found.format) == ((), "")
    (sentence,) = found.refused
    assert sentence.startswith("“article” holds no marks") or "no sound JSON" in sentence
