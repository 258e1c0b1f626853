from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from store.connection import connect
from store.errors import LibraryBusyError
from store.library import Library
from text.anchoring.reattach import occurrences

if TYPE_CHECKING:
    from tests.cli.command import Command
    from text.document import Span

SHIP = ("mark", "Keeper", "--exact", "ship")


def test_a_mark_is_told_as_promised(storied: Command) -> None:
    options = ("--kind", "quote", "--tag", "#a/b", "--tag", "c", "--note", "Why?", "--speaker", "Ada Marsh")
    mark = storied.json("mark", "Keeper", "--exact", "I saw a ship", *options)
    assert list(mark) == [
        *("id", "kind", "article", "start", "end", "exact", "prefix", "suffix"),
        *("note", "tags", "speaker", "status", "created", "updated", "anchor", "said_as", "claim"),
        *("links", "place", "colour"),
    ]
    assert storied.text("Keeper")[mark["start"] : mark["end"]] == mark["exact"] == "I saw a ship"
    assert (mark["kind"], mark["tags"], mark["note"]) == ("quote", ["a/b", "c"], "Why?")
    assert (mark["speaker"], mark["anchor"], mark["article"]["title"]) == ("Ada Marsh", "exact", "The Keeper")


def test_a_mark_tells_its_page_and_colour_and_is_found_by_them(storied: Command) -> None:
    options = ("--place", "page 12", "--color", "Yellow")
    mark = storied.json("mark", "Keeper", "--exact", "I saw a ship", *options)
    storied("mark", "Keeper", "--exact", "the ship came closer".title(), expect=3)
    assert (mark["place"], mark["colour"]) == ("p. 12", "yellow")
    for query in ("colour:yellow", "color:YELLOW", "has:place", "has:color", "-colour:red"):
        assert [hit["id"] for hit in storied.json("search", query)] == [mark["id"]]
    assert [article["title"] for article in storied.json("list", "colour:yellow")] == ["The Keeper"]
    storied("search", "colour:yell", expect=1)


def test_words_that_stand_often_are_refused_until_it_is_said_which(storied: Command) -> None:
    assert "3 times" in storied(*SHIP, expect=3).stderr
    mark = storied.json(*SHIP, "--prefix", "then the ", "--suffix", " was gone")
    text = storied.text("Keeper")
    assert mark["start"] == text.rindex("ship")


def test_words_that_stand_nowhere_are_refused(storied: Command) -> None:
    assert "does not stand" in storied("mark", "Keeper", "--exact", "a whale", expect=3).stderr
    assert "between" in storied(*SHIP, "--prefix", "a whale ", expect=3).stderr
    storied("mark", "Keeper", "--exact", "", expect=3)
    assert storied.json("search", expect=1) == []


def test_no_one_changes_the_text_between_looking_for_the_words_and_marking_them(
    storied: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.library.connect", lambda path: connect(path, busy_seconds=0))

    def interrupted(*given: str) -> list[Span]:
        with Library.open(storied.library) as other, pytest.raises(LibraryBusyError):
            other.set_planted()
        return occurrences(*given)

    monkeypatch.setattr("cli.mark.occurrences", interrupted)
    storied("mark", "Keeper", "--exact", "I saw a ship")


def test_the_kind_follows_from_what_is_said(storied: Command) -> None:
    kinds = [
        storied.json("mark", "Keeper", "--exact", "I saw a ship", *options)["kind"]
        for options in ((), ("--speaker", "Ada"), ("--status", "checking"), ("--kind", "claim"))
    ]
    assert kinds == ["highlight", "quote", "claim", "claim"]


def test_a_claim_without_a_status_is_unchecked(storied: Command) -> None:
    claim = storied.json("mark", "Keeper", "--exact", "I saw a ship", "--kind", "claim")
    assert claim["status"] == "unchecked"


def test_a_status_that_is_none_is_refused(storied: Command) -> None:
    refused = storied("mark", "Keeper", "--exact", "I saw a ship", "--status", "dubious", expect=3)
    assert "disputed" in refused.stderr


def test_a_kind_that_is_none_is_a_mistake_of_use(storied: Command) -> None:
    storied("mark", "Keeper", "--exact", "I saw a ship", "--kind", "quotation", expect=2)


def test_marking_needs_its_words(storied: Command) -> None:
    assert "--exact" in storied("mark", "Keeper", expect=2).stderr


def test_a_mark_is_found_again_with_a_typing_error_and_a_score(marked: Command) -> None:
    (hit,) = marked.json("search", "marhs")
    assert hit["speaker"] == "Ada Marsh"
    assert 0 < hit["score"] <= 100


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), 2),
        (("ship",), 2),
        (("--kind", "quote"), 1),
        (("--tag", "sea/ships"), 1),
        (("--limit", "1"), 1),
        (("ship", "gone"), 1),
    ],
)
def test_a_search_is_narrowed_by_its_options(marked: Command, options: tuple[str, ...], found: int) -> None:
    assert len(marked.json("search", *options)) == found


def test_finding_nothing_says_so(marked: Command) -> None:
    assert marked.json("search", "zeppelin", expect=1) == []
    assert marked("search", "zeppelin", expect=1).stdout == ""


def test_a_mark_is_one_line_in_a_pipe_whatever_it_holds(storied: Command) -> None:
    storied("mark", "Keeper", "--exact", "I saw", "--note", "two\nlines\tand a tab\x1b[2J")
    (line,) = storied("search", "lines").stdout.splitlines()
    assert line.count("\t") == 7
    assert "\x1b" not in line


