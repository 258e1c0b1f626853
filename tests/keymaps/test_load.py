from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keymaps.keymap import MODES, TYPING_MODES
from keymaps.keys import ESCAPE, is_text, parse
from keymaps.layer import Entry
from keymaps.load import KeymapError, load, presets, settle
from tests.keymaps.strategies import few_keys

_sequences = st.lists(few_keys.map(lambda key: (key,)), max_size=3, unique=True).map(tuple)
_entries = st.lists(
    st.builds(
        Entry,
        section=st.just("reader"),
        command=st.sampled_from(["one", "two", "three"]),
        keys=_sequences,
        file=st.just("keys.toml"),
        line=st.integers(1, 9),
    ),
    max_size=6,
)


def mistakes_of(text: str, known: set[str] | None = None) -> list[tuple[int, str]]:
    """The line and message of every mistake in a user's file."""
    with pytest.raises(KeymapError) as refusal:
        load(user=text, known=known)
    assert {mistake.file for mistake in refusal.value.mistakes} == {"keys.toml"}
    return [(mistake.line, mistake.message) for mistake in refusal.value.mistakes]


def rewritten(entries: list[Entry]) -> list[Entry]:
    """Entries that say outright what the given ones settle to, taking away all that they take away."""
    bound = settle(entries)
    return [
        Entry(
            "reader",
            name,
            tuple(keys for keys, entry in bound.items() if entry.command == name),
            "keys.toml",
            1,
        )
        for name in dict.fromkeys(entry.command for entry in entries)
    ]


def commands(entries: list[Entry]) -> dict[tuple[str, ...], str]:
    """What each sequence runs."""
    return {keys: entry.command for keys, entry in settle(entries).items()}


@given(_entries)
def test_merging_a_map_with_itself_changes_nothing(entries: list[Entry]) -> None:
    assert settle(entries + entries) == settle(entries)


@given(_entries, _entries)
def test_a_merged_map_merges_on_like_its_parts(near: list[Entry], far: list[Entry]) -> None:
    assert commands(rewritten(near) + far) == commands(near + far)


@given(_entries, _entries)
def test_the_nearer_file_always_wins(near: list[Entry], far: list[Entry]) -> None:
    merged = settle(near + far)
    assert settle(near).items() <= merged.items()
    named = {entry.command for entry in near}
    assert all(entry in near or entry.command not in named for entry in merged.values())


@pytest.mark.parametrize("preset", presets())
def test_a_preset_loads_and_binds_in_every_mode_what_the_default_binds(preset: str) -> None:
    keymap, default = load(preset), load()
    for mode in MODES:
        bound = {command for _, command in keymap.trie(mode).bindings()}
        assert bound >= {command for _, command in default.trie(mode).bindings()}
    assert keymap.commands() == default.commands()


@pytest.mark.parametrize("preset", presets())
def test_in_a_preset_a_count_can_be_typed_and_every_mode_can_be_left_by_escape(preset: str) -> None:
    for mode, trie in load(preset).modes.items():
        assert not set("123456789") & trie.children.keys()
        assert ESCAPE in trie.children, mode
        if mode in TYPING_MODES:
            assert not any(is_text(key) for keys, _ in trie.bindings() for key in keys)


@pytest.mark.parametrize("preset", presets())
def test_the_reverse_map_names_keys_that_run_the_command(preset: str) -> None:
    keymap = load(preset)
    for mode, trie in keymap.modes.items():
        for command in {name for _, name in trie.bindings()}:
            written = keymap.keys_for(mode, command)
            assert written
            assert {node.command for keys in written if (node := trie.after(parse(keys)))} == {command}


def test_what_is_not_bound_has_no_keys() -> None:
    assert load().keys_for("library", "mark.quote") == ()


def test_the_first_key_written_is_the_first_one_shown() -> None:
    assert load().keys_for("reader", "page.down") == ("space", "pagedown", "ctrl+f")


def test_the_nearest_section_has_a_key_and_the_others_keep_the_rest() -> None:
    keymap = load()
    assert keymap.keys_for("reader", "page.up") == ("b", "pageup", "ctrl+b")
    assert keymap.keys_for("visual", "cursor.word_previous") == ("b",)
    assert keymap.keys_for("visual", "page.up") == ("pageup", "ctrl+b")


