"""Sheaves: clippings made marks, each with its anchor on the text of its article or of its stub."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from exchange.attaching.weave import by_place, woven
from exchange.clippings.moment import utc
from store import stubs
from store.attaching import ForeignMark, Retold, Sheaf
from store.records import ArticleDraft
from store.revisions import revision_id
from text.anchoring.anchor import CONTEXT, Anchor, describe
from text.anchoring.lookup import Lookup
from text.builder import Piece, build
from text.clean import clean, newlines
from text.document import Document, Metadata, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from exchange.attaching.retelling import News
    from exchange.clippings.clipping import Clipping
    from store.records import Article

    Fresh = Mapping[str, Clipping]
    """Clippings that are not in the library yet, by the ids their marks will have."""


def drafted(clippings: Sequence[Clipping]) -> ArticleDraft:
    """What is known of a work that is not in the library."""

    def told(name: str) -> str:
        values = (str(getattr(each, name)) for each in clippings)
        return next(filter(str.strip, values), "")

    title = told("title") or told("source")
    details = {name: told(name) for name in ("publisher", "published", "language")}
    metadata = Metadata(title, told("author"), **details, tags=(stubs.TAG,))
    return ArticleDraft(Document("", ()), metadata, told("source"))


def stubbed(  # noqa: PLR0913, PLR0917 - a stub is these things
    article_id: str,
    draft: ArticleDraft,
    passages: Sequence[str],
    clippings: Iterable[Clipping],
    fresh: Fresh,
    again: Mapping[str, News],
) -> Sheaf:
    """Fresh ones of some clippings on a stub, which holds the passages that it held and all that are marked.

    draft: what is known of the work, but for the text of the stub; again: what is told of known marks.
    """
    said = {id(each): stubs.passage(each.words) for each in sorted(clippings, key=by_place)}
    title = draft.metadata.title
    reworded = [each for each in again.values() if each.rewords]
    grown = {stubs.passage(each.exact): said[id(each.clipping)] for each in reworded}
    held = [grown[each] if each in grown.get(each, "") else each for each in passages]
    new = {id(each) for each in (*fresh.values(), *(each.clipping for each in reworded))}
    standing = set(held)
    wanted = (words for key, words in said.items() if words and (key in new or words in standing))
    stub = stubs.stub(title, woven(held, wanted))
    text, revision = stub.document.text, revision_id(stub.document.text)
    spans = {span.of(text): span for span in reversed(stub.spans)}
    lookup = Lookup(text, (words for words in said.values() if words not in spans))

    def anchor(clipping: Clipping) -> Anchor:
        words = said[id(clipping)] or stubs.passage(title)
        span = spans.get(words) or lookup.place(words) or stub.document.blocks[0].span
        around = clean(clipping.prefix[-CONTEXT:]), clean(clipping.suffix[:CONTEXT])
        return Anchor(span.of(text), *around, span.start, span.end, revision)

    marks = tuple(_mark(mark, anchor(clipping), clipping) for mark, clipping in fresh.items())
    anchors = {mark: anchor(each.clipping) for mark, each in again.items() if each.rewords}
    return Sheaf(
        article_id, marks, stub=replace(draft, document=stub.document), retold=retold(again, anchors)
    )


def placed(article: Article, text: str, fresh: Fresh, again: Mapping[str, News]) -> Sheaf:
    """Fresh clippings on an article that is there, and what is told `again` of known marks."""
    wanted = {**fresh, **{mark: each.clipping for mark, each in again.items() if each.rewords}}
    lookup = Lookup(text, (each.words for each in wanted.values()))
    anchors: dict[str, Anchor] = {}
    for mark, each in wanted.items():
        span = lookup.place(each.words or article.title, each.prefix, each.suffix, each.start)
        if span is not None:
            anchors[mark] = describe(text, span, article.revision)
    elsewhere = {mark: each for mark, each in wanted.items() if mark not in anchors}
    document, spans = _aside(article, sorted(elsewhere.values(), key=by_place))
    revision = revision_id(document.text)
    for mark, each in elsewhere.items():
        anchors[mark] = describe(document.text, spans[id(each)], revision)
    marks = tuple(_mark(mark, anchors[mark], each) for mark, each in fresh.items())
    aside = document if elsewhere else None
    return Sheaf(article.id, marks, aside=aside, retold=retold(again, anchors))


def retold(again: Mapping[str, News], anchors: Mapping[str, Anchor]) -> tuple[Retold, ...]:
    """What is told of known marks, with the anchors of those that are on other words now."""
    on_others = {
        mark: anchors[mark] for mark in anchors.keys() & again if anchors[mark].exact != again[mark].exact
    }
    return tuple(
        Retold(mark, each.told, on_others.get(mark))
        for mark, each in again.items()
        if mark in on_others or each.told.keys() - {"version"}
    )


def _aside(article: Article, clippings: Iterable[Clipping]) -> tuple[Document, dict[int, Span]]:
    """The words of clippings with what stood round them, and where the words of each are."""
    parts = {id(each): (each.prefix, each.words.strip() or article.title, each.suffix) for each in clippings}
    tidied = {key: [clean(newlines(part)) for part in of_one] for key, of_one in parts.items()}
    document = build(Piece("".join(of_one)) for of_one in tidied.values())
    starts = (block.span.start for block in document.blocks)
    return document, {
        key: Span(start + len(prefix), start + len(prefix) + len(words))
        for (key, (prefix, words, _)), start in zip(tidied.items(), starts, strict=True)
    }


def _mark(mark: str, anchor: Anchor, clipping: Clipping) -> ForeignMark:
    return ForeignMark(
        mark,
        anchor,
        clipping.kind,
        clipping.note,
        clipping.tags,
        clipping.speaker,
        clipping.status,
        utc(clipping.made, zone=UTC),
        clipping.place,
        clipping.colour,
        clipping.version,
    )
