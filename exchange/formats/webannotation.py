"""W3C Web Annotations as JSON-LD: a collection of one page.

The model is https://www.w3.org/TR/annotation-model/. What it has no place for stands in bodies whose
purposes are its own: the kind is classifying, the speaker identifying, a claim's status assessing. The colour
is a body too, highlighting, as Recogito has it; the place is a locator of the Bibliographic Ontology
(http://purl.org/ontology/bibo/) on the target.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.formats.encoding import compact, listed
from exchange.formats.iri import article_iri, own_iri
from store.annotation import AnchorState, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.formats.sheet import Sheet
    from exchange.json import Json
    from store.records import Annotation

_CONTEXT: Json = ["http://www.w3.org/ns/anno.jsonld", {"bibo": "http://purl.org/ontology/bibo/"}]


def write(sheets: Iterable[Sheet]) -> Iterator[str]:
    """The marks of the sheets as an AnnotationCollection."""
    head: dict[str, Json] = {"@context": _CONTEXT, "id": own_iri("export", "marks")}
    head |= {"type": "AnnotationCollection", "label": "Postil"}
    page: dict[str, Json] = {"id": own_iri("export", "page"), "type": "AnnotationPage", "startIndex": 0}
    yield f'{compact(head)[:-1]},"first":{compact(page)[:-1]},"items":'
    total = 0

    def items() -> Iterator[Json]:
        nonlocal total
        for sheet in sheets:
            total += len(sheet.marks)
            yield from map(annotation, sheet.marks)

    yield from listed(items())
    yield f'}},"total":{total}}}\n'


def annotation(mark: Annotation) -> dict[str, Json]:
    """One mark."""
    target: dict[str, Json] = {
        "source": article_iri(mark.article_source, mark.article_id),
        "dcterms:title": mark.article_title,
        "selector": selectors(mark),
    }
    if mark.place:
        target["bibo:locator"] = mark.place
    return {
        "id": own_iri("mark", mark.id),
        "type": "Annotation",
        "motivation": "assessing" if mark.kind == Kind.CLAIM else "highlighting",
        "created": mark.created,
        "modified": mark.updated,
        "body": list(_bodies(mark)),
        "target": target,
    }


def selectors(mark: Annotation) -> list[Json]:
    """Where it stands: its words, and their offsets in the article's text while they stand there."""
    anchor = mark.anchor
    quote: dict[str, Json] = {"type": "TextQuoteSelector", "exact": anchor.exact}
    quote |= {"prefix": anchor.prefix, "suffix": anchor.suffix}
    if mark.anchor_state is AnchorState.LOST:
        return [quote]
    return [{"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end}, quote]


def _bodies(mark: Annotation) -> Iterator[Json]:
    told = [("classifying", str(mark.kind)), ("commenting", mark.note), ("identifying", mark.speaker)]
    told += [
        ("assessing", mark.status),
        ("highlighting", mark.colour),
        *(("tagging", tag) for tag in mark.tags),
    ]
    for purpose, value in told:
        if value:
            yield {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}
