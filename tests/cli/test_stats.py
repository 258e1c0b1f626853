"""`postil stats`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.command import Command


def test_the_figures_are_lines_in_a_pipe(marked: Command) -> None:
    lines = [line.split("\t") for line in marked("stats").stdout.splitlines()]
    assert [line[:4] for line in lines] == [
        ["claims", "disputed", "1", 'kind:claim status:"disputed"'],
        ["speakers", "Ada Marsh", "1", 'by:"Ada Marsh"'],
        ["tags", "sea/ships", "1", "tag:sea/ships"],
        ["marks", "claim", "1", 'kind:"claim"'],
        ["marks", "quote", "1", 'kind:"quote"'],
        ["articles", "unread", "1", "in:articles is:unread"],
    ]
    assert all(line[4] == "1" for line in lines)


def test_the_figures_are_one_document(marked: Command) -> None:
    told = marked.json("stats")
    assert told["unit"] == "week"
    assert len(told["starts"]) == 1
    assert told["claims"][0] == {
        "name": "disputed",
        "count": 1,
        "query": 'kind:claim status:"disputed"',
        "series": [1],
    }


def test_without_articles_there_is_nothing_to_count(postil: Command) -> None:
    assert "postil add" in postil("stats", expect=1).stderr
