"""Text that would act on a terminal or on Textual's markup if anything let it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.library import Library
from store.records import ArticleDraft, Kind
from text.builder import Piece, build
from text.document import Metadata, Span

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "cases" / "terminal" / "hostile.json"

MARKUP = (
    "[/b]",
    "[@click=app.quit]x[/]",
    "[link=https://evil.example]bank[/link]",
    "[bold red on blue]",
    "[/home/user] [sic] {'booleans': [true, false]}",
)
SEQUENCES = (
    "\x1b[31mred\x1b[39m",
    "\x1b[2J\x1b[3;4r",
    "\x1b]52;c;Y3VybCBldmls\x07",
    "\x1b]0;PWNED\x07",
    "\x1b]2;PWNED\x1b\\",
    "\x1b]8;;https://evil.example\x1b\\bank\x1b]8;;\x1b\\",
    "\x1bP+q544e\x1b\\",
    "\x1b_Gi=31;AAAA\x1b\\",
    "\x1bc\x1b#8",
    "\x1b[6n\x1b[>c\x1b[?1049l",
)
CHARACTERS = (
    "\x9b31mC1\x9d0;PWNED\x9c",
    "\u202ereversed\u202c \u2066isolated\u2069 \u200e\u200f\u061c",
    "nul\x00bel\x07back\x08del\x7f",
    "\x0b\x0c\x85\u2028\u2029",
    "\u0301\u0302\u200d\u200b\ufeff",
)
SURROGATES = ("\ud800lone", "low\udc9b31m")
PAYLOADS = (*MARKUP, *SEQUENCES, *CHARACTERS)

_LONGEST = 300


def library_of(path: Path, payloads: tuple[str, ...]) -> None:
    """Fill a library whose every word is hostile: an article of the payloads, and a mark for each."""
    paragraphs = [f"A paragraph says {payload} and ends “so {payload} it” here." for payload in payloads]
    everything = " ".join(payloads[:20])
    document = build([Piece(paragraph) for paragraph in ["Head", *paragraphs]])
    about = Metadata(title=everything, byline=everything, publisher=everything)
    with Library.open(path) as library, library.transaction():
        library.set_planted()
        article = library.add(ArticleDraft(document, about, f"/somewhere/{everything}.txt")).article
        blocks = document.blocks[1:]
        for block, payload, kind in zip(blocks, payloads, list(Kind) * len(payloads), strict=False):
            span = Span(block.span.start, block.span.end)
            library.annotate(
                article.id, span, kind, note=f"{payload}\n{payload}", tags=[payload, "b"], speaker=payload
            )


def collected() -> tuple[str, ...]:
    """Other people's cases, the shorter ones; skips the test when they are not at hand."""
    if not CASES.is_file():
        pytest.skip(f"the collected hostile strings are not at hand: there is no {CASES}")
    raw = (bytes.fromhex(case["bytes_hex"]) for case in json.loads(CASES.read_text("utf-8"))["cases"])
    return tuple(data.decode("utf-8", "surrogateescape") for data in raw if 0 < len(data) <= _LONGEST)
