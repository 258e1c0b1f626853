from __future__ import annotations

import os
import sqlite3
from importlib import import_module
from typing import TYPE_CHECKING

import click
import pytest

from cli.lazy import COMMANDS, module_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.command import Command


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_says_of_each_command_what_it_says_itself(postil: Command, name: str) -> None:
    command = import_module(module_of(name)).command
    assert isinstance(command, click.Command)
    assert command.name == name
    assert f"  {name}" in postil("--help").stdout
    said = postil(name, "-h").stdout
    assert said.startswith(f"Usage: postil {name}")
    options = said.partition("\nOptions:\n")[2].splitlines()
    assert "  -h, --help  " in said
    assert all(line.startswith(("  -", "     ")) for line in options)


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("--nonsense",),
        ("add",),
        ("show",),
        ("mark", "x"),
        ("list", "--nonsense"),
        ("undo", "x"),
    ],
)
def test_a_mistake_of_use_is_one_sentence_that_names_the_help(
    postil: Command, arguments: tuple[str, ...]
) -> None:
    said = postil(*arguments, expect=2).stderr
    assert said.count("\n") == 1
    assert "--help" in said
    assert not postil.library.exists()


def test_the_library_can_be_named_before_and_after_the_command(storied: Command) -> None:
    other = storied.folder / "other.db"
    storied("--library", other, "add", storied.folder / "keeper.md")
    for command in (("--library", other, "list"), ("list", "--library", other)):
        assert len(storied.json(*command)) == 1
    storied("list", "--library", storied.folder / "third.db", expect=1)
    storied("--library", storied.folder / "third.db", "list", expect=1)


def test_a_library_that_is_none_is_left_as_it_is(postil: Command) -> None:
    content = b"These are my diary's words, and nothing else.\n" * 100
    postil.library.write_bytes(content)
    for command in (("list",), ("search", "x"), ("undo",), ("add", postil.write("a.txt", "Words."))):
        assert "not a Postil library" in postil(*command, expect=4).stderr
    assert postil.library.read_bytes() == content


def test_a_library_from_a_newer_version_is_left_as_it_is(storied: Command) -> None:
    with sqlite3.connect(storied.library) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    assert "newer" in storied("list", expect=4).stderr
    assert "newer" in storied("add", storied.folder / "keeper.md", expect=4).stderr


def test_a_folder_is_no_library(postil: Command) -> None:
    postil.library.mkdir()
    assert "directory" in postil("list", expect=4).stderr
    assert "directory" in postil("add", postil.write("a.txt", "Words."), expect=4).stderr


@pytest.mark.parametrize("name", [":memory:", os.devnull])
def test_what_is_no_file_is_no_library(postil: Command, name: str) -> None:
    assert "no ordinary file" in postil("--library", name, "list", expect=4).stderr
    assert "no ordinary file" in postil("--library", name, "undo", expect=4).stderr


def test_a_library_that_cannot_be_made_is_said_so(postil: Command) -> None:
    path = postil.write("a.txt", "Words.")
    postil("--library", path / "library.db", "add", path, expect=4)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """What the reader was opened on, where it is not opened."""
    articles: list[str | None] = []

    def run(library: Path, article: str | None, codebook: object) -> int:
        assert library.name == "library.db"
        assert codebook
        articles.append(article)
        return 0

    monkeypatch.setattr("tui.app.run", run)
    monkeypatch.setattr("cli.read._check_terminal", lambda: None)
    return articles


def test_the_reader_opens_on_the_library_or_on_an_article(storied: Command, opened: list[str | None]) -> None:
    storied()
    storied("read", "keeper")
    assert opened == [None, storied.json("list")[0]["id"]]


def test_a_file_that_is_not_there_yet_is_added_and_read(postil: Command, opened: list[str | None]) -> None:
    path = postil.write("new.txt", "Words.")
    postil("read", path)
    postil("read", path)
    assert opened == [postil.json("list")[0]["id"]] * 2


def test_what_is_no_article_is_not_read(storied: Command, opened: list[str | None]) -> None:
    storied("read", "nobody", expect=1)
    storied("read", storied.write("image.png", b"\x89PNG"), expect=3)
    assert not opened


@pytest.mark.parametrize("arguments", [(), ("read", "x")])
def test_the_reader_needs_a_terminal(postil: Command, arguments: tuple[str, ...]) -> None:
    assert "terminal" in postil(*arguments, expect=2).stderr
    assert not postil.library.exists()
