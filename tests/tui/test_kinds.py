from __future__ import annotations

import re
import string
from contextlib import asynccontextmanager
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from keymaps.keys import parse
from keymaps.load import KeymapError, load
from store import codebook
from store.codebook import COLOURS, GIVEN
from store.records import Kind
from tests.text.documents import document_of
from tests.tui.conftest import LETTER, type_keys
from tests.tui.marks import mark
from tests.tui.test_reader import filed, reader
from text.document import Span
from text.layout.flow import Flow
from tui import signs
from tui.app import Postil, read_keymap
from tui.commands.kinds import own_commands, own_keys
from tui.commands.table import commands
from tui.inks import NAMES
from tui.screens.editor import EditorScreen
from tui.signs import sign
from tui.widgets.lines import Focus, line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from store.codebook import Codebook
    from store.library import Library

LABELS = (
    *("actor", "aim", "barrier", "cause", "cost", "doubt", "effect", "event", "fear", "goal"),
    *("harm", "help", "hope", "norm", "place", "power", "risk", "role", "time", "value"),
)
FREE = [
    key
    for key in string.ascii_uppercase + string.punctuation
    if not any(load().trie(mode).after(parse(key)) for mode in ("reader", "visual"))
]
TWENTY = "\n".join(
    f"[kinds.{name}]\nkey = '{key}'\nletter = '{letter}'\ncolour = '{colour}'"
    for name, key, letter, colour in zip(LABELS, FREE, string.ascii_lowercase, cycle(COLOURS), strict=False)
)
OWN = """
statuses = ["open", "true", "false"]

[kinds.method]
key = "M"
letter = "m"
colour = "teal"

[kinds.evidence]
key = ["E", "ctrl+e"]
"""


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    signs.learn(GIVEN)


def keymap(book: Codebook, user: str | None = None) -> object:
    known = commands() | own_commands(book)
    return load(user=user, known=known, between=own_keys(book))


def drive(path: Path, text: str) -> AbstractAsyncContextManager[Pilot[int]]:
    @asynccontextmanager
    async def start() -> AsyncIterator[Pilot[int]]:
        book = codebook.read("config.toml", text)
        known = commands() | own_commands(book)
        app = Postil(path, load(known=known, between=own_keys(book)), "letter", book)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            yield pilot

    return start()


async def test_a_key_files_the_sentence_or_the_selection_as_ones_own_kind(
    library_path: Path, library: Library
) -> None:
    async with drive(library_path, OWN) as pilot:
        await type_keys(pilot, "M")
        assert "a method" in reader(pilot).status.message
        await type_keys(pilot, "v", "e", "e", "ctrl+e")
        assert "an evidence" in reader(pilot).status.message
        assert [kind for kind, _ in filed(library)] == ["evidence", "method"]
        assert filed(library)[0][1] == "The keeper"
        await type_keys(pilot, "M")
        assert "Already marked" in reader(pilot).status.message
        await type_keys(pilot, "2", "u")
        assert filed(library) == []


async def test_twenty_labels_have_a_key_a_letter_and_an_ink_each(
    library_path: Path, library: Library
) -> None:
    async with drive(library_path, TWENTY) as pilot:
        for key in FREE[:20]:
            await type_keys(pilot, "right_parenthesis", key)
        assert sorted(kind for kind, _ in filed(library)) == sorted(LABELS)
        assert len({sign(name).letter for name in LABELS}) == 20
        assert {sign(name).ink for name in LABELS} == set(COLOURS)
        for name in LABELS:
            assert [hit.annotation.kind for hit in library.search(f"kind:{name}")] == [name]
        await type_keys(pilot, "colon", *"barrier", "enter")
        assert "barrier" in reader(pilot).status.message


async def test_a_new_claim_gets_the_first_status_and_the_editor_knows_all(
    library_path: Path, library: Library
) -> None:
    async with drive(library_path, OWN) as pilot:
        await type_keys(pilot, "c")
        [claim] = library.annotations()
        assert claim.status == "open"
        await type_keys(pilot, "e", "tab", "tab", "tab", *["backspace"] * 4, *"disputed", "enter")
        assert isinstance(pilot.app.screen, EditorScreen)
        await type_keys(pilot, *["backspace"] * 8, *"false", "tab", *["backspace"] * 5, *"method", "enter")
        assert library.annotation(claim.id).kind == "method"


async def test_a_mark_of_an_unknown_kind_is_shown_and_kept(library_path: Path, library: Library) -> None:
    theirs = library.annotate(library.find("letter").id, LETTER.blocks[0].span, "theirs", status="odd")
    async with drive(library_path, OWN) as pilot:
        assert sign("theirs") == ("t", "grey")
        await type_keys(pilot, "e", *"noted", "ctrl+s")
        assert (library.annotation(theirs.id).note, library.annotation(theirs.id).kind) == ("noted", "theirs")


def test_every_sign_is_painted_with_inks_that_there_are() -> None:
    signs.learn(codebook.read("config.toml", TWENTY))
    for name in (*Kind, *LABELS, "unheard-of"):
        assert {sign(name).ink, sign(name).letter_ink} <= NAMES


def test_two_kinds_on_the_same_words_show_both_letters_and_an_underline() -> None:
    signs.learn(codebook.read("config.toml", OWN))
    document = document_of("One two three.")
    row = Flow(document, 40).rows(0)[0]
    marks = tuple(
        mark(document, Span(4, 7), kind, f"{kind}{number}")  # type: ignore[arg-type]  # kinds of one's own
        for number, kind in enumerate(("method", "evidence"))
    )
    shown = line(document, row, marks, Focus(Span(0, 0)), here=False)
    assert [piece.text for piece in shown.gutter] == ["m", "e"]
    [twice] = [piece for piece in shown.pieces if "overlap" in piece.inks]
    assert twice.text == "two"


@pytest.mark.parametrize(
    ("own", "user", "told"),
    [
        (
            '[kinds.a]\nkey = "M"',
            "[reader]\nmark.claim = 'M'",
            "c.toml, line 2: 'M' of kind.a is that of",
        ),
        ('[kinds.a]\nkey = "g"', None, "c.toml, line 2: 'g' cannot stand beside"),
    ],
)
def test_a_key_that_cannot_be_is_told_with_its_line(own: str, user: str | None, told: str) -> None:
    with pytest.raises(KeymapError, match="line") as caught:
        keymap(codebook.read("c.toml", own), user)
    assert told in str(caught.value)


def test_the_keys_that_the_docs_call_free_are() -> None:
    docs = Path(__file__).parents[2] / "docs" / "config.md"
    listed = docs.read_text(encoding="utf-8").partition("free for kinds:")[2].partition("\n\n")[0]
    told = set(re.findall(r"`(\S)`", listed))
    assert len(told) >= 20
    assert told <= set(FREE)


def test_the_readers_keys_may_move_a_kind(tmp_path: Path) -> None:
    book = codebook.read("config.toml", OWN)
    keys = tmp_path / "keys.toml"
    keys.write_text("[reader]\nkind.method = 'ctrl+k'\nmark.claim = 'M'\n")
    found = read_keymap(keys, book)
    assert found.keys_for("reader", "kind.method") == ("ctrl+k",)
    assert found.keys_for("visual", "kind.method") == ("M",)
    assert found.trie("reader").after(parse("M")) is not None
