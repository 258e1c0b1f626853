from __future__ import annotations

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
        run.close()
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
