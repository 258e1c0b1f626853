from __future__ import annotations

from typing import assert_never

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keymaps.keys import ESCAPE, Key, Keys, parse
from keymaps.trie import Trie, grow
from keymaps.typed import LARGEST_COUNT, Cancelled, Matched, Outcome, Pending, Typed, Unbound, feed
from tests.keymaps.strategies import few_keys, tries

MAP = grow(
    {
        parse(keys): command
        for keys, command in {
            "j": "line.down",
            "g g": "to.top",
            "] a": "mark.next",
            ")": "sentence.next",
            "0": "line.start",
            "escape": "go.back",
            "t 1": "tag.first",
            "m a-z": "place.keep",
        }.items()
    }
)


def feed_all(root: Trie, text: str) -> Outcome:
    """The outcome of the last of the keys."""
    outcome: Outcome = Pending(Typed())
    for key in parse(text):
        outcome = feed(root, outcome.typed if isinstance(outcome, Pending) else Typed(), key)
    return outcome


def keys_of(outcome: Outcome) -> Keys:
    """Every key that went into an outcome."""
    match outcome:
        case Pending(typed):
            return typed.pressed
        case Matched(keys=keys) | Cancelled(keys) | Unbound(keys):
            return keys
        case _:
            assert_never(outcome)


@given(tries(), st.lists(few_keys))
def test_no_key_is_lost(root: Trie, pressed: list[Key]) -> None:
    accounted: list[Key] = []
    typed = Typed()
    for key in pressed:
        outcome = feed(root, typed, key)
        typed = Typed()
        if isinstance(outcome, Pending):
            typed = outcome.typed
        else:
            accounted += keys_of(outcome)
    assert [*accounted, *typed.pressed] == pressed


@given(tries(), st.integers(min_value=0))
def test_every_binding_can_be_typed_with_any_count_that_it_does_not_begin_with(
    root: Trie, count: int
) -> None:
    digits = " ".join(str(count)) if count and str(count)[0] not in root.children else ""
    for keys, command in root.bindings():
        if (keys[0].isdigit() and digits) or ESCAPE in keys[1:] or (keys[0] == ESCAPE and digits):
            continue
        outcome = feed_all(root, f"{digits} {' '.join(keys)}")
        assert isinstance(outcome, Matched)
        assert (outcome.command, outcome.count) == (command, min(count, LARGEST_COUNT) if digits else None)


@given(tries(), st.lists(few_keys))
def test_escape_leaves_whatever_is_half_typed(root: Trie, pressed: list[Key]) -> None:
    typed = Typed()
    for key in pressed:
        outcome = feed(root, typed, key)
        typed = outcome.typed if isinstance(outcome, Pending) else Typed()
    if typed.pressed:
        assert feed(root, typed, ESCAPE) == Cancelled((*typed.pressed, ESCAPE))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("j", Matched("line.down", None, parse("j"))),
        ("3 )", Matched("sentence.next", 3, parse("3 )"))),
        ("1 0 j", Matched("line.down", 10, parse("1 0 j"))),
        ("1 2 g g", Matched("to.top", 12, parse("1 2 g g"))),
        ("0", Matched("line.start", None, parse("0"))),
        ("t 1", Matched("tag.first", None, parse("t 1"))),
        ("escape", Matched("go.back", None, parse("escape"))),
        ("g escape", Cancelled(parse("g escape"))),
        ("4 escape", Cancelled(parse("4 escape"))),
        ("g x", Unbound(parse("g x"))),
        ("3 x", Unbound(parse("3 x"))),
        ("3 ] 4", Unbound(parse("3 ] 4"))),
        ("x", Unbound(parse("x"))),
    ],
)
def test_keys_come_to_their_outcome(text: str, expected: Outcome) -> None:
    assert feed_all(MAP, text) == expected


def test_a_command_bound_to_any_letter_is_told_which() -> None:
    outcome = feed_all(MAP, "2 m q")
    assert outcome == Matched("place.keep", 2, parse("2 m q"))
    assert isinstance(outcome, Matched)
    assert outcome.letter == "q"
    assert feed_all(MAP, "m 1") == Unbound(parse("m 1"))
    assert feed_all(MAP, "m Q") == Unbound(parse("m Q"))


def test_a_pending_sequence_says_what_may_follow() -> None:
    outcome = feed_all(MAP, "2 g")
    assert isinstance(outcome, Pending)
    assert {key: node.command for key, node in outcome.choices.items()} == {"g": "to.top"}
    assert outcome.typed.count == 2


def test_a_bound_digit_begins_no_count_but_goes_on_with_one() -> None:
    root = grow({parse("1"): "tag.first", parse("j"): "line.down"})
    assert feed_all(root, "1") == Matched("tag.first", None, parse("1"))
    assert feed_all(root, "2 1 j") == Matched("line.down", 21, parse("2 1 j"))


def test_a_key_held_down_does_not_grow_the_count_without_end() -> None:
    assert feed_all(MAP, "9 " * 5000 + "j") == Matched("line.down", LARGEST_COUNT, parse("9 " * 5000 + "j"))


@pytest.mark.parametrize(("text", "shown"), [("1 2", "12"), ("1 2 g", "12 g"), ("g", "g")])
def test_what_is_half_typed_is_shown_as_typed(text: str, shown: str) -> None:
    outcome = feed_all(MAP, text)
    assert isinstance(outcome, Pending)
    assert str(outcome.typed) == shown
