from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml
from hypothesis import given

from exchange.formats import argdown
from exchange.formats.selection import Selection
from store.library import Library
from store.links import Relation
from store.records import Kind
from tests.exchange.formats.making import HOSTILE, LINES
from tests.store.making import draft, span
from text.clean import clean_line

if TYPE_CHECKING:
    from pathlib import Path


def test_claims_and_what_is_linked_to_them(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        article = library.add(draft(source="https://example.org/{1}")).article
        claim = library.annotate(article.id, span("It rained"), Kind.CLAIM, tags=["sea/ships"])
        quote = library.annotate(article.id, span("on Monday"), Kind.QUOTE, speaker="Ada Marsh")
        other = library.annotate(article.id, span("Nobody else"), Kind.CLAIM)
        lone = library.annotate(article.id, span("The minister"), Kind.QUOTE)
        library.links.make(quote.id, Relation.SUPPORTS, claim.id)
        library.links.make(other.id, Relation.CONTRADICTS, claim.id)
        library.links.make(quote.id, Relation.REPEATS, other.id)
        whole = "".join(argdown.write(Selection(library)))
        part = "".join(argdown.write(Selection(library, [quote.id])))
    stated = f"[It rained {claim.claim[:8]}]: It rained #unchecked #sea-ships"
    assert stated in whole
    under = whole.split(stated)[1].split("\n\n")[0]
    assert f"\n  + [on Monday {quote.id[:8]}]" in under
    assert f"\n  >< [Nobody else {other.claim[:8]}]" in under
    assert 'proponent: "Ada Marsh"' in whole
    assert lone.id[:8] not in whole
    assert stated in part
    assert f"[Nobody else {other.claim[:8]}]:" in part
    assert len(re.findall(r"^\[", whole, re.MULTILINE)) == 3


@given(HOSTILE)
def test_a_text_has_no_sign_left_that_argdown_acts_on(text: str) -> None:
    spelt = argdown.inline(text)
    assert re.sub(r"\\(.)", r"\1", spelt) == clean_line(text)
    left = re.sub(r"\\.", "x", spelt)
    assert not re.search(r"[*_\[\]<>@#{}/|:=`]|--", left)
    assert not spelt.startswith(("+", "-", "("))


@given(LINES)
def test_data_is_yaml_and_has_no_braces(text: str) -> None:
    spelt = argdown._yaml(text)  # noqa: SLF001 - the data block is built of these
    assert not set(spelt) & set("{}\n")
    assert yaml.safe_load(spelt) == text
