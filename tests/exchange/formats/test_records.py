from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.formats import hypothesis, jsonlines, readwise, table, webannotation
from exchange.formats.iri import article_iri
from exchange.formats.selection import Selection
from exchange.formats.sheet import By, Sheet
from store.library import Library
from store.links import Relation
from store.records import AnchorState, Annotation, Kind
from tests.exchange.formats.making import HOSTILE, LINES, few, sheets
from tests.store.making import TEXT, draft, span
from text.anchoring.anchor import describe
from text.pages import number

CASES = Path(__file__).resolve().parents[3].parent / "shared" / "cases"


@given(HOSTILE)
def test_no_cell_is_a_formula_and_all_are_read_back(text: str) -> None:
    assert not table.harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert table.readable(table.harmless(text)) == text


@few
@given(sheets())
def test_csv_is_read_back_equal(sheet: Sheet) -> None:
    header, *rows = csv.reader(io.StringIO("".join(table.write([sheet])), newline=""))
    found = [dict(zip(header, map(table.readable, row), strict=True)) for row in rows]
    assert [said(row) for row in found] == [
        (mark.id, mark.anchor.exact, mark.note, mark.tags, mark.speaker) for mark in sheet.marks
    ]


def said(row: dict[str, str]) -> tuple[str, str, str, tuple[str, ...], str]:
    return row["id"], row["words"], row["note"], tuple(filter(None, row["tags"].split(" "))), row["speaker"]


@few
@given(sheets())
def test_readwise_gets_every_highlight_under_its_own_names(sheet: Sheet) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(readwise.write([sheet])), newline="")))
    assert tuple(rows[0]) == readwise.COLUMNS
    assert [table.readable(row["Highlight"]) for row in rows] == [mark.anchor.exact for mark in sheet.marks]
    assert {row["Date"] for row in rows} == {"2026-01-02 03:04:05"}
    for row, mark in zip(rows, sheet.marks, strict=True):
        assert mark.note in row["Note"]
        assert all(f".{tag}" in row["Note"] for tag in mark.tags)
    numbers = [number(mark.place) for mark in sheet.marks]
    stands = [mark.anchor_state is not AnchorState.LOST for mark in sheet.marks]
    offsets = [mark.anchor.start if there else "" for mark, there in zip(sheet.marks, stands, strict=True)]
    wanted = offsets if None in numbers else numbers  # all marks of these sheets are of one article
    assert [row["Location"] for row in rows] == [str(place) for place in wanted]


@few
@given(st.lists(sheets(), max_size=3))
def test_web_annotations_say_what_the_marks_do(told: list[Sheet]) -> None:
    found = json.loads("".join(webannotation.write(told)))
    marks = [mark for sheet in told for mark in sheet.marks]
    assert found["total"] == len(marks)
    for annotation, mark in zip(found["first"]["items"], marks, strict=True):
        quote = annotation["target"]["selector"][-1]
        assert (quote["exact"], quote["prefix"], quote["suffix"]) == (mark.anchor.exact, "", "")
        assert len(annotation["target"]["selector"]) == 1 + (mark.anchor_state is not AnchorState.LOST)
        assert values(annotation, "commenting") == [mark.note] * bool(mark.note)
        assert values(annotation, "tagging") == list(mark.tags)
        assert values(annotation, "identifying") == [mark.speaker] * bool(mark.speaker)


def values(annotation: dict[str, Any], purpose: str) -> list[str]:
    return [body["value"] for body in annotation["body"] if body["purpose"] == purpose]


def test_web_annotations_are_what_the_standard_asks_for(tmp_path: Path) -> None:
    checker = CASES / "w3c" / "validate_export.py"
    pytest.importorskip("jsonschema", reason="the checker of the W3C's assertions needs jsonschema")
    if not checker.is_file():
        pytest.skip("the W3C's assertions are not here")
    path = tmp_path / "marks.jsonld"
    path.write_text("".join(webannotation.write(map(hostile, range(3)))), encoding="utf-8")
    done = subprocess.run([sys.executable, str(checker), str(path)], capture_output=True, check=False)
    assert (done.returncode, done.stdout.count(b" OK ")) == (0, 3), done.stdout + done.stderr


