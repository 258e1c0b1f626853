"""What exporting again makes of a file: what the reader did to it, by what happened in the library."""

from __future__ import annotations

import re
import shutil
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.exporting.collection import apart
from exchange.exporting.outcome import Entry, Leaf, Outcome
from exchange.exporting.vault import FOLDER, Vault
from exchange.formats.registry import FORMATS
from exchange.formats.selection import Selection
from store.library import Library
from store.records import Kind
from tests.store.making import draft, span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FORMS = ["markdown", "obsidian", "logseq", "org"]
TEXT = "It rained. It cleared. It snowed. It thawed. It was calm."
TOKENS = re.compile("rained|cleared|snowed|thawed|calm|typed|grey|noted|Weather|Climate|Postil:")
"""What the table tells of a file, in its order; "noted" is in the note of the mark that was changed."""

TABLE = """\
reader       | library           | outcome               | the file
none         | unchanged         | unchanged             | Weather rained snowed calm
none         | mark changed      | written               | Weather rained snowed noted calm
none         | mark deleted      | written               | Weather rained calm
none         | added before      | written               | Weather rained cleared snowed calm
none         | added after       | written               | Weather rained snowed thawed calm
none         | title changed     | written               | Climate rained snowed calm
none         | last mark deleted | removed               | -
above        | unchanged         | unchanged             | Weather rained typed snowed calm
above        | mark changed      | merged                | Weather rained typed snowed noted calm
above        | mark deleted      | merged                | Weather rained typed calm
above        | added before      | merged                | Weather rained typed cleared snowed calm
above        | added after       | merged                | Weather rained typed snowed thawed calm
above        | title changed     | merged                | Climate rained typed snowed calm
above        | last mark deleted | merged                | Weather typed
below        | unchanged         | unchanged             | Weather rained snowed typed calm
below        | mark changed      | merged                | Weather rained snowed noted typed calm
below        | mark deleted      | merged                | Weather rained typed calm
below        | added before      | merged                | Weather rained cleared snowed typed calm
below        | added after       | merged                | Weather rained snowed typed thawed calm
below        | title changed     | merged                | Climate rained snowed typed calm
below        | last mark deleted | merged                | Weather typed
inside       | unchanged         | unchanged             | Weather rained snowed typed calm
inside       | mark changed      | merged with conflicts | Weather rained snowed ! typed ! noted ! calm
inside       | mark deleted      | merged with conflicts | Weather rained ! snowed typed calm
inside       | added before      | merged                | Weather rained cleared snowed typed calm
inside       | added after       | merged                | Weather rained snowed typed thawed calm
inside       | title changed     | merged                | Climate rained snowed typed calm
inside       | last mark deleted | merged with conflicts | Weather ! snowed typed
struck       | unchanged         | unchanged             | Weather rained calm
struck       | mark changed      | merged with conflicts | Weather rained ! snowed noted calm
struck       | mark deleted      | unchanged             | Weather rained calm
struck       | added before      | merged                | Weather rained cleared calm
struck       | added after       | merged                | Weather rained thawed calm
struck       | title changed     | merged                | Climate rained calm
struck       | last mark deleted | removed               | -
front matter | unchanged         | unchanged             | Weather grey Weather rained snowed calm
front matter | mark changed      | merged                | Weather grey Weather rained snowed noted calm
front matter | mark deleted      | merged                | Weather grey Weather rained calm
front matter | added before      | merged                | Weather grey Weather rained cleared snowed calm
front matter | added after       | merged                | Weather grey Weather rained snowed thawed calm
front matter | title changed     | merged                | Climate grey Climate rained snowed calm
front matter | last mark deleted | merged                | Weather grey Weather
renamed      | unchanged         | unchanged             | Weather rained snowed calm
renamed      | mark changed      | written               | Weather rained snowed noted calm
renamed      | mark deleted      | written               | Weather rained calm
renamed      | added before      | written               | Weather rained cleared snowed calm
renamed      | added after       | written               | Weather rained snowed thawed calm
renamed      | title changed     | written               | Climate rained snowed calm
renamed      | last mark deleted | removed               | -
moved        | unchanged         | unchanged             | Weather rained snowed calm
moved        | mark changed      | written               | Weather rained snowed noted calm
moved        | mark deleted      | written               | Weather rained calm
moved        | added before      | written               | Weather rained cleared snowed calm
moved        | added after       | written               | Weather rained snowed thawed calm
moved        | title changed     | written               | Climate rained snowed calm
moved        | last mark deleted | removed               | -
deleted      | unchanged         | left deleted          | -
deleted      | mark changed      | left deleted          | -
deleted      | mark deleted      | left deleted          | -
deleted      | added before      | left deleted          | -
deleted      | added after       | left deleted          | -
deleted      | title changed     | left deleted          | -
deleted      | last mark deleted | nothing               | -
"""
ROWS = [[cell.strip() for cell in row.split("|")] for row in TABLE.splitlines()[1:]]


