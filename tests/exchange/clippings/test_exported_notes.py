"""Exports for people, of Kindle's apps and KOReader: what is written in their shape is read back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.clippings.clipping import Clipping
from exchange.clippings.reader import clippings
from tests.exchange.clippings.generated import LINE, MOMENTS, PROSE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Write = Callable[[Sequence[Clipping]], str]

COLOURS = st.sampled_from(["yellow", "blue", "pink", "orange"])


def flat(text: str) -> str:
    """Text as a page of HTML keeps it: its lines, and one space for several."""
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


FLAT_LINE, FLAT = LINE.map(flat).filter(bool), PROSE.map(flat).filter(bool)


def html(text: str) -> str:
    return escape(text).replace("\n", "<br/>")


def kindle_page(marks: Sequence[Clipping]) -> str:
    """A page as the apps of some years wrote it, headings closed by the wrong tag."""
    blocks = [f"<div class='bookTitle'>\n{html(marks[0].title)}\n</div>"]
    blocks += [f'<div class="authors">\n{html(marks[0].author)}\n</div><h2 class="sectionHeading">One</h2>']
    for number, mark in enumerate(marks):
        where = f"Page {number + 1} &middot; Location {1000 * number + 7}"
        colour = f'Highlight (<span class="highlight_{mark.colour}">{mark.colour}</span>)'
        blocks += [f"<h3 class='noteHeading'>\n{colour} - A note - {where}</div>"]
        blocks += [f"<div class='noteText'>\n{html(mark.words)}\n</h3>"]
        if mark.note:
            note = f"<div class='noteText'>{html(mark.note)}</h3>"
            blocks += [f"<h3 class='noteHeading'>Note - {where}</div>{note}"]
    return f"<?xml version='1.0'?>\n<html><head><style>.noteText {{}}</style></head>{''.join(blocks)}</html>"


def koreader_page(marks: Sequence[Clipping]) -> str:
    parts = [f'<h2 style="font-size:18pt; text-align:right;">{html(marks[0].title)}</h2>']
    parts += [f'<h5 style="font-size:12pt; color:gray;">{html(marks[0].author)}</h5>']
    for number, mark in enumerate(marks):
        day = dt.date.fromisoformat(mark.made[:10])
        where = f"<b>One</b>: {number + 1}"
        parts += [f'<span>{day:%m/%d/%y}</span><span style="float:right">{where}</span></div>']
        parts += [f'<div style="font-size:12pt">\n  <span>{html(mark.words)}</span>']
        parts += [f'<span style="color:#888888">{html(mark.note)}</span>'] if mark.note else []
    return f"<!DOCTYPE html>\n<html><body>{''.join(parts)}</body></html>"


def koreader_markdown(marks: Sequence[Clipping]) -> str:
    lines = [f"# {marks[0].title}", f"##### {marks[0].author}", "", "## One"]
    for number, mark in enumerate(marks):
        made = dt.datetime.fromisoformat(mark.made)
        lines += [f"### Page {number + 1} @ {made:%d %B %Y %I:%M:%S %p}", f"*{mark.words}*"]
        lines += [f"\n---\n{mark.note}"] if mark.note else []
        lines += [f"\n[View in book](<file:///b.epub?pos=/body/p[{number}].0>)"] if number % 2 else []
    return "\n".join([*lines, "\n\n_Generated at: 2025-01-01-00-00-00_"])


def koreader_plain(marks: Sequence[Clipping]) -> str:
    wide = "\u3000"
    text = f"{wide}{marks[0].title}\n{wide}\n"
    for number, mark in enumerate(marks):
        made = dt.datetime.fromisoformat(mark.made)
        text += f"{wide}One\n{wide}\n{wide}{wide}-- Page: {number + 1}, "
        text += f"added on {made:%a %b %d %H:%M:%S %Y}\n\n{mark.words}"
        text += f"\n---\n{mark.note}\n-=-=-=-=-=-\n" if mark.note else "\n-=-=-=-=-=-\n"
    return f"{text}\n"


FORMATS: dict[str, tuple[Write, dict[str, Any], str]] = {
    "Kindle notebook": (kindle_page, {"made": ""}, "p. {}, loc. {}, One"),
    "KOReader page": (koreader_page, {"colour": ""}, "p. {}, One"),
    "KOReader Markdown": (koreader_markdown, {"colour": ""}, "p. {}, One"),
    "KOReader text": (koreader_plain, {"colour": "", "author": ""}, "p. {}, One"),
}
SIGNS = ("---", "-=-", "### Page", "# ", "\u3000", "_", "*", "[", "=", "+", "~", "<u>")


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40)
@given(data=st.data())
def test_what_an_export_holds_is_read_back(name: str, data: st.DataObject) -> None:
    write, missing, place = FORMATS[name]
    is_page = name in ("Kindle notebook", "KOReader page")
    sound = FLAT if is_page else FLAT.filter(lambda text: not any(sign in text for sign in SIGNS))
    line = FLAT_LINE if is_page else FLAT_LINE.filter(lambda text: not any(sign in text for sign in SIGNS))
    title, author = data.draw(line), data.draw(line)
    made = MOMENTS.filter(lambda moment: moment.year < 2069).map(dt.datetime.isoformat)
    mark = st.builds(Clipping, sound, sound | st.just(""), colour=COLOURS, made=made)
    marks = [
        replace(one, title=title, author=author) for one in data.draw(st.lists(mark, min_size=1, max_size=4))
    ]
    found = clippings("file", write(marks).encode())
    assert (found.format, found.refused) == (name, ())
    expected = [
        replace(one, place=place.format(number + 1, 1000 * number + 7), **missing)
        for number, one in enumerate(marks)
    ]
    if name == "KOReader page":
        expected = [replace(one, made=one.made[:10]) for one in expected]
    assert [replace(one, origin="") for one in found.clippings] == expected
    assert all(one.origin for one in found.clippings)


def kindle_entry(heading: str, words: str) -> str:
    return f'<div class="noteHeading">{heading}</div><div class="noteText">{words}</div>'


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (
            ["Highlight (yellow) - Page 4 · Location 20", "Note - Page 4 · Location 21"],
            [("0", "1", "p. 4, loc. 20")],
        ),
        (
            ["Highlight (yellow) - Location 20", "Note - Location 400"],
            [("0", "", "loc. 20"), ("", "1", "loc. 400")],
        ),
        (["Highlight (yellow) - Page 4", "Note - Page 5"], [("0", "", "p. 4"), ("", "1", "p. 5")]),
        (["Note - Page 4", "Bookmark", "Highlight - Page 5"], [("", "0", "p. 4"), ("2", "", "p. 5")]),
        (
            [
                'ハイライト(<span class="highlight_pink">桃</span>) - 節 &gt; ページ3 ·位置7',
                "メモ - ページ3 ·位置7",
            ],
            [("0", "1", "p. 3, loc. 7, 節")],
        ),
        (
            [
                'Markierung(<span class="highlight_blue">b</span>) - Seite 3 · Position 19',
                "Notiz - Position 20",
            ],
            [("0", "1", "p. 3, loc. 19")],
        ),
    ],
)
def test_notes_in_a_notebook_go_to_the_highlight_before_them(
    headings: list[str], expected: list[tuple[str, str, str]]
) -> None:
    page = "".join(kindle_entry(heading, str(number)) for number, heading in enumerate(headings))
    found = clippings("notebook.html", f"<html><body>{page}</body></html>".encode())
    assert [(one.words, one.note, one.place) for one in found.clippings] == expected


KINDLE_TABLE = (
    '"Your Kindle Notes For:",,,',
    '"EMMA: ""A NOVEL""",,,',
    '"by Jane Austen",,,',
    '"Free Kindle instant preview:",,,',
    '"https://example.org/preview",,,',
    "----------------------------------------------,,,",
    ",,,",
    '"Annotation Type","Location","Starred?","Annotation"',
    '"Highlight (Yellow)","Page 12","","She was happy, and\nso was he."',
    '"Note","Page 12","","Why?"',
    '"Bookmark","Page 13","",""',
    '"Highlight (Blue)","Location 320","★","It rained."',
)


