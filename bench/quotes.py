"""Quotations found in articles, against what people marked: `python -m bench.quotes CASES.json`.

    --predictions FILE  write what was found, a line of JSON an article

Cases are a JSON list of articles with `id` and `text`. An article found twice is read once.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from text.document import Block, Document, Span
from text.quotes import quotes

if TYPE_CHECKING:
    from text.quotes import Quote

_DOUBLE, _SINGLE = set('"“”„«»″'), set("'’‘`")
_LINE = re.compile(r"[^\n]+")


def main() -> None:
    """Find, write and time."""
    parser = argparse.ArgumentParser(prog="python -m bench.quotes", description=__doc__.partition("\n")[0])
    parser.add_argument("cases", type=Path, metavar="CASES.json")
    parser.add_argument("--predictions", type=Path, metavar="FILE")
    given = parser.parse_args()
    texts = {case["id"]: case["text"] for case in json.loads(given.cases.read_text(encoding="utf-8"))}
    documents = {name: document(text) for name, text in texts.items()}
    began = time.process_time()
    found = {name: quotes(each) for name, each in documents.items()}
    took = time.process_time() - began
    if given.predictions:
        lines = (
            json.dumps({"id": name, "quotes": predicted(texts[name], each)}) for name, each in found.items()
        )
        given.predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    size = sum(map(len, texts.values()))
    print(f"{len(texts)} articles, {size / 1000:.0f} kB, {1000 * took * 100_000 / size:.1f} ms per 100 kB")


def document(text: str) -> Document:
    """The text as it is, a paragraph a line."""
    return Document(text, tuple(Block(Span(*line.span())) for line in _LINE.finditer(text)))


def predicted(text: str, found: tuple[Quote, ...]) -> list[dict[str, object]]:
    """The direct quotations in the sense of the corpus."""
    return [_row(quote) for quote in found if counted(text, quote)]


def counted(text: str, quote: Quote) -> bool:
    """Whether the corpus would call this a direct quotation.

    It does where all that somebody said is between double marks; a marked phrase in reported speech is
    "mixed" to it, and what stands between two single marks (''so'') it labels as indirect.
    """
    before = text[max(0, quote.span.start - 2) : quote.span.start].strip()[-1:]
    behind = text[quote.span.end : quote.span.end + 2].strip()[:1]
    marked = bool({before, behind} & _DOUBLE) and before not in _SINGLE
    return marked and quote.kind == "direct" and quote.form == "speech" and quote.score >= 0.5


def _row(quote: Quote) -> dict[str, object]:
    speaker = [quote.speaker_span.start, quote.speaker_span.end] if quote.speaker_span else None
    return {"start": quote.span.start, "end": quote.span.end, "speaker": speaker}


if __name__ == "__main__":
    main()
