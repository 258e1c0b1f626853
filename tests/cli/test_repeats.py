"""`postil repeats`, and the line of `postil add` that says what is repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.command import Command

ONE = "Officials spoke late. The army killed 12 people in the market of the old town on Monday, they said."
OTHER = "On Tuesday: the army killed 14 people in the market of the old town on Monday. Nobody answered that."


@pytest.fixture
def retold(postil: Command) -> Command:
    """Postil with two articles that tell the same."""
    postil("add", postil.write("one.txt", f"First report\n\n{ONE}\n"))
    postil("add", postil.write("other.txt", f"Second report\n\n{OTHER}\n"))
    return postil


def test_a_number_that_was_changed_is_shown(retold: Command) -> None:
    (line,) = retold("repeats", "First report").stdout.splitlines()
    start, end, score, _, title, *_, words = line.split("\t")
    assert words.startswith("The army killed [12 → 14] people in the market")
    assert (title, float(score)) == ("Second report", 0.93)
    assert retold.text("First report")[int(start) : int(end)].startswith("The army killed 12 people")


def test_the_json_has_every_offset(retold: Command) -> None:
    (found,) = retold.json("repeats", "First report")
    texts = retold.text("First report"), retold.text("Second report")
    there, (difference,) = found["there"], found["differences"]
    assert texts[0][found["start"] : found["end"]] == found["exact"]
    assert texts[1][there["start"] : there["end"]] == there["exact"]
    assert found["article"]["title"] == "Second report"
    assert (difference["exact"], difference["there"]["exact"]) == ("12", "14")
    assert texts[1][difference["there"]["start"] : difference["there"]["end"]] == "14"


def test_what_is_copied_is_listed_once_and_told_when_it_is_added(retold: Command) -> None:
    (known,) = retold.json("repeats")
    assert {known["title"], known["repeats"]["title"]} == {"First report", "Second report"}
    assert len(retold("repeats").stdout.splitlines()) == 1
    copy = retold.write("copy.txt", f"Third report\n\n{ONE} And so on.\n")
    (added,) = retold.json("add", copy)
    assert added["repeats"]["title"] == "First report"
    assert added["repeats"]["share"] > 0.6
    assert retold.json("add", copy)[0]["repeats"] is None


def test_nothing_repeated_is_nothing_found(storied: Command) -> None:
    assert storied.json("repeats", "keeper", expect=1) == []
    assert storied.json("repeats", expect=1) == []
