from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exchange.exporting.merge import BOTH, END, KEPT, STRUCK, THEIRS, changes, matched, merge, shared

LINE = st.sampled_from(["", "", "a", "b", "c", "---", "> words", "^postil-1", "^postil-2", "tags: x", "é"])
TEXTS = st.lists(LINE, max_size=14).map("\n".join) | st.text("ab\n")


def remark(sentence: str) -> str:
    return f"<!-- {sentence} -->"


@given(TEXTS, TEXTS)
def test_what_only_one_side_changed_is_taken(base: str, other: str) -> None:
    assert merge(base, base, other, remark).text == other
    assert merge(base, other, base, remark).text == other
    assert merge(base, base, other, remark).conflicts == merge(base, other, base, remark).conflicts == 0


@given(TEXTS, TEXTS)
def test_what_both_changed_alike_is_taken_once(base: str, both: str) -> None:
    assert merge(base, both, both, remark).text == both


@given(TEXTS, TEXTS, TEXTS)
@example("---\na: 1\n---\n", "---\na: 2\n---\n", "---\na: 3\n---\n")
@example("---\nb: 1\n---\n", "---\nb: 1\ntags: x\n---\n", "---\ntags: y\nb: 1\n---\n")
def test_no_line_that_the_reader_typed_is_lost(base: str, ours: str, theirs: str) -> None:
    typed = Counter(ours.split("\n")) - Counter(base.split("\n"))
    assert typed <= Counter(merge(base, ours, theirs, remark).text.split("\n"))


@given(TEXTS, TEXTS, TEXTS)
def test_both_sides_are_alike_where_nothing_is_at_odds_or_put_in_at_one_place(
    base: str, ours: str, theirs: str
) -> None:
    one, other = merge(base, ours, theirs, remark), merge(base, theirs, ours, remark)
    assert one.conflicts == other.conflicts
    if not one.conflicts:
        assert Counter(one.text.split("\n")) == Counter(other.text.split("\n"))
        points = [
            {each[:2] for each in changes(base.split("\n"), side.split("\n"))} for side in (ours, theirs)
        ]
        if not points[0] & points[1] and not base.startswith("---"):
            assert one.text == other.text


@given(st.lists(LINE), st.lists(LINE))
def test_changes_make_one_text_of_the_other(base: list[str], other: list[str]) -> None:
    made = list(base)
    for start, end, lines in reversed(changes(base, other)):
        made[start:end] = lines
    assert made == other
    pairs = matched(base, other)
    assert all(base[at] == other[to] for at, to in pairs)
    assert all(one < then for each in zip(*pairs, strict=True) for one, then in pairwise(each))


@given(TEXTS, TEXTS)
def test_without_a_base_all_of_both_is_kept(ours: str, theirs: str) -> None:
    told = Counter(merge(shared(ours, theirs), ours, theirs, remark).text.split())
    assert Counter(ours.split()) | Counter(theirs.split()) <= told


@pytest.mark.parametrize(
    ("ours", "theirs", "text"),
    [
        ("a\nB\nc", "a\nbb\nc", f"a\n<!-- {BOTH} -->\nB\n<!-- {THEIRS} -->\nbb\n<!-- {END} -->\nc"),
        ("a\nc", "a\nbb\nc", f"a\n<!-- {STRUCK} -->\nbb\nc"),
        ("a\nB\nc", "a\nc", f"a\n<!-- {KEPT} -->\nB\nc"),
    ],
)
def test_what_is_at_odds_is_kept_and_told(ours: str, theirs: str, text: str) -> None:
    merged = merge("a\nb\nc", ours, theirs, remark)
    assert (merged.text, merged.conflicts) == (text, 1)


def test_front_matter_stays_yaml() -> None:
    told = merge("---\na: 1\n---\nx", "---\na: 2\nb: 1\n---\nx", "---\na: 3\n---\ny", remark)
    assert (told.text, told.conflicts) == ("---\na: 2\n# Postil: a: 3\nb: 1\n---\ny", 1)


def test_front_matter_is_merged_name_by_name() -> None:
    base = "---\ntitle: A\naliases:\n  - A\nx: 1\n---\n"
    ours = base.replace("  - A", "  - Mine").replace("x: 1\n", "")
    told = merge(base, ours, base.replace("A\n", "B\n"), remark)
    text = "---\ntitle: B\naliases:\n  - Mine\n# Postil:   - B\n---\n"
    assert (told.text, told.conflicts) == (text, 1)


def test_nothing_comes_between_a_quotation_and_its_id() -> None:
    base = "> a\n\n^1\n\n> b\n\n^2\n"
    ours = "> a\n\n^1\n\nmine\n\n> b\n\n^2\n"
    theirs = "> b\n\n^1\n\n> b\n\n^2\n"
    told = merge(base, ours, theirs, remark, BEGINS)
    assert (told.text, told.conflicts) == ("> b\n\n^1\n\nmine\n\n> b\n\n^2\n", 0)


def test_a_remark_stands_over_the_mark_that_it_is_about() -> None:
    told = merge("> a\n\n^1\n\nend", "My words.\n\n> A\n\n^1\n\nend", "end", remark, BEGINS)
    assert told.text == f"My words.\n\n<!-- {KEPT} -->\n> A\n\n^1\n\nend"


def test_hostile_texts_end_soon() -> None:
    lines = [str(number // 2) for number in range(60_000)]
    assert merge("\n".join(lines), "\n".join(lines[::-1]), "\n" * 60_000, remark).conflicts


BEGINS = re.compile("> ")
BLOCKS = "> a\n> b\n\n^1\n\n> c\n\n^2\n\nend"


@pytest.mark.parametrize(
    ("ours", "text", "conflicts"),
    [
        ("> a\n> b\n\n^1\n\nmine\n\n> c\n\n^2\n\nend", "mine\n\nend", 0),
        ("mine\n\n> a\n> b\n\n^1\n\n> c\n\n^2\n\nalso\n\nend", "mine\n\nalso\n\nend", 0),
        ("> a\n> b\n\nmine\n\n^1\n\n> c\n\n^2\n\nend", f"<!-- {KEPT} -->\n> a\n> b\n\nmine\n\n^1\n\nend", 1),
        ("> c\n\n^2\n\nend", "end", 0),
    ],
)
def test_blocks_are_struck_one_by_one(ours: str, text: str, conflicts: int) -> None:
    merged = merge(BLOCKS, ours, "end", remark, BEGINS)
    assert (merged.text, merged.conflicts) == (text, conflicts)
