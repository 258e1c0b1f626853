from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.document import Style
from text.markdown.limits import environment
from text.markdown.parser import words

MORSELS = [
    "www.",
    "http://",
    "ftp://",
    "a.example",
    "/b",
    ".",
    "_",
    "(",
    ")",
    "?",
    "&amp;",
    "@",
    "é",
    " ",
    "*",
    "[",
]


def links(source: str) -> list[tuple[str, str]]:
    """The words and addresses of the links in a paragraph."""
    styled = words(source, environment(source))
    return [
        (inline.span.of(styled.text), inline.target)
        for inline in styled.inlines
        if inline.style is Style.LINK
    ]


@given(st.lists(st.sampled_from(MORSELS), max_size=30).map("".join))
def test_links_are_found_without_changing_the_words(source: str) -> None:
    plain = source.replace("&amp;", "&")
    for shown, address in links(source):
        assert shown
        assert shown in source or shown in plain
        assert address in (shown, f"http://{shown}", f"mailto:{shown}")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("see http://a.example/b.", "http://a.example/b"),
        ("(see http://a.example/b(c))", "http://a.example/b(c)"),
        ("HTTPS://A.example?", "HTTPS://A.example"),
        ("ftp://a.example/~b_c_d/", "ftp://a.example/~b_c_d/"),
        ("www.a.example/b&copy;", "www.a.example/b"),
        ("**www.a.example**", "www.a.example"),
        ("write to a.b+c@d.example.", "a.b+c@d.example"),
    ],
)
def test_links(source: str, found: str) -> None:
    assert [shown for shown, _ in links(source)] == [found]


@pytest.mark.parametrize(
    "source",
    [
        "README.md",
        "e.g.",
        "xhttp://a",
        "www.a",
        "awww.a.example",
        "http://",
        "http://a_b.c_d",
        "a@b",
        "`www.a.example`",
        "@a.b",
    ],
)
def test_no_links(source: str) -> None:
    assert links(source) == []


def test_a_link_is_not_found_inside_another() -> None:
    assert links("[www.a.example](/b) <a href='/c'>x@y.example http://z.example</a>") == [
        ("www.a.example", "/b"),
        ("x@y.example http://z.example", "/c"),
    ]
