"""Files of reading devices, apps and sites: what is written in their shape is read back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.clippings.clipping import Clipping
from exchange.clippings.reader import clippings
from tests.exchange.clippings.generated import LINE, MOMENTS, PROSE
from tests.exchange.clippings.written import EXPORTED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WORD = st.text(st.sampled_from("abcdé ,.;'“”<>&"), min_size=1, max_size=20)
WORD = WORD.map(str.split).map(" ".join).filter(bool)
LINES = st.lists(WORD, min_size=1, max_size=3).map("\n".join)
DASHES = "-" * 35


def tolino(marks: Sequence[Clipping]) -> str:
    text = ""
    for number, mark in enumerate(marks):
        what = f'Note on page {number}: {mark.note}\n"' if mark.note else f'Highlight on page {number}: "'
        made = dt.datetime.fromisoformat(mark.made)
        text += f'{mark.title} ({mark.author})\n{what}{mark.words}"\nAdded on {made:%m/%d/%Y | %H:%M}\n\n'
        text += f"{DASHES}\n\n"
    return text


def moonreader(marks: Sequence[Clipping]) -> str:
    text = "12\nindent:false\ntrim:false\n"
    for number, mark in enumerate(marks):
        made = dt.datetime.fromisoformat(mark.made).timestamp() * 1000
        colour = int(mark.colour[1:], 16) - 2**24
        note, words = (part.replace("\n", "<BR>") for part in (mark.note, mark.words))
        lines = (
            number,
            mark.title,
            mark.source,
            mark.source.lower(),
            3,
            0,
            12,
            5,
            colour,
            int(made),
            "",
            note,
            words,
        )
        text += "#\n" + "\n".join(map(str, (*lines, 0, 0, 0))) + "\n"
    return text


def kindle_cloud(marks: Sequence[Clipping]) -> str:
    rows = "".join(
        f'<div id="ID{number}" class="a-row"><div class="a-column kp-notebook-row-separator">'
        f'<input type="hidden" value="{number + 70}" id="kp-annotation-location"/>'
        f'<span id="annotationHighlightHeader">{mark.colour} highlight | Page:&nbsp;{number + 1}</span>'
        f'<div class="kp-notebook-highlight kp-notebook-highlight-{mark.colour}">'
        f'<span id="highlight">{html(mark.words)}</span></div>'
        f'<span id="note">{html(mark.note)}</span></div></div>'
        for number, mark in enumerate(marks)
    )
    head = f'<h3 class="a-b kp-notebook-metadata">{html(marks[0].title)}</h3>'
    head += f'<p class="kp-notebook-metadata">{html(marks[0].author)}</p>'
    return f'<!doctype html><html><body>{head}<div id="kp-notebook-annotations">{rows}</div></body></html>'


def adobe(marks: Sequence[Clipping]) -> str:
    book = f"<publication><dc:title>{escape(marks[0].title)}</dc:title></publication>"
    body = "".join(
        f"<annotation><dc:identifier>urn:uuid:{number}</dc:identifier><dc:date>{mark.made}</dc:date>"
        f"<target><fragment start='x' end='y'><text>{escape(mark.words)}</text></fragment></target>"
        f"<content><dc:date>{mark.made}</dc:date><text>{escape(mark.note)}</text></content></annotation>"
        for number, mark in enumerate(marks)
    )
    names = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://ns.adobe.com/digitaleditions/annotations"'
    )
    return f"<?xml version='1.0'?>\n<annotationSet {names}>{book}{body}</annotationSet>"


def boox(marks: Sequence[Clipping]) -> str:
    text = f"Reading Notes | <<{marks[0].title}>>Ann\n"
    for number, mark in enumerate(marks):
        made = dt.datetime.fromisoformat(mark.made)
        note = f"【Annotation】{mark.note}\n" if mark.note else ""
        text += (
            f"One\n{made:%Y-%m-%d %H:%M}  |  Page No.: {number}\n{mark.words}\n{note}-------------------\n"
        )
    return text


def html(text: str) -> str:
    return escape(text).replace("\n", "<br>")


TO_THE_MINUTE = MOMENTS.map(lambda moment: moment.replace(second=0).isoformat())
IN_UTC = MOMENTS.map(lambda moment: f"{moment.isoformat()}.000Z")
COLOURS = st.integers(0, 2**24 - 1).map("#{:06x}".format)
NOTES = LINES | st.just("")
MARKS: dict[str, tuple[Callable[[Sequence[Clipping]], str], st.SearchStrategy[Clipping], str]] = {
    "Tolino notes": (
        tolino,
        st.builds(Clipping, LINES, NOTES, made=TO_THE_MINUTE, title=WORD, author=WORD),
        "p. {}",
    ),
    "Moon+ Reader": (
        moonreader,
        st.builds(Clipping, LINES, NOTES, made=IN_UTC, title=WORD, source=WORD, colour=COLOURS),
        "",
    ),
    "Adobe annotations": (adobe, st.builds(Clipping, LINES, NOTES, made=IN_UTC), ""),
    "Boox reading notes": (boox, st.builds(Clipping, LINES, NOTES, made=TO_THE_MINUTE), "p. {}, One"),
    "Kindle web page": (
        kindle_cloud,
        st.builds(Clipping, LINES, NOTES, colour=st.sampled_from(["yellow", "pink"])),
        "p. {}, loc. {}",
    ),
}


BOOKS = ("Kindle web page", "Adobe annotations", "Boox reading notes")
"""The formats whose files are about one book."""


@pytest.mark.parametrize("name", MARKS)
@settings(max_examples=40)
@given(data=st.data())
def test_what_a_device_wrote_is_read_back(name: str, data: st.DataObject) -> None:
    write, one, place = MARKS[name]
    marks = data.draw(st.lists(one, min_size=1, max_size=4))
    if name in BOOKS:
        title, author = data.draw(WORD.filter(lambda word: ">" not in word)), data.draw(WORD)
        author = {"Adobe annotations": "", "Boox reading notes": "Ann"}.get(name, author)
        marks = [replace(mark, title=title, author=author) for mark in marks]
    found = clippings("file", write(marks).encode())
    assert (found.format, found.refused) == (name, ())
    begin = 1 if name == "Kindle web page" else 0
    expected = [
        replace(mark, place=place.format(number + begin, number + 70)) for number, mark in enumerate(marks)
    ]
    assert [replace(one, origin="", version="") for one in found.clippings] == expected
    assert all(one.origin for one in found.clippings)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            'Markierung auf Seite 18-19: "Er kam."\nHinzugefügt am 16.07.2022 | 8:24',
            ("Er kam.", "", "p. 18-19"),
        ),
        (
            'Notiz auf Seite 7: Warum?\n"Er kam."\nGeändert am 16.07.2022 | 23:24',
            ("Er kam.", "Warum?", "p. 7"),
        ),
        ('Marcadores en la página 7: "Vino."\nAgregado el 16.07.2022 | 23:24', ("Vino.", "", "p. 7")),
        ('Markering op pagina 7: "Hij"\nToegevoegd op 16/07/2022 | 23:24', ("Hij", "", "p. 7")),
        ('Highlight\u00a0on page\u00a07: "He."\nAdded on\u00a007/16/2022 | 23:24', ("He.", "", "p. 7")),
        ('Signet en page 7: "Il"\nAjouté le 16.07.2022 | 23:24', None),
        ('Lesezeichen auf Seite 7: "Er"\nHinzugefügt am 16.07.2022 | 23:24', None),
    ],
)
def test_a_tolino_is_understood_in_its_languages(lines: str, expected: tuple[str, str, str] | None) -> None:
    found = clippings("notes.txt", f"Emma (Austen, Jane)\n{lines}\n\n{DASHES}\n\n".encode("utf-8-sig"))
    assert (found.format, found.refused) == ("Tolino notes", ())
    told = [(one.words, one.note, one.place) for one in found.clippings]
    assert told == ([expected] if expected else [])
    assert all(one.made[:10] == "2022-07-16" and one.author == "Austen, Jane" for one in found.clippings)


def test_a_highlight_and_its_notes_on_a_tolino_are_one_mark() -> None:
    highlight = 'T (A)\nHighlight on page 1: "words"\nAdded on 12/30/2020 | 9:05\n'
    first, last = (EXPORTED["Tolino notes"].replace(": note", f": {note}") for note in ("so", "so it is"))
    found = clippings("notes.txt", f"{highlight}{DASHES}\n{first}{last}{highlight}{DASHES}\n".encode())
    assert [(one.words, one.note) for one in found.clippings] == [("words", "so it is")]


def test_what_a_tolino_cut_off_is_refused_alone() -> None:
    whole = EXPORTED["Tolino notes"]
    text = f"{whole}Emma\nHighlight on page\n{DASHES}\n{whole.replace('words', 'others')}"
    found = clippings("notes.txt", text.encode())
    assert len(found.clippings) == 2
    assert [sentence.partition(" of ")[0] for sentence in found.refused] == ["The note on line 7"]


def test_what_boox_and_adobe_leave_out() -> None:
    boox = EXPORTED["Boox reading notes"]
    second = "2020-01-01 09:06  |  Page No.: 2\nmore\n-------------------\nno time\n-------------------\n"
    found = clippings("T.txt", f"{boox}{second}".encode())
    assert [(one.words, one.note, one.place) for one in found.clippings] == [
        ("words", "note", "p. 1, C"),
        ("more", "", "p. 2, C"),
    ]
    assert [sentence.partition(" of ")[0] for sentence in found.refused] == ["The mark on line 10"]
    bookmark = EXPORTED["Adobe annotations"].replace("words", "").replace(">note<", "><")
    assert clippings("T.annot", bookmark.encode()).clippings == ()


def test_bookmarks_and_cut_marks_of_moon_reader_are_left_aside() -> None:
    head = "1\nindent:false\ntrim:false\n"
    bookmark = "#\n2\nT\n/t\n/t\n0\n0\n1\n0\n0\n1577836800000\nChapter one\n\n\n0\n0\n0\n"
    found = clippings("T.mrexpt", f"{head}{bookmark}#\n3\nT\n".encode())
    assert found.clippings == ()
    assert len(found.refused) == 1


def test_a_note_without_a_highlight_and_a_withheld_one_on_the_web_page() -> None:
    page = EXPORTED["Kindle web page"]
    note = page.replace('<span id="highlight">words</span>', "").replace("Page:&nbsp;1", "Location:&nbsp;78")
    (found,) = clippings("notebook.html", note.encode()).clippings
    assert (found.words, found.note, found.place, found.origin) == ("", "note", "loc. 78", "kindle:QUJD")
    withheld = note.replace(">note<", "><")
    assert "publisher limits" in clippings("notebook.html", withheld.encode()).refused[0]


@given(st.sampled_from(sorted(EXPORTED)), LINE, PROSE)
def test_what_stands_after_a_file_never_breaks_it(name: str, line: str, prose: str) -> None:
    found = clippings("file", f"{EXPORTED[name]}\n{line}\n{prose}\n".encode())
    assert found.format
    is_first_there = any(one.words.startswith("words") for one in found.clippings[:1])
    assert is_first_there or found.refused or found.format != name
