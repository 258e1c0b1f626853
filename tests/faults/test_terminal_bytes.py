"""No byte of anybody's text acts on the terminal: every screen is opened on hostile text, in a real pty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bench.sequences import Form, Token, tokens
from tests.driving import DOWN, ENTER, ESCAPE, PAGE_DOWN, TAB, postil
from tests.faults.hostile import PAYLOADS, SURROGATES, collected, library_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bench.terminal import Terminal

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="a pty is POSIX")

_COLOUR = r"[34]8;2;\d+;\d+;\d+"
_OWN = re.compile(
    rf"\x1b\[(?:0|(?:[1-9]|{_COLOUR})(?:;(?:[1-9]|{_COLOUR}))*)m"
    r"|\x1b\[\d+;\d+H"
    r"|\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1049|2004|2026)[hl]"
    r"|\x1b\[\?(?:2026|2048)\$p|\x1b\[>\d+u|\x1b\[<u"
    r"|\x1b\]22;[a-z]*\x07|[\r\n]"
)
"""All that Textual writes of its own: styles, places, its modes, two questions, the pointer's shape."""

_ONCE = ("\x1b[?1049h", "\x1b[?1049l", "\x1b[?25l", "\x1b[?25h", "\x1b[<u")
"""What it writes once in a run: a second time would be somebody else's."""
_BIDI = re.compile("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def strangers(output: bytes) -> list[Token]:
    """What is neither text nor Textual's own, and text that is not harmless."""
    return [
        token
        for token in tokens(output)
        if (_BIDI.search(token.text) if token.form is Form.TEXT else not _OWN.fullmatch(token.text))
    ]


def go(terminal: Terminal, keys: str, shown: str | Callable[[str], bool]) -> None:
    """Type keys, wait for what they bring, and let the screen come to rest."""
    terminal.type(keys)
    terminal.wait_for(shown)
    terminal.settle(0.06, at_most=1.0)


def turn(terminal: Terminal, key: str, times: int = 1) -> None:
    """Press a key some times, and take what each paints."""
    for _ in range(times):
        terminal.type(key)
        terminal.settle(0.04, at_most=0.5)


def turn_all(terminal: Terminal, key: str) -> None:
    """Press a key until it brings nothing new."""
    before = ""
    while terminal.screen != before:
        before = terminal.screen
        turn(terminal, key)


def tour(terminal: Terminal) -> None:
    """Open every screen there is, and bring up its messages."""
    terminal.wait_for("1/1")
    go(terminal, "/", "Filter")
    go(terminal, "]" + ENTER, "1/1")
    go(terminal, ESCAPE, lambda screen: "Filter" not in screen)
    read_and_mark(terminal)
    search(terminal)
    go(terminal, ":", "Commands of")
    go(terminal, "theme" + ENTER, "%")
    go(terminal, "?", "The keys of the")
    go(terminal, ESCAPE, "%")
    go(terminal, "q", "Library")
    go(terminal, "r", "“")
    go(terminal, "d", "Removed")
    go(terminal, "u", "Undone")


def read_and_mark(terminal: Terminal) -> None:
    """Turn every page, look at every mark in the panel, edit one, tag one, delete one and file one."""
    go(terminal, ENTER, "%")
    turn_all(terminal, " ")
    go(terminal, "gg", lambda screen: "100%" not in screen)
    go(terminal, TAB, "MARKS")
    turn_all(terminal, " ")
    go(terminal, "e", "Speaker")
    for _ in range(2):
        turn(terminal, TAB)
        turn(terminal, DOWN, 2)
    go(terminal, ESCAPE, "not kept yet")
    go(terminal, ESCAPE, "MARKS")
    go(terminal, "gg", "MARKS")
    go(terminal, "t", "Tag the")
    turn(terminal, "[")
    go(terminal, DOWN + ENTER, "Tagged the")
    go(terminal, "d", "Deleted the")
    go(terminal, "u", "Undone")
    go(terminal, TAB, lambda screen: "MARKS" not in screen)
    go(terminal, "gg", "Head")
    go(terminal, "h", "Filed a highlight")


def search(terminal: Terminal) -> None:
    """Search, turn through what is found, and go to a passage."""
    go(terminal, "s", "Search")
    go(terminal, "tag:b", " marks")
    turn_all(terminal, PAGE_DOWN)
    go(terminal, TAB, "RESULTS")
    go(terminal, "f", "Narrow the results")
    turn_all(terminal, PAGE_DOWN)
    go(terminal, ESCAPE, "RESULTS")
    go(terminal, "s", "Search")
    go(terminal, "tag:b" + ENTER, "%")
    go(terminal, "q", "Search")
    go(terminal, ESCAPE, "%")


def left(terminal: Terminal) -> bytes:
    """Leave the program; everything it wrote."""
    terminal.type("q")
    assert terminal.end() == 0
    return bytes(terminal.output)


def assert_inert(output: bytes, payloads: tuple[str, ...]) -> None:
    assert strangers(output) == []
    text = output.decode()
    assert [text.count(once) for once in _ONCE] == [1] * len(_ONCE)
    acting = (payload for payload in payloads if strangers(payload.encode("utf-8", "surrogateescape")))
    assert [payload for payload in acting if payload in text] == []


def test_cleaned_text_is_inert_on_every_screen(tmp_path: Path) -> None:
    library_of(tmp_path / "library.db", (*PAYLOADS, *SURROGATES))
    with postil(tmp_path / "library.db") as terminal:
        tour(terminal)
        assert_inert(left(terminal), PAYLOADS)


def test_text_that_came_in_past_the_cleaning_is_inert_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("text.clean._HARMFUL", re.compile("(?!)"))
    library_of(tmp_path / "library.db", PAYLOADS)
    with postil(tmp_path / "library.db") as terminal:
        tour(terminal)
        assert_inert(left(terminal), PAYLOADS)


def test_other_peoples_hostile_strings_are_inert(tmp_path: Path) -> None:
    cases = collected()
    library_of(tmp_path / "library.db", cases)
    with postil(tmp_path / "library.db", columns=120, lines=50) as terminal:
        tour(terminal)
        assert_inert(left(terminal), cases)


def test_markup_is_shown_as_text_and_does_nothing_when_clicked(tmp_path: Path) -> None:
    library_of(tmp_path / "library.db", PAYLOADS)
    with postil(tmp_path / "library.db", columns=120, lines=40) as terminal:
        go(terminal, "", "[/b] [@click=app.quit]x[/]")
        click(terminal, "[@click=app.quit]x[/]", "x[/]")
        go(terminal, ENTER, "says [/b] and ends")
        click(terminal, "says [@click=app.quit]x[/]", "x[/]")
        go(terminal, "gg" + TAB, "— [@click=app.quit]x[/]")
        click(terminal, "— [@click=app.quit]x[/]", "x[/]")
        go(terminal, "gg", "MARKS")
        go(terminal, "e", "Speaker")
        assert terminal.screen.count("[/b]") >= 5
        go(terminal, ESCAPE, "MARKS")
        go(terminal, "t", "Tag the")
        go(terminal, "[/", "\n [@click=app.quit]x[/]")
        click(terminal, "[@click=app.quit]x[/]", "x[/]")
        go(terminal, ESCAPE, "MARKS")
        go(terminal, "s", "Search")
        go(terminal, "tag:b", "— [@click=app.quit]x[/]")
        click(terminal, "— [@click=app.quit]x[/]", "x[/]")
        assert terminal.process.poll() is None


def click(terminal: Terminal, line: str, words: str) -> None:
    """Press and release the mouse's first button on `words`, on the first row that has `line`."""
    row, text = next((row, text) for row, text in enumerate(terminal.screen.split("\n")) if line in text)
    column = text.index(line) + line.index(words)
    terminal.type(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m")
    terminal.settle(0.1)
