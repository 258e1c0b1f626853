from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keymaps.keys import Key, Keys, parse
from keymaps.trie import PrefixClashError, Trie, clashes, grow
from tests.keymaps.strategies import few_keys, tries

_sequence = st.lists(few_keys, min_size=1, max_size=3).map(tuple)


@given(tries())
def test_a_trie_holds_what_it_was_grown_from(trie: Trie) -> None:
    bindings = dict(trie.bindings())
    assert grow(bindings) == trie
    for keys, command in bindings.items():
        node = trie.after(keys)
        assert node is not None
        assert (node.command, node.children) == (command, {})


@given(st.dictionaries(_sequence, st.just("a.command"), max_size=6))
def test_only_maps_free_of_clashes_grow(bindings: dict[Keys, str]) -> None:
    if any(True for _ in clashes(bindings)):
        with pytest.raises(PrefixClashError):
            grow(bindings)
    else:
        assert dict(grow(bindings).bindings()) == bindings


def test_a_sequence_that_begins_another_clashes_with_it() -> None:
    sequences = [parse("g g x"), parse("g"), parse("g g"), parse("h")]
    assert list(clashes(sequences)) == [
        (parse("g"), parse("g g x")),
        (parse("g g"), parse("g g x")),
        (parse("g"), parse("g g")),
    ]


@given(st.characters(codec="utf-8"))
def test_any_letter_leads_where_a_to_z_is_bound_and_nothing_else_does(character: str) -> None:
    trie = grow({parse("m a-z"): "any.letter", parse("m x"): "this.letter"})
    node = trie.after((*parse("m"), Key(character)))
    expected = "this.letter" if character == "x" else "any.letter" if "a" <= character <= "z" else None
    assert (node.command if node else None) == expected


def test_nothing_follows_what_no_binding_begins_with() -> None:
    trie = grow({parse("g g"): "to.top"})
    assert trie.after(parse("g x")) is None
    assert trie.after(parse("g g g")) is None
    assert trie.after(()) is trie
