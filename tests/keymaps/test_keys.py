from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keymaps.keys import Key, KeyNotationError, Keys, is_text, key, parse, spell
from tests.keymaps.strategies import characters, keys, sequences


@given(sequences)
def test_what_is_spelt_parses_to_the_same_keys(typed: Keys) -> None:
    assert parse(spell(typed)) == typed


@given(st.text())
def test_any_text_is_refused_or_parses_to_keys_that_can_be_spelt(text: str) -> None:
    with suppress(KeyNotationError):
        typed = parse(text)
        assert parse(spell(typed)) == typed


@given(characters, st.text(alphabet="abcdefghijklmnopqrstuvwxyz_", min_size=2))
def test_a_printable_character_is_its_own_key_whatever_the_event_is_called(character: str, name: str) -> None:
    assert key(name, character) == character
    assert key(f"shift+{name}", character) == character
    assert is_text(key(name, character))


@given(keys, st.none() | characters)
def test_with_ctrl_or_alt_the_character_does_not_count(pressed: Key, character: str | None) -> None:
    if pressed.startswith(("ctrl+", "alt+")):
        assert key(pressed, character) == pressed


@pytest.mark.parametrize(
    ("name", "character", "expected"),
    [
        ("right_parenthesis", ")", ")"),
        ("apostrophe", "'", "'"),
        ("plus", "+", "+"),
        ("J", "J", "J"),
        ("j", None, "j"),
        ("space", " ", "space"),
        ("shift+space", " ", "shift+space"),
        ("enter", "\r", "enter"),
        ("tab", "\t", "tab"),
        ("shift+tab", None, "shift+tab"),
        ("escape", "\x1b", "escape"),
        ("pagedown", None, "pagedown"),
        ("ctrl+d", "\x04", "ctrl+d"),
        ("ctrl+shift+r", None, "ctrl+r"),
        ("alt+g", "g", "alt+g"),
        ("alt+shift+g", "G", "alt+G"),
        ("alt+ctrl+d", None, "ctrl+alt+d"),
        ("ctrl+right_square_bracket", "\x1d", "ctrl+]"),
        ("ctrl+less_than_sign", None, "ctrl+<"),
        ("ctrl+@", "\x00", "ctrl+space"),
        ("super+j", None, "super+j"),
        ("<ignore>", "\x1b[?", "<ignore>"),
        ("", None, ""),
    ],
)
def test_events_of_textual_become_keys(name: str, character: str | None, expected: str) -> None:
    assert key(name, character) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("g g", "g g"),
        ("  ]   a ", "] a"),
        ("space t", "space t"),
        ("Esc", "escape"),
        ("return", "enter"),
        ("PgUp", "pageup"),
        ("plus", "+"),
        ("ctrl++", "ctrl++"),
        ("ctrl+plus", "ctrl++"),
        ("ctrl+R", "ctrl+r"),
        ("Ctrl+Shift+r", "ctrl+r"),
        ("shift+g", "G"),
        ("alt+shift+tab", "alt+shift+tab"),
        ("shift+alt+ctrl+f1", "ctrl+alt+shift+f1"),
        ("ctrl+i", "ctrl+i"),
        ("m a-z", "m a-z"),
        ("ctrl+M", "enter"),
        ("ctrl+[", "escape"),
        ("e\u0301", "é"),
    ],
)
def test_spellings_of_one_key_are_one_key(text: str, expected: str) -> None:
    assert spell(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no key"),
        ("gg", "'g g'"),
        ("<C-d>", "'<C-d>' is not a key"),
        ("f13", "is not a key"),
        ("ctrl+", "is not a key"),
        ("hyper+a", "unknown modifier 'hyper'"),
        ("a+b", "unknown modifier 'a'"),
        ("shift+1", "depends on the keyboard"),
        ("\x1b[2J", "'\\x1b[2J' is not a key"),
    ],
)
def test_what_is_not_a_key_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(KeyNotationError) as refusal:
        parse(text)
    assert said in str(refusal.value)
    assert str(refusal.value).isprintable()


def test_only_keys_that_type_something_are_text() -> None:
    assert [name for name in ["a", "é", "space", "a-z", "tab", "ctrl+a", "f1"] if is_text(Key(name))] == [
        "a",
        "é",
        "space",
        "a-z",
    ]
