from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.pages import number, page, place

NUMBERS = st.integers(0, 99_999)
CHAPTERS = st.sampled_from(["", "On Love", "Walton, in Continuation", "1984", "Page Turners", "Local news"])


@given(CHAPTERS, NUMBERS, NUMBERS, NUMBERS)
def test_a_place_is_told_in_one_way_whatever_its_program_calls_pages(
    chapter: str, at: int, first: int, last: int
) -> None:
    before = f"{chapter}, " if chapter else ""
    wanted = f"{before}p. {at}, loc. {first if first == last else f'{first}-{last}'}"
    for page_word in ("page", "Page", "p.", "pg", "page:"):
        for location in ("location", "Loc.", "LOCATION"):
            told = place(f"{before}{page_word} {at}, {location} {first}-{last}")
            assert (told, page(told), number(told)) == (wanted, str(at), first)


@given(
    st.one_of(
        st.text(), st.from_regex(r"(?:p\.|page|loc\.|order|#?page=)[ :]?[\d\w –.,&=-]*", fullmatch=True)
    )
)
def test_a_place_that_is_told_is_told_the_same_again(told: str) -> None:
    tidied = place(told)
    assert place(tidied) == tidied
    assert tidied == " ".join(tidied.split())
    assert len(tidied) <= len(told) + len(told) // 4 + 3
    page(tidied)
    number(tidied)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("page xii", "p. xii"),
        ("pages 12 – 14", "p. 12-14"),
        ("p.12", "p. 12"),
        ("page 125-125", "p. 125"),
        ("page A-3", "p. A-3"),
        ("Chapter XXIII, page 265", "Chapter XXIII, p. 265"),
        ("Page Turners", "Page Turners"),
        ("location", "location"),
        ("page=7&viewrect=47.61,524.39,200.4,-18.5", "p. 7"),
        ("order 12", ""),
        ("offset 2792", ""),
        ("epubcfi(/6/4[chap01]!/4/2/1:0)", ""),
        ("xpointer(/doc/body/section[2]/para[1])", ""),
        ("/1/4/2[note]/6.0", ""),
        ("char=0,10", ""),
        (":~:text=so,%20it", ""),
        ("He said: a = b", "He said: a = b"),
        ("", ""),
    ],
)
def test_examples(told: str, wanted: str) -> None:
    assert place(told) == wanted


def test_the_number_is_of_the_finer_part_and_no_page_has_one_without_digits() -> None:
    assert number("p. 112, loc. 1300-1301") == 1300
    assert (page("p. xii"), number("p. xii")) == ("xii", None)
    assert (page("On Love"), number("On Love")) == ("", None)
    assert page("p. 12-14") == "12"
