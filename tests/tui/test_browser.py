from __future__ import annotations

import time
from queue import Queue
from typing import TYPE_CHECKING

import pytest

from text.links import link
from tui.browser import browse

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    "sys.platform != 'linux'", reason="the opener of other systems has another name"
)

ADDRESS = "https://example.org/a?b=$(touch%20x)&c='d'"


def test_an_address_is_handed_over_whole_and_away_from_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    opener = tmp_path / "xdg-open"
    opener.write_text(
        f'#!/bin/sh\n{{ echo "$#" "$1"; tty; (: </dev/tty) || echo no terminal; }} >{told}.new 2>/dev/null\n'
        f"/bin/mv {told}.new {told}\n"
    )
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert browse(link(ADDRESS), print) == "Opening example.org."
    until = time.monotonic() + 10
    while not told.exists() and time.monotonic() < until:
        time.sleep(0.01)
    assert told.read_text().splitlines() == [f"1 {ADDRESS}", "not a tty", "no terminal"]


def test_without_a_browser_the_address_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browse(link(ADDRESS), print) == f"There is no browser to open {ADDRESS} with."


def test_an_opener_that_fails_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text("#!/bin/sh\nexit 3\n")
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    told: Queue[str] = Queue()
    browse(link(ADDRESS), told.put)
    assert told.get(timeout=10) == f"No browser could be opened for {ADDRESS}"
