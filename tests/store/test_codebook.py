from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keymaps.keys import parse
from store import codebook
from store.codebook import COLOURS, Codebook
from store.errors import CodebookError
from store.records import Kind, Status

if TYPE_CHECKING:
    from pathlib import Path

NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True).filter(lambda name: name not in set(Kind))
STATUSES = st.lists(
    st.sampled_from(["open", "geprüft", "groß", "in-doubt", "true", "第一"]), min_size=1, unique=True
)


def test_an_empty_file_tells_what_there_is_anyway() -> None:
    assert codebook.read("config.toml", "") == Codebook(file="config.toml")
    assert Codebook().kinds == tuple(Kind)
    assert Codebook().statuses == tuple(Status)


@given(st.lists(NAMES, max_size=24, unique=True), STATUSES, st.data())
def test_what_is_written_is_read(names: list[str], statuses: list[str], data: st.DataObject) -> None:
    colours = [data.draw(st.sampled_from(COLOURS)) for _ in names]
    lines = [f"statuses = {statuses!r}"]
    for number, (name, colour) in enumerate(zip(names, colours, strict=True)):
        lines += [f"[kinds.{name}]", f'key = "z {chr(0x61 + number)}"', f'colour = "{colour}"']
    found = codebook.read("config.toml", "\n".join(lines))
    assert found.statuses == tuple(statuses)
    assert found.kinds == (*Kind, *names)
    for number, (kind, colour) in enumerate(zip(found.own, colours, strict=True)):
        assert (kind.letter, kind.colour, kind.line) == (kind.name[0], colour, 3 * number + 3)
        assert kind.keys == (parse(f"z {chr(0x61 + number)}"),)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("kinds = 3", 1, "'kinds' takes a section"),
        ("[kinds]\nmethod = 3", 2, "no section"),
        ("[kinds.quote]", 1, "already"),
        ('[kinds."Two words"]', 1, "no name of a kind"),
        ('[kinds.method]\nkey = "ctrl"', 2, "not a key"),
        ('[kinds.method]\nkey = "1"', 2, "counts begin"),
        ('[kinds.method]\nkey = "0 x"', 2, "counts begin"),
        ('[kinds.method]\nkey = ["M", "escape"]', 2, "leaves"),
        ('[kinds.method]\nkey = "A a-z"', 2, "no letter of its own"),
        ("[kinds.method]\nkey = 3", 2, "takes a string"),
        ('[kinds.method]\n\nletter = "ab"', 3, "no letter"),
        ('[kinds.method]\nletter = "世"', 2, "no letter"),
        ('[kinds.method]\ncolour = "#ff0000"', 2, "red, orange"),
        ('[kinds.method]\ncolour = ["red"]', 2, "no colour"),
        ('[kinds.method]\ncolor = "red"', 2, "There is no 'color'"),
        ('[kinds.a]\nkey = "M"\n[kinds.b]\nkey = "M"', 4, "key of a already"),
        ("statuses = []", 1, "takes a list"),
        ('statuses = "true"', 1, "takes a list"),
        ('statuses = ["Two words"]', 1, "no status"),
        ('statuses = ["a", "a"]', 1, "twice"),
        ("statuses = [3]", 1, "no status"),
        ("[kind.method]", 1, "There is no 'kind'"),
        ("export = 3", 1, "takes a section"),
        ('[export]\nfolder = "~"', 2, "There is no 'folder'"),
        ("[export]\nto = 3", 2, "takes the path"),
        ('[export]\nformat = "pdf"', 2, "no format: those are markdown, obsidian"),
        ("a = ", 1, "TOML"),
        ("[kinds", 1, "TOML"),
    ],
)
def test_every_mistake_is_told_with_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(CodebookError) as caught:
        codebook.read("config.toml", text)
    [mistake] = caught.value.mistakes
    assert (mistake.file, mistake.line) == ("config.toml", line)
    assert told in mistake.message


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(CodebookError, match=r"(?s)line 1: .*line 3: .*line 4: "):
        codebook.read("c", 'statuses = 1\n[kinds.x]\nkey = "ctrl"\ncolour = "puce"')


TOML = st.recursive(
    st.sampled_from(['"M"', "1", "[]", '["a"]', "true", "nan", '""', '"世"', "{}"]),
    lambda inner: st.builds("{{a = {0}, key = {0}}}".format, inner),
    max_leaves=3,
)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["kinds", "statuses", "kinds.x", "kinds.x.key", "export", "export.to", "y"]), TOML
        )
    )
)
def test_no_file_is_more_than_a_mistake(entries: list[tuple[str, Any]]) -> None:
    text = "\n".join(f"{name} = {value}" for name, value in entries)
    try:
        found = codebook.read("c", text)
    except CodebookError:
        return
    assert found.statuses


def test_the_file_stands_beside_the_keys_or_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTIL_KEYS", str(tmp_path / "keys.toml"))
    assert codebook.user_codebook() == Codebook()
    (tmp_path / "config.toml").write_text('statuses = ["new"]')
    assert codebook.user_codebook().statuses == ("new",)
    monkeypatch.setenv("POSTIL_CONFIG", str(tmp_path / "nowhere"))
    with pytest.raises(CodebookError, match="cannot be read"):
        codebook.user_codebook()
