from __future__ import annotations

import re
import signal
from typing import TYPE_CHECKING

import pytest

from bench.screen import Screen
from store.library import Library
from store.records import ArticleDraft, Kind
from tests.driving import postil
from tests.text.documents import document_of
from text.document import BlockKind, Metadata, Span
from text.quotes import quotes
from text.suggestions import keys
from tui.curtain import painted
from tui.preferences import prefer_light, prefer_measure

if TYPE_CHECKING:
    from pathlib import Path

    from bench.terminal import Terminal

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="a pty is POSIX")

SECOND_SCREEN = b"\x1b[?1049h"
LETTER = document_of(
    ("The letter", BlockKind.HEADING),
    *[f"Paragraph {number} says “a little more” than 東京 does. It is not short." for number in range(40)],
    ("An item of the list at its end", BlockKind.LIST_ITEM),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "library.db"
    with Library.open(made) as library:
        article = library.add(
            ArticleDraft(LETTER, Metadata(title="The letter", published="2019-05-03"))
        ).article
        library.annotate(article.id, Span(400, 480), Kind.CLAIM)
        library.leave_at(article.id, 450)
        # What is suggested comes in once the app has looked for it.
        library.dismiss(article.id, keys(LETTER.text, quotes(LETTER, indirect=True)))
        library.set_planted()
    return made


def frames(terminal: Terminal) -> tuple[bytes, bytes]:
    """What was painted before Textual took the terminal, and what from then on."""
    terminal.wait_for("%")
    terminal.settle()
    first, second, third = bytes(terminal.output).split(SECOND_SCREEN)
    assert first == b""
    return second, third


def rows(frame: bytes, count: int) -> dict[int, str]:
    """The rows a frame paints, by number, with their inks, as they are first painted."""
    found = re.findall(r"\x1b\[(\d+);1H(.*?)(?=\r?\n|\x1b\[\d+;1H|$)", frame.decode(), re.DOTALL)
    return {int(number): row for number, row in reversed(found) if int(number) <= count}


@pytest.mark.parametrize("colours", [{}, {"COLORTERM": ""}, {"NO_COLOR": "1"}])
@pytest.mark.parametrize("light", [False, True])
@pytest.mark.parametrize(("columns", "lines", "measure"), [(80, 24, 72), (120, 40, 60), (40, 8, 72)])
def test_the_app_takes_over_the_page_as_it_stands(  # noqa: PLR0917 - a case has so many sides
    path: Path, colours: dict[str, str], columns: int, lines: int, measure: int, light: bool
) -> None:
    with Library.open(path) as library:
        prefer_light(library, light=light)
        prefer_measure(library, measure)
    with postil(path, "read", "letter", columns=columns, lines=lines, **colours) as terminal:
        curtain, app = frames(terminal)
    before, after = Screen(columns, lines), Screen(columns, lines)
    before.feed(curtain)
    after.feed(app)
    assert list(before.rows())[: lines - 1] == list(after.rows())[: lines - 1]
    if "NO_COLOR" not in colours:
        painted = rows(curtain, lines - 1)
        assert {number: painted[number] for number in rows(app, lines - 1)} == rows(app, lines - 1)


def test_keys_typed_while_the_app_loads_are_heeded_and_not_echoed(path: Path) -> None:
    with postil(path, "read", "letter") as terminal:
        terminal.wait_for_bytes("Paragraph")
        terminal.type(")c")
        terminal.wait_for("Filed a claim")
        assert b")c" not in bytes(terminal.output)
    with Library.open(path) as library:
        assert len(library.annotations()) == 2


def test_a_signal_while_the_app_loads_gives_the_terminal_back(path: Path) -> None:
    with postil(path, "read", "letter") as terminal:
        before = terminal.modes()
        terminal.wait_for_bytes("Paragraph")
        terminal.signal(signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
        assert terminal.modes() == before
        assert b"\x1b[?1049l" in bytes(terminal.output)


def test_a_mistake_in_the_keys_is_told_where_it_can_be_read(path: Path) -> None:
    keys = path.with_name("keys.toml")
    keys.write_text("[reader]\nmark.claim = 3\n", encoding="utf-8")
    with postil(path, "read", "letter", POSTIL_KEYS=str(keys)) as terminal:
        before = terminal.modes()
        assert terminal.end() == 2
        assert terminal.modes() == before
        left = bytes(terminal.output).rpartition(b"\x1b[?1049l")[2].decode()
        assert "keys.toml, line 2" in left


def test_a_small_terminal_and_a_redirected_one_are_left_to_the_app(path: Path) -> None:
    with postil(path, "read", "letter", columns=39, lines=24) as terminal:
        terminal.wait_for("Postil needs 40 columns")
        assert bytes(terminal.output).count(SECOND_SCREEN) == 1


def test_text_that_came_in_past_the_cleaning_is_inert(tmp_path: Path) -> None:
    hostile = document_of("One \x1b[2J\x1b]0;title\x07 and \x9b31m\u202e two.")
    with Library.open(tmp_path / "library.db") as library:
        article = library.add(ArticleDraft(hostile, Metadata(title="Hostile"))).article
        page = painted(library, article, 80, 24, {"COLORTERM": "truecolor"})
    own = re.sub(r"\x1b\[[\d;]*[mH]", "", page)
    assert re.findall("[\x00-\x1f\x7f-\x9f\u202e]", own) == []