class State(NamedTuple):
    """A library, and what it tells in each format."""

    library: Library
    told: dict[str, list[tuple[Leaf, str]]]


def changed(library: Library, marks: dict[str, str]) -> None:
    library.edit(marks["It snowed."], note="It is noted.")


def deleted(library: Library, marks: dict[str, str]) -> None:
    library.delete([marks["It snowed."]])


def added(words: str) -> Callable[[Library, dict[str, str]], None]:
    def add(library: Library, _: dict[str, str]) -> None:
        [article] = library.articles()
        library.annotate(article.id, span(words, TEXT), Kind.QUOTE)

    return add


def retitled(library: Library, _: dict[str, str]) -> None:
    library.add(draft(TEXT, title="Climate", source="weather.md"))


def emptied(library: Library, marks: dict[str, str]) -> None:
    library.delete(list(marks.values()))


LIBRARY: dict[str, Callable[[Library, dict[str, str]], None]] = {
    "unchanged": lambda *_: None,
    "mark changed": changed,
    "mark deleted": deleted,
    "added before": added("It cleared."),
    "added after": added("It thawed."),
    "title changed": retitled,
    "last mark deleted": emptied,
}


@pytest.fixture(autouse=True)
def _nothing_waits_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda _: None)


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, State]]:
    """A library of one article with three marks, before and after each change."""
    folder = tmp_path_factory.mktemp("libraries")
    with Library.open(folder / "library.db") as library:
        article = library.add(draft(TEXT, title="Weather", source="weather.md")).article
        marks = {
            words: library.annotate(article.id, span(words, TEXT), Kind.QUOTE, note="So it was.").id
            for words in ("It rained.", "It snowed.", "It was calm.")
        }
    found = {}
    for name, change in LIBRARY.items():
        library = Library.open(Path(shutil.copy(library.path, folder / f"{name}.db")))
        change(library, marks)
        found[name] = State(library, {form: told(library, form) for form in FORMS})
    yield found
    for state in found.values():
        state.library.close()


def told(library: Library, form: str) -> list[tuple[Leaf, str]]:
    return [(leaf, "".join(parts)) for leaf, parts in apart(Selection(library), FORMATS[form])]


BEGIN = re.compile(r"> |\t- id:: |\*{2} ")
HEAD = {"markdown": "mood: grey", "obsidian": "mood: grey", "logseq": "mood:: grey", "org": "#+mood: grey"}


def block(lines: list[str], word: str) -> tuple[int, int]:
    """Where the lines of a mark begin and end, with the blank ones after it."""
    starts = [at for at, line in enumerate(lines) if BEGIN.match(line)]
    ends = [*starts[1:], len(lines)]
    return next((a, b) for a, b in zip(starts, ends, strict=True) if word in "".join(lines[a:b]))


def above(lines: list[str], _: str) -> None:
    start, _end = block(lines, "snowed")
    lines[start:start] = ["typed", ""]


def below(lines: list[str], _: str) -> None:
    _start, end = block(lines, "snowed")
    lines[end:end] = ["typed", ""]


def inside(lines: list[str], _: str) -> None:
    start, end = block(lines, "snowed")
    lines[start:end] = [line.replace("So it was.", "So it was typed.") for line in lines[start:end]]


def struck(lines: list[str], _: str) -> None:
    start, end = block(lines, "snowed")
    del lines[start:end]


def front_matter(lines: list[str], form: str) -> None:
    at = next(at for at, line in enumerate(lines) if "Weather" in line)
    lines.insert(at + 1, HEAD[form])


