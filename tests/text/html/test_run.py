from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from text.document import Inline, Span, Style
from text.html.run import Run

PARTS = st.lists(st.text("ab \t\n\u00a0", max_size=6), max_size=8)


@given(PARTS)
def test_white_space_is_one_space_and_none_at_the_ends(parts: list[str]) -> None:
    run = Run()
    for part in parts:
        run.write(part)
    collapsed = " ".join(filter(None, "".join(parts).replace("\t", " ").replace("\n", " ").split(" ")))
    assert run.take().text == collapsed.strip()


@given(PARTS)
def test_styles_cover_what_was_written_within_them(parts: list[str]) -> None:
    run = Run()
    for part in parts:
        run.open(Style.STRONG)
        run.write(part)
        run.close(Style.STRONG)
    taken = run.take()
    assert all(0 <= inline.span.start < inline.span.end <= len(taken.text) for inline in taken.inlines)
    covered = "".join(inline.span.of(taken.text) for inline in taken.inlines)
    assert "".join(covered.split()) == "".join(taken.text.split())


def test_a_run_starts_anew_when_it_was_taken() -> None:
    run = Run()
    run.open(Style.LINK, "x")
    run.write("one ")
    assert run.take().inlines == (Inline(Span(0, 3), Style.LINK, "x"),)
    assert run.is_blank
    run.write(" two")
    assert run.take().inlines == (Inline(Span(0, 3), Style.LINK, "x"),)


@given(st.lists(st.tuples(st.sampled_from(list("xyz")), st.sampled_from(["", "a", "b c"])), max_size=30))
def test_no_nesting_of_links_puts_two_on_a_word(links: list[tuple[str, str]]) -> None:
    run = Run()
    for target, words in links:
        run.open(Style.LINK, target)
        run.write(words)
    run.write("end")
    taken = run.take()
    assert all(before.span.end <= after.span.start for before, after in pairwise(taken.inlines))
    assert "".join(inline.span.of(taken.text) for inline in taken.inlines) == (taken.text if links else "")
    run.write("next")
    assert [inline.target for inline in run.take().inlines] == [target for target, _ in links[-1:]]


def test_a_style_within_itself_is_one() -> None:
    run = Run()
    for word in ("a", "b"):
        run.open(Style.STRONG)
        run.write(word)
    run.close(Style.STRONG)
    run.write("c")
    run.close(Style.STRONG)
    run.write("d")
    assert run.take().inlines == (Inline(Span(0, 3), Style.STRONG),)


def test_a_link_within_a_link_stands_in_its_place() -> None:
    run = Run()
    run.open(Style.LINK, "x")
    run.write("a")
    run.open(Style.LINK, "y")
    run.write("b")
    run.close(Style.LINK)
    run.write("c")
    assert [(inline.span, inline.target) for inline in run.take().inlines] == [
        (Span(0, 1), "x"), (Span(1, 2), "y"), (Span(2, 3), "x")
    ]  # fmt: skip


def test_a_line_break_takes_the_space_before_it() -> None:
    run = Run()
    run.write("a ")
    run.break_line()
    assert run.ends_line
    run.write(" b")
    assert run.take().text == "a\nb"


def test_preformatted_text_keeps_its_first_indent() -> None:
    run = Run()
    run.write_verbatim("\n\r\n  a\t\r\n b\n\n")
    assert run.take(indented=True).text == "  a\t\n b"
