"""What docs/formats.md says that each format can tell is what it tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.formats.registry import FORMATS
from exchange.formats.sheet import By, Sheet
from store.annotation import AnchorState
from tests.exchange.samples import DOCUMENT, article, mark
from text.anchoring.anchor import Anchor

PAGE = Path(__file__).resolve().parents[3] / "docs" / "formats.md"
TOLD = mark(25, 33)._replace(
    id="abcdef9876543210",
    anchor=Anchor("Thesewords", "Ahead", "Behind", 4711, 4721, "r"),
    kind="methodical",
    note="Noteworthy",
    tags=("tagged",),
    speaker="Speaking",
    said_as="Speaking",
    status="disputed",
    claim="feedfeedfeedfeed",
    created="2019-01-02T03:04:05.678Z",
    updated="2019-02-03T03:04:05.678Z",
)
SAID = {
    "mark's id": TOLD.id[6:],  # Logseq's UUID has a hyphen and two zeros ahead of these
    "words": "Thesewords",
    "words around them, offsets": "4711",
    "note": "Noteworthy",
    "tags": "tagged",
    "kind": "methodical",
    "speaker": "Speaking",
    "status": "disputed",
    "made, changed": "2019-01-02",
    "claim, links": TOLD.claim,
}
STANDING = "whether the words are still there"


def rows() -> dict[str, dict[str, str]]:
    """The cells of the table by the facts and the formats that they are about."""
    section = PAGE.read_text(encoding="utf-8").split("### What each can tell\n\n")[1].split("\n\n")[0]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.split("\n")]
    heads, found = [name.split(", ") for name in lines[0]], {}
    for fact, *cells in lines[2:]:
        pairs = zip(heads[1:], cells, strict=True)
        found[fact] = {name: cell for names, cell in pairs for name in names}
    return found


def written(name: str, state: AnchorState = AnchorState.EXACT, *, place: str = "", colour: str = "") -> str:
    told = article()
    marks = [TOLD._replace(anchor_state=state, place=place, colour=colour)]
    sheet = Sheet(By.ARTICLE, told.id, told.title, marks, {told.id: told}, DOCUMENT)
    return "".join(FORMATS[name].write([sheet]))


@pytest.mark.parametrize("fact", SAID)
def test_a_format_tells_what_the_page_says_it_tells(fact: str) -> None:
    for name, cell in rows()[fact].items():
        assert (SAID[fact].casefold() in written(name).casefold()) == (cell != "lost"), name


def test_a_format_tells_place_and_colour_as_the_page_says() -> None:
    told = rows()
    for name in told["place"]:
        assert ("98765" in written(name, place="p. 98765")) == (told["place"][name] != "lost"), name
        assert ("scarlet" in written(name, colour="scarlet")) == (told["colour"][name] != "lost"), name


def test_a_format_tells_whether_the_words_are_still_there() -> None:
    for name, cell in rows()[STANDING].items():
        assert written(name, AnchorState.LOST) != written(name), name
        changed = written(name, AnchorState.CHANGED) != written(name)
        assert changed == ("lost ones" not in cell), name


def test_the_page_tells_of_every_mark_format() -> None:
    about_marks = {"markdown", "obsidian", "logseq", "org", "csv", "w3c", "hypothesis", "readwise"}
    assert rows()["words"].keys() == about_marks <= FORMATS.keys()
