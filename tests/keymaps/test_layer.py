from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keymaps.keys import parse
from keymaps.layer import Layer, Mistake, read


@given(st.text() | st.text(alphabet="[]{}='\"\\\n.,#ab1 "))
def test_reading_never_fails(text: str) -> None:
    layer = read("keys.toml", text)
    last = text.count("\n") + 1
    assert all(1 <= mistake.line <= last for mistake in layer.mistakes)


@given(st.lists(st.sampled_from(["", "# x = 1", "[reader]", "\t[ visual ] # two", "# [panel]"]), max_size=5))
def test_an_entry_is_found_on_its_line(before: list[str]) -> None:
    lines = list(dict.fromkeys(before))
    layer = read("keys.toml", "\n".join([*lines, "[library]", "", "mark . quote = 'Q'"]))
    assert layer.mistakes == ()
    assert [entry.line for entry in layer.sections["library"]] == [len(lines) + 3]


@pytest.mark.parametrize(
    "text",
    [
        "[reader]\nmark.quote = 'Q'",
        "[reader]\n\"mark.quote\" = 'Q'",
        "[reader.mark]\nquote = 'Q'",
        "[reader]\r\nmark.\"quote\" = ['Q']",
        "\ufeff[reader]\nmark.quote = 'Q'",
        "[reader] # a mode\nmark.quote='Q' # a key",
    ],
)
def test_all_of_tomls_ways_to_write_an_entry_are_one(text: str) -> None:
    (entry,) = read("keys.toml", text).sections["reader"]
    assert (entry.command, entry.keys, entry.line) == ("mark.quote", (parse("Q"),), 2)


def test_an_inline_table_is_found_on_the_line_it_begins() -> None:
    layer = read("keys.toml", '\nreader = { mark.quote = "gg" }')
    assert [mistake.line for mistake in layer.mistakes] == [2]


@pytest.mark.parametrize("nothing", ['""', "false", "[]"])
def test_a_command_can_be_left_without_keys(nothing: str) -> None:
    (entry,) = read("keys.toml", f"[reader]\nmark.quote = {nothing}").sections["reader"]
    assert entry.keys == ()


def test_a_file_says_what_it_extends_and_inherits() -> None:
    layer = read(
        "keys.toml", 'extends = "vim"\n[panel]\ninherit = ["reader", "common"]\n[visual]\ninherit = ""'
    )
    assert layer.extends == "vim"
    assert layer.inherits == {"panel": ("reader", "common"), "visual": ()}
    assert layer.sections == {"panel": (), "visual": ()}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[reader]\nmark.quote = \n", 2, "TOML"),
        ("[reader]\nmark.quote = [\n'x'", 3, "TOML"),
        ("[reader]\nmark.quote = 'a'\nmark.quote = 'b'", 3, "TOML"),
        ("x = " + "9" * 5000, 1, "TOML"),
        ("x = " + "[" * 5000, 1, "TOML"),
        ("[reader]\n\nmark.quote = 'gg'", 3, "'g g'"),
        ("[reader]\nmark.quote = ['a', '']", 2, "no key"),
        ("[reader]\nmark.quote = 3", 2, "a list of strings"),
        ("[reader]\nmark.quote = true", 2, "a list of strings"),
        ("[reader]\nmark.quote = ['a', 3]", 2, "a list of strings"),
        ("[reader]\ninherit = 3", 2, "a list of strings"),
        ("[reader]\nmark.quote = 'g escape'", 2, "escape leaves"),
        ("[reader]\nmark.quote = 'a-z g'", 2, "only stands last"),
        ("[reader]\nmark.quote = 'a'\nmark.claim = ['b', 'a']", 3, "mark.quote has it on line 2"),
        ("[reader]\nmark.quote = ['esc', 'escape']", 2, "bound twice"),
        ("[reader]\n[[visual]]", 2, "outside the sections"),
        ("\nmark = 'a'", 2, "outside the sections"),
        ("\nextends = 3", 2, "name of a preset"),
    ],
)
def test_a_mistake_is_reported_on_its_line(text: str, line: int, said: str) -> None:
    (mistake,) = read("keys.toml", text).mistakes
    assert (mistake.file, mistake.line) == ("keys.toml", line)
    assert said in mistake.message
    assert mistake.message.endswith(".")


def test_a_mistake_reads_as_a_sentence_with_its_place() -> None:
    assert str(Mistake("keys.toml", 3, "This is wrong.")) == "keys.toml, line 3: This is wrong."


def test_an_empty_file_says_nothing() -> None:
    assert read("keys.toml", "") == Layer("keys.toml")
