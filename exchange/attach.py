"""Attaching clippings: other programs' marks, each on the article that it was made in.

The words of a mark are looked up in the article as they are, quotes, dashes and spaces aside; what does
not stand there so is given to the library's own search, which finds it in other words or says that it
is lost. An article that is not in the library is kept as a stub (`store.stubs`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from exchange.shelf import Shelf, work_of, works
from exchange.weave import by_place, woven
from store import stubs
from store.annotation import AnchorState
from store.attaching import Fate, ForeignMark, Sheaf, made_id
from store.records import ArticleDraft
from store.revisions import revision_id
from text.anchoring.anchor import CONTEXT, Anchor, describe
from text.anchoring.lookup import Lookup
from text.builder import Piece, build
from text.clean import clean, newlines
from text.document import Document, Metadata, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from exchange.clippings.clipping import Clipping
    from exchange.shelf import Work
    from store.annotation import Annotation
    from store.attaching import Standing
    from store.library import Library
    from store.records import Article

    _Fresh = Mapping[str, Clipping]
    """Clippings that are not in the library yet, by the ids their marks will have."""

UNTITLED = "Marks without a title"
"""What a stub is called whose program tells no title."""

_OWN = re.compile(r"postil:([0-9a-f]{16})")
_PROBES = 20
"""Clippings that are looked up to tell which of several articles they were made in."""


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of clippings: how many were added, were there already, were deleted here before.

    completed: how many of those already there have learnt their place or colour.
    changed: how many of the added stand on other words of their article than they were made on.
    lost: those of the added whose words stand nowhere in their article.
    stubs: the titles of articles that were not in the library; articles: how many came with their texts.
    """

    added: int = 0
    known: int = 0
    deleted: int = 0
    changed: int = 0
    lost: tuple[Annotation, ...] = ()
    stubs: tuple[str, ...] = ()
    articles: int = 0
    is_whole: bool = True
    completed: int = 0


@dataclass(slots=True)
class _Plan:
    sheaves: list[Sheaf] = field(default_factory=list)
    stubs: list[str] = field(default_factory=list)
    fates: Counter[Fate] = field(default_factory=Counter)
    taken: set[str] = field(default_factory=set)
    told: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The places and colours of marks that are there without them."""
    is_whole: bool = True


@dataclass(slots=True)
class _Group:
    """The clippings of one article, which has an id even where it is not in the library."""

    article_id: str
    article: Article | None
    clippings: list[Clipping] = field(default_factory=list)


def attach(
    library: Library,
    clippings: Iterable[Clipping],
    origin: str,
    told: Callable[[int, int], None],
) -> Attached:
    """Put clippings into the library, as one change; `origin` is what they come from, for people.

    `told` is called with how many works of how many have been looked at. When that is interrupted from the
    keyboard, what was looked at by then is put in.
    """
    plan = _planned(library, clippings, told)
    added, completed = library.attach(plan.sheaves, plan.told, origin)
    aside = {mark.id for sheaf in plan.sheaves if sheaf.aside for mark in sheaf.marks}
    states = library.among(aside) if aside else []
    return Attached(
        added,
        plan.fates[Fate.SHOWN] + plan.fates[Fate.HIDDEN],
        plan.fates[Fate.DELETED],
        sum(mark.anchor_state is AnchorState.CHANGED for mark in states),
        tuple(mark for mark in states if mark.anchor_state is AnchorState.LOST),
        tuple(plan.stubs),
        is_whole=plan.is_whole,
        completed=completed,
    )


def _planned(library: Library, clippings: Iterable[Clipping], told: Callable[[int, int], None]) -> _Plan:
    plan = _Plan()
    try:
        groups = _grouped(library, works(clippings))
        for done, group in enumerate(groups):
            told(done, len(groups))
            _plan(library, group, plan)
        told(len(groups), len(groups))
    except KeyboardInterrupt:
        plan.is_whole = False
    return plan


def _grouped(library: Library, by_work: Mapping[Work, list[Clipping]]) -> list[_Group]:
    """The clippings of each article: their programs may call one by several names."""
    shelf = Shelf(library.articles())
    groups: dict[str, _Group] = {}
    for work, clippings in by_work.items():
        article = shelf.find(work, partial(_held, library, clippings))
        article_id = article.id if article else made_id(f"stub\n{work.key}")
        groups.setdefault(article_id, _Group(article_id, article)).clippings.extend(clippings)
    return list(groups.values())


def _plan(library: Library, group: _Group, plan: _Plan) -> None:
    """Say what is to be done for the clippings of one article."""
    hidden = plan.fates[Fate.HIDDEN]
    fresh, article = _fresh(library, group, plan), group.article
    if article is None:
        if fresh or plan.fates[Fate.HIDDEN] > hidden:  # those that a stub that was removed hides
            draft = _draft(group)
            plan.sheaves.append(_stubbed(group, draft, (), fresh))
            plan.stubs.append(draft.metadata.title)
    elif fresh:
        document = library.document(article.id, article.revision)
        if stubs.is_stub(article.tags, document.text):
            draft = ArticleDraft(document, Metadata(article.title))
            plan.sheaves.append(_stubbed(group, draft, stubs.passages_of(document), fresh))
        else:
            plan.sheaves.append(_placed(article, document.text, fresh))


def _held(library: Library, clippings: Iterable[Clipping], article: Article) -> int:
    """How many of the first clippings' words stand in an article."""
    lookup = Lookup(library.document(article.id).text)
    probes = [each.words for each in clippings if each.words.strip()][:_PROBES]
    return sum(lookup.place(words) is not None for words in probes)


