from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli import brought, importing, progress
from store.library import Library

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
        ["Kindle clippings", "3", "0", "0", "0", "1", "1", "0", "0"],
        ["Kindle clippings", "0", "3", "0", "0", "0", "0", "0", "0"],
    ]


def test_a_pipe_is_told_what_was_brought_up_to_date(storied: Command) -> None:
    for note, updated in (("One.", "0"), ("Two.", "1"), ("Two.", "0")):
        annotation = {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "https://example.org/annotations/1",
            "type": "Annotation",
            "body": {"type": "TextualBody", "purpose": "commenting", "value": note},
            "target": {
                "source": {"id": "https://example.org/keeper", "title": "The Keeper"},
                "selector": {"type": "TextQuoteSelector", "exact": "I saw a ship"},
            },
        }
        row = storied("import", storied.write("notes.jsonld", json.dumps(annotation))).stdout
        assert row.rstrip("\n").split("\t")[-1] == updated


def test_a_terminal_is_told_what_became_of_the_marks(
    storied: Command, clippings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brought, "to_terminal", lambda: True)
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
    [(b"\x00\x01\x02", "bad"), (b"Nothing of the kind.", "bad"), (None, "no file or folder")],
)
def test_what_cannot_be_read_is_refused_and_the_rest_comes_in(
    storied: Command, clippings: Path, content: bytes | None, said: str
) -> None:
    bad = storied.folder / "none" if content is None else storied.write("bad", content)
    refused = storied("import", bad, clippings, expect=3)
    assert said in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert len(storied.json("search", "ship")) == 1


def test_the_library_itself_is_refused(storied: Command) -> None:
    assert "the library itself" in storied("import", storied.library, expect=3).stderr


def test_an_interruption_keeps_what_was_done(
    storied: Command, clippings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(label: str, done: int, of: int) -> None:
        assert label == str(clippings)
        if (done, of) == (1, 2):
            raise KeyboardInterrupt

    monkeypatch.setattr(importing, "_tell", interrupt)
    assert "Interrupted" in storied("import", clippings, expect=130).stderr
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


def test_an_interruption_before_anything_was_done_is_told(
    storied: Command, clippings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "bring_file", interrupt)
    before = storied.json("history")
    assert "the same command" in storied("import", clippings, expect=130).stderr
    assert "nothing was changed" in storied("import", "--dry-run", clippings, expect=130).stderr
    assert storied.json("history") == before


def test_an_interruption_is_never_a_mere_word(storied: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cli.opening.library_path", interrupt)
    assert storied("list", expect=130).stderr == "Interrupted: what was done before stays.\n"


def test_a_folder_is_searched_and_what_has_no_marks_is_counted(
    storied: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("docs/a.sdr/metadata.epub.txt", "docs/My Clippings.txt"):
        storied.write(name, CLIPPINGS)
    storied.write("docs/story.md", "# Another story\n")
    storied.write("docs/settings.json", "{}")
    told = storied.json("import", storied.folder / "docs")
    assert [(one["format"], one["added"], one["refused"]) for one in told] == [
        ("Kindle clippings", 3, []),
        ("Kindle clippings", 0, []),
        ("", 0, []),
        ("", 0, []),
    ]
    monkeypatch.setattr(brought, "to_terminal", lambda: True)
    lines = storied("import", storied.folder / "docs" / "**" / "*").stdout.splitlines()
    assert len(lines) == 3
    assert lines[-1] == "All in all, of 4 files: 6 already there, 2 without marks."


def test_all_in_all_tells_what_was_left_out(
    storied: Command, clippings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storied("import", clippings)
    with Library.open(storied.library) as library:
        library.delete([mark.id for mark in library.annotations()])
    monkeypatch.setattr(brought, "to_terminal", lambda: True)
    told = storied("import", clippings, clippings).stdout.splitlines()
    assert told[-1] == "All in all, of 2 files: 6 left out, as you deleted them."


def test_a_folder_without_any_marks_is_refused_once(
    storied: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    storied.write("docs/story.md", "# Another story\n")
    storied.write("docs/settings.json", "{}")
    for source in ("docs", "docs/*", "none/*"):
        refused = storied("import", storied.folder / source, expect=3)
        assert refused.stderr.count("\n") == 1
        assert str(storied.folder / source) in refused.stderr
    monkeypatch.setattr(brought, "to_terminal", lambda: True)
    told = storied("import", storied.folder / "docs", expect=3).stdout
    assert told == "All in all, of 2 files: 2 without marks.\n", "each is counted once"


def test_a_terminal_is_not_told_of_no_marks_where_the_file_is_refused(
    storied: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brought, "to_terminal", lambda: True)
    refused = storied("import", storied.write("story.md", "# Another story\n"), expect=3)
    assert not refused.stdout
    assert "`postil add`" in refused.stderr


def test_a_terminal_sees_what_is_done(
    storied: Command, clippings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(progress, "say", said.append)
    storied("import", clippings)
    assert said == [
        f"Reading {clippings}",
        *(f"{clippings}: {done} of 2 works" for done in range(2)),
        f"{clippings}: writing",
    ]


def test_many_records_refused_for_one_reason_are_one_sentence(storied: Command) -> None:
    marks = [{"type": "highlight", "positions": [{"page": page}]} for page in range(9)]
    file = storied.write("mendeley.json", json.dumps(marks))
    refused = storied("import", file, expect=3)
    assert refused.stderr.count("\n") == 1
    assert refused.stderr.startswith("Annotation 1, annotation 2, annotation 3 and 6 more of ")
    (told,) = json.loads(storied("import", file, "--json", expect=3).stdout)
    assert len(told["refused"]) == 9


def test_many_files_without_marks_are_refused_together_to_people(
    storied: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [storied.write(f"{number}.html", "<html><p>Words.</p></html>") for number in range(5)]
    assert storied("import", *pages, expect=3).stderr.count("`postil add`") == 5
    monkeypatch.setattr(progress, "to_person", lambda: True)
    said = " ".join(storied("import", *pages, expect=3).stderr.split())
    assert said.count("`postil add`") == 1
    assert "Each of these 5 is a web page" in said
    assert all(str(page) in said for page in pages)


@pytest.mark.parametrize(
    ("source", "said"),
    [("https://example.org/a", "`postil add` takes"), ("none.csv", "There is no file or folder")],
)
def test_what_is_no_file_is_told_to_be_none(storied: Command, source: str, said: str) -> None:
    assert said in storied("import", source, expect=3).stderr
