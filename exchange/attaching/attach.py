"""Attaching clippings: other programs' marks, each on the article that it was made in.

The words of a mark are looked up in the article as they are, quotes, dashes and spaces aside; what does
not stand there so is given to the library's own search, which finds it in other words or says that it
is lost. An article that is not in the library is kept as a stub (`store.stubs`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from exchange.attaching.probes import Probes
from exchange.attaching.retelling import news
from exchange.attaching.sheaves import drafted, placed, retold, stubbed
from exchange.attaching.shelf import Shelf, work_of, works
from store import stubs
from store.annotation import AnchorState
from store.attaching import Fate, Sheaf, made_id
from store.records import ArticleDraft
from text.document import Document, Metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from exchange.attaching.retelling import News
    from exchange.attaching.sheaves import Fresh
    from exchange.attaching.shelf import Work
    from exchange.clippings.clipping import Clipping
    from store.annotation import Annotation
    from store.attaching import Standing
    from store.library import Library
    from store.records import Article

UNTITLED = "Marks without a title"
"""What a work is called of which nothing else is known."""

_OWN = re.compile(r"postil:([0-9a-f]{16})")


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of clippings: how many were added, were there already, were deleted here before.

    updated: how many of those already there were brought up to what their program says now.
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
    updated: int = 0


@dataclass(slots=True)
class _Plan:
    sheaves: list[Sheaf] = field(default_factory=list)
    stubs: list[str] = field(default_factory=list)
    fates: Counter[Fate] = field(default_factory=Counter)
    taken: set[str] = field(default_factory=set)
    looked_at: list[Clipping] = field(default_factory=list)
    is_whole: bool = True


@dataclass(slots=True)
class _Group:
    """The clippings of one article, which has an id even where it is not in the library.

    article: also one that was removed, where it had been a stub for these.
    """

    article_id: str
    article: Article | None
    is_removed: bool = False
    clippings: list[Clipping] = field(default_factory=list)


def attach(
    library: Library,
    clippings: Iterable[Clipping],
    origin: str,
    told: Callable[[int, int], None],
    untitled: str = UNTITLED,
) -> Attached:
    """Put clippings into the library, as one change; `origin` is what they come from, for people.

    What has neither a title nor an address is of a work called `untitled`.

    `told` is called with how many works of how many have been looked at. When that is interrupted from the
    keyboard, what was looked at by then is put in.
    """
    since = library.position()
    entitled = [_entitled(each, untitled) for each in clippings]
    plan = _planned(library, entitled, told, untitled)
    is_whole = plan.is_whole
    with library.transaction():
        if library.position() != since:  # somebody else wrote meanwhile, and nobody can from here on
            plan = _planned(library, plan.looked_at, _unheard, untitled)
        added, updated = library.attach(plan.sheaves, origin)
    aside = {mark.id for sheaf in plan.sheaves if sheaf.aside for mark in sheaf.marks}
    states = library.among(aside) if aside else []
    return Attached(
        added,
        plan.fates[Fate.SHOWN] + plan.fates[Fate.HIDDEN],
        plan.fates[Fate.DELETED],
        sum(mark.anchor_state is AnchorState.CHANGED for mark in states),
        tuple(mark for mark in states if mark.anchor_state is AnchorState.LOST),
        tuple(plan.stubs),
        is_whole=is_whole and plan.is_whole,
        updated=updated,
    )


def _entitled(clipping: Clipping, untitled: str) -> Clipping:
    is_told = clipping.title.strip() or clipping.source.strip()
    return clipping if is_told else replace(clipping, title=untitled)


def _planned(
    library: Library, clippings: Iterable[Clipping], told: Callable[[int, int], None], untitled: str
) -> _Plan:
    plan = _Plan()
    try:
        groups = _grouped(library, works(clippings), untitled)
        for done, group in enumerate(groups):
            told(done, len(groups))
            _plan(library, group, plan)
            plan.looked_at += group.clippings
        told(len(groups), len(groups))
    except KeyboardInterrupt:
        plan.is_whole = False
    return plan


def _grouped(library: Library, by_work: Mapping[Work, list[Clipping]], untitled: str) -> list[_Group]:
    """The clippings of each article: their programs may call one by several names."""
    shelf = Shelf(library.articles())
    groups: dict[str, _Group] = {}
    for work, clippings in by_work.items():
        stub_id = made_id(f"stub\n{work.key}")
        article = shelf.named(_where_known(library, clippings)) if work.title == untitled else None
        article = article or shelf.find(work, Probes(library, clippings)) or shelf.named(stub_id)
        article_id = article.id if article else stub_id
        groups.setdefault(article_id, _Group(article_id, article)).clippings.extend(clippings)
    for article in library.removed(group.article_id for group in groups.values() if not group.article):
        groups[article.id].article, groups[article.id].is_removed = article, True
    return list(groups.values())


def _where_known(library: Library, clippings: Iterable[Clipping]) -> str:
    """The article that has the most of some clippings, by its id; empty where none has any."""
    known = library.taken_over(map(_mark_id, clippings))
    counted = Counter(each.article_id for each in known.values() if each.fate is Fate.SHOWN)
    return next((article_id for article_id, _ in counted.most_common(1)), "")


def _unheard(done: int, of: int) -> None:
    """Tell nobody how far it has come."""


def _plan(library: Library, group: _Group, plan: _Plan) -> None:
    """Say what is to be done for the clippings of one article."""
    hidden = plan.fates[Fate.HIDDEN]
    fresh, again = _sorted(library, group, plan)
    article, comes_back = group.article, group.is_removed and plan.fates[Fate.HIDDEN] > hidden
    if not (fresh or comes_back or any(each.rewords for each in again.values())):
        plan.sheaves += [Sheaf(group.article_id, (), retold=retold(again, {}))] if again else []
        return
    document = library.document(article.id, article.revision) if article else Document("", ())
    if article and not stubs.is_stub(article.tags, document.text):
        plan.sheaves.append(placed(article, document.text, fresh, again))
        return
    draft = drafted(group.clippings) if article is None else ArticleDraft(document, Metadata(article.title))
    is_undone = group.is_removed and article and not article.marks
    passages = () if is_undone else stubs.passages_of(document)
    plan.sheaves.append(stubbed(group.article_id, draft, passages, group.clippings, fresh, again))
    if article is None or group.is_removed:
        plan.stubs.append(draft.metadata.title)


def _sorted(library: Library, group: _Group, plan: _Plan) -> tuple[Fresh, Mapping[str, News]]:
    """The clippings of a group that are to be put in, and what the others tell anew of their marks.

    What became of these before is counted. What was made on an article that is gone is put on the one that
    there is now, under another id.
    """
    named: dict[str, Clipping] = {}
    for clipping in group.clippings:
        named.setdefault(_mark_id(clipping), clipping)
    aliases = {mark: tuple(map(made_id, clipping.aliases)) for mark, clipping in named.items()}
    again = {mark: made_id(f"{group.article_id}\n{mark}") for mark in named}
    known = library.taken_over([*named, *again.values(), *chain(*aliases.values())])
    fresh: dict[str, Clipping] = {}
    there: dict[str, tuple[Clipping, Standing]] = {}
    fates = Counter({Fate.SHOWN: len(group.clippings) - len(named)})
    for mark, clipping in named.items():
        was = known.get(mark)
        moves = was and was.article_id != group.article_id and was.fate in {Fate.HIDDEN, Fate.UNDONE}
        here = _last_known((again[mark] if moves else mark, *aliases[mark]), known)
        fate = known[here].fate if here in known else Fate.UNDONE
        if here not in plan.taken and fate is Fate.UNDONE:
            fresh[here] = clipping
            continue
        fates[Fate.SHOWN if here in plan.taken else fate] += 1
        if here not in plan.taken and _is_here(known[here], group):
            there[here] = clipping, known[here]
    plan.taken.update(fresh)
    plan.fates.update(fates)
    return fresh, news(library, there)


def _last_known(names: Sequence[str], known: Mapping[str, Standing]) -> str:
    """The name that a mark is in the library by: the last of its form's that is there, else the first."""
    there = (name for name in reversed(names) if name in known and known[name].fate is not Fate.UNDONE)
    return next(there, names[0])


def _is_here(standing: Standing, group: _Group) -> bool:
    return standing.article_id == group.article_id and standing.fate in {Fate.SHOWN, Fate.HIDDEN}


def _mark_id(clipping: Clipping) -> str:
    """The id of a clipping's mark: Postil's own, or one made of what tells it from every other."""
    if own := _OWN.fullmatch(clipping.origin):
        return own[1]
    said = " ".join((clipping.words or clipping.note).split())
    return made_id(clipping.origin or "\n".join((work_of(clipping).key, clipping.made, said)))