def test_undo_and_redo_take_a_mark_away_and_bring_it_back(marked: Command) -> None:
    assert "then the ship was gone" in marked("undo").stdout
    assert len(marked.json("search")) == 1
    assert marked.json("redo")["operations"]
    assert len(marked.json("search")) == 2


def test_there_is_an_end_to_undo_and_to_redo(marked: Command) -> None:
    assert "redone" in marked("redo", expect=1).stderr
    for _ in range(2):
        marked("undo")
    assert "undone" in marked("undo", expect=1).stderr
    assert json.loads(marked("undo", "--json", expect=1).stdout) is None


def test_the_history_of_everything_of_an_article_and_of_a_mark(marked: Command) -> None:
    marked("add", marked.write("other.txt", "Other words."))
    mark = marked.json("search", "gone")[0]["id"]
    marked("undo")
    assert [change["verb"] for change in marked.json("history", "Keeper")][-3:] == [
        "annotate",
        "annotate",
        "add",
    ]
    assert len(marked.json("history")) == len(marked.json("history", "--limit", "99"))
    assert len(marked.json("history", "--limit", "2")) == 2
    assert mark in {each["id"] for each in marked.json("history", mark)[0]["operations"]}


def test_the_history_of_an_article_keeps_the_marks_it_had(marked: Command) -> None:
    marked("undo")
    first, second, *_ = marked.json("history", "Keeper")
    assert not first["undone"]
    assert second["undone"]


def test_the_history_of_what_is_named_by_the_start_of_an_id(marked: Command) -> None:
    mark, article = marked.json("search", "gone")[0]["id"], marked.json("list")[0]["id"]
    assert marked.json("history", mark[:8]) == marked.json("history", mark) != []
    assert marked.json("history", article[:8]) == marked.json("history", article) != []
    assert "No article" in marked("history", mark[:3], expect=1).stderr


def test_reading_positions_are_told_only_when_asked_for(marked: Command) -> None:
    with Library.open(marked.library) as library:
        library.leave_at(library.find("Keeper").id, 20)
    for subject in ((), ("Keeper",)):
        verbs = [change["verb"] for change in marked.json("history", *subject)]
        everything = [change["verb"] for change in marked.json("history", *subject, "--all")]
        assert everything == ["leave", *verbs]
        assert "leave" not in verbs


@pytest.mark.parametrize("command", ["history", "search"])
def test_no_limit_is_beyond_what_can_be_counted(marked: Command, command: str) -> None:
    assert "--limit" in marked(command, "--limit", 10**20, expect=2).stderr
    assert "--limit" in marked(command, "--limit", 0, expect=2).stderr


@pytest.mark.parametrize("command", ["history", "show", "search", "list", "export", "undo"])
@pytest.mark.parametrize("name", ["\udcff", "\x1b", "", "x" * 5000, "%", '"', "'"])
def test_any_name_is_answered_in_a_sentence(marked: Command, command: str, name: str) -> None:
    ran = marked.run(command, name)
    assert ran.exit_code in {0, 1, 2}
    assert "\x1b" not in ran.output


@pytest.mark.parametrize("option", ["--exact", "--prefix", "--note", "--tag", "--speaker"])
def test_bytes_that_are_no_text_are_taken_or_refused(storied: Command, option: str) -> None:
    ran = storied.run("mark", "Keeper", "--exact", "I saw a ship", option, "a\udcffb")
    assert ran.exit_code in {0, 3}


OWN = 'statuses = ["open", "true"]\n[kinds.method]\nkey = "M"\n'


def test_kinds_and_statuses_are_the_readers_own(storied: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTIL_CONFIG", str(storied.write("config.toml", OWN)))
    words = ("mark", "Keeper", "--exact", "I saw a ship")
    assert storied.json(*words, "--kind", "method")["kind"] == "method"
    assert storied.json(*words, "--kind", "claim")["status"] == "open"
    assert storied.json(*words, "--status", "true")["status"] == "true"
    assert "open, true" in storied(*words, "--status", "disputed", expect=3).stderr
    assert "highlight, method" in storied(*words, "--kind", "mehtod", expect=2).stderr
    assert len(storied.json("search", "kind:meth")) == len(storied.json("search", "--kind", "method")) == 1
    assert len(storied.json("search", "status:open")) == 1


def test_a_kind_of_another_machine_is_found_and_told(storied: Command) -> None:
    with Library.open(storied.library) as library:
        article = library.articles()[0]
        library.annotate(article.id, library.document(article.id).blocks[0].span, "theirs")
    assert [mark["kind"] for mark in storied.json("search", "kind:theirs")] == ["theirs"]
    assert "theirs" in storied("show", "Keeper", "--marks").stdout


def test_a_mistake_in_the_configuration_is_told_with_its_line(
    storied: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = storied.write("config.toml", "[kinds.a]\nkey = 1\n[kinds.b]\nk = 1")
    monkeypatch.setenv("POSTIL_CONFIG", str(wrong))
    refused = storied("mark", "Keeper", "--exact", "I saw a ship", "--kind", "a", expect=2)
    assert "config.toml, line 2: 'key' takes a string" in refused.stderr
    assert "config.toml, line 4: There is no 'k'" in refused.stderr
