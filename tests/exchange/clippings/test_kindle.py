from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.clippings.clipping import Clipping
from exchange.clippings.kindle_words import What, detail
from exchange.clippings.reader import clippings
from tests.exchange.clippings.generated import LINE, MOMENTS, PROSE

ENGLISH, GERMAN, SPANISH, FRENCH, ITALIAN, DUTCH, PORTUGUESE, RUSSIAN = map(
    str.split,
    (
        "January February March April May June July August September October November December",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    ),
)

LANGUAGES = {
    "English (UK)": (
        "- Your {} at location {} | Added on Friday, {d} {m} {y} {t}",
        ENGLISH,
        "Highlight",
        "Note",
    ),
    "German": (
        "- Ihre {} bei Position {} | Hinzugefügt am Freitag, {d}. {m} {y} {t}",
        GERMAN,
        "Markierung",
        "Notiz",
    ),
    "Spanish": (
        "- {} en la posición {} | Añadido el viernes, {d} de {m} de {y} {t}",
        SPANISH,
        "La subrayado",
        "La nota",
    ),
    "French": (
        "- Votre {} à l'emplacement {} | Ajouté le vendredi {d} {m} {y} {t}",
        FRENCH,
        "surlignement",
        "note",
    ),
    "Italian": (
        "- La tua {} alla posizione {} | Aggiunto in data venerdì {d} {m} {y} {t}",
        ITALIAN,
        "evidenziazione",
        "nota",
    ),
    "Dutch": ("- Je {} op locatie {} | Toegevoegd op vrijdag {d} {m} {y} {t}", DUTCH, "highlight", "notitie"),
    "Portuguese": (
        "- {} na posição {} | Adicionado: sexta-feira, {d} de {m} de {y} {t}",
        PORTUGUESE,
        "Seu destaque",
        "Sua nota",
    ),
    "Russian": (
        "– {} на месте | Место {} | Добавлено: пятница, {d} {m} {y} г. в {t}",
        RUSSIAN,
        "Ваш отрывок",
        "Ваша заметка",
    ),
}


def told(language: str, *, is_note: bool, location: str, when: dt.datetime) -> str:
    line, months, highlight, note = LANGUAGES[language]
    what = note if is_note else highlight
    return line.format(
        what, location, d=when.day, m=months[when.month - 1], y=when.year, t=f"{when:%H:%M:%S}"
    )


def file(*blocks: tuple[str, str, str], end: str = "\r\n") -> bytes:
    text = "".join(f"\ufeff{title}\n{line}\n\n{words}\n==========\n" for title, line, words in blocks)
    return text.replace("\n", end).encode()


def english(
    words: str, location: str, *, title: str = "Emma (Austen, Jane)", what: str = "Highlight", second: int = 0
) -> tuple[str, str, str]:
    return (
        title,
        f"- Your {what} at location {location} | Added on Friday, 1 May 2020 01:02:{second:02}",
        words,
    )


def words_of(*blocks: tuple[str, str, str]) -> list[tuple[str, str]]:
    found = clippings("My Clippings.txt", file(*blocks))
    assert found.refused == ()
    return [(one.words, one.note) for one in found.clippings]


@given(
    st.lists(
        st.tuples(LINE, LINE, PROSE, PROSE | st.just(""), st.sampled_from(sorted(LANGUAGES)), MOMENTS),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_is_written_in_any_language_is_read_back(
    marks: list[tuple[str, str, str, str, str, dt.datetime]], end: str
) -> None:
    blocks, expected = [], []
    for number, (title, author_, words, note, language, when) in enumerate(marks):
        author = author_.translate({ord("("): None, ord(")"): None}).strip() or "Nobody"
        first, last = 10 * number + 1, 10 * number + 4
        place = f"{first}-{last}"
        blocks.append(
            (f"{title} ({author})", told(language, is_note=False, location=place, when=when), words)
        )
        if note:
            blocks.append(
                (f"{title} ({author})", told(language, is_note=True, location=str(last), when=when), note)
            )
        expected.append(
            Clipping(words, note, made=when.isoformat(), title=title, author=author, place=f"loc. {place}")
        )
    found = clippings("My Clippings.txt", file(*blocks, end=end))
    assert found.refused == ()
    assert [replace(one, origin="", version="") for one in found.clippings] == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_known_in_every_language(language: str, month: int) -> None:
    when = dt.datetime(2021, month, 7, 23, 4, 5, tzinfo=dt.UTC).replace(tzinfo=None)
    said = detail(told(language, is_note=True, location="12", when=when))
    assert said is not None
    assert (said.made, said.what, said.location) == (when.isoformat(), What.NOTE, (12, 12))


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("- Your Note on page 2 | Added on Sunday, May 3, 2020 12:00:01 AM", "2020-05-03T00:00:01"),
        ("- Your Note on page 2 | Added on Sunday, May 3, 2020 12:00:01\u202fPM", "2020-05-03T12:00:01"),
        ("- Your Note on page 2 | Added on Sunday, May 3, 2020, 04:13 p.m.", "2020-05-03T16:13:00"),
        (
            "- Highlight on Page 7 | Added on Monday, 3 December 12 19:42:30 Greenwich Mean Time",
            "2012-12-03T19:42:30.000Z",
        ),
        (
            "- 您在第 3 页（位置 #1-1）的标注 | 添加于 2017年11月13日星期一 上午12:00:00",
            "2017-11-13T00:00:00",
        ),
        ("- 2ページ|位置No. 3のメモ |作成日: 2024年8月22日木曜日 18:10:53", "2024-08-22T18:10:53"),
        (
            "- Highlight Loc. 143-46  | Added on 6 July 12 07:37:42 GMT+01:00",
            "2012-07-06T06:37:42.000Z",
        ),
        (
            "- Ihre Notiz Position 9 | Hinzugefügt am 17. Juni 2013 um 22:32:42 Uhr",
            "2013-06-17T22:32:42",
        ),
        ("- 위치 12의 하이라이트 | 추가됨: 2024년 1월 2일 화요일 오후 10:30:45", "2024-01-02T22:30:45"),
        ("- Your Note on page 2 | Added on 2024-05-06 07:08:09", "2024-05-06T07:08:09"),
        ("- Your Note on page 2 | Added on Sunday, May 33, 2020 12:00:01 AM", ""),
        ("- Your Note on page 2 | Added on a day that nobody remembers", ""),
    ],
)
def test_dates_are_told_in_iso_8601(line: str, made: str) -> None:
    said = detail(line)
    assert said is not None
    assert said.made == made