def test_the_table_of_a_notebook_is_read_below_the_lines_about_its_book() -> None:
    found = clippings("notebook.csv", "\r\n".join(KINDLE_TABLE).encode("utf-8-sig"))
    assert (found.format, found.refused) == ("Kindle table", ())
    assert [(one.words, one.note, one.colour, one.place) for one in found.clippings] == [
        ("She was happy, and\nso was he.", "Why?", "yellow", "p. 12"),
        ("It rained.", "", "blue", "loc. 320"),
    ]
    assert {(one.title, one.author) for one in found.clippings} == {('EMMA: "A NOVEL"', "Jane Austen")}


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("**_", "_**"),
        ("**", "**"),
        ("*", "*"),
        ("==", "=="),
        ("++", "++"),
        ("~~", "~~"),
        ("<u>", "</u>"),
        ("", ""),
    ],
)
def test_the_signs_for_a_style_of_marking_are_no_words(begin: str, end: str) -> None:
    book = "# Emma\n##### N/A\n\n## One\n### Page xii @ 01 May 2020 01:02:03 AM"
    text = f"{book}\n{begin}She was\nhappy{end}\n"
    (found,) = clippings("notes.md", text.encode()).clippings
    assert (found.words, found.author, found.place, found.made) == (
        "She was\nhappy",
        "",
        "p. xii, One",
        "2020-05-01T01:02:03",
    )


def test_several_books_of_koreader_stay_apart() -> None:
    one = [Clipping("first", made="2020-05-01T01:02:03", title="Emma", author="Austen")]
    two = [Clipping("second", "so", made="2020-05-01T01:02:04", title="Persuasion", author="Austen")]
    for write in (koreader_markdown, koreader_plain, koreader_page):
        text = f"{write(one).removesuffix('_Generated at: 2025-01-01-00-00-00_')}\n{write(two)}"
        found = clippings("all-books", text.encode()).clippings
        assert [(each.title, each.words, each.note) for each in found] == [
            ("Emma", "first", ""),
            ("Persuasion", "second", "so"),
        ]


def test_the_same_export_has_the_same_origins_and_all_are_different() -> None:
    marks = [Clipping(word, made="2020-05-01T01:02:03", title="Emma", colour="yellow") for word in "abc"]
    for write, _, _ in FORMATS.values():
        once, again = (clippings(name, write(marks).encode()).clippings for name in ("a", "b"))
        assert len({one.origin for one in once}) == 3
        assert [one.origin for one in once] == [one.origin for one in again]


@pytest.mark.parametrize(
    "filling",
    [
        '<div class="noteText">' * 20_000,
        '<div class="noteHeading"><b>' * 20_000,
        '<h2 style="font-size:18pt">' * 20_000,
        '<span style="color:#888888"><br/>' * 20_000,
        "\u3000\u3000-- a:" * 20_000,
        "### Page 1 @ " * 20_000,
        "# a\n##### b\n" * 20_000,
    ],
)
def test_what_repeats_costs_no_more(filling: str) -> None:
    begin = '<div class="noteHeading">Note - Page 1</div><div class="noteText">a</div>'
    assert clippings("file", f"{begin}{filling}".encode()).format == "Kindle notebook"
