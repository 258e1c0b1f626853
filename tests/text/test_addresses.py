from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.addresses import canonical, is_web

PAGE = "https://www.example.org/news/1?id=7"


@pytest.mark.parametrize(
    "same",
    [
        "http://example.org/news/1?id=7",
        "HTTPS://WWW.Example.ORG/news/1?id=7",
        "https://example.org:443/news/1?id=7",
        "http://example.org:80/news/1?id=7",
        "https://example.org/news/1/?id=7",
        "https://example.org/news/1?utm_source=x&id=7&fbclid=9",
        "https://example.org/news/1?id=7#comments",
        f" {PAGE}\n",
    ],
)
def test_what_leads_to_one_page_has_one_name(same: str) -> None:
    assert canonical(same) == canonical(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/news/2?id=7",
        "https://example.org/news/1?id=8",
        "https://example.org/news/1",
        "https://example.org:8080/news/1?id=7",
        "https://example.com/news/1?id=7",
        "https://example.org/news/1?id=7#!/other",
        "https://example.org/News/1?id=7",
    ],
)
def test_another_page_has_another_name(other: str) -> None:
    assert canonical(other) != canonical(PAGE)


def test_a_file_is_its_path() -> None:
    assert canonical("file:///home/me/a%20book.epub") == canonical("/home/me/a book.epub")
    assert canonical("/home/me/a#b?c.txt") == "/home/me/a#b?c.txt"


@given(st.text())
def test_the_name_of_anything_is_a_name_of_its_own(address: str) -> None:
    assert canonical(address.strip()) == canonical(address)
    assert (
        is_web(address)
        or not canonical(address).startswith("//")
        or address.strip().startswith(("//", "file:"))
    )


def test_what_is_no_address_names_itself() -> None:
    assert canonical("http://[oh no") == "http://[oh no"
    assert canonical("https://example.org:notaport/") == "https://example.org:notaport/"