TYPED: dict[str, Callable[[list[str], str], None]] = {
    "above": above,
    "below": below,
    "inside": inside,
    "struck": struck,
    "front matter": front_matter,
}
MOVED = {"renamed": "My own name", "moved": "Deeper/My own name"}


def typed(path: Path, reader: str, form: str) -> Path:
    """Do what a reader does to a file; where it is then."""
    if reader in TYPED:
        lines = path.read_text(encoding="utf-8").split("\n")
        TYPED[reader](lines, form)
        path.write_text("\n".join(lines), encoding="utf-8")
    elif reader == "deleted":
        path.unlink()
    elif reader in MOVED:
        target = path.parent / f"{MOVED[reader]}{path.suffix}"
        target.parent.mkdir(exist_ok=True)
        return path.rename(target)
    return path


def again(folder: Path, state: State, form: str, entry: Entry) -> tuple[Entry, str]:
    """Export once more, and what has become of the one file."""
    vault = Vault(state.library, folder)
    for leaf, text in state.told[form]:
        entry, outcome = vault.put(leaf, [text])
        return entry, outcome
    dropped = vault.drop(entry, FORMATS[form].ending)
    return entry, dropped[1] if dropped else "nothing"


def shape(path: Path) -> str:
    """What a file tells, each thing once where it is told several times in a row."""
    if not path.exists():
        return "-"
    words = TOKENS.findall(path.read_text(encoding="utf-8"))
    return " ".join(word.replace("Postil:", "!") for word, _ in groupby(words))


@pytest.mark.parametrize("row", ROWS, ids=["-".join(row[:2]).replace(" ", "_") for row in ROWS])
def test_what_becomes_of_a_file(states: dict[str, State], tmp_path: Path, row: list[str]) -> None:
    reader, library, outcome, held = row
    for form in FORMS:
        folder = tmp_path / form
        folder.mkdir()
        [(leaf, text)] = states["unchanged"].told[form]
        entry, _ = Vault(states["unchanged"].library, folder).put(leaf, [text])
        path = typed(folder / entry.name, reader, form)
        entry, found = again(folder, states[library], form, entry)
        assert (form, found, shape(path)) == (form, outcome, held)
        files = [each for each in folder.rglob("*") if each.is_file() and FOLDER not in each.parts]
        assert files == ([path] if held != "-" else [])
        if states[library].told[form]:
            before = path.exists() and path.read_bytes()
            entry, found = again(folder, states[library], form, entry)
            assert found == ("left deleted" if outcome == "left deleted" else "unchanged")
            assert before == (path.exists() and path.read_bytes())


PIECES = st.sampled_from(["", "> a", "> b", "^1", "^2", "^3", "note", "# T"])
TEXTS = st.lists(PIECES, max_size=12).map("\n".join)


TYPED_LINES = st.lists(st.tuples(st.integers(0, 20), st.sampled_from("xyz")), max_size=3)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.lists(st.tuples(TEXTS, TYPED_LINES), max_size=4))
def test_nothing_typed_is_lost_and_exporting_twice_is_as_once(
    states: dict[str, State], tmp_path: Path, first: str, turns: list[tuple[str, list[tuple[int, str]]]]
) -> None:
    library = states["unchanged"].library
    shutil.rmtree(tmp_path / "vault", ignore_errors=True)
    (tmp_path / "vault").mkdir()
    leaf = Leaf("id", "a.md", ".md")
    path = tmp_path / "vault" / "a.md"

    def put(text: str) -> Outcome:
        return Vault(library, path.parent).put(leaf, [text])[1]

    put(first)
    mine: list[str] = []
    for number, (text, inserted) in enumerate(turns):
        lines = path.read_text(encoding="utf-8").split("\n")
        for at, sign in inserted:
            mine.append(f"{sign}{number}{len(mine)}")
            lines.insert(min(at, len(lines)), mine[-1])
        path.write_text("\n".join(lines), encoding="utf-8")
        put(text)
        once = path.read_text(encoding="utf-8")
        assert put(text) is Outcome.UNCHANGED
        assert path.read_text(encoding="utf-8") == once
        assert set(mine) <= set(once.split("\n"))
