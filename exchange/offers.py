"""What sources offer: articles of files, pages, feeds and lists, each read when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from exchange.doors import check_article
from exchange.errors import EmptyListError, NoWebAddressError, OfflineError, RefusedError, SummaryOnlyError
from exchange.network import pages
from exchange.network.addresses import host_of, is_address, remembered
from exchange.network.fetching import Fetcher
from exchange.reading.source import HTML, LIMIT_BYTES, address, files, load, read_bytes
from exchange.saved import lists
from exchange.saved.bundle import TABLES, Folder, opened
from exchange.saved.entries import joined
from text.addresses import canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from exchange.network.web import Page
    from exchange.saved.bundle import Beside, Bundle
    from exchange.saved.entries import Entry, Listing
    from store.records import Article, ArticleDraft

_SETTLED = 2.0
"""Seconds by which a file has to be older than its article: clocks of file systems are no finer."""


@dataclass(frozen=True, slots=True)
class Wants:
    """What is wanted: the pages of what feeds only sum up, and how many new articles of a feed or a list.

    `reread` takes in a single file even if it has not been touched since.
    """

    fetch: bool = False
    limit: int | None = None
    reread: bool = True


AS_THEY_COME = Wants()


@dataclass(frozen=True, slots=True)
class Offer:
    """An article to be added, one `known` as it is, or why there is none; number `at` `of` so many."""

    name: str
    draft: ArticleDraft | None = None
    known: Article | None = None
    refused: RefusedError | None = None
    is_read: bool = False
    at: int = 1
    of: int = 1


class Offers:
    """Reads sources, with no library open, so that no transaction ever waits for a page.

    `shelf` gives the articles there are; `check` raises `LibraryItselfError` for a file of the library's own.
    """

    def __init__(
        self,
        shelf: Callable[[], Iterable[Article]],
        check: Callable[[Path], None],
        wants: Wants = AS_THEY_COME,
    ) -> None:
        self._shelf = shelf
        self._check = check
        self._wants = wants
        self._trusted: set[str] = set()
        self._fetcher = Fetcher(self._fetched)

    def of(self, source: str) -> Iterator[Offer]:
        """What a file, a folder, a pattern or an address has to offer."""
        try:
            if is_address(source):
                self._trusted.add(host_of(source))
                yield from self._at(source)
            else:
                yield from self._in(source)
        except RefusedError as error:
            yield Offer(source, refused=error)

    def of_bytes(self, data: bytes, name: str) -> Iterator[Offer]:
        """What `data` has to offer; the ending of `name` tells its format."""
        try:
            yield from self._content(data, name)
        except RefusedError as error:
            yield Offer(name, refused=error)

    def of_files(self, paths: Sequence[Path]) -> Iterator[Offer]:
        """The articles in files; those that were not touched since they were taken in are not read again."""
        for at, path in enumerate(paths, start=1):
            known = self._unchanged(path)
            try:
                offer = Offer(str(path), known=known) if known else self._file(path)
            except RefusedError as error:
                offer = Offer(str(path), refused=error)
            yield replace(offer, at=at, of=len(paths))

    def _in(self, source: str) -> Iterator[Offer]:
        """What a file holds, which may be a list, or the articles of several."""
        paths = files(source)
        if paths != [Path(source)]:
            yield from self.of_files(paths)
            return
        known = None if self._wants.reread else self._unchanged(paths[0])
        if known is not None:
            yield Offer(source, known=known)
            return
        data = self._loaded(paths[0])
        yield from self._content(data, source, address(paths[0]), Path(source).parent)

    def _content(
        self, data: bytes, name: str, source: str = "", folder: Path | None = None
    ) -> Iterator[Offer]:
        label = name or "standard input"
        bundle = opened(data, label) if len(data) <= LIMIT_BYTES else None
        listing = lists.read(data, label) if len(data) <= LIMIT_BYTES else None
        if bundle is not None:
            yield from self._packed(bundle, source)
        elif listing is not None:
            yield from self._listed(listing, label, Folder(folder) if folder else None)
        else:
            check_article(data, label)
            yield Offer(label, read_bytes(data, name, source))

    def _packed(self, bundle: Bundle, source: str) -> Iterator[Offer]:
        """The articles that the lists in an archive name, or else those that are packed in it."""
        for endings in (TABLES, HTML):
            listings = []
            for path in bundle.ending(endings):
                try:
                    listings.append(bundle.listing(path))
                except RefusedError as error:
                    yield Offer(f"{bundle.name}/{path}", refused=error)
            if found := [each for each in listings if each]:
                yield from self._listed(joined(found), bundle.name, bundle)
                return
        paths = bundle.articles()
        for at, path in enumerate(paths, start=1):
            name = f"{bundle.name}/{path}"
            try:
                data = bundle.read(path)
                check_article(data, name)
                offer = Offer(name, read_bytes(data, name, source and f"{source}/{path}"))
            except RefusedError as error:
                offer = Offer(name, refused=error)
            yield replace(offer, at=at, of=len(paths))

    def _file(self, path: Path) -> Offer:
        data = self._loaded(path)
        check_article(data, str(path))
        return Offer(str(path), read_bytes(data, str(path), address(path)))

    def _loaded(self, path: Path) -> bytes:
        self._check(path)
        return load(path)

    def _unchanged(self, path: Path) -> Article | None:
        """The article of a file that was not touched since it was taken in."""
        known = self._by_source.get(address(path))
        if known is None:
            return None
        from datetime import datetime  # noqa: PLC0415 - not for a single file

        try:
            found = path.stat()
        except (OSError, ValueError):
            return None
        taken = datetime.fromisoformat(known.added).timestamp()
        return known if max(found.st_mtime, found.st_ctime) + _SETTLED < taken else None

    def _at(self, source: str) -> Iterator[Offer]:
        """The article or the feed at an address."""
        page = self._fetcher.page(source)
        listing = lists.read(page.data, source, page.address)
        if listing is not None and listing.is_feed:
            yield from self._listed(listing, source, None)
        else:
            yield Offer(source, self._article(page, source))

    def _listed(self, listing: Listing, name: str, beside: Beside | None) -> Iterator[Offer]:
        """The articles of a list, and of the feeds in it."""
        if listing.unnamed:
            yield Offer(name, refused=NoWebAddressError(name=name, count=listing.unnamed))
        for feed, page in zip(listing.feeds, self._fetcher.pages(listing.feeds), strict=True):
            yield from self._feed(feed, page)
        if listing.entries:
            yield from self._entries(listing, name, beside)
        elif not listing.feeds and not listing.unnamed:
            yield Offer(name, refused=EmptyListError(name=name))

    def _feed(self, source: str, fetched: Callable[[], Page]) -> Iterator[Offer]:
        """The articles of a feed on a list; what a list of feeds calls one has to be one."""
        try:
            page = fetched()
            listing = lists.read(page.data, source, page.address)
            if listing is None or not listing.is_feed or listing.feeds:
                raise EmptyListError(name=source)
            yield from self._listed(listing, source, None)
        except RefusedError as error:
            yield Offer(source, refused=error)

    def _entries(self, listing: Listing, name: str, beside: Beside | None) -> Iterator[Offer]:
        """The articles of a list, oldest first, so that the library has them in their order."""
        known = [article for each in listing.entries if (article := self._known(each.address))]
        fresh = [each for each in listing.entries if not self._known(each.address)]
        ready = [each for each in fresh if each.content or (self._may_fetch(listing) and each.address)]
        wanted = _newest(ready, self._wants.limit)
        total = len(known) + len(wanted)
        for at, article in enumerate(known, start=1):
            yield Offer(article.source, known=article, at=at, of=total)
        left = 0
        elsewhere = (each for each in wanted if not each.content and not _path_beside(each, beside))
        fetched = self._fetcher.pages(each.address for each in elsewhere)
        for at, entry in enumerate(wanted, start=len(known) + 1):
            label = entry.address or entry.known.title or name
            try:
                offer = Offer(label, self._draft(entry, label, beside, fetched), is_read=entry.is_read)
            except OfflineError:
                left += 1
                continue
            except RefusedError as error:
                offer = Offer(label, refused=error)
            yield replace(offer, at=at, of=total)
        if left:
            yield Offer(name, refused=OfflineError(name=name, count=left))
        if missing := len(fresh) - len(ready):
            why = NoWebAddressError if self._may_fetch(listing) else SummaryOnlyError
            yield Offer(name, refused=why(name=listing.title or name, count=missing))

    def _may_fetch(self, listing: Listing) -> bool:
        """Whether what comes without its content is fetched: the reader put it on a list, or asks for it."""
        return self._wants.fetch or not listing.is_feed

    def _draft(
        self, entry: Entry, label: str, beside: Beside | None, fetched: Iterator[Callable[[], Page]]
    ) -> ArticleDraft:
        """The article of an entry: as it came along, as it lies beside the list, or from its page."""
        path = _path_beside(entry, beside)
        if beside is not None and path:
            return pages.from_file(beside.read(path), path, entry, label)
        if entry.content:
            return pages.from_entry(entry, label)
        draft = self._article(next(fetched)(), entry.address)
        return replace(draft, metadata=pages.completed(draft, entry.known))

    def _fetched(self, source: str) -> Page:
        from exchange.network import web  # noqa: PLC0415 - 80 ms, for nothing but what is on the web

        return web.fetch(source, self._trusted)

    def _article(self, page: Page, source: str) -> ArticleDraft:
        """The article of a page, under the address it is known by, or was asked for."""
        known = self._known(source)
        return pages.from_page(page, source, known.source if known else remembered(source))

    def _known(self, source: str) -> Article | None:
        """The article of an address, unless the library has but a stub of it."""
        found = self._by_address.get(canonical(source)) if source else None
        return None if found is None or "stub" in found.tags else found

    @cached_property
    def _articles(self) -> tuple[Article, ...]:
        return tuple(self._shelf())

    @cached_property
    def _by_source(self) -> Mapping[str, Article]:
        return {article.source: article for article in self._articles}

    @cached_property
    def _by_address(self) -> Mapping[str, Article]:
        return {
            canonical(article.source): article for article in self._articles if is_address(article.source)
        }


def _path_beside(entry: Entry, beside: Beside | None) -> str:
    """The path of a file that has the content of an entry; empty where there is none."""
    paths = (f"{entry.beside}{ending}" for ending in (".html", ".pdf") if entry.beside)
    return next((path for path in paths if beside is not None and beside.holds(path)), "")


def _newest(entries: Sequence[Entry], limit: int | None) -> list[Entry]:
    """The newest entries, oldest of them first; where no times are told, lists begin with the newest."""
    order = sorted(range(len(entries)), key=lambda at: (entries[at].saved, -at))
    return [entries[at] for at in (order if limit is None else order[max(0, len(order) - limit) :])]
