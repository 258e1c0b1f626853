"""Postil's own JSON Lines: everything that is selected, so that an empty library can be filled with it.

Its first line says which version of the schema it is in; docs/formats.md tells the schema.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from exchange.formats.encoding import line
from exchange.json import article_json
from store.blocks import dump
from store.entities import speaker_key
from store.retelling import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exchange.formats.selection import Selection
    from exchange.json import Json
    from store.annotation import Link
    from store.claims import Claim
    from store.library import Library
    from store.records import Annotation, Article
    from store.speakers import Speaker
    from text.anchoring.anchor import Anchor
    from text.document import Document

VERSION = 1
"""Of the schema. It grows when what an older reader knows comes to mean something else."""

_DERIVED = frozenset({"progress", "marks"})
"""What `article_json` tells that can be worked out."""


def write(selection: Selection) -> Iterator[str]:
    """Speakers and claims, then each article with its marks, then the links between marks."""
    yield line({"type": "postil", "version": VERSION})
    for speaker in _speakers(selection):
        yield line({"type": "speaker", "name": speaker.name, "aliases": list(speaker.aliases)})
    for claim in _claims(selection):
        yield line(_claim(claim))
    links: dict[str, Link] = {}
    told: set[str] = set()
    for article, marks in _articles(selection):
        made = selection.library.made_on(article.id)
        yield from _article(selection.library, article, [made.get(mark.id, mark.anchor) for mark in marks])
        kept = selection.library.kept_from(mark.id for mark in marks)
        for mark in marks:
            yield line(_mark(mark, made.get(mark.id), kept.get(mark.id, Kept())))
            links.update((link.id, link) for link in mark.links)
            if not selection.whole:
                told.add(mark.id)
    for link in links.values():
        if selection.whole or {link.source, link.target} <= told:
            yield line(_link(link))


def _articles(selection: Selection) -> Iterable[tuple[Article, list[Annotation]]]:
    """The articles with their marks; those without any are part of all of a library only."""
    if not selection.whole:
        return selection.marked()
    library = selection.library
    return ((article, library.annotations(article.id)) for article in selection.articles.values())


def _claims(selection: Selection) -> Iterator[Claim]:
    wanted = {mark.claim for mark in _chosen(selection)}
    for claim in selection.library.claims.all():
        if selection.whole or claim.id in wanted:
            yield claim


def _speakers(selection: Selection) -> Iterator[Speaker]:
    wanted = {speaker_key(mark.speaker) for mark in _chosen(selection)}
    for speaker in selection.library.speakers.all():
        if selection.whole or speaker_key(speaker.name) in wanted:
            yield speaker


def _chosen(selection: Selection) -> Iterator[Annotation]:
    """The marks that were chosen; none where all are told anyway."""
    if not selection.whole:
        for _, marks in selection.marked():
            yield from marks


def _article(library: Library, article: Article, made: Sequence[Anchor]) -> Iterator[str]:
    """An article with its text, and those of its earlier texts that marks were made on."""
    facts = {name: value for name, value in article_json(article).items() if name not in _DERIVED}
    dismissed: list[Json] = [*sorted(library.dismissed(article.id))]
    text = _text(library.document(article.id))
    yield line({"type": "article", **facts, "revision": article.revision, "dismissed": dismissed, **text})
    for revision in dict.fromkeys(anchor.revision for anchor in made):
        if revision != article.revision:
            earlier = _text(library.document(article.id, revision))
            yield line({"type": "revision", "article": article.id, "id": revision, **earlier})


def _text(document: Document) -> dict[str, Json]:
    chunks = dump(document.blocks).split("\n")
    return {"text": document.text, "blocks": [block for chunk in chunks for block in json.loads(chunk)]}


def _mark(mark: Annotation, made: Anchor | None, kept: Kept) -> dict[str, Json]:
    """A mark, with where it was made if it stands somewhere else by now."""
    anchor, other = mark.anchor, made or mark.anchor
    moved: Json = {"start": other.start, "end": other.end, "revision": other.revision} if made else None
    return {
        "type": "mark",
        "id": mark.id,
        "article": mark.article_id,
        "kind": str(mark.kind),
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "start": anchor.start,
        "end": anchor.end,
        "revision": anchor.revision,
        "anchor": mark.anchor_state.value,
        "made": moved,
        "note": mark.note,
        "tags": list(mark.tags),
        "speaker": mark.said_as,
        "status": mark.status,
        "claim": mark.claim,
        "place": mark.place,
        "colour": mark.colour,
        "created": mark.created,
        "updated": mark.updated,
        "kept": [*sorted(kept.fields)],
        "version": kept.version,
    }


def _claim(claim: Claim) -> dict[str, Json]:
    return {
        "type": "claim",
        "id": claim.id,
        "statement": claim.statement,
        "status": claim.status,
        "confidence": claim.confidence,
        "next_action": claim.next_action,
        "due": claim.due,
        "note": claim.note,
        "created": claim.created,
    }


def _link(link: Link) -> dict[str, Json]:
    ends: dict[str, Json] = {"source": link.source, "target": link.target}
    return {"type": "link", "id": link.id, "relation": link.relation.value, **ends, "created": link.created}
