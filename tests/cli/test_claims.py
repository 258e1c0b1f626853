from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from store.claims import Claim

if TYPE_CHECKING:
    from tests.cli.command import Command


@pytest.fixture
def claimed(storied: Command) -> Command:
    storied("mark", "Keeper", "--exact", "Nobody else saw it", "--kind", "claim")
    storied("mark", "Keeper", "--exact", "then the ship was gone", "--status", "disputed", "--tag", "sea")
    return storied


def test_claims_are_listed_by_status_with_every_field(claimed: Command) -> None:
    told = claimed.json("claims")
    assert [each["status"] for each in told] == ["unchecked", "disputed"]
    assert [list(each) for each in told] == [[field.name for field in fields(Claim)]] * 2
    lines = claimed("claims").stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == [each["id"] for each in told]
    assert lines[0].split("\t")[1:4] == ["unchecked", "1", "1"]


def test_claims_are_narrowed_by_query_and_status(claimed: Command) -> None:
    assert [each["statement"] for each in claimed.json("claims", "ship")] == ["then the ship was gone"]
    assert [each["status"] for each in claimed.json("claims", "--status", "unch")] == ["unchecked"]
    assert claimed.json("claims", "tag:sea", "--status", "unchecked", expect=1) == []
    claimed("claims", "--status", "un", expect=3)
    claimed("claims", "in:articles", "ship", expect=2)


def test_appearances_come_with_their_claims(claimed: Command) -> None:
    [told] = claimed.json("claims", "ship", "--appearances")
    assert [mark["exact"] for mark in told["marks"]] == ["then the ship was gone"]
    assert told["marks"][0]["claim"] == told["id"]


def test_a_claim_is_changed_and_the_change_undone(claimed: Command) -> None:
    first, second = claimed.json("claims")
    told = claimed.json(
        *("claim", first["id"][:10], "--status", "supp", "--statement", "No one else saw it"),
        *("--confidence", "80", "--next", "Ask the crew", "--due", "2026-03-05", "--note", "Hm."),
    )
    assert (told["status"], told["statement"], told["confidence"]) == ("supported", "No one else saw it", 80)
    assert (told["next_action"], told["due"], told["note"]) == ("Ask the crew", "2026-03-05", "Hm.")
    assert [mark["exact"] for mark in told["marks"]] == ["Nobody else saw it"]
    claimed("undo")
    assert claimed.json("claims") == [first, second]


def test_claims_are_merged(claimed: Command) -> None:
    first, second = claimed.json("claims")
    assert claimed.json("claim", first["id"], "--merge", second["id"])["appearances"] == 2
    assert len(claimed.json("claims")) == 1


def test_a_mark_joins_a_claim(claimed: Command) -> None:
    first = claimed.json("claims")[0]
    mark = claimed.json("mark", "Keeper", "--exact", "I saw a ship", "--claim", first["id"][:12])
    assert (mark["kind"], mark["claim"]) == ("claim", first["id"])
    assert claimed.json("claim", first["id"])["appearances"] == 2
    claimed("mark", "Keeper", "--exact", "I saw a ship", "--kind", "quote", "--claim", first["id"], expect=2)


def test_what_is_due_is_told_in_days_from_today(claimed: Command) -> None:
    known = claimed.json("claims")[0]["id"]
    assert claimed.json("claim", known, "--due", "2999-1-2")["due"] == "2999-01-02"
    assert claimed.json("claim", known, "--due", "+1d") == claimed.json("claim", known, "--due", "tomorrow")
    assert claimed.json("claim", known, "--due", "")["due"] == ""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("claim", "zzzz"), 1),
        (("claim", ""), 3),
        (("claim", "ID", "--status", "true"), 3),
        (("claim", "ID", "--statement", " "), 3),
        (("claim", "ID", "--due", "soon"), 3),
        (("claim", "ID", "--confidence", "101"), 2),
        (("mark", "Keeper", "--exact", "I saw a ship", "--claim", "zzzz"), 1),
    ],
)
def test_what_cannot_be_is_refused(claimed: Command, arguments: tuple[str, ...], code: int) -> None:
    known = claimed.json("claims")[0]["id"]
    claimed(*(known if each == "ID" else each for each in arguments), expect=code)


def test_there_may_be_no_claims(postil: Command, storied: Command) -> None:
    assert storied.json("claims", expect=1) == []
    postil.library.unlink()
    assert postil.json("claims", expect=1) == []
