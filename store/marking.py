"""Marking: making, changing and deleting marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from store import errors, tidy
from store.anchoring import place
from store.ids import new_id
from store.marks import among, annotation
from store.operations import WHOLE, Edit, Entity, Verb
from store.projection import anchor_fields, perform
from store.records import AnchorState, Annotation, Kind, Status
from store.revisions import text_of
from text.anchoring.anchor import Anchor, describe
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from sqlite3 import Connection

    from text.document import Span


@dataclass(frozen=True, slots=True)
class MarkDraft:
    """A mark about to be made."""

    span: Span
    kind: Kind
    note: str = ""
    tags: Iterable[str] = ()
    speaker: str = ""
    status: str = ""
    revision: str | None = None
    """The revision that `span` was read in; the current one if None."""


def annotate(connection: Connection, article_id: str, draft: MarkDraft, time: str) -> Annotation:
    """Mark a span; raises `NoSuchArticleError`, `BadSpanError` and `TextChangedError`."""
    anchor = _anchor(connection, article_id, draft.span, draft.revision)
    annotation_id = new_id()
    fields = {
        "article": article_id,
        "kind": draft.kind,
        "anchor": anchor_fields(anchor),
        "note": tidy.note(draft.note),
        "tags": tidy.tags(draft.tags),
        "speaker": clean_line(draft.speaker),
        "status": _status(draft.kind, clean_line(draft.status)),
        "created": time,
    }
    edits = [Edit(Entity.ANNOTATION, annotation_id, WHOLE, fields)]
    perform(connection, Verb.ANNOTATE, f"Marked {_summed_up(draft.kind, anchor)}", edits, time=time)
    return annotation(connection, annotation_id)


def edit(connection: Connection, annotation_id: str, wanted: Mapping[str, Any], time: str) -> Annotation:
    """Set some of kind, note, tags, speaker and status; None leaves a field alone."""
    known = annotation(connection, annotation_id)
    edits = _edits(known, wanted)
    if edits:
        changed = " and ".join(entry.field for entry in edits)
        summary = f"Changed the {changed} of {_summed_up(known.kind, known.anchor)}"
        perform(connection, Verb.EDIT, summary, edits, time=time)
    return annotation(connection, annotation_id)


def edit_all(
    connection: Connection, annotation_ids: Iterable[str], more_tags: Sequence[str], status: str, time: str
) -> int:
    """Tag those of the marks that there are, and set a status, as one change; how many that has changed."""
    known = among(connection, annotation_ids).values()
    edits = [
        edit
        for mark in known
        for edit in _edits(mark, {"tags": [*mark.tags, *more_tags], "status": status or None})
    ]
    changed = len({edit.entity_id for edit in edits})
    if edits:
        fields = " and ".join(dict.fromkeys(edit.field for edit in edits))
        perform(connection, Verb.EDIT, f"Changed the {fields} of {_counted(changed)}", edits, time=time)
    return changed


def move(
    connection: Connection, annotation_id: str, span: Span, revision: str | None, time: str
) -> Annotation:
    """Stand a mark on other words of its article; raises `BadSpanError` and `TextChangedError`."""
    known = annotation(connection, annotation_id)
    anchor = _anchor(connection, known.article_id, span, revision)
    if anchor.span != known.span or known.anchor_state is not AnchorState.EXACT:
        edits = [Edit(Entity.ANNOTATION, annotation_id, "anchor", anchor_fields(anchor))]
        perform(
            connection,
            Verb.MOVE,
            f"Moved the border of {_summed_up(known.kind, known.anchor)}",
            edits,
            time=time,
        )
    return annotation(connection, annotation_id)


def delete(connection: Connection, annotation_ids: Iterable[str], time: str) -> int:
    """Delete marks as one change; how many. Raises `NoSuchAnnotationError` before deleting any."""
    known = [annotation(connection, annotation_id) for annotation_id in dict.fromkeys(annotation_ids)]
    if known:
        edits = [Edit(Entity.ANNOTATION, mark.id, "deleted", value=True) for mark in known]
        what = _summed_up(known[0].kind, known[0].anchor) if len(known) == 1 else _counted(len(known))
        perform(connection, Verb.DELETE, f"Deleted {what}", edits, time=time)
    return len(known)


def _anchor(connection: Connection, article_id: str, span: Span, revision: str | None) -> Anchor:
    """The anchor in the article's current text of a span that was read in `revision`."""
    current, title = _current(connection, article_id)
    read = _described(connection, article_id, span, revision or current)
    if read.revision == current:
        return read
    (now,) = place(connection, article_id, [read])
    if now.state is AnchorState.LOST:
        raise errors.TextChangedError(title=title)
    return _described(connection, article_id, now.span, now.revision)


def _current(connection: Connection, article_id: str) -> tuple[str, str]:
    """The current revision of an article, and its title."""
    found: tuple[str, str] | None = connection.execute(
        "SELECT revision, title FROM shown_article WHERE id = ?", (article_id,)
    ).fetchone()
    if found is None:
        raise errors.NoSuchArticleError(reference=article_id)
    return found


def _described(connection: Connection, article_id: str, span: Span, revision: str) -> Anchor:
    text = text_of(connection, article_id, revision)
    if not 0 <= span.start < span.end <= len(text):
        raise errors.BadSpanError(start=span.start, end=span.end, length=len(text))
    return describe(text, span, revision)


def _edits(known: Annotation, wanted: Mapping[str, Any]) -> list[Edit]:
    """What of a mark is not yet as it is wanted; None leaves a field alone."""
    return [
        Edit(Entity.ANNOTATION, known.id, field, value)
        for field, value in _tidied(known, wanted).items()
        if _said(known, field) != value
    ]


def _tidied(known: Annotation, wanted: Mapping[str, Any]) -> dict[str, Any]:
    given = {field: value for field, value in wanted.items() if value is not None}
    tidied = {field: _TIDY[field](value) for field, value in given.items()}
    kind, status = tidied.get("kind", known.kind), tidied.get("status", known.status)
    return tidied | {"status": _status(kind, status)}


_TIDY: dict[str, Any] = {
    "kind": Kind,
    "note": tidy.note,
    "tags": tidy.tags,
    "speaker": clean_line,
    "status": clean_line,
}


def _said(known: Annotation, field: str) -> Any:  # noqa: ANN401 - JSON
    return list(known.tags) if field == "tags" else getattr(known, field)


def _status(kind: Kind, status: str) -> str:
    """The status given; a claim without one is unchecked."""
    return status or (Status.UNCHECKED if kind is Kind.CLAIM else "")


def _summed_up(kind: Kind, anchor: Anchor) -> str:
    return f"a {kind}: {tidy.excerpt(anchor.exact)}"


def _counted(marks: int) -> str:
    return f"{marks} mark{'s' if marks != 1 else ''}"
