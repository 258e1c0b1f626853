"""Known items: queries with one right answer each, asked of a library that holds their corpus.

    python -m bench.known_item CASES.json --predictions OUT.jsonl

CASES.json holds `corpus` (records with `text`, `speaker`, `article`) and `queries` (`id`, `query`).
A line `{"id", "ranked": [corpus index, ...]}` is written for each query, best first, and the times
per query are printed. Speed and recall are then comparable with any other engine on the same file.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.stock import composed
from store.library import Library
from store.records import ArticleDraft, Kind
from text.document import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RANKED = 50
"""Results written for each query."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Load the corpus, ask the queries, write the predictions, print the times."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("--predictions", type=Path, required=True)
    options = parser.parse_args(arguments)
    cases = json.loads(options.cases.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library.db") as library:
        started = time.perf_counter()
        places = load(library, cases["corpus"])
        loaded = time.perf_counter() - started
        print(f"{len(places):,} marks in {loaded:.1f} s, {1000 * loaded / len(places):.2f} ms each")
        times = ask(library, places, cases["queries"], options.predictions)
    median, worst = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"{len(times)} queries, ms: median {median:.2f}, p95 {worst:.2f}, max {max(times):.2f}")


def load(library: Library, corpus: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Mark every record's text as a quote in its article; return corpus indices by mark id."""
    by_article: dict[str, list[int]] = {}
    for place, record in enumerate(corpus):
        by_article.setdefault(record["article"], []).append(place)
    places: dict[str, int] = {}
    with library.transaction():
        for title, members in by_article.items():
            document, spans = composed([corpus[place]["text"] for place in members])
            article = library.add(ArticleDraft(document, Metadata(title=title))).article
            for place, span in zip(members, spans, strict=True):
                speaker = corpus[place]["speaker"] or ""
                places[library.annotate(article.id, span, Kind.QUOTE, speaker=speaker).id] = place
    return places


def ask(
    library: Library, places: dict[str, int], queries: Iterable[dict[str, Any]], predictions: Path
) -> list[float]:
    """Ask each query as the search screen does, write what came back; return the times in ms."""
    times = []
    with predictions.open("w", encoding="utf-8") as out:
        for query in queries:
            started = time.perf_counter()
            hits = library.search(query["query"], limit=RANKED)
            times.append(1000 * (time.perf_counter() - started))
            ranked = [places[hit.annotation.id] for hit in hits]
            out.write(json.dumps({"id": query["id"], "ranked": ranked}) + "\n")
    return times


if __name__ == "__main__":
    main()
