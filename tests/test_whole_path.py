"""The main job from end to end: from an empty disk to a tagged quote by keys alone, found again elsewhere."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.driving import CHECKOUT, ENTER, QUIT, command, environment, postil

if TYPE_CHECKING:
    from pathlib import Path

    from bench.terminal import Terminal

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="a pty is POSIX")

PATHS = [
    # What to filter by, the line to stand on, keys that file the quote, its words.
    ("zelenskyy proposes", "the three-year war", "'", "would never have started"),
    ("zelenskyy proposes", "Trump did not specify", "''", "wants people to stop dying."),
    ("dividing up certain", "Asked if he thinks", "'", "Maybe we can, maybe we can’t."),
]


@pytest.mark.parametrize(("wanted", "line", "keys", "words"), PATHS)
def test_a_quote_filed_by_keys_is_found_by_search_and_in_the_export(
    tmp_path: Path, wanted: str, line: str, keys: str, words: str
) -> None:
    library = tmp_path / "library.db"
    with postil(library) as terminal:
        file_quote(terminal, wanted, line, keys)
        tag(terminal, "war/ukr")
        [found] = json.loads(run(library, "search", *words.split()[:3], "--tag", "war", "--json"))
        terminal.type(QUIT)
        assert terminal.end() == 0
    assert found["exact"] == words
    assert (found["kind"], found["tags"]) == ("quote", ["war/ukr"])
    article = run(library, "show", found["article"]["id"], "--text")
    assert article[found["start"] : found["end"]] == words
    assert words in words_quoted(run(library, "export"))


def test_the_exported_file_tells_its_article(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    with postil(library) as terminal:
        file_quote(terminal, *PATHS[-1][:3])
    run(library, "export", "--to", f"{tmp_path}/out/")
    [exported] = (tmp_path / "out").glob("*.md")
    _, front, body = exported.read_text(encoding="utf-8").split("---\n", 2)
    assert yaml.safe_load(front)["title"].startswith("Trump to Speak to Putin")
    assert words_quoted(body) == [PATHS[-1][3]]


def file_quote(terminal: Terminal, wanted: str, line: str, keys: str) -> None:
    """From the library's list to a filed quote, looking only at the screen."""
    terminal.wait_for("1/3")
    terminal.type("/")
    terminal.wait_for("Filter")
    terminal.type(wanted)
    terminal.wait_for("1/1")
    for _ in ("keeps the filter", "opens the article"):
        terminal.type(ENTER)
        terminal.settle()
    terminal.wait_for("%")
    terminal.settle()
    for _ in range(40):
        if any("▌" in row and line in row for row in terminal.screen.split("\n")):
            break
        terminal.press(")")
    for key in keys:
        terminal.press(key, until="Filed a quote")


def tag(terminal: Terminal, name: str) -> None:
    terminal.type("t")
    terminal.wait_for("Tag the quote")
    terminal.type(name + ENTER)
    terminal.wait_for(f"#{name}")


def run(library: Path, *arguments: str) -> str:
    """What another process prints."""
    done = subprocess.run(
        command(library, *arguments),
        env=environment(library.parent),
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def words_quoted(markdown: str) -> list[str]:
    """The first line of every block quote, without Markdown's escapes."""
    lines = markdown.split("\n")
    begun = (line for before, line in zip(["", *lines], lines, strict=False) if not before.startswith(">"))
    return [line.removeprefix("> ").replace("\\", "") for line in begun if line.startswith("> ")]