def _fresh(library: Library, group: _Group, plan: _Plan) -> _Fresh:
    """The clippings of a group that are to be put in; what became of the others before is counted.

    What was made on an article that is gone is put on the one that there is now, under another id.
    """
    named = {_mark_id(clipping): clipping for clipping in group.clippings}
    again = {mark: made_id(f"{group.article_id}\n{mark}") for mark in named}
    known = library.taken_over([*named, *again.values()])
    fresh: dict[str, Clipping] = {}
    fates = Counter({Fate.SHOWN: len(group.clippings) - len(named)})
    for mark, clipping in named.items():
        was = known.get(mark)
        moves = was and was.article_id != group.article_id and was.fate in {Fate.HIDDEN, Fate.UNDONE}
        here = again[mark] if moves else mark
        fate = known[here].fate if here in known else Fate.UNDONE
        if here not in plan.taken and fate is Fate.UNDONE:
            fresh[here] = clipping
        else:
            fates[Fate.SHOWN if here in plan.taken else fate] += 1
            if here in known and _completes(clipping, known[here], group.article_id):
                plan.told[here] = (clipping.place, clipping.colour)
    plan.taken.update(fresh)
    plan.fates.update(fates)
    return fresh


def _completes(clipping: Clipping, standing: Standing, article_id: str) -> bool:
    """Whether a clipping tells a place or a colour of its mark, which is on that article, and has none."""
    is_here = standing.article_id == article_id and standing.fate in {Fate.SHOWN, Fate.HIDDEN}
    return is_here and any(getattr(clipping, name) for name in standing.lacks)


def _mark_id(clipping: Clipping) -> str:
    """The id of a clipping's mark: Postil's own, or one made of what tells it from every other."""
    if own := _OWN.fullmatch(clipping.origin):
        return own[1]
    said = " ".join((clipping.words or clipping.note).split())
    return made_id(clipping.origin or "\n".join((work_of(clipping).key, clipping.made, said)))


def _stubbed(group: _Group, draft: ArticleDraft, passages: Sequence[str], fresh: _Fresh) -> Sheaf:
    """Fresh clippings on a stub, which holds the passages that it held and all that are marked."""
    said = {id(each): stubs.passage(each.words) for each in sorted(group.clippings, key=by_place)}
    title = draft.metadata.title
    stub = stubs.stub(title, woven(passages, filter(None, said.values())))
    text, revision = stub.document.text, revision_id(stub.document.text)
    spans = {span.of(text): span for span in reversed(stub.spans)}
    lookup = Lookup(text, (words for words in said.values() if words not in spans))

    def anchor(clipping: Clipping) -> Anchor:
        words = said[id(clipping)] or stubs.passage(title)
        span = spans.get(words) or lookup.place(words) or stub.document.blocks[0].span
        around = clean(clipping.prefix[-CONTEXT:]), clean(clipping.suffix[:CONTEXT])
        return Anchor(span.of(text), *around, span.start, span.end, revision)

    marks = tuple(_mark(mark, anchor(clipping), clipping) for mark, clipping in fresh.items())
    return Sheaf(group.article_id, marks, stub=replace(draft, document=stub.document))


def _placed(article: Article, text: str, fresh: _Fresh) -> Sheaf:
    """Fresh clippings on an article that is there."""
    lookup = Lookup(text, (each.words for each in fresh.values()))
    anchors: dict[str, Anchor] = {}
    for mark, each in fresh.items():
        span = lookup.place(each.words or article.title, each.prefix, each.suffix, each.start)
        if span is not None:
            anchors[mark] = describe(text, span, article.revision)
    elsewhere = {mark: each for mark, each in fresh.items() if mark not in anchors}
    document, spans = _aside(article, sorted(elsewhere.values(), key=by_place))
    revision = revision_id(document.text)
    for mark, each in elsewhere.items():
        anchors[mark] = describe(document.text, spans[id(each)], revision)
    marks = tuple(_mark(mark, anchors[mark], each) for mark, each in fresh.items())
    return Sheaf(article.id, marks, aside=document if elsewhere else None)


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
        _moment(clipping.made),
        clipping.place,
        clipping.colour,
    )


def _moment(made: str) -> str:
    """A moment as the library tells it; one without a zone is taken for UTC, one that is none is empty."""
    try:
        moment = datetime.fromisoformat(made)
    except ValueError:
        return ""
    moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _draft(group: _Group) -> ArticleDraft:
    """What is known of a work that is not in the library."""

    def told(name: str) -> str:
        values = (str(getattr(each, name)) for each in group.clippings)
        return next(filter(str.strip, values), "")

    title = told("title") or told("source") or UNTITLED
    details = {name: told(name) for name in ("publisher", "published", "language")}
    metadata = Metadata(title, told("author"), **details, tags=(stubs.TAG,))
    return ArticleDraft(Document("", ()), metadata, told("source"))
