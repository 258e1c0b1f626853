"""The library: verbs in, frozen dataclasses out; never rows, never SQL.

The module is long because it is the store's one face: every verb is a few lines, the work is elsewhere.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Self

import store
from store.connection import connect, transaction, translated
from store.files import belongs, usable
from store.memory import Memory
from store.schema import check, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from sqlite3 import Connection
    from types import TracebackType

    from sqlite_utils import Database

    import store.alike
    import store.annotation
    import store.articles
    import store.attaching
    import store.faces
    import store.fingerprints
    import store.listing
    import store.marking
    import store.marks
    import store.operations
    import store.passages
    import store.position
    import store.references
    import store.repeats
    import store.restoring
    import store.retelling
    import store.revisions
    import store.search
    import store.stats
    import store.tidy
    import store.undo  # noqa: TC004 - `store` itself imports what is asked of it
    from store.annotation import Hit
    from store.attaching import Sheaf, Standing, Taken
    from store.faces import Ledger, Links, Speakers
    from store.marking import MarkDraft
    from store.position import Position
    from store.records import Added, Annotation, Article, ArticleDraft, Change, Passage, ReadState
    from store.repeats import Copied, Repeat
    from store.restoring import Restored, Told
    from store.retelling import Kept
    from store.stats import Stats
    from text.anchoring.anchor import Anchor
    from text.document import Document, Span


def utc_now() -> str:
    """The time, ISO 8601 in UTC to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Library:
    """One library file, through one connection, in one thread. Every verb is all or nothing.

    Any of them may raise a leaf of `LibraryUnusableError`; the others are named where they arise.
    """

    def __init__(self, path: Path, connection: Connection, now: Callable[[], str] = utc_now) -> None:
        self.path = path
        self._connection = connection
        self._now = now
        self._version = self._data_version()
        self._memory = Memory()

    @classmethod
    def open(cls, path: Path, *, create: bool = True, now: Callable[[], str] = utc_now) -> Self:
        """Open a library, making it and its folder if `create`, and bring its schema up to date."""
        path = usable(path, create=create)
        with translated(path):
            connection = connect(path)
            try:
                prepare(connection, path)
                return cls(path, connection, now)
            except BaseException:
                connection.close()
                raise

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all changes of the block one commit. Inner ones join; each verb still fails alone."""
        with translated(self.path), transaction(self._connection):
            yield

    @contextmanager
    def writing(self) -> Iterator[tuple[Connection, str]]:
        """The connection in a transaction, and the time; for the store's own verbs alone."""
        with self.transaction():
            yield self._connection, self._now()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The connection; for the store's own verbs alone."""
        with translated(self.path):
            yield self._connection

    # Articles

    def add(self, draft: ArticleDraft) -> Added:
        """Add an article. A known source's new text is a revision, unless it is another text altogether.

        A text that is there already, from whatever source, adds nothing.
        """
        with self.writing() as (connection, time):
            return store.articles.add(connection, lambda: self._tables, draft, time)

    def articles(self, query: str = "") -> list[Article]:
        """The articles that answer a query, or all, newest added first."""
        with self.reading() as connection:
            if not query:
                return store.articles.everything(connection)
            return store.listing.listed(connection, query, self._now())

    def article(self, article_id: str) -> Article:
        """One article; raises `NoSuchArticleError`."""
        with self.reading() as connection:
            return store.articles.article(connection, article_id)

    def removed(self, article_ids: Iterable[str]) -> list[Article]:
        """Those of some articles that were, and are removed."""
        with self.reading() as connection:
            return store.articles.removed(connection, article_ids)

    def find(self, reference: str) -> Article:
        """The article meant by an id, the start of one, a path, a URL, or a title or words of it.

        Raises `NoSuchArticleError` and `AmbiguousArticleError`.
        """
        with self.reading() as connection:
            return store.articles.article(connection, store.references.find(connection, reference))

    def document(self, article_id: str, revision: str | None = None) -> Document:
        """A revision of an article as it was taken in, by default the current one.

        Raises `NoSuchArticleError`.
        """
        with self.reading() as connection:
            named = revision or store.articles.article(connection, article_id).revision
            return store.revisions.document(connection, article_id, named)

    def leave_at(self, article_id: str, position: int, *, finished: bool = False) -> Article:
        """Keep the reading position, a code point offset; not a step of undo."""
        with self.writing() as (connection, time):
            return store.articles.leave_at(connection, article_id, position, finished=finished, time=time)

    def set_bookmark(self, article_id: str, letter: str, position: int) -> Article:
        """Remember an offset by a letter; not a step of undo. Raises `NoSuchArticleError`."""
        with self.writing() as (connection, time):
            return store.articles.set_bookmark(connection, article_id, letter, position, time)

    def set_state(self, article_id: str, state: ReadState) -> Article:
        """Say how far an article has been read; raises `NoSuchArticleError`."""
        with self.writing() as (connection, time):
            return store.articles.set_state(connection, article_id, state, time)

    def dismiss(self, article_id: str, keys: Iterable[str]) -> None:
        """Remember what is not to be suggested in an article again; raises `NoSuchArticleError`."""
        with self.writing() as (connection, time):
            store.articles.dismiss(connection, article_id, keys, time)

    def dismissed(self, article_id: str) -> frozenset[str]:
        """What is not to be suggested in an article."""
        with self.reading() as connection:
            return store.articles.dismissed(connection, article_id)

    def remove(self, article_id: str) -> None:
        """Take an article and its marks out of sight; raises `NoSuchArticleError`."""
        with self.writing() as (connection, time):
            store.articles.remove(connection, article_id, time)

    # Marks

    def annotate(  # noqa: PLR0913 - what a mark can carry
        self,
        article_id: str,
        span: Span,
        kind: str,
        *,
        note: str = "",
        tags: Iterable[str] = (),
        speaker: str = "",
        status: str = "",
        claim: str = "",
        revision: str | None = None,
        place: str = "",
        colour: str = "",
    ) -> Annotation:
        """Mark a span that was read in a revision of an article; in its current text if None is named.

        Where that is no longer current, the mark stands on the same words of the text that is. A claim
        joins a known one if its id is given. Raises `NoSuchArticleError`, `BadKindError`, `BadSpanError`,
        `NoSuchClaimError`, and `TextChangedError` if the words are gone.
        """
        said = (note, tuple(tags), speaker, status, claim, revision, place, colour)
        draft = store.marking.MarkDraft(span, kind, *said)
        with self.writing() as (connection, time):
            return store.marking.annotate(connection, article_id, [draft], time)[0]

    def annotate_all(self, article_id: str, drafts: Iterable[MarkDraft]) -> list[Annotation]:
        """Make several marks in an article, as one change. Raises what `annotate` does, before making any."""
        with self.writing() as (connection, time):
            return store.marking.annotate(connection, article_id, drafts, time)

    def attach(self, sheaves: Sequence[Sheaf], origin: str) -> Taken:
        """Take over marks that other programs made, and what these say of known ones now, as one change."""
        with self.writing() as (connection, time):
            return store.attaching.attach(connection, sheaves, origin, time)

    def restore(self, told: Told, origin: str) -> Restored:
        """Put in what another library told of itself, but for what is here, as one change."""
        with self.writing() as (connection, time):
            return store.restoring.restore(connection, told, origin, time)

    def made_on(self, article_id: str) -> dict[str, Anchor]:
        """Where those marks of an article were made that stand somewhere else by now, by their ids."""
        with self.reading() as connection:
            return store.restoring.made(connection, article_id)

    def taken_over(self, mark_ids: Iterable[str]) -> dict[str, Standing]:
        """Those of the marks that have been, with what has become of them."""
        with self.reading() as connection:
            return store.attaching.known(connection, mark_ids)

    def kept_from(self, mark_ids: Iterable[str]) -> dict[str, Kept]:
        """What their programs may not change of marks that were taken over, and how they told them last."""
        with self.reading() as connection:
            return store.retelling.kept(connection, mark_ids)

    def annotations(self, article_id: str | None = None) -> list[Annotation]:
        """The marks of an article, or of all, in the order of the text; lost ones last."""
        with self.reading() as connection:
            return store.marks.everything(connection, article_id)

    def among(self, annotation_ids: Iterable[str]) -> list[Annotation]:
        """Those of the marks that there are."""
        with self.reading() as connection:
            return list(store.marks.among(connection, annotation_ids).values())

    def annotation(self, annotation_id: str) -> Annotation:
        """One mark; raises `NoSuchAnnotationError`."""
        with self.reading() as connection:
            return store.marks.annotation(connection, annotation_id)

    def edit(  # noqa: PLR0913 - what a mark can carry
        self,
        annotation_id: str,
        *,
        kind: str | None = None,
        note: str | None = None,
        tags: Iterable[str] | None = None,
        speaker: str | None = None,
        status: str | None = None,
        place: str | None = None,
        colour: str | None = None,
    ) -> Annotation:
        """Change what a mark says, as one change; None leaves alone. Raises `NoSuchAnnotationError`."""
        wanted = {"kind": kind, "note": note, "tags": tags, "speaker": speaker, "status": status}
        wanted |= {"place": place, "colour": colour}
        with self.writing() as (connection, time):
            return store.marking.edit(connection, annotation_id, wanted, time)

    def edit_all(
        self,
        annotation_ids: Iterable[str],
        *,
        more_tags: Iterable[str] = (),
        status: str = "",
        place: str | None = None,
        colour: str | None = None,
    ) -> int:
        """Tag those of the marks that there are, and set the rest, as one change; how many it changed."""
        wanted = {"status": status or None, "place": place, "colour": colour}
        with self.writing() as (connection, time):
            return store.marking.edit_all(connection, annotation_ids, tuple(more_tags), wanted, time)

    def move(self, annotation_id: str, span: Span, *, revision: str | None = None) -> Annotation:
        """Stand a mark on other words, read in `revision` as for `annotate`.

        Raises `NoSuchAnnotationError`, `BadSpanError` and `TextChangedError`.
        """
        with self.writing() as (connection, time):
            return store.marking.move(connection, annotation_id, span, revision, time)

    def delete(self, annotation_ids: Iterable[str]) -> int:
        """Delete marks, as one change; how many. Raises `NoSuchAnnotationError` before deleting any."""
        with self.writing() as (connection, time):
            return store.marking.delete(connection, annotation_ids, time)

    def tags(self) -> list[tuple[str, int]]:
        """Every tag and how many marks carry it, most used first."""
        with self.reading() as connection:
            return store.marks.tags(connection)

    def colours(self) -> list[tuple[str, int]]:
        """Every colour and how many marks have it, most used first."""
        with self.reading() as connection:
            return store.marks.colours(connection)

    # What marks share

    @cached_property
    def claims(self) -> Ledger:
        """Its claims."""
        return store.faces.Ledger(self)

    @cached_property
    def speakers(self) -> Speakers:
        """Those who are quoted in it."""
        return store.faces.Speakers(self)

    @cached_property
    def links(self) -> Links:
        """The links between its marks."""
        return store.faces.Links(self)

    # Finding

    def search(  # noqa: PLR0913 - what narrows a search
        self,
        query: str,
        *,
        kind: str | None = None,
        tags: Iterable[str] = (),
        among: Iterable[str] | None = None,
        limit: int = 50,
        cancelled: Callable[[], bool] | None = None,
        seconds: float | None = None,
    ) -> list[Hit]:
        """The marks that answer a query, best first; for an empty one, the newest.

        Only those `among` some ids, if they are given. After `seconds`, what was found by then. `cancelled`
        is asked every millisecond or so while the search goes on; once it says so, raises
        `SearchCancelledError`.
        """
        patience = store.search.Patience(cancelled, seconds)
        with self.reading() as connection:
            asked = store.search.narrowed(query, kind, store.tidy.tags(tags))
            matches = store.search.search(
                connection,
                asked,
                limit=limit,
                now=self._now(),
                patience=patience,
                memory=self._memory,
                among=among,
            )
            found = store.marks.among(connection, [match.id for match in matches])
        return [
            store.annotation.Hit(found[match.id], match.score, match.terms, match.corrections)
            for match in matches
            if match.id in found
        ]

    def similar(self, annotation_id: str, *, limit: int = 50) -> list[Hit]:
        """The marks that share rare words with one, the most alike first; none if there is no such mark."""
        with self.reading() as connection:
            matches = store.alike.alike(connection, annotation_id, limit=limit)
            found = store.marks.among(connection, [match.id for match in matches])
        return [store.annotation.Hit(found[match.id], match.score, match.terms) for match in matches]

    def passages(
        self,
        query: str,
        *,
        limit: int = 50,
        cancelled: Callable[[], bool] | None = None,
        seconds: float | None = None,
    ) -> list[Passage]:
        """Where the articles' own texts answer a query, one passage an article, best first.

        Their first lines, newest added first, where no word is asked for. After `seconds`, what was found by
        then. `cancelled` is asked before each article; once it says so, raises `SearchCancelledError`.
        """
        with self.reading() as connection:
            return store.passages.passages(connection, query, self._now(), limit, cancelled, seconds)

    # What articles share

    def repeats(self, article_id: str) -> list[Repeat]:
        """The passages that an article shares with others, in its order. Raises `NoSuchArticleError`.

        Articles that were added since it was last asked are read first, a few milliseconds each.
        """
        self._take_fingerprints()
        with self.reading() as connection:
            return store.repeats.repeats(connection, article_id)

    def copied(self, article_id: str) -> Copied | None:
        """The article of which another one repeats much, the most. Raises `NoSuchArticleError`."""
        self._take_fingerprints()
        with self.reading() as connection:
            return store.repeats.copied(connection, article_id)

    def stats(self, statuses: Iterable[str] = ()) -> Stats:
        """The library in figures; `statuses` are those of claims in their order, if not the usual one."""
        with self.reading() as connection:
            return store.stats.stats(connection, tuple(statuses) or tuple(store.annotation.Status))

    def _take_fingerprints(self) -> None:
        """Read what was added since it was last asked; a little at a time, so that others can write."""
        with self.reading() as connection:
            while store.fingerprints.is_missing(connection):
                with self.transaction():
                    store.fingerprints.keep_missing(connection)

    # Time

    def undo(self) -> Change | None:
        """Take back the newest change that stands, whoever made it, and return it; None if there is none."""
        with self.writing() as (connection, time):
            return store.undo.undo(connection, time)

    def redo(self) -> Change | None:
        """Do again the change undone last, and return it; None if there is none or a newer change stands."""
        with self.writing() as (connection, time):
            return store.undo.redo(connection, time)

    def history(
        self, *, limit: int = 50, entity_id: str | None = None, positions: bool = False
    ) -> list[Change]:
        """The newest changes with their operations, newest first; those of one entity if it is named.

        With `positions`, also those that only kept how far an article was read.
        """
        entity_ids = None if entity_id is None else [entity_id]
        with self.reading() as connection:
            return store.operations.history(
                connection, limit=limit, entity_ids=entity_ids, positions=positions
            )

    def history_of(self, reference: str, *, limit: int = 50, positions: bool = False) -> list[Change]:
        """The newest changes to an article and the marks it has or had, or to one mark, as `history` tells.

        An article is named as for `find`, a mark by its id or the start of it. Raises
        `NoSuchArticleError` and `AmbiguousArticleError`.
        """
        with self.reading() as connection:
            entity_ids = store.references.subject(connection, reference)
            return store.operations.history(
                connection, limit=limit, entity_ids=entity_ids, positions=positions
            )

    def news(self, since: int | None = None) -> tuple[int, frozenset[str]]:
        """The number of the newest operation, and the ids of what the ones after `since` have touched.

        With a claim, a speaker or a link, the marks that say it are touched. Marks that a new text of
        their article has moved are not among these: only the article is.
        """
        with self.reading() as connection:
            return store.operations.news(connection, since)

    def position(self) -> Position:
        """Where the log has come to."""
        with self.reading() as connection:
            return store.position.position(connection)

    def articles_since(self, then: Position) -> frozenset[str] | None:
        """The ids of the articles that have changed since, or whose marks have.

        None if this log never was there: it is another library's, or an older copy of this one's.
        """
        with self.reading() as connection:
            return store.position.articles_since(connection, then)

    def changed(self) -> bool:
        """Whether another connection has committed since the last call.

        Raises `NewerLibraryError` if one of them was a newer Postil's, which changed the schema.
        """
        with self.reading() as connection:
            before, self._version = self._version, self._data_version()
            if before != self._version:
                check(connection, self.path)
        return before != self._version

    # Bookkeeping

    def planted(self) -> bool:
        """Whether the sample articles were ever put in."""
        with self.reading() as connection:
            return connection.execute("SELECT 1 FROM setting WHERE key = 'planted'").fetchone() is not None

    def set_planted(self) -> None:
        """Remember that they were."""
        with self.writing() as (connection, time):
            connection.execute("INSERT INTO setting VALUES ('planted', ?) ON CONFLICT DO NOTHING", (time,))

    def preference(self, name: str) -> str:
        """What the reader has chosen under a name; empty if nothing yet."""
        with self.reading() as connection:
            wanted = (f"prefer.{name}",)
            found = connection.execute("SELECT value FROM setting WHERE key = ?", wanted).fetchone()
        return str(found[0]) if found else ""

    def prefer(self, name: str, value: str) -> None:
        """Remember what the reader has chosen."""
        with self.writing() as (connection, _):
            connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (f"prefer.{name}", value))

    def lives_in(self, path: Path) -> bool:
        """Whether `path` leads to a file of the library itself, which nothing else may open."""
        return belongs(path, self.path)

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    @cached_property
    def _tables(self) -> Database:
        import sqlite_utils  # noqa: PLC0415 - 0.2 s, and only taking in an article needs it

        return sqlite_utils.Database(self._connection, execute_plugins=False)
