"""The shelf: which of the library's articles another program's marks were made in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from store.stubs import TAG
from text.addresses import canonical, is_web
from text.titles import Titles, may_be_one, title_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from exchange.attaching.probes import Probes
    from exchange.clippings.clipping import Clipping
    from store.records import Article


@dataclass(frozen=True)
class Work:
    """What marks were made in, as their program tells it; `source` is a canonical address, or empty."""

    source: str
    title: str
    author: str

    @cached_property
    def key(self) -> str:
        """What it is known by from one import to the next."""
        return self.source or "\n".join((title_key(self.title) or self.title.strip(), title_key(self.author)))


def work_of(clipping: Clipping) -> Work:
    """What a clipping was made in."""
    return _work(clipping.source, clipping.title, clipping.author)


@lru_cache(maxsize=1024)
def _work(source: str, title: str, author: str) -> Work:
    return Work(canonical(source), title, author)


def works(clippings: Iterable[Clipping]) -> dict[Work, list[Clipping]]:
    """The clippings of each work, in their order; of several titles of one address, the first."""
    known: dict[str, Work] = {}
    found: dict[Work, list[Clipping]] = defaultdict(list)
    for clipping in clippings:
        work = work_of(clipping)
        found[known.setdefault(work.key, work)].append(clipping)
    return dict(found)


class Shelf:
    """Articles, found by their addresses and titles."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = {article.id: article for article in articles}
        self._titles = Titles({article.id: article.title for article in self._articles.values()})
        self._by_source: dict[str, list[Article]] = defaultdict(list)
        for article in self._articles.values():
            told = {article.source} if is_web(article.source) else {article.source, _as_exported(article)}
            for source in set(map(canonical, told)):
                self._by_source[source].append(article)

    def named(self, article_id: str) -> Article | None:
        """The article of an id."""
        return self._articles.get(article_id)

    def find(self, wanted: Work, probes: Probes) -> Article | None:
        """The article that is a work, None if there is none or it cannot be told which.

        The address tells it, else title and author together; where either tells no author, the words have
        to fit. What is only like it (a title without its subtitle, or one at another address) has to hold
        some of the marked words, more than any other.
        """
        sure = self._by_source.get(wanted.source, []) if wanted.source else []
        if len(sure) == 1:
            return sure[0]
        sure = sure or [article for article in self._titled(wanted) if not _elsewhere(article, wanted)]
        if len(sure) == 1:
            return sure[0] if _is_told(sure[0], wanted) or probes.fits(sure[0]) else None
        return _most(sure or self._like(wanted), probes.held)

    def _titled(self, wanted: Work) -> list[Article]:
        return self._of_author(wanted, self._titles.named(wanted.title))

    def _like(self, wanted: Work) -> list[Article]:
        return self._of_author(wanted, self._titles.like(wanted.title))

    def _of_author(self, wanted: Work, named: Iterable[str]) -> list[Article]:
        articles = (self._articles[article_id] for article_id in named)
        return [article for article in articles if may_be_one(article.byline, wanted.author)]


def _as_exported(article: Article) -> str:
    """What Postil's own exports call an article that is no page on the web."""
    from exchange.formats.iri import article_iri  # noqa: PLC0415 - most articles are

    return article_iri(article.source, article.id)


def _elsewhere(article: Article, wanted: Work) -> bool:
    """Whether both are pages on the web, at two addresses."""
    return is_web(article.source) and wanted.source.startswith("//")


def _is_told(article: Article, wanted: Work) -> bool:
    """Whether authors agree as well as titles; of a stub, nothing else can tell."""
    return TAG in article.tags or bool(title_key(article.byline) and title_key(wanted.author))


def _most(articles: Sequence[Article], held: Callable[[Article], int]) -> Article | None:
    counted = sorted(((held(article), article.id) for article in articles), reverse=True)
    if not counted or not counted[0][0] or (len(counted) > 1 and counted[1][0] == counted[0][0]):
        return None
    return next(article for article in articles if article.id == counted[0][1])
