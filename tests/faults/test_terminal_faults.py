"""What terminals do to a program: signals, hang-ups, absurd sizes, missing abilities, pastes."""

from __future__ import annotations

import re
import signal
from itertools import islice, product
from typing import TYPE_CHECKING

import pytest

import seeds
from store.library import Library
from store.records import Kind
from tests.driving import ENTER, ESCAPE, postil

if TYPE_CHECKING:
    from pathlib import Path

    from bench.terminal import Terminal

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="a pty is POSIX")

TUTOR = "A Pencil in the Margin"
RESTORED = ("\x1b[?1049l", "\x1b[?25h", "\x1b[?1000l", "\x1b[?1003l", "\x1b[?2004l", "\x1b[<u")
"""Out of the second screen, the cursor back, mouse, paste marks and the keyboard protocol off."""

_MANY_LOOKS = 600
"""At the output, twenty in a second: to rebuild a screen of 200,000 cells each time would take longer."""

ENDS_WITHIN = 5.0
"""Seconds, on a machine with better things to do; it takes a fraction of one on an idle machine."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "library.db"
    with Library.open(made) as library:
        seeds.plant(library)
    return made


def kinds(path: Path) -> list[str]:
    with Library.open(path) as library:
        return [mark.kind for mark in library.annotations()]


def reading(terminal: Terminal) -> None:
    terminal.wait_for("%")
    terminal.settle()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_to_end_leaves_the_terminal_as_it_was(path: Path, number: signal.Signals) -> None:
    with postil(path, "read", TUTOR) as terminal:
        before = terminal.modes()
        reading(terminal)
        assert terminal.modes() != before
        terminal.type("jjj")
        terminal.settle()
        terminal.signal(number)
        assert terminal.end(patience=ENDS_WITHIN) == 128 + number
        assert terminal.modes() == before
        tail = bytes(terminal.output).decode()
        assert [sequence for sequence in RESTORED if sequence not in tail] == []
    with Library.open(path) as library:
        assert library.find(TUTOR).position > 0


def test_a_hang_up_ends_the_program_and_loses_nothing(path: Path) -> None:
    with postil(path, "read", TUTOR) as terminal:
        reading(terminal)
        terminal.press(")))c", until="Filed a claim")
        terminal.hang_up()
        terminal.process.wait(ENDS_WITHIN)
    assert kinds(path) == [Kind.CLAIM]


def test_a_hang_up_while_typing_ends_the_program(path: Path) -> None:
    with postil(path, "read", TUTOR) as terminal:
        reading(terminal)
        terminal.type("t")
        terminal.wait_for("Tag the")
        terminal.hang_up()
        terminal.process.wait(ENDS_WITHIN)
    assert kinds(path) == [Kind.HIGHLIGHT]


@pytest.mark.parametrize(("columns", "lines"), [(0, 0), (1, 1), (30, 6), (300, 1), (1000, 200)])
def test_no_size_is_too_absurd_to_mark_and_leave(path: Path, columns: int, lines: int) -> None:
    with postil(path, "read", TUTOR, columns=columns, lines=lines) as terminal:
        painted = (b"\x1b[?2026h" in bytes(terminal.output) for _ in iter(lambda: terminal.take_for(0.05), 0))
        assert any(islice(painted, _MANY_LOOKS))
        terminal.settle()
        terminal.type("c")
        terminal.settle()
        terminal.type("qq")
        assert terminal.end() == 0
    assert kinds(path) == [Kind.CLAIM]


def test_a_terminal_too_small_is_told_so_and_may_grow(path: Path) -> None:
    with postil(path, columns=36, lines=7) as terminal:
        terminal.wait_for("40 columns and 8 rows")
        terminal.resize(40, 8)
        terminal.wait_for(lambda screen: "Library" in screen and "columns" not in screen)


def test_the_smallest_usable_terminal_shows_titles(path: Path) -> None:
    with postil(path, columns=40, lines=8) as terminal:
        terminal.wait_for("1/3")
        assert TUTOR[:8] in terminal.screen


def test_an_article_that_another_process_removes_leaves_the_reader_standing(path: Path) -> None:
    with postil(path, "read", TUTOR) as terminal:
        reading(terminal)
        with Library.open(path) as library:
            library.remove(library.find(TUTOR).id)
        terminal.settle(0.8)
        terminal.type("c")
        terminal.settle(0.8)
        assert "Error" not in terminal.screen
        assert terminal.process.poll() is None


def test_what_is_typed_ahead_of_the_filter_is_no_command(path: Path) -> None:
    with postil(path) as terminal:
        terminal.wait_for("1/3")
        terminal.settle()
        terminal.type("/d")
        terminal.settle(0.5)
    with Library.open(path) as library:
        assert len(library.articles()) == len(seeds.NAMES)


def test_every_screen_fits_the_smallest_usable_terminal(path: Path) -> None:
    with postil(path, "read", TUTOR, columns=40, lines=8) as terminal:
        reading(terminal)
        for keys, shown in (("t", "Tag the"), ("\r", "%"), ("s", "Search"), (ESCAPE, "%"), (":", "Commands")):
            terminal.type(keys)
            terminal.wait_for(shown)
            terminal.settle()
        assert terminal.process.poll() is None


def test_a_storm_of_sizes_passes(path: Path) -> None:
    with postil(path, "read", TUTOR) as terminal:
        reading(terminal)
        for columns, lines in product((1, 20, 39, 40, 41, 80, 111, 112, 113, 250), (1, 7, 8, 9, 24, 60)):
            terminal.resize(columns, lines)
            terminal.type("j")
            terminal.settle(0.002, at_most=0.02)
        terminal.resize(80, 24)
        terminal.wait_for("%")
        terminal.press("c", until="Filed a claim")
        terminal.type("qq")
        assert terminal.end() == 0
    assert kinds(path) == [Kind.CLAIM]


@pytest.mark.parametrize("name", ["dumb", ""])
def test_a_terminal_without_a_movable_cursor_is_refused_in_a_sentence(path: Path, name: str) -> None:
    with postil(path, TERM=name) as terminal:
        assert terminal.end() == 2
        said = bytes(terminal.output)
    assert b"\x1b" not in said
    assert said.count(b"\n") == 1
    assert b"TERM" in said


def test_without_colour_marks_are_told_apart_by_letters(path: Path) -> None:
    with postil(path, "read", TUTOR, NO_COLOR="1") as terminal:
        reading(terminal)
        for keys in (")c", ")h"):
            terminal.press(keys, until="Filed a ")
        gutter = {row[:2].strip() for row in terminal.screen.split("\n")}
        assert {"C", "H"} <= gutter
    colours = re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", bytes(terminal.output))
    assert [colour for colour in colours if len(set(colour)) > 1] == []


@pytest.mark.parametrize("start", [(), ("read", TUTOR)])
def test_a_large_paste_where_nothing_is_typed_does_nothing(path: Path, start: tuple[str, ...]) -> None:
    with postil(path, *start) as terminal:
        terminal.wait_for(TUTOR)
        terminal.settle()
        terminal.type("\x1b[200~" + "d\rcq:h" * 5000 + "\x1b[201~")
        terminal.settle(0.5, at_most=10)
        assert TUTOR in terminal.screen
        terminal.type("qq")
        assert terminal.end() == 0
    with Library.open(path) as library:
        assert len(library.articles()) == len(seeds.NAMES)
        assert library.annotations() == []


def test_what_breaks_out_of_a_paste_can_be_undone(path: Path) -> None:
    with postil(path, "read", TUTOR) as terminal:
        reading(terminal)
        terminal.press(")c", until="Filed a claim")
        terminal.type("\x1b[200~text \x1b[31mddd\x1b[201~")
        terminal.settle(0.3)
        terminal.type(ESCAPE)
        terminal.settle()
        terminal.type("10u")
        terminal.settle(0.3)
        terminal.type("20\x12")  # ctrl+r
        terminal.wait_for("Redone")
        assert terminal.process.poll() is None
    with Library.open(path) as library:
        assert any(change.verb == "annotate" for change in library.history())


def test_a_paste_lands_in_the_field_that_is_typed_in(path: Path) -> None:
    with postil(path, "read", TUTOR) as terminal:
        reading(terminal)
        terminal.type("t")
        terminal.wait_for("Tag the")
        terminal.type("\x1b[200~pasted\x1b[201~")
        terminal.wait_for("pasted")
        terminal.type(ENTER)
        terminal.wait_for("Tagged the")
    with Library.open(path) as library:
        assert [mark.tags for mark in library.annotations()] == [("pasted",)]


def test_a_mark_is_not_shown_before_it_is_committed(path: Path) -> None:
    with postil(path, "read", TUTOR) as terminal:
        reading(terminal)
        with Library.open(path) as library, library.transaction():
            terminal.type("c")
            terminal.settle(0.5)
            assert "Filed" not in terminal.screen
            assert not any(row.startswith("C") for row in terminal.screen.split("\n"))
        terminal.wait_for("Filed a claim")
        assert kinds(path) == [Kind.CLAIM]
