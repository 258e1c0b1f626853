"""Which marks leave a library, and how they are put into sheets."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from exchange.formats.sheet import By, Sheet, place
from text.values import field_value, with_parents

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from store.library import Library
    from store.records import Annotation, Article

    _Keys = Callable[[Annotation], Iterable[str]]
    """Under what a mark is told."""


class Selection:
    """The marks of some ids, or all of a library or of some articles, read an article at a time."""

    def __init__(
        self,
        library: Library,
        mark_ids: Iterable[str] | None = None,
        *,
        of: Collection[str] | None = None,
    ) -> None:
        self.library = library
        self._chosen = None if mark_ids is None else list(mark_ids)
        self._of = of

    @property
    def whole(self) -> bool:
        """Whether it is all of the library."""
        return self._chosen is None and self._of is None

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """Every article of the library by its id, in the order they were added."""
        return {article.id: article for article in reversed(self.library.articles())}

    def marked(self) -> Iterator[tuple[Article, list[Annotation]]]:
        """The articles that marks are chosen of, as they were added, with these."""
        if self._chosen is None:
            for article in self.articles.values():
                if self._of is not None and article.id not in self._of:
                    continue
                if marks := self.library.annotations(article.id):
                    yield article, marks
            return
        found: dict[str, list[Annotation]] = defaultdict(list)
        for mark in self.library.among(self._chosen):
            found[mark.article_id].append(mark)
        for article_id in (article_id for article_id in self.articles if article_id in found):
            yield self.articles[article_id], sorted(found.pop(article_id), key=place)

    def sheets(self, by: By) -> Iterator[Sheet]:
        """A sheet for each article, claim, speaker or tag of the marks; marks without one are left out.

        A tag's holds what a search for it finds: all spellings, and the tags below it.
        """
        return (replace(sheet, called=self.called) for sheet in self._sheets(by))

    @cached_property
    def called(self) -> Callable[[str], str]:
        """What a speaker's own file calls whoever a mark names."""
        return lru_cache(1000)(lambda name: self._names.get(speaker_key(name), name))

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {speaker_key(speaker.name): speaker.name for speaker in self.library.speakers.all()}

    def _sheets(self, by: By) -> Iterator[Sheet]:
        match by:
            case By.ARTICLE:
                return self._by_article()
            case By.CLAIM:
                return self._by_claim()
            case By.SPEAKER:
                return self._by_speaker()
            case By.TAG:
                return self._by_tag()

    def _by_article(self) -> Iterator[Sheet]:
        for article, marks in self.marked():
            document = self.library.document(article.id)
            yield Sheet(By.ARTICLE, article.id, article.title, marks, {article.id: article}, document)

    def _by_claim(self) -> Iterator[Sheet]:
        grouped = self._grouped(lambda mark: (mark.claim,))
        for claim in self.library.claims.all():
            if ids := grouped.get(claim.id):
                yield Sheet(By.CLAIM, claim.id, claim.statement, self._among(ids), self.articles, claim=claim)

    def _by_speaker(self) -> Iterator[Sheet]:
        grouped = self._grouped(lambda mark: (speaker_key(mark.speaker),))
        for speaker in self.library.speakers.all():
            if ids := grouped.get(speaker_key(speaker.name)):
                named = speaker_id(speaker.name)
                yield Sheet(By.SPEAKER, named, speaker.name, self._among(ids), self.articles, speaker=speaker)

    def _by_tag(self) -> Iterator[Sheet]:
        written: defaultdict[str, Counter[str]] = defaultdict(Counter)

        def keys(mark: Annotation) -> Iterable[str]:
            for tag in mark.tags:
                written[_tag_key(tag)][tag] += 1
            return dict.fromkeys(above for tag in mark.tags for above in with_parents(_tag_key(tag)))

        grouped = self._grouped(keys)
        for key, spellings in sorted(written.items()):
            name = max(sorted(spellings), key=lambda tag: spellings[tag])
            yield Sheet(By.TAG, _hashed("tag", key), name, self._among(grouped[key]), self.articles)

    def _grouped(self, keys: _Keys) -> dict[str, list[str]]:
        """The ids of the marks by what they are told under: no more than the ids is held of all marks."""
        grouped: dict[str, list[str]] = defaultdict(list)
        for _, marks in self.marked():
            for mark in marks:
                for key in keys(mark):
                    grouped[key].append(mark.id)
        grouped.pop("", None)
        return grouped

    def _among(self, ids: list[str]) -> list[Annotation]:
        known = {mark.id: mark for mark in self.library.among(ids)}
        return [known[mark_id] for mark_id in ids if mark_id in known]


def sheet_ids(mark: Annotation, by: By) -> list[str]:
    """The ids of the sheets that a mark is in, as far as there are such."""
    match by:
        case By.ARTICLE:
            return [mark.article_id]
        case By.CLAIM:
            return [mark.claim]
        case By.SPEAKER:
            return [speaker_id(mark.speaker)]
        case By.TAG:
            return [_hashed("tag", key) for tag in mark.tags for key in with_parents(_tag_key(tag))]


def speaker_id(name: str) -> str:
    """What a speaker's file is known by: the same for all spellings of the name."""
    return _hashed("speaker", speaker_key(name))


def speaker_key(name: str) -> str:
    """What a speaker's name is found by; empty for signs alone, which name nobody."""
    from store import entities  # noqa: PLC0415 - what writes comes with it

    return entities.speaker_key(name)


def _tag_key(tag: str) -> str:
    return field_value(tag) or tag


def _hashed(what: str, name: str) -> str:
    import hashlib  # noqa: PLC0415 - OpenSSL comes with it, and most exports name no such thing

    return hashlib.sha256(f"{what}\n{name}".encode()).hexdigest()[:16]
