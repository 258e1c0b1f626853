from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.clippings.inline import plain, unlinked
from exchange.clippings.reader import clippings

PLAIN = st.text(st.sampled_from("ab é.,;:'“”-—()!?\n 12"), max_size=40)
LINK = "https://read.readwise.io/read/01abc"
BACK = f"([View Highlight]({LINK}))"


def told(text: str) -> list[tuple[str, str, tuple[str, ...], str]]:
    found = clippings("Emma.md", text.encode())
    assert (found.format, found.refused) == ("Markdown with bullets", ())
    return [(one.words, one.note, one.tags, one.place) for one in found.clippings]


def exported(*items: str, head: str = "## Highlights") -> str:
    """A note as it goes to Obsidian."""
    metadata = "- Author: [[Jane Austen]]\n- Full Title: Emma, a Novel\n- Category: #books\n- URL: https://a.org/emma"
    cover = "![rw-book-cover](https://a.org/cover.jpg)"
    return "\n".join([f"# Emma\n\n{cover}\n\n## Metadata\n{metadata}\n\n{head}", *items])


def test_a_note_for_obsidian_tells_words_places_notes_and_tags() -> None:
    text = exported(
        f"- She was *happy*, and **so** was [he](https://a.org/he). {BACK}",
        "    - Tags: [[a b]] #c",
        "    - Note: Why?\n      Indeed.",
        "- It rained.\n\n  And then it rained. ([Location\u00a030](https://readwise.io/to_kindle?action=open&location=30))",
        "- Words of a PDF ([Page 12](https://readwise.io/open/1))",
        "- Without a link",
    )
    assert told(text) == [
        ("She was happy, and so was he.", "Why?\nIndeed.", ("a b", "c"), ""),
        ("It rained.\n\nAnd then it rained.", "", (), "loc. 30"),
        ("Words of a PDF", "", (), "p. 12"),
        ("Without a link", "", (), ""),
    ]
    (first, *_) = clippings("Emma.md", text.encode()).clippings
    assert (first.title, first.author, first.source) == ("Emma, a Novel", "Jane Austen", "https://a.org/emma")


def test_a_page_for_logseq_is_read_alike() -> None:
    text = (
        'title:: Emma (highlights)\nauthor:: [[Jane Austen]]\nfull-title:: "Emma"\ncategory:: #books\n'
        "url:: https://a.org/emma\n\n- Highlights first synced by [[Readwise]] [[Nov 23rd, 2022]]\n"
        f"\t- She was happy {BACK}\n\t\t- **Tags**: #[[a b]] #c\n\t\t- **Note**: Why?\n"
        "\t- It rained.\n\t  \n\t  Then it rained.\n"
        f"- New highlights added [[Nov 24th, 2022]] at 6:26 PM\n\t- And so on {BACK}\n"
    )
    assert told(text) == [
        ("She was happy", "Why?", ("a b", "c"), ""),
        ("It rained.\n\nThen it rained.", "", (), ""),
        ("And so on", "", (), ""),
    ]
    found = clippings("Emma.md", text.encode()).clippings
    assert {(one.title, one.author, one.source) for one in found} == {
        ("Emma", "Jane Austen", "https://a.org/emma")
    }


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (
            [f"- One\n        - {BACK}## New highlights added May 1, 2023 at 7:17 AM", f"- Two {BACK}"],
            ["One", "Two"],
        ),
        ([f"- #1: Know it {BACK}"], ["#1: Know it"]),
        ([f"- ## A chapter\n    - One {BACK}\n    - Two {BACK}"], ["One", "Two"]),
        ([f"### A chapter\n- One {BACK} #Highlight #[[2023-09-28]]"], ["One"]),
        ([f"- One {BACK}", "## Metadata", "- Author: [[Nobody]]"], ["One"]),
        ([f"- ![](https://a.org/a.png) One \\[sic\\] &amp; so on {BACK}"], ["One [sic] & so on"]),
    ],
)
def test_what_readers_and_templates_made_of_it_is_understood(items: list[str], expected: list[str]) -> None:
    assert [words for words, *_ in told(exported(*items))] == expected


def test_a_note_of_hypothesis_for_obsidian_is_known_by_its_ids() -> None:
    link = "https://hyp.is/mijjn-OodEe/a.org/emma"
    text = (
        "---\ndoc_type: hypothesis-highlights\nurl: >-\n  https://a.org/emma\n---\n\n# Emma | a.org\n\n"
        "## Metadata\n- Author: [a.org]()\n- Title: Emma | a.org\n- Reference: https://a.org/emma\n\n"
        "## Page Notes\n## Highlights\n"
        f"- She was happy. — [Updated on 2025-02-13 20:47:13]({link}) — Group: #Public\n"
        "    - Tags: #one #two\n    - Annotation: Why?\n\n"
    )
    (found,) = clippings("Emma.md", text.encode()).clippings
    assert told(text) == [("She was happy.", "Why?", ("one", "two"), "")]
    assert (found.title, found.author, found.source) == ("Emma | a.org", "a.org", "https://a.org/emma")
    assert (found.made, found.origin) == ("2025-02-13T20:47:13", "hypothesis:mijjn-OodEe")


