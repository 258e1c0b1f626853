from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli import importing

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.command import Command

CLIPPINGS = """\
The Keeper (Ann Other)
- Your Highlight on page 2 | location 17-18 | Added on Monday, 3 March 2025 21:14:52

then the ship was gone
==========
The Keeper (Ann Other)
- Your Highlight on page 3 | location 20-21 | Added on Monday, 3 March 2025 21:15:52

A sentence that was never in this story, nor in any other one.
==========
Another Book (Jane Smith)
- Your Highlight on page 12 | location 168-170 | Added on Monday, 3 March 2025 21:16:52

Call me Ishmael.
==========
"""


@pytest.fixture
def clippings(storied: Command) -> Path:
    return storied.write("My Clippings.txt", CLIPPINGS)


def test_marks_come_in_once_and_go_in_one_step(storied: Command, clippings: Path) -> None:
    (told,) = storied.json("import", clippings)
    assert (told["format"], told["added"], told["known"], told["stubs"]) == (
        "Kindle clippings",
        3,
        0,
        ["Another Book"],
    )
    assert [mark["exact"] for mark in told["lost"]] == [
        "A sentence that was never in this story, nor in any other one."
    ]
    assert [(entry["title"], entry["marks"]) for entry in storied.json("list")] == [
        ("Another Book", 1),
        ("The Keeper", 2),
    ]
    (again,) = storied.json("import", clippings)
    assert (again["added"], again["known"]) == (0, 3)
    storied("undo")
    assert [(entry["title"], entry["marks"]) for entry in storied.json("list")] == [("The Keeper", 0)]


def test_a_pipe_gets_a_row_for_each_file(storied: Command, clippings: Path) -> None:
    rows = storied("import", clippings, clippings).stdout.splitlines()
    assert [row.split("\t")[1:] for row in rows] == [
        ["Kindle clippings", "3", "0", "0", "0", "1", "1", "0"],
        ["Kindle clippings", "0", "3", "0", "0", "0", "0", "0"],
    ]


def test_a_terminal_is_told_what_became_of_the_marks(
    storied: Command, clippings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "to_terminal", lambda: True)
    told = storied("import", clippings).stdout
    assert "(Kindle clippings): 3 added, 1 not found in the text, kept as lost." in told
    assert "Not in the text of “The Keeper”: “A sentence" in told
    assert "only its marks are kept: “Another Book”" in told
    assert "3 already there." in storied("import", clippings).stdout


def test_a_rehearsal_changes_nothing(storied: Command, clippings: Path) -> None:
    before = storied.json("history")
    (told,) = storied.json("import", "--dry-run", clippings)
    assert told["added"] == 3
    assert storied.json("history") == before


def test_a_rehearsal_begins_no_library(postil: Command) -> None:
    (told,) = postil.json("import", "--dry-run", postil.write("My Clippings.txt", CLIPPINGS))
    assert told["added"] == 3
    assert not postil.library.exists()


def test_standard_input_is_imported(storied: Command) -> None:
    storied("import", "-", "--name", "My Clippings.txt", stdin=CLIPPINGS)
    assert len(json.loads(storied("list", "--json").stdout)) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\x00\x01\x02", "bad"), (b"Nothing of the kind.", "bad"), (None, "cannot be read")],
)
def test_what_cannot_be_read_is_refused_and_the_rest_comes_in(
    storied: Command, clippings: Path, content: bytes | None, said: str
) -> None:
    bad = storied.folder / "bad" if content is None else storied.write("bad", content)
    refused = storied("import", bad, clippings, expect=3)
    assert said in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert len(storied.json("search", "ship")) == 1


def test_the_library_itself_is_refused(storied: Command) -> None:
    assert "the library itself" in storied("import", storied.library, expect=3).stderr


def test_an_interruption_keeps_what_was_done(
    storied: Command, clippings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(done: int, of: int) -> None:
        if (done, of) == (1, 2):
            raise KeyboardInterrupt

    monkeypatch.setattr(importing, "_tell", interrupt)
    assert "interrupted" in storied("import", clippings, expect=130).stderr
    assert [entry["marks"] for entry in storied.json("list")] == [2]


def test_another_library_is_restored_from_what_it_exported(marked: Command) -> None:
    exported = marked("export", "--format", "jsonl").stdout_bytes
    other = ("--library", marked.folder / "other.db")
    (told,) = marked.json(*other, "import", marked.write("all.jsonl", exported))
    assert (told["format"], told["articles"], told["added"]) == ("Postil", 1, 2)
    assert (
        marked(*other, "export", "--format", "markdown").stdout
        == marked("export", "--format", "markdown").stdout
    )