def hostile(number: int) -> Sheet:
    sources = ("https://example.org/a b?c=<d>", "/home/ä b/c.md", "")
    mark = Annotation(
        id=f"{number:016x}",
        kind=("quote", "claim", "method")[number],
        article_id="0123456789abcdef",
        article_title='A "title"',
        article_source=sources[number],
        anchor=describe(TEXT, span("we will be talking")),
        anchor_state=AnchorState.EXACT,
        note="# note" * (number > 0),
        tags=("a", "b")[:number],
        created="2026-01-02T03:04:05.678Z",
        updated="2026-01-02T03:04:05.678Z",
        place=("", "p. 12", "The Whale")[number],
        colour=("", "yellow", "#ff0000")[number],
    )
    return Sheet(By.TAG, "t", "t", [mark], {})


@given(LINES)
def test_any_source_is_an_address_without_spaces(source: str) -> None:
    address = article_iri(source, "0123")
    assert address.isascii()
    assert not set(address) & set(' <>"{}|\\^`\n')
    assert ":" in address


@few
@given(st.lists(sheets(), max_size=3))
def test_hypothesis_gets_every_mark(told: list[Sheet]) -> None:
    found = json.loads("".join(hypothesis.write(told)))
    marks = [mark for sheet in told for mark in sheet.marks]
    assert found["export_date"] == max((mark.updated for mark in marks), default="")
    for row, mark in zip(found["annotations"], marks, strict=True):
        quote = row["target"][0]["selector"][-1]
        assert (row["id"], quote["exact"], row["text"]) == (mark.id, mark.anchor.exact, mark.note)
        assert tuple(row["tags"][: len(mark.tags)]) == mark.tags
        assert (f"speaker:{mark.speaker}" in row["tags"]) >= bool(mark.speaker)


def lines_of(library: Library, ids: list[str] | None = None) -> dict[str, list[dict[str, Any]]]:
    texts = "".join(jsonlines.write(Selection(library, ids))).split("\n")
    found: dict[str, list[dict[str, Any]]] = {}
    for told in map(json.loads, filter(None, texts)):
        found.setdefault(told.pop("type"), []).append(told)
    return found


def test_json_lines_hold_all_of_a_library(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        first = library.add(draft(source="/a")).article
        other = library.add(draft("It rained.", title="Rain")).article
        quote = library.annotate(first.id, span("It rained"), Kind.QUOTE, speaker="Ada", tags=["a"])
        claim = library.annotate(first.id, span("on Monday"), Kind.CLAIM, note="So?")
        library.speakers.rename("Ada", "Ada Marsh")
        link = library.links.make(quote.id, Relation.SUPPORTS, claim.id)
        library.add(draft(TEXT.replace(" It rained.", " Nobody saw it."), source="/a"))
        library.dismiss(first.id, ["key"])
        found = lines_of(library)
        assert found["postil"] == [{"version": jsonlines.VERSION}]
        assert found["speaker"] == [{"name": "Ada Marsh", "aliases": ["Ada"]}]
        assert [told["statement"] for told in found["claim"]] == ["on Monday"]
        assert [told["id"] for told in found["article"]] == [first.id, other.id]
        assert [told["text"] for told in found["article"]][1] == "It rained."
        assert found["article"][0]["dismissed"] == ["key"]
        assert [told["text"] for told in found["revision"]] == [TEXT]
        assert {told["id"] for told in found["mark"]} == {quote.id, claim.id}
        assert {told["anchor"] for told in found["mark"]} == {"exact", "lost"}
        ends = {"relation": "supports", "source": quote.id, "target": claim.id}
        assert found["link"] == [{"id": link.id, **ends, "created": link.created}]
        for told in found["mark"]:
            texts = [*found["article"], *found.get("revision", ())]
            (text,) = [t["text"] for t in texts if told["revision"] in (t.get("revision"), t["id"])]
            assert text[told["start"] : told["end"]] == told["exact"]


def test_json_lines_of_some_marks_hold_nothing_else(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        article = library.add(draft()).article
        library.add(draft("It rained.", title="Rain"))
        quote = library.annotate(article.id, span("It rained"), Kind.QUOTE, speaker="Ada")
        claim = library.annotate(article.id, span("on Monday"), Kind.CLAIM)
        library.links.make(quote.id, Relation.SUPPORTS, claim.id)
        found = lines_of(library, [quote.id])
    assert {name: len(told) for name, told in found.items()} == {
        "postil": 1,
        "speaker": 1,
        "article": 1,
        "mark": 1,
    }
