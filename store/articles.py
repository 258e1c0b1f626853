"""Articles: adding, listing, naming, reading and removing them."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from store import errors, revisions, tidy
from store.anchoring import carried_offsets
from store.ids import new_id
from store.likeness import related
from store.operations import WHOLE, Edit, Entity, Verb, canonical
from store.projection import perform
from store.records import Added, Article, ReadState
from text.clean import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from sqlite3 import Connection

    from sqlite_utils import Database

    from store.filters import Filter
    from store.records import ArticleDraft

_Row = tuple[Any, ...]
"""The `_COLUMNS` of a row of the view `shown_article`: the fields of `Article`."""
_COLUMNS = ", ".join(f"shown.{field.name}" for field in fields(Article))
_SELECT = (
    f"SELECT {_COLUMNS} FROM article"  # noqa: S608 - the names are ours
    " CROSS JOIN shown_article AS shown ON shown.number = article.number"
)
_MARKS = "(SELECT count(*) FROM annotation WHERE article = shown.id AND deleted = 0) AS marks"
_REMOVED = (
    f"SELECT {_COLUMNS.replace('shown.marks', _MARKS)} FROM article AS shown"  # noqa: S608 - as above
    " WHERE deleted = 1 AND id IN (SELECT value FROM json_each(?))"
)
_STATE, _TAGS, _BOOKMARKS = (
    [field.name for field in fields(Article)].index(name) for name in ("state", "tags", "bookmarks")
)

_DETAILS = ("title", "byline", "publisher", "published", "language")


_ANY_STUBS = """SELECT EXISTS (SELECT 1 FROM article WHERE tags LIKE '%"stub"%' AND deleted = 0)"""


def add(connection: Connection, tables: Callable[[], Database], draft: ArticleDraft, time: str) -> Added:
    """Add an article, or a revision of the one from the same source, or nothing if the text is known."""
    revision = revisions.revision_id(draft.document.text)
    known = _from_source(connection, clean(draft.source), revision, draft.document.text)
    stub = _awaiting(connection, draft) if not _with_text(connection, revision) else None
    if stub and known in {None, stub}:
        revisions.keep(tables(), stub, revision, draft.document, time)
        _become(connection, stub, revision, draft, time)
        return Added(article(connection, stub), new=False, revised=True)
    if known:
        if article(connection, known).revision != revision:
            revisions.keep(tables(), known, revision, draft.document, time)
        reread = revisions.keep_blocks(connection, known, revision, draft.document)
        revised = _revise(connection, known, revision, draft, time)
        return Added(article(connection, known), new=False, revised=revised or reread)
    if known := _with_text(connection, revision):
        return Added(article(connection, known), new=False)
    article_id = new_id()
    revisions.keep(tables(), article_id, revision, draft.document, time)
    made = created(article_id, revision, draft, time)
    perform(connection, Verb.ADD, f"Added {tidy.excerpt(made.value['title'])}", [made], time=time)
    return Added(article(connection, article_id), new=True)


def everything(connection: Connection, wanted: Filter | None = None, limit: int = -1) -> list[Article]:
    """All articles, or the newest that a filter lets through, newest added first."""
    where = wanted.where if wanted and wanted.where else "1"
    found = connection.execute(
        f"{_SELECT} WHERE article.deleted = 0 AND ({where}) ORDER BY article.number DESC LIMIT ?",
        (*(wanted.parameters if wanted else ()), limit),
    )
    return [_article(row) for row in found]


def article(connection: Connection, article_id: str) -> Article:
    """One article; raises `NoSuchArticleError`."""
    found = connection.execute(f"{_SELECT} WHERE article.id = ?", (article_id,)).fetchone()
    if found is None:
        raise errors.NoSuchArticleError(reference=article_id)
    return _article(found)


def removed(connection: Connection, article_ids: Iterable[str]) -> list[Article]:
    """Those of some articles that were, and are removed; with the marks that are hidden with them."""
    found = connection.execute(_REMOVED, (canonical(list(article_ids)),))
    return [_article(row) for row in found]


def leave_at(connection: Connection, article_id: str, position: int, *, finished: bool, time: str) -> Article:
    """Keep how far an article was read. An article once read stays read."""
    known = article(connection, article_id)
    position = max(0, min(position, known.length))
    state = known.state
    if finished:
        state = ReadState.READ
    elif state is ReadState.UNREAD and position > 0:
        state = ReadState.READING
    _set(
        connection,
        known,
        Verb.LEAVE,
        f"Read in {tidy.excerpt(known.title)}",
        time,
        position=position,
        state=state,
        opened=time,
    )
    return article(connection, article_id)


def set_state(connection: Connection, article_id: str, state: ReadState, time: str) -> Article:
    """Say how far an article has been read."""
    known = article(connection, article_id)
    _set(connection, known, Verb.SET_STATE, f"Set {tidy.excerpt(known.title)} to {state}", time, state=state)
    return article(connection, article_id)


def set_bookmark(connection: Connection, article_id: str, letter: str, position: int, time: str) -> Article:
    """Remember an offset in an article's current text by a letter."""
    known = article(connection, article_id)
    marked = {**known.bookmarks, letter: max(0, min(position, known.length))}
    summary = f"Set bookmark {letter} in {tidy.excerpt(known.title)}"
    _set(connection, known, Verb.BOOKMARK, summary, time, bookmarks=marked)
    return article(connection, article_id)