PLUGIN = """---
kindle-sync:
  bookId: "58465"
  title: "Emma: a Novel"
  author: Jane Austen
---

# Emma

## Metadata

- Author: [Jane Austen](https://www.amazon.com/x)
- Reference: https://www.amazon.com/dp/B0
- [Kindle link](kindle://book?action=open&asin=B0)

## Highlights

She was *happy*. — location: [926](kindle://book?action=open&asin=B0&location=926) ^ref-33602

Why?

> she asked

---

### Chapter Two

It rained. — page: [1,034](kindle://book?action=open&asin=B0&location=12) ^ref-2

---

> And so
> on

**Highlight** (==🟣pink==) - location: [259](kindle://book?action=open&asin=B0) ^ref-5675

Hm
"""


def test_a_note_of_kindle_plugins_for_obsidian_is_read() -> None:
    found = clippings("Emma.md", PLUGIN.encode())
    assert (found.format, found.refused) == ("Kindle Markdown", ())
    assert [(one.words, one.note, one.place, one.colour) for one in found.clippings] == [
        ("She was happy.", "Why?\n\n> she asked", "loc. 926", ""),
        ("It rained.", "", "p. 1034, Chapter Two", ""),
        ("And so\non", "Hm", "loc. 259, Chapter Two", "pink"),
    ]
    assert {(one.title, one.author, one.source) for one in found.clippings} == {
        ("Emma: a Novel", "Jane Austen", "https://www.amazon.com/dp/B0")
    }


def test_headings_among_the_highlights_are_their_chapters() -> None:
    places = [place for *_, place in told(exported("### One", f"- a {BACK}", "- ## Two", f"    - b {BACK}"))]
    assert places == ["One", "Two"]


def test_two_works_in_one_file_stay_apart() -> None:
    text = (
        exported(f"- a {BACK}") + "\n---\n" + exported(f"- b {BACK}").replace("Emma, a Novel", "Persuasion")
    )
    found = clippings("both.md", text.encode()).clippings
    assert [(one.words, one.title) for one in found] == [("a", "Emma, a Novel"), ("b", "Persuasion")]


@given(PLAIN)
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert plain(text) == unlinked(text) == text


@pytest.mark.parametrize(
    ("markdown", "words", "without_links"),
    [
        ("a [b](https://c.d/e_(f)) g", "a b g", "a b g"),
        ("**a** __b__ *c* _d_ `e`", "a b c d e", "a b *c* _d_ `e`"),
        ("![a](b.png)c", "c", "c"),
        ("snake_case_name, 2 * 3 * 4, un*frigging*so", "snake_case_name, 2 * 3 * 4, un*frigging*so", ""),
        (r"\*a\* &#x2F; &lt; &nosuch;", "*a* / < &nosuch;", r"\*a\* &#x2F; &lt; &nosuch;"),
        ("a\\\nb &#9;", "a\nb \t", "a\\\nb &#9;"),
        ("[1] and [a](b)", "[1] and [a](b)", ""),
    ],
)
def test_signs_of_markdown_are_no_words(markdown: str, words: str, without_links: str) -> None:
    assert plain(markdown) == words
    assert unlinked(markdown) == (without_links or words)


@pytest.mark.parametrize("part", ["*", "[a", "**a", "_a", "![a](", "`a", "[a](https://", "&a", "\\"])
def test_signs_that_repeat_cost_no_more(part: str) -> None:
    assert plain(part * 20_000)


HEAD = "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted"


def test_the_table_tells_marks_of_readers_and_notes_without_words() -> None:
    rows = [
        '"She was **happy**, and [he](https://a.org/he) too",Emma,Austen,,,,,page,3,2026-01-27 05:56+00:00',
        ",Emma,Austen,,Why?,,,location,40,",
        ",Emma,Austen,,,,,page,4,",
    ]
    found = clippings("readwise-data.csv", "\r\n".join([f"{HEAD} at", *rows]).encode())
    assert [(one.words, one.note, one.place) for one in found.clippings] == [
        ("She was happy, and he too", "", "p. 3"),
        ("", "Why?", "loc. 40"),
    ]
    assert [sentence.partition(" of ")[0] for sentence in found.refused] == ["The row on line 4"]
