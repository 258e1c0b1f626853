"""What marks are known by when their file comes again, or another one of the same program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.attaching.bring import bring
from exchange.clippings.reader import clippings
from exchange.clippings.record import identified

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.library import Library


def markdown(name: str, identity: str) -> bytes:
    page = f"https://a.example/{name}"
    return f"# {name}\n\n[Read Original]({page})\n\n## Highlights\n\n> words of {name} ^{identity}\n".encode()


def webannotation(name: str, identity: str) -> bytes:
    quoted = {"type": "TextQuoteSelector", "exact": f"words of {name}"}
    target = {"source": f"https://a.example/{name}", "selector": quoted}
    context = "http://www.w3.org/ns/anno.jsonld"
    said = {"@context": context, "id": identity, "type": "Annotation", "target": target}
    return json.dumps([said]).encode()


def recogito(name: str, identity: str) -> bytes:
    target = {"selector": [{"quote": f"words of {name}", "start": 0, "end": 5}]}
    return json.dumps([{"id": identity, "bodies": [], "target": target}]).encode()


UUID = "0e0d3a5b-6b9c-4f0e-9d3a-0a1b2c3d4e5f"
FORMS = [
    (markdown, "quote1", ".md"),
    (webannotation, "#anno1", ".json"),
    (webannotation, "1", ".json"),
    (recogito, "anno-1", ".json"),
]


@pytest.mark.parametrize(("written", "identity", "ending"), FORMS)
def test_an_id_that_another_file_uses_as_well_is_another_mark(
    library: Library, written: Callable[[str, str], bytes], identity: str, ending: str
) -> None:
    for added, known in ((1, 0), (0, 1)):
        for name in ("one", "other"):
            done = bring(library, written(name, identity), name + ending, lambda done, of: None).attached  # noqa: ARG005 - nobody looks
            assert (done.added, done.known) == (added, known)
    assert {mark.anchor.exact for mark in library.annotations()} == {"words of one", "words of other"}


@pytest.mark.parametrize(
    ("written", "identity", "told"),
    [
        (markdown, UUID, f"markdown:{UUID}"),
        (webannotation, f"#{UUID}", f"w3c:#{UUID}"),
        (webannotation, "urn:a", "w3c:urn:a"),
        (webannotation, "https://a.example/1", "w3c:https://a.example/1"),
        (recogito, UUID, f"w3c:{UUID}"),
    ],
)
def test_an_id_that_nobody_else_uses_is_told_as_it_is(
    written: Callable[[str, str], bytes], identity: str, told: str
) -> None:
    (found,) = clippings("a.md" if written is markdown else "a.json", written("one", identity)).clippings
    assert found.origin == told


SOME = st.text(max_size=6)


@given(SOME, SOME, SOME, SOME)
def test_an_id_is_told_with_the_first_that_says_something(
    identity: str, one: str, two: str, rest: str
) -> None:
    told = identified("p", identity, one, two, rest)
    assert told == identified("p", identity, one or two or rest)
    assert told.startswith("p:")
