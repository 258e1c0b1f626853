from __future__ import annotations

from typing import TYPE_CHECKING

from cli import quotes

if TYPE_CHECKING:
    import pytest

    from tests.cli.command import Command


def test_quotes_are_printed_as_json(storied: Command) -> None:
    text = storied.text("keeper")
    (quote,) = storied.json("quotes", "keeper")
    start, end = quote.pop("speaker_span")
    assert text[start:end] == "Ada Marsh"
    assert text[quote.pop("start") : quote.pop("end")] == quote["exact"]
    assert quote == {
        "exact": "I saw a ship,",
        "speaker": "Ada Marsh",
        "cue": "said",
        "kind": "direct",
        "score": 0.9,
    }


def test_quotes_are_a_line_each_in_a_pipe(storied: Command) -> None:
    (line,) = storied("quotes", "keeper").stdout.splitlines()
    assert line.split("\t")[2:] == ["direct", "0.9", "Ada Marsh", "said", "I saw a ship,"]


def test_reports_are_asked_for(storied: Command) -> None:
    storied("add", storied.write("told.md", "# The Telling\n\nAda Marsh said that the ship was gone."))
    assert storied.json("quotes", "telling", expect=1) == []
    (told,) = storied.json("quotes", "telling", "--indirect")
    assert (told["kind"], told["exact"]) == ("indirect", "the ship was gone")


def test_an_article_without_quotes_is_nothing_found(storied: Command) -> None:
    storied("add", storied.write("quiet.md", "# The Quiet\n\nNobody spoke."))
    assert "Nobody is quoted" in storied("quotes", "quiet", expect=1).stderr


def test_people_are_told_what_of_it_is_filed(storied: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes, "to_terminal", lambda: True)
    assert "filed" not in storied("quotes", "keeper").stdout
    storied("mark", "keeper", "--exact", "I saw a ship", "--kind", "quote")
    assert "90% · filed" in storied("quotes", "keeper").stdout
