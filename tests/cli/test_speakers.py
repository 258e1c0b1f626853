from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.faces import Speakers

if TYPE_CHECKING:
    from tests.cli.command import Command


@pytest.fixture
def quoted(storied: Command) -> Command:
    for words, name in (
        ("The ship came closer, and then the ship was gone", "Ada Marsh"),
        ("Nobody else saw it", "Marsh"),
        ("then the ship was gone", "A. Marsh"),
        ("I saw a ship", "Bo Finch"),
    ):
        storied("mark", "Keeper", "--exact", words, "--speaker", name)
    return storied


def test_everyone_who_is_quoted_is_listed(quoted: Command) -> None:
    told = quoted.json("speakers")
    assert {each["name"] for each in told} == {"Ada Marsh", "Marsh", "A. Marsh", "Bo Finch"}
    assert list(told[0]) == ["name", "aliases", "marks", "articles", "first", "last"]
    assert quoted("speakers").stdout.splitlines()[0].split("\t")[1:3] == ["1", "1"]


def test_speakers_are_merged_renamed_split_and_all_of_it_undone(quoted: Command) -> None:
    before = quoted.json("speakers")
    [merged] = quoted.json("speakers", "--merge", "Ada Marsh", "Marsh", "A. Marsh")
    assert (merged["name"], merged["aliases"], merged["marks"]) == ("Ada Marsh", ["A. Marsh", "Marsh"], 3)
    assert quoted.json("speakers", "--rename", "marsh", "Ada M. Marsh")[0]["name"] == "Ada M. Marsh"
    assert quoted.json("speakers", "--split", "Ada Marsh", "Marsh")[0]["marks"] == 2
    for _ in range(3):
        quoted("undo")
    assert quoted.json("speakers") == before


def test_what_one_has_said_is_told_with_what_it_repeats(quoted: Command) -> None:
    quoted("speakers", "--merge", "Ada Marsh", "Marsh", "A. Marsh")
    told = quoted.json("speakers", "Ada", "Marsh")
    assert (told["name"], [each["exact"] for each in told["said"]]) == (
        "Ada Marsh",
        ["The ship came closer, and then the ship was gone", "then the ship was gone", "Nobody else saw it"],
    )
    assert [each["said_as"] for each in told["said"]] == ["Ada Marsh", "A. Marsh", "Marsh"]
    assert [each["repeats"] for each in told["said"]] == [None, told["said"][0]["id"], None]
    assert len(quoted("speakers", "A. Marsh").stdout.splitlines()) == 3


def test_words_of_a_name_will_do_if_nobody_else_has_them(quoted: Command) -> None:
    assert quoted.json("speakers", "finhc")["name"] == "Bo Finch"
    assert "3 speakers" in quoted("speakers", "mars", expect=3).stderr
    assert "Nobody called" in quoted("speakers", "xyzzy", expect=1).stderr


def test_what_cannot_be_is_said(quoted: Command) -> None:
    assert "--split takes NAME ALIAS" in quoted("speakers", "--split", "Marsh", expect=2).stderr
    quoted("speakers", "--rename", "a", "b", "c", expect=2)
    quoted("speakers", "--merge", expect=2)
    assert "Nobody" in quoted("speakers", "--rename", "Nobody", "Somebody", expect=1).stderr


def test_nothing_is_changed_by_what_cannot_be(quoted: Command) -> None:
    before = quoted.json("speakers")
    assert "Nobody" in quoted("speakers", "--merge", "Ada Marsh", "Nobody", expect=1).stderr
    assert "letters or digits" in quoted("speakers", "--rename", "Marsh", "???", expect=3).stderr
    quoted("speakers", "--rename", "Marsh", "MARSH")
    assert "none of the other names" in quoted("speakers", "--split", "MARSH", "Marsh", expect=1).stderr
    quoted("undo")
    assert quoted.json("speakers") == before


def test_a_name_that_nothing_was_filed_under_is_left_with_nothing(quoted: Command) -> None:
    quoted("speakers", "--rename", "Bo Finch", "Bob")
    assert [each["name"] for each in quoted.json("speakers", "--split", "Bob", "Bo Finch")] == ["Bo Finch"]


def test_what_is_deleted_between_two_looks_is_not_told(
    quoted: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    said_by = Speakers.said_by
    monkeypatch.setattr(Speakers, "said_by", lambda known, name: said_by(known, name)[1:])
    quoted("speakers", "--merge", "Ada Marsh", "Marsh", "A. Marsh")
    assert len(quoted.json("speakers", "Ada Marsh")["said"]) == 2
    assert len(quoted("speakers", "Ada Marsh").stdout.splitlines()) == 2


def test_nobody_is_quoted_yet(postil: Command, storied: Command) -> None:
    assert storied.json("speakers", expect=1) == []
    assert "yet" in postil("speakers", expect=1).stderr