def test_a_users_file_replaces_the_keys_of_a_command_and_takes_keys_from_others() -> None:
    keymap = load(user='[reader]\nmark.quote = ["Q", "c"]')
    assert keymap.keys_for("reader", "mark.quote") == ("Q", "c")
    assert keymap.keys_for("reader", "mark.claim") == ()
    assert keymap.keys_for("visual", "mark.claim") == ("c",)


def test_a_users_common_section_reaches_every_mode_that_inherits_it() -> None:
    keymap = load(user='[common]\napp.search = "Q"')
    assert [keymap.keys_for(mode, "app.search") for mode in ("library", "reader", "panel")] == [("Q",)] * 3


def test_a_users_file_can_change_an_inherited_command_in_one_mode() -> None:
    keymap = load(user='[reader]\napp.search = ""')
    assert keymap.keys_for("reader", "app.search") == ()
    assert keymap.keys_for("library", "app.search") == ("s",)


def test_a_users_file_can_change_what_a_mode_inherits() -> None:
    keymap = load(user='[visual]\ninherit = ["motions", "common"]')
    assert keymap.keys_for("visual", "app.undo") == ("u",)


def test_a_users_file_chooses_its_preset() -> None:
    keymap = load(user='extends = "vim"\n[reader]\nmark.delete = "D"')
    assert keymap.keys_for("reader", "mark.highlight") == ("H",)
    assert keymap.keys_for("reader", "mark.delete") == ("D",)


def test_a_freed_key_can_begin_a_sequence() -> None:
    keymap = load(user='[reader]\nmark.delete = "d d"')
    assert keymap.keys_for("reader", "mark.delete") == ("d d",)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[reader]\nmark.quote = [", 2, "TOML"),
        ('\nextends = "vi"', 2, "the presets are default, vim"),
        ('\n[raeder]\nmark.quote = "Q"', 2, "[reader]"),
        ('list.down = "x"\n', 1, "no section 'list'"),
        ('[reader]\ninherit = "commn"', 2, "cannot inherit 'commn'"),
        ('[reader]\nmark.quote = "gg"', 2, "'g g'"),
        ('[reader]\n\nmark.quote = "z"', 3, 'write page.centre = "" under [motions]'),
        ('[reader]\nmark.quote = "d x"', 2, "'d' of mark.delete (default.toml, line "),
        ('[reader]\nmark.quote = "Q"\nmark.claim = "Q x"', 3, "'Q' of mark.quote (keys.toml, line 2)"),
        ('[common]\napp.help = "Q"\n[reader]\nmark.claim = "Q x"', 4, "'Q' of app.help (keys.toml, line 2)"),
        ('[reader]\nmark.quote = "Q"\nmark.claim = "Q"', 3, "mark.quote has it on line 2"),
        ('[prompt]\nprompt.accept = "y"', 2, "types itself in [prompt]"),
        ('[editor]\neditor.save = "ctrl+x space"', 2, "types itself in [editor]"),
    ],
)
def test_a_mistake_is_reported_with_its_line_and_what_to_do(text: str, line: int, said: str) -> None:
    ((where, message),) = mistakes_of(text)
    assert where == line
    assert said in message


def test_an_unknown_command_is_reported_with_the_one_that_was_meant() -> None:
    text = '[reader]\nmark.qoute = "Q"\nzzz = ""'
    assert mistakes_of(text, load().commands()) == [
        (2, "There is no command 'mark.qoute'. Did you mean 'mark.quote'?"),
        (3, "There is no command 'zzz'."),
    ]
    assert "mark.qoute" in load(user=text).commands()


def test_all_mistakes_are_reported_at_once_in_the_order_of_their_lines() -> None:
    text = """
        extends = "vi"
        [reader]
        mark.quote = "gg"
        mark.claim = "z"
        mark.nothing = "N"
        [nowhere]
        [prompt]
        prompt.accept = "y"
    """
    lines = [line for line, _ in mistakes_of(text, load().commands())]
    assert lines == [2, 4, 5, 6, 7, 9]
    assert all(before <= after for before, after in pairwise(lines))


def test_one_mistake_seen_in_several_modes_is_reported_once() -> None:
    assert [line for line, _ in mistakes_of('[common]\napp.undo = "U"\napp.redo = "U x"')] == [3]


def test_an_unknown_preset_is_refused() -> None:
    with pytest.raises(KeymapError, match="There is no preset 'emac': the presets are default, vim"):
        load("emac")
