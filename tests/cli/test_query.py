"""The query language as the shell hands it over, and what is printed of what it finds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.command import Command

SHIP, GONE = "I saw a ship", "then the ship was gone"


def found(postil: Command, *query: str) -> list[str]:
    result = postil.run("search", "--json", *query)
    assert result.exit_code in (0, 1)
    return [mark["exact"] for mark in json.loads(result.stdout)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (("ship", "-gone"), [SHIP]),
        (("-gone",), [SHIP]),
        (("-has:note",), [SHIP]),
        (("-h*", "ship", "-kind:quote"), [GONE]),
        (("kind:claim",), [GONE]),
        (("status:disputed", "or", "tag:sea"), [GONE, SHIP]),
        (('by:"ada marsh"',), [SHIP]),
        (("(saw or zebra)",), [SHIP]),
        (("+ship", '"was gone"'), [GONE]),
        (("article:keeper", "is:unread", "after:1d", "before:2100", "lang:de"), []),
        (("shp", "gnoe"), [GONE]),
        (("--", "-ship"), []),
    ],
)
def test_a_query_is_the_same_in_the_shell(
    marked: Command, query: tuple[str, ...], expected: list[str]
) -> None:
    assert found(marked, *query) == expected


@pytest.mark.parametrize("command", ["search", "list", "export"])
def test_an_unknown_option_is_no_word(marked: Command, command: str) -> None:
    assert "--frmat" in marked(command, "--frmat", "x", expect=2).stderr
    assert marked(command, "-h").stdout.startswith("Usage:")


@pytest.mark.parametrize("command", ["search", "list", "export"])
def test_what_was_not_understood_is_told_beside_what_is_found(marked: Command, command: str) -> None:
    result = marked.run(command, "spekaer:keeper")
    assert "spekaer: is no field; did you mean speaker:?\n" in result.stderr
    assert "did you mean" not in result.stdout


@pytest.mark.parametrize("option", [("--tag", "nope"), ("--kind", "claim")])
def test_what_narrows_marks_is_refused_for_passages(marked: Command, option: tuple[str, str]) -> None:
    assert "in:articles" in marked("search", "in:articles", "ship", *option, expect=2).stderr


def test_every_format_tells_of_every_mark(marked: Command) -> None:
    marks = marked.json("search", "ship")
    ids = [mark["id"] for mark in marks]
    assert marked("search", "ship", "--format", "ids").stdout.split() == ids
    lines = marked("search", "ship", "--format", "lines").stdout
    assert [line.split("\t")[0] for line in lines.splitlines()] == ids
    assert marked("search", "ship").stdout == lines
    jsonl = marked("search", "ship", "--format", "jsonl").stdout.splitlines()
    assert (
        list(map(json.loads, jsonl))
        == marks
        == json.loads(marked("search", "ship", "--format", "json").stdout)
    )
    markdown = marked("search", "ship", "--format", "markdown").stdout
    assert [line[8:] for line in markdown.splitlines() if line.startswith("^postil-")] == ids
    assert "> I saw a ship\n" in markdown
    assert markdown.count("*The Keeper*\n") == 2
    text = marked("search", "ship", "--format", "text").stdout
    assert text.count("The Keeper · 20") == 2
    assert "  then the ship was gone\n    Where?\n" in text


@pytest.mark.parametrize("form", ["text", "lines", "markdown", "jsonl", "ids"])
@pytest.mark.parametrize("query", ["zeppelin", "in:articles zeppelin"])
def test_nothing_found_prints_nothing_and_is_exit_code_1(marked: Command, query: str, form: str) -> None:
    result = marked("search", query, "--format", form, expect=1)
    assert (result.stdout, "matches" in result.stderr) == ("", True)
    assert marked.json("search", query, expect=1) == []


def test_the_articles_own_text_is_searched_on_demand(marked: Command) -> None:
    (passage,) = marked.json("search", "in:articles", "nobody", "saw")
    assert passage["text"] == "Nobody else saw it."
    assert marked.text("Keeper")[passage["start"] : passage["end"]] == passage["text"]
    assert passage["terms"] == ["nobody", "saw"]
    identity = passage["article"]["id"]
    forms = {form: marked("search", "in:articles", "nobody", "--format", form).stdout for form in FORMS}
    assert forms["ids"] == f"{identity}\n"
    assert forms["lines"].split("\t")[:2] == [identity, "The Keeper"]
    assert forms["markdown"] == "> Nobody else saw it.\n\n*The Keeper*\n\n"
    assert json.loads(forms["jsonl"])["text"] == passage["text"]
    assert forms["text"].splitlines()[1] == "  Nobody else saw it."


FORMS = ("text", "lines", "markdown", "jsonl", "ids")


def test_articles_are_listed_by_the_same_language(marked: Command) -> None:
    marked("add", marked.write("harbour.txt", "Another harbour\n\nNo ship came at all."))
    for query, titles in {
        "has:note": ["The Keeper"],
        "-has:note": ["Another harbour"],
        "kind:claim or harbour": ["Another harbour", "The Keeper"],
        "keper": ["The Keeper"],
        "in:articles came": ["Another harbour", "The Keeper"],
        "by:marsh": ["The Keeper"],
    }.items():
        assert [article["title"] for article in marked.json("list", query)] == titles


def test_marks_are_exported_by_the_same_language(marked: Command) -> None:
    assert marked("export", "-has:note", "ship").stdout.count("^postil-") == 1
    assert "postil search" in marked("export", "in:articles", "ship", expect=2).stderr


def test_what_is_left_out_unasked_is_told_of(storied: Command) -> None:
    for number in range(51):
        storied("mark", "Keeper", "--exact", "I saw a ship", "--note", f"Note {number}")
    unasked = storied.run("search", "--format", "ids")
    assert len(unasked.stdout.splitlines()) == 50
    assert "more than these 50" in unasked.stderr
    assert storied("search", "--format", "ids", "--limit", 50).stdout == unasked.stdout
