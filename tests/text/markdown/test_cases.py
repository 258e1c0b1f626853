from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from tests.text.test_plain import assert_sound
from tests.text.visible import addresses, missing, visible
from text.clean import clean
from text.document import Style
from text.markdown import article

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).resolve().parents[3].parent / "shared" / "cases" / "markdown"
FILES = ["commonmark_spec", "gfm_spec", "gfm_extensions", "gfm_extensions-full-info-string", "gfm_regression"]

OVERTAKEN = {("gfm_spec", 645), ("gfm_spec", 646)}
"""Comments by CommonMark 0.29, which the GFM specification is built on; 0.31 ends them otherwise."""

FILTERED = re.compile(
    r"&lt;(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)(?:&gt;|>)", re.IGNORECASE
)
"""The tags that GitHub's filter shows as text: a reader has no use for them, and loses no word with them."""

NOTE = re.compile(r'<sup class="footnote-ref">.*?</sup>|<a [^>]*class="footnote-backref".*?</a>')
"""Numbers of footnotes and ways back from them: Postil shows labels instead."""


def examples(name: str) -> list[dict[str, Any]]:
    file = CASES / f"{name}.json"
    if not file.exists():
        pytest.skip("the shared cases are not beside this checkout")
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return [example for example in found if (name, example["example"]) not in OVERTAKEN]


def parts(html: str) -> Iterator[str]:
    """The visible characters of a reference; each footnote by itself, as Postil leaves it where it stands."""
    bare = NOTE.sub("", FILTERED.sub("", html))
    for part in re.split(r'<section class="footnotes">|<li id="fn[^"]*">', bare):
        yield clean(visible(part))


@pytest.mark.parametrize("name", FILES)
def test_no_visible_character_is_missing(name: str) -> None:
    faults = []
    total = lost = 0
    for example in examples(name):
        document = article.parse(example["markdown"]).document
        assert_sound(document)
        shown = "".join(document.text.split())
        gone = sum(missing(part, shown) for part in parts(example["html"]))
        total += sum(map(len, parts(example["html"])))
        lost += gone
        faults += [(example["example"], shown)] if gone else []
    print(f"{name}: {total - lost} of {total} visible characters shown, {(total - lost) / total:.4f}")
    assert not faults


@pytest.mark.parametrize(
    ("name", "section"), [("gfm_spec", "Autolinks (extension)"), ("gfm_extensions", "Autolinks")]
)
def test_bare_links_lead_where_the_reference_says(name: str, section: str) -> None:
    for example in examples(name):
        if example["section"] == section:
            blocks = article.parse(example["markdown"]).document.blocks
            inlines = [inline for block in blocks for inline in block.inlines]
            found = {unquote(inline.target) for inline in inlines if inline.style is Style.LINK}
            assert found == {unquote(address) for address in addresses(example["html"])}
