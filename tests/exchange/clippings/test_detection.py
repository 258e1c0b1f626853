from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from exchange.clippings import reader
from exchange.clippings.reader import clippings
from tests.exchange.clippings.test_hostile import RECORDS, WRITTEN

if TYPE_CHECKING:
    from types import ModuleType

JSON_READERS: tuple[ModuleType, ...] = reader._IN_JSON  # noqa: SLF001 - the order must not matter
TEXT_READERS: tuple[ModuleType, ...] = reader._IN_TEXT  # noqa: SLF001 - as above


@pytest.mark.parametrize("name", RECORDS)
def test_json_of_one_program_is_not_that_of_another(name: str) -> None:
    readers = [each for each in JSON_READERS if each.recognises([RECORDS[name]] * 2)]
    assert len(readers) == 1
    assert clippings("file", json.dumps(RECORDS[name]).encode()).format == name


@pytest.mark.parametrize("name", WRITTEN)
def test_text_of_one_program_is_not_that_of_another(name: str) -> None:
    assert sum(bool(each.recognises(WRITTEN[name])) for each in TEXT_READERS) <= 1
    assert clippings("file", WRITTEN[name].encode()).format == name


@pytest.mark.parametrize(
    "content",
    [
        "{}",
        "[]",
        '{"items": []}',
        '{"rows": [{"a": 1}]}',
        '{"@graph": []}',
        '{"resources": [{"id": 1}]}',
        '[{"type": "article-journal", "id": "x", "title": "T", "note": "n"}]',
        '{"highlights": "none"}',
        '{"_embedded": {"items": []}}',
        "url,title\nhttps://example.org,T\n",
        "title,url,tags\nT,https://example.org,a\n",
        "<html><body><p>An article.</p></body></html>",
        "# An article\n\n> “A quotation” (Melville, 1851, p. 3)\n\nText.\n",
    ],
)
def test_what_is_none_of_them_is_none(content: str) -> None:
    found = clippings("file", content.encode())
    assert (found.format, found.clippings, len(found.refused)) == ("", (), 1)