def dismiss(connection: Connection, article_id: str, keys: Iterable[str], time: str) -> None:
    """Remember what is not to be suggested in an article again; raises `NoSuchArticleError`."""
    known, before = article(connection, article_id), dismissed(connection, article_id)
    new = [key for key in dict.fromkeys(keys) if key not in before]
    if new:
        edits = [Edit(Entity.ARTICLE, article_id, "dismissed", [*sorted(before), *new])]
        what = "a suggestion" if len(new) == 1 else f"{len(new)} suggestions"
        perform(
            connection, Verb.DISMISS, f"Dismissed {what} in {tidy.excerpt(known.title)}", edits, time=time
        )


def dismissed(connection: Connection, article_id: str) -> frozenset[str]:
    """What is not to be suggested in an article."""
    found = connection.execute("SELECT dismissed FROM article WHERE id = ?", (article_id,)).fetchone()
    return frozenset(json.loads(found[0]) if found else ())


def remove(connection: Connection, article_id: str, time: str) -> None:
    """Hide an article and its marks."""
    known = article(connection, article_id)
    edits = [Edit(Entity.ARTICLE, article_id, "deleted", value=True)]
    perform(connection, Verb.REMOVE, f"Removed {tidy.excerpt(known.title)}", edits, time=time)


def _set(connection: Connection, known: Article, verb: Verb, summary: str, time: str, **wanted: Any) -> bool:  # noqa: ANN401 - fields, as JSON
    """Set fields of an article as one change; whether any of them was another."""
    edits = [
        Edit(Entity.ARTICLE, known.id, field, value)
        for field, value in wanted.items()
        if _said(known, field) != value
    ]
    if edits:
        perform(connection, verb, summary, edits, time=time)
    return bool(edits)


def _said(known: Article, field: str) -> Any:  # noqa: ANN401 - JSON
    return list(known.tags) if field == "tags" else getattr(known, field)


def _from_source(connection: Connection, source: str, revision: str, text: str) -> str | None:
    """The article from a source of which this is the text, or may be the new one; the newest of several."""
    if not source:
        return None
    found = connection.execute(
        "SELECT id, revision FROM article WHERE source = ? AND deleted = 0"
        " ORDER BY revision = ? DESC, number DESC",
        (source, revision),
    ).fetchall()
    for article_id, current in found:
        if current == revision or related(revisions.text_of(connection, article_id, current), text):
            return str(article_id)
    return None


def _with_text(connection: Connection, revision: str) -> str | None:
    """The article whose current text this is."""
    found = connection.execute(
        "SELECT id FROM article WHERE revision = ? AND deleted = 0 ORDER BY number LIMIT 1", (revision,)
    ).fetchone()
    return found[0] if found else None


def created(article_id: str, revision: str, draft: ArticleDraft, time: str) -> Edit:
    """What makes an article of which a revision is kept."""
    said = {
        **details(draft),
        "source": clean(draft.source),
        "revision": revision,
        "state": ReadState.UNREAD,
        "position": 0,
        "added": time,
        "opened": "",
        "bookmarks": {},
    }
    return Edit(Entity.ARTICLE, article_id, WHOLE, said)


def _revise(connection: Connection, article_id: str, revision: str, draft: ArticleDraft, time: str) -> bool:
    """Take over what a source says now, if that is anything new; what it no longer says of itself is kept."""
    known = article(connection, article_id)
    said: dict[str, Any] = {field: value for field, value in details(draft).items() if value}
    what = "changed details"
    if revision != known.revision:
        said |= {"revision": revision, **_carried(connection, known, draft.document.text)}
        what = "a changed text"
    summary = f"Took in {what} of {tidy.excerpt(known.title)}"
    return _set(connection, known, Verb.REVISE, summary, time, **said)


def _awaiting(connection: Connection, draft: ArticleDraft) -> str | None:
    """The stub that an article has in the library."""
    if not connection.execute(_ANY_STUBS).fetchone()[0]:
        return None
    from store import stubs  # noqa: PLC0415 - few libraries have any, and finding marks again is slow to import

    return stubs.awaiting(connection, draft)


def _become(connection: Connection, stub: str, revision: str, draft: ArticleDraft, time: str) -> None:
    """Make a stub the article itself, and have its marks stand where their words do."""
    from store import stubs  # noqa: PLC0415 - as above

    known = article(connection, stub)
    said = {field: value for field, value in details(draft).items() if value}
    tags = tidy.tags([*stubs.without_tag(known.tags), *tidy.subjects(draft.metadata.tags)])
    said |= {"tags": tags, "revision": revision, "source": clean(draft.source) or known.source, "position": 0}
    edits = [Edit(Entity.ARTICLE, stub, field, value) for field, value in said.items()]
    edits += stubs.standing(connection, stub, draft.document.text, revision, is_stub=False)
    perform(connection, Verb.REVISE, f"Took in the text of {tidy.excerpt(known.title)}", edits, time=time)


def _carried(connection: Connection, known: Article, new: str) -> dict[str, Any]:
    """The reading position and the bookmarks on another state of the text."""
    if not (known.position or known.bookmarks):
        return {}
    old = revisions.text_of(connection, known.id, known.revision)
    position, *marked = carried_offsets(old, new, [known.position, *known.bookmarks.values()])
    return {"position": position, "bookmarks": dict(zip(known.bookmarks, marked, strict=True))}


def details(draft: ArticleDraft) -> dict[str, Any]:
    """What a draft says of itself, made fit to keep."""
    lines = {field: clean_line(getattr(draft.metadata, field)) for field in _DETAILS}
    return {**lines, "tags": tidy.subjects(draft.metadata.tags)}


def _article(row: _Row) -> Article:
    said = list(row)
    said[_STATE] = ReadState(said[_STATE])
    said[_TAGS] = tuple(json.loads(said[_TAGS]))
    said[_BOOKMARKS] = json.loads(said[_BOOKMARKS])
    return Article(*said)