@pytest.mark.parametrize(
    ("line", "what", "page", "location"),
    [
        (
            "- Ihre Markierung Position 14-14 | Hinzugefügt am Freitag, 26. April 2013",
            "highlight",
            "",
            (14, 14),
        ),
        ("- Markierung Pos. 219-28 | Hinzugefügt am Freitag, 26. April 2013", "highlight", "", (219, 228)),
        ("- Mi nota Posición 6 | Añadido el viernes 26 de abril de 2013, 0:04:34", "note", "", (6, 6)),
        ("- Subrayado | Pág. 12 | Añadido el lunes, 6 de mayo de 2019", "highlight", "12", (12, 12)),
        (
            "- Le mie note a pagina 22 | Posizione 33 | Aggiunto il 17 giugno 13",
            "note",
            "22",
            (33, 33),
        ),
        (
            "- ハイライト ページ22 | 位置No. 33-34 | 追加日： 2013年6月17日 (月曜日)",
            "highlight",
            "22",
            (33, 34),
        ),
        ("- 我的笔记 第22页 | 位置33 | 已添加至 2013年6月17日 星期一", "note", "22", (33, 33)),
        ("- 您在位置 #12-13 的標註 | 新增於 2024年3月15日 星期五", "highlight", "", (12, 13)),
        ("- 페이지 12의 메모 | 위치 120 | 추가됨: 2024년 1월 2일 화요일", "note", "12", (120, 120)),
        ("- Notatka | Str. 12 | Dodany w poniedziałek, 6 maja 2019", "note", "12", (12, 12)),
        ("- Zakładka na stronie 3 | Dodany we wtorek, 7 maja 2019", "bookmark", "3", (3, 3)),
        ("- Заметка | Стр. 12 | 6 мая 2019 г.", "note", "12", (12, 12)),
        ("- Bookmark on Page 41 | Loc. 63  | Added on Saturday, April 30, 2011", "bookmark", "41", (63, 63)),
    ],
)
def test_older_and_rarer_kindles_are_understood(
    line: str, what: str, page: str, location: tuple[int, int]
) -> None:
    said = detail(line)
    assert said is not None
    assert (said.what.value, said.page, said.location, bool(said.made)) == (what, page, location, True)


def test_a_line_that_says_neither_where_nor_when_is_none() -> None:
    assert detail("- which is how it went on") is None
    assert detail("Your Highlight on page 1 | Added on Friday, 1 May 2020 01:02:03") is None


def test_a_range_may_leave_out_the_digits_that_stay() -> None:
    said = detail("- Your Highlight at location 1406-10 | Added on Friday, 1 May 2020 01:02:03")
    assert said is not None
    assert said.location == (1406, 1410)


def test_markdown_with_rules_and_lists_is_no_file_of_clippings() -> None:
    assert clippings("a.md", b"Title\n==========\n\n- see page 12\n- and page 13\n").format == ""


def test_a_highlight_that_grew_is_taken_in_its_last_form() -> None:
    assert words_of(english("She was", "5-6"), english("She was happy.", "5-6", second=9)) == [
        ("She was happy.", "")
    ]
    assert words_of(english("She was happy.", "5-6"), english("was happy", "5-6")) == [("was happy", "")]


