from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.attaching.bring import bring
from exchange.attaching.packed import marks
from exchange.saved.bundle import Bundle
from store.library import Library
from tests.exchange.imported import SOURCE, TITLE, story
from tests.exchange.packing import packed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exchange.clippings.clipping import Clipping

KEEPER = {
    "slug": "keeper-18",
    "title": TITLE,
    "author": "Ann Other",
    "url": SOURCE,
    "savedAt": "2024-03-01T08:00:00Z",
}
POCKET = [
    {"url": SOURCE, "title": TITLE, "highlights": [{"quote": "I saw a ship", "created_at": 1709280000}]}
]

words = st.text("ab é.", min_size=1, max_size=20).filter(lambda text: text.strip() == text)
labels = st.text("ab-é", min_size=1, max_size=5)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as made:
        yield made


def omnivore(highlights: str, folder: str = "") -> bytes:
    return packed(
        {
            f"{folder}metadata_0_to_20.json": json.dumps([KEEPER]),
            f"{folder}content/keeper-18.html": "<p>I saw a ship</p>",
            f"{folder}highlights/keeper-18.md": highlights,
        }
    )


def told(highlights: str) -> list[Clipping]:
    return list(marks(Bundle(omnivore(highlights), "a.zip")).clippings)


@pytest.mark.parametrize("folder", ["", "omnivore/"])
def test_omnivore_s_highlights_go_to_their_article(library: Library, folder: str) -> None:
    article = story(library).article
    export = omnivore("> I saw a ship \n\n#sea #old ships\n\nWhich one?\n\n> Nobody else saw it. ", folder)
    done = bring(library, export, "omnivore.zip", lambda *_: None)
    assert (done.attached.added, done.attached.stubs, done.refused) == (2, (), ())
    first, second = sorted(library.annotations(article.id), key=lambda mark: mark.anchor.start)
    assert (first.anchor.exact, first.tags, first.note) == (
        "I saw a ship",
        ("sea", "old-ships"),
        "Which one?",
    )
    assert (second.anchor.exact, second.tags, second.note) == ("Nobody else saw it.", (), "")
    again = bring(library, export, "omnivore.zip", lambda *_: None)
    assert (again.attached.added, again.attached.known) == (0, 2)


@given(st.lists(st.tuples(words, st.lists(labels), st.text("ab #", max_size=9).map(str.strip)), min_size=1))
def test_what_omnivore_writes_is_read_from_it(said: list[tuple[str, list[str], str]]) -> None:
    said = [(quote, tags, note if tags or not note.startswith("#") else "") for quote, tags, note in said]
    written = "\n\n".join(
        f"> {quote} "
        + (f"\n\n{' '.join(f'#{tag}' for tag in tags)}" if tags else "")
        + (f"\n\n{note}" if note else "")
        for quote, tags, note in said
    )
    found = [(one.words, one.tags, one.note, one.source) for one in told(written)]
    assert found == [(quote, tuple(dict.fromkeys(tags)), note, SOURCE) for quote, tags, note in said]


def test_a_quotation_of_several_lines_is_one_highlight_and_a_note_on_the_article_is_kept() -> None:
    note, quote = told("What a story.\n\n> I saw\n> a ship\nand another \n\n")
    assert (note.words, note.note, quote.words) == ("", "What a story.", "I saw\na ship\nand another")


def test_pocket_s_highlights_go_to_their_article(library: Library) -> None:
    story(library)
    export = packed({"part_000000.csv": "title,url\n", "annotations/part_000000.json": json.dumps(POCKET)})
    done = bring(library, export, "pocket.zip", lambda *_: None)
    assert (done.attached.added, done.attached.stubs, done.refused) == (1, (), ())


@pytest.mark.parametrize(
    "files", [{"a.html": "<p>Words</p>", "b.png": b"\x89PNG", "c.json": "{}"}, {"../a.md": "> A ^id"}]
)
def test_an_archive_without_marks_is_refused_in_a_sentence(
    library: Library, files: dict[str, str | bytes]
) -> None:
    done = bring(library, packed(files), "a.zip", lambda *_: None)
    assert (done.attached.added, len(done.refused)) == (0, 1)
    assert "a.zip" in done.refused[0]
