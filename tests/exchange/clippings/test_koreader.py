from __future__ import annotations

import json

import pytest

from exchange.clippings.reader import clippings

WORDS = "She was happy, and so was he."
MADE = "2020-05-01 01:02:03"


def older(note: str, *, page: str = "12", datetime: str = MADE) -> bytes:
    """A sidecar as versions until 2024 wrote it."""
    return f"""-- we can read Lua syntax here!
return {{
    ["bookmarks"] = {{
        [1] = {{["datetime"] = "{datetime}", ["highlighted"] = true, ["notes"] = "{WORDS}",
                ["pos0"] = "/body/p[1].0", ["text"] = "{note}"}},
    }},
    ["highlight"] = {{
        [2] = {{}},
        [{page}] = {{[1] = {{["datetime"] = "{datetime}", ["drawer"] = "lighten", ["pos0"] = "/body/p[1].0",
                     ["text"] = "{WORDS}"}}}},
    }},
    ["stats"] = {{["title"] = "Emma", ["authors"] = "Jane Austen"}},
}}""".encode()


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (f"Page 12 {WORDS} @ {MADE}", ""),
        (f"Seite 12 {WORDS} @ {MADE}", ""),
        (f"第 12 页 {WORDS} @ {MADE}", ""),
        (f"Page 12 Why, though? @ {MADE}", "Why, though?"),
        (f"Page [3]12 Why, though? @ {MADE}", "Why, though?"),
        (WORDS, ""),
        ("Why, though?", "Why, though?"),
        ("See Page 12 @ noon", "See Page 12 @ noon"),
    ],
)
def test_what_koreader_made_up_itself_is_no_note(note: str, expected: str) -> None:
    found = clippings("metadata.epub.lua", older(note))
    assert found.refused == ()
    assert [(one.words, one.note, one.place) for one in found.clippings] == [(WORDS, expected, "p. 12")]


def test_a_bookmark_without_a_time_keeps_its_note() -> None:
    (found,) = clippings("metadata.epub.lua", older("Why @ ", datetime="")).clippings
    assert found.note == "Why @ "


@pytest.mark.parametrize(
    "begin", ["", "return ", "-- /mnt/books/Emma.sdr/metadata.epub.lua\nreturn ", "-- a\n\n-- b\n"]
)
def test_exported_annotations_are_read_with_and_without_a_return(begin: str) -> None:
    mark = f'{{["text"] = "{WORDS}", ["drawer"] = "invert", ["pageno"] = 7}}'
    table = f'{{\n    ["annotations"] = {{\n [1] = {mark}}}}}'
    found = clippings("Emma.annotations.lua", f"{begin}{table}\n".encode())
    assert (found.format, found.refused) == ("KOReader metadata", ())
    assert [(one.words, one.place) for one in found.clippings] == [(WORDS, "p. 7")]


def test_a_boolean_for_a_key_is_no_number() -> None:
    found = clippings("Emma.annotations.lua", b'return {["annotations"]={[true]={["text"]="one"}}}')
    assert found.clippings == ()


def entry(text: str, page: int) -> list[dict[str, object]]:
    return [{"sort": "highlight", "page": page, "time": 1578946897, "text": text, "drawer": "lighten"}]


def test_exports_of_earlier_years_have_their_marks_under_numbers() -> None:
    book = {"title": "Emma", "file": "/emma.epub", "exported": {"txt": True}} | {
        str(number): entry(f"words {number}", number) for number in range(1, 12)
    }
    for data in (book, {"documents": [book], "version": "json/1.0.0"}):
        found = clippings("export.json", json.dumps(data).encode())
        assert (found.format, found.refused) == ("KOReader JSON", ())
        assert [(one.words, one.place, one.title) for one in found.clippings] == [
            (f"words {number}", f"p. {number}", "Emma") for number in range(1, 12)
        ]
