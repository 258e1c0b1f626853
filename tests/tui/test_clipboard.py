from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from exchange.errors import TooLongToCopyError
from store.records import Kind
from tests.tui.conftest import LETTER
from tests.tui.conftest import type_keys as tap
from tests.tui.searching import finder, mark_some, type_keys
from tests.tui.test_reader import reader
from text.document import Span
from tui import clipboard
from tui.app import Postil
from tui.clipboard import TERMINAL_BYTES, Tool, copy, hand_over, platform_tool
from tui.keyed import KeyedScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from store.library import Library
    from tests.tui.conftest import Drive

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="the fake tools are shell scripts")

_ENVIRONMENT = ("SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY", "DISPLAY")


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No clipboard tool is found unless a test puts one there."""
    for name in _ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


@pytest.fixture
def install(tmp_path: Path) -> Callable[[str, str], Path]:
    """Puts a tool on the path that does what a line of shell says; its answer is where that may write."""

    def put(name: str, does: str) -> Path:
        told = tmp_path / f"{name}.told"
        tool = tmp_path / "bin" / name
        tool.write_text(f"#!/bin/sh\ntold={told}\nPATH=/usr/bin:/bin\n{does}\n")
        tool.chmod(0o755)
        return told

    return put


@pytest.fixture
def marked(library: Library) -> Library:
    return mark_some(library)


def message(pilot: Pilot[int]) -> str:
    assert isinstance(pilot.app.screen, KeyedScreen)
    return pilot.app.screen.status.message


KEEPS = 'echo "$@" >$told; cat >>$told'


def test_a_tool_gets_the_very_text_and_no_terminal(install: Callable[[str, str], Path]) -> None:
    told = install("pbcopy", f"{KEEPS}; if (: </dev/tty) 2>/dev/null; then echo terminal >>$told; fi")
    tool = platform_tool()
    assert tool is not None
    text = "$(touch x) `id` '; \"\n\\ „ü“\n"
    assert hand_over(tool, text)
    assert told.read_text(encoding="utf-8") == f"\n{text}"


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [
        ({}, "clip.exe"),
        ({"DISPLAY": ":0"}, "xclip"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "wl-copy"),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "::1 1 ::1 22"}, None),
        ({"DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"}, None),
    ],
)
def test_the_tool_is_the_one_for_what_one_sits_at(
    install: Callable[[str, str], Path],
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    chosen: str | None,
) -> None:
    for name in ("wl-copy", "xclip", "xsel", "clip.exe"):
        install(name, KEEPS)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    tool = platform_tool()
    assert (tool.name if tool else None) == chosen


def test_windows_gets_what_it_reads_as_unicode(install: Callable[[str, str], Path]) -> None:
    told = install("clip.exe", "cat >$told")
    tool = platform_tool()
    assert tool is not None
    assert hand_over(tool, "„ü“")
    assert told.read_bytes().decode("utf-16") == "„ü“"
    assert told.read_bytes()[:2] in {b"\xff\xfe", b"\xfe\xff"}


def test_a_tool_that_fails_hangs_or_is_none_took_nothing(
    install: Callable[[str, str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "PATIENCE_SECONDS", 0.2)
    install("fails", "exit 1")
    install("hangs", "exec sleep 60")
    assert not hand_over(Tool((str(tmp_path / "bin" / "fails"),)), "text" * 100_000)
    assert not hand_over(Tool((str(tmp_path / "bin" / "hangs"),)), "text" * 100_000)
    assert not hand_over(Tool((str(tmp_path / "bin" / "none"),)), "text")


async def test_the_terminal_gets_nothing_but_base64_and_not_too_much(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive() as pilot:
        assert isinstance(pilot.app, Postil)
        written: list[str] = []
        monkeypatch.setattr(HeadlessDriver, "write", lambda _, data: written.append(data))
        hostile = "\x1b]52;c;aGk=\a \x9b31m \x1b\\"
        assert await copy(pilot.app, hostile) == "through the terminal"
        sent = next(each for each in written if "]52;" in each)
        assert sent == f"\x1b]52;c;{base64.b64encode(hostile.encode()).decode()}\a"
        assert await copy(pilot.app, "x" * TERMINAL_BYTES) == "through the terminal"
        assert max(map(len, written)) <= 100_000
        written.clear()
        with pytest.raises(TooLongToCopyError):
            await copy(pilot.app, "x" * (TERMINAL_BYTES + 1))
        assert not [each for each in written if "]52;" in each]


async def test_a_mark_and_all_of_the_article_are_copied(
    drive: Drive, library: Library, install: Callable[[str, str], Path]
) -> None:
    letter = library.find("letter")
    library.annotate(letter.id, LETTER.blocks[0].span, Kind.QUOTE, speaker="The keeper")
    library.annotate(letter.id, LETTER.blocks[1].span, Kind.CLAIM)
    told = install("pbcopy", "cat >$told")
    async with drive("letter") as pilot:
        await type_keys(pilot, "g", "g", "g", "y")
        assert message(pilot) == "Copied the quote with pbcopy."
        one = told.read_text(encoding="utf-8")
        assert one.startswith("> The keeper said")
        assert "— The keeper" in one
        assert "*A letter from the light*, /letter.txt" in one
        assert pilot.app.clipboard == one
        await type_keys(pilot, "g", "Y")
        assert message(pilot) == "Copied 2 marks with pbcopy."
        assert told.read_text(encoding="utf-8").count("\n> ") == 2
        await type_keys(pilot, "tab", "j", "g", "y")
        assert message(pilot) == "Copied the claim with pbcopy."
        assert told.read_text(encoding="utf-8").startswith("> It had burned")


async def test_nothing_is_copied_where_there_is_nothing(drive: Drive) -> None:
    async with drive("notice") as pilot:
        await type_keys(pilot, "g", "y")
        assert message(pilot) == "No mark here."
        await type_keys(pilot, "g", "Y")
        assert message(pilot) == "There are no marks here."
        await type_keys(pilot, "g", "e")
        assert message(pilot) == "There are no marks here."
        assert pilot.app.clipboard == ""


@pytest.mark.usefixtures("marked")
async def test_keys_go_on_while_a_tool_hangs(
    drive: Drive, install: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "PATIENCE_SECONDS", 60)
    told = install("pbcopy", "cat >$told; until [ -e $told.go ]; do sleep 0.05; done")
    async with drive("letter") as pilot:
        await tap(pilot, "g", "Y", "G")
        assert reader(pilot).page.cursor >= LETTER.blocks[-1].span.start
        assert "Copied" not in message(pilot)
        told.with_name(f"{told.name}.go").touch()
        await type_keys(pilot)
        assert message(pilot) == "Copied 4 marks with pbcopy."


@pytest.mark.usefixtures("marked")
async def test_a_tool_that_does_not_work_is_told_of(
    drive: Drive, install: Callable[[str, str], Path]
) -> None:
    install("pbcopy", "exit 1")
    async with drive("letter") as pilot:
        await type_keys(pilot, "g", "Y")
        assert message(pilot) == "Copied 4 marks through the terminal, as pbcopy does not work."


@pytest.mark.usefixtures("marked")
async def test_all_results_are_copied(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "s", *"kind:quote", "tab", "g", "Y")
        assert finder(pilot).status.message == "Copied 2 marks through the terminal."
        assert pilot.app.clipboard.count("\n> ") == 2
        assert "# Notice to mariners\n\n/notice.txt" in pilot.app.clipboard
        await type_keys(pilot, "g", "y")
        assert finder(pilot).status.message == "Copied the quote through the terminal."


@pytest.mark.usefixtures("marked")
async def test_what_a_claim_and_a_speaker_are_made_of_is_copied(drive: Drive) -> None:
    async with drive() as pilot:
        await type_keys(pilot, "C", "enter", "g", "Y")
        assert message(pilot) == "Copied 1 mark through the terminal."
        assert "**Claim**" in pilot.app.clipboard
        await type_keys(pilot, "q", "q", "P", "enter", "g", "Y")
        assert message(pilot) == "Copied 1 mark through the terminal."
        assert "— The Board" in pilot.app.clipboard
        await type_keys(pilot, "g", "y")
        assert message(pilot) == "Copied the quote through the terminal."


async def test_marks_too_long_for_the_terminal_are_told_of(drive: Drive, library: Library) -> None:
    letter = library.find("letter")
    for _ in range(40):
        library.annotate(letter.id, Span(0, len(LETTER.text)), Kind.HIGHLIGHT)
    async with drive("letter") as pilot:
        await type_keys(pilot, "g", "Y")
        assert "no more than 74 kB" in message(pilot)


@pytest.mark.usefixtures("marked")
async def test_the_marks_of_the_article_are_exported_after_a_yes(drive: Drive, tmp_path: Path) -> None:
    target = tmp_path / "letter.md"
    async with drive("letter") as pilot:
        await type_keys(pilot, "g", "e", *str(target), "enter")
        assert "letter.md”? enter exports." in message(pilot)
        await type_keys(pilot, "j")
        assert message(pilot) == "Not done."
        assert not target.exists()
        await type_keys(pilot, "tab", "g", "e", *str(target), "enter", "enter")
        assert message(pilot).startswith("Exported 4 marks to ")
        assert target.read_text(encoding="utf-8").count("^postil-") == 4