def test_words_that_merely_stand_near_each_other_are_kept() -> None:
    both = [("She was happy, and so was he.", ""), ("so", "")]
    assert words_of(english(both[0][0], "5-6"), english("so", "5-6")) == both
    assert len(words_of(english("She was", "5-6"), english("She was", "50-60"))) == 2
    assert len(words_of(english("She was", "5-6"), english("She was", "5-6", title="Other"))) == 2


def test_a_note_that_grew_is_taken_in_its_last_form_and_two_notes_are_both_kept() -> None:
    highlight = english("She was happy.", "5-6")
    grown = [english("So", "6", what="Note"), english("So it seems", "6", what="Note")]
    assert words_of(highlight, *grown) == [("She was happy.", "So it seems")]
    two = [english("Why?", "6", what="Note"), english("Indeed", "6", what="Note")]
    assert words_of(*two, highlight) == [("She was happy.", "Why?\n\nIndeed")]


def test_notes_on_one_page_find_the_highlights_of_the_same_moment() -> None:
    """KOReader tells pages alone, and writes each note after its highlight, under the same time."""

    def told(what: str, second: int, words: str) -> tuple[str, str, str]:
        line = f"- Your {what} on page 7 | Added on Friday, May 01, 2020 01:02:{second:02} PM"
        return "Emma", line, words

    long = told("highlight", 1, "She was\nhappy,\nand so\nwas he."), told("note", 1, "Why?")
    assert words_of(*long, told("highlight", 2, "It rained."), told("note", 2, "Again.")) == [
        ("She was\nhappy,\nand so\nwas he.", "Why?"),
        ("It rained.", "Again."),
    ]


@pytest.mark.parametrize(
    ("line", "title", "author"),
    [
        ("Emma (Austen) (z-lib.org) (1)  ", "Emma (Austen) (z-lib.org) (1)", ""),
        ("Emma (Austen) (z-lib.org) (1) (Austen, Jane)", "Emma (Austen) (z-lib.org) (1)", "Austen, Jane"),
        ("Emma  (Austen, Jane) ", "Emma", "Austen, Jane"),
        ("Pro Git  ", "Pro Git", ""),
    ],
)
def test_two_spaces_after_a_title_say_that_no_author_is_known(line: str, title: str, author: str) -> None:
    (found,) = clippings("My Clippings.txt", file(english("She", "5", title=line))).clippings
    assert (found.title, found.author) == (title, author)


def test_words_that_the_limit_cut_off_come_without_the_notice() -> None:
    notice = " <このアイテムのクリップの上限に達しました>"
    found = clippings("My Clippings.txt", file(english(f"She was{notice}", "5"), english(notice, "9")))
    assert [one.words for one in found.clippings] == ["She was"]
    assert "publisher limits" in found.refused[0]
    assert words_of(english("She was <so to say>", "5")) == [("She was <so to say>", "")]


def test_a_page_that_is_told_twice_is_one() -> None:
    line = "- Your Highlight on page 174-174 | Added on Friday, 1 May 2020 01:02:03"
    (found,) = clippings("My Clippings.txt", file(("Emma", line, "She"))).clippings
    assert found.place == "p. 174"


def test_a_note_on_no_highlight_stands_alone() -> None:
    assert words_of(english("She was happy.", "5-6"), english("Hm", "90", what="Note")) == [
        ("She was happy.", ""),
        ("", "Hm"),
    ]


def test_bookmarks_are_left_aside() -> None:
    assert words_of(english("", "5", what="Bookmark"), english("She", "9")) == [("She", "")]


def test_the_same_clipping_has_the_same_origin_in_a_longer_file() -> None:
    one, two = english("She was happy.", "5-6"), english("He too.", "9")
    before = clippings("My Clippings.txt", file(one)).clippings
    after = clippings("other.txt", file(two, one, english("So", "6", what="Note"))).clippings
    assert before[0].origin == next(clip for clip in after if clip.words == "She was happy.").origin
    assert len({clip.origin for clip in after}) == 2


@pytest.mark.parametrize(
    ("block", "why"),
    [
        (("Emma", "She was happy.", "Indeed"), "where and when"),
        (english("", "5"), "holds no words"),
        (english("<You have reached the clipping limit for this item>", "5"), "publisher limits"),
        (english("a" * 1_000_001, "5"), "longer than 1,000,000"),
    ],
)
def test_a_bad_clipping_is_refused_alone_and_by_its_line(block: tuple[str, str, str], why: str) -> None:
    found = clippings("My Clippings.txt", file(english("She", "1"), block, english("He", "9")))
    assert [one.words for one in found.clippings] == ["She", "He"]
    assert len(found.refused) == 1
    assert "line 6 of “My Clippings.txt”" in found.refused[0]
    assert why in found.refused[0]


def test_many_clippings_at_one_place_cost_no_more_than_elsewhere() -> None:
    crowd = [english(f"{number:05} and more words of the same length", "5-6") for number in range(5000)]
    assert len(words_of(*crowd)) == 5000
