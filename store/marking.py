"""Marking: making, changing and deleting marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from store import errors, tidy
from store.anchoring import place
from store.entities import stated
from store.ids import new_id
from store.marks import among, annotation, these
from store.operations import WHOLE, Edit, Entity, Verb
from store.projection import anchor_fields, perform
from store.records import AnchorState, Annotation, Kind
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
    kind: str
    note: str = ""
    tags: Iterable[str] = ()
    speaker: str = ""
    status: str = ""
    claim: str = ""
    """The known claim that it makes; a mark of that kind without one makes a new one."""
    revision: str | None = None
    """The revision that `span` was read in; the current one if None."""
    place: str = ""
    colour: str = ""


def annotate(
    connection: Connection, article_id: str, drafts: Iterable[MarkDraft], time: str
) -> list[Annotation]:
    """Mark spans, as one change.

    Raises `NoSuchArticleError`, `BadKindError`, `BadSpanError`, `NoSuchClaimError` and `TextChangedError`.
    """
    made = [_made(connection, article_id, draft, time) for draft in drafts]
    if made:
        what = made[0][0] if len(made) == 1 else f"{len(made)} passages"
        edits = [edit for _, edits in made for edit in edits]
        perform(connection, Verb.ANNOTATE, f"Marked {what}", edits, time=time)
    return [annotation(connection, edits[-1].entity_id) for _, edits in made]


def edit(connection: Connection, annotation_id: str, wanted: Mapping[str, Any], time: str) -> Annotation:
    """Set some of what `_TIDY` names; None leaves a field alone."""
    known = annotation(connection, annotation_id)
    edits = _edits(known, wanted, time)
    if edits:
        changed = " and ".join(entry.field for entry in edits if entry.field not in _UNTOLD)
        summary = f"Changed the {changed} of {_summed_up(known.kind, known.anchor)}"
        perform(connection, Verb.EDIT, summary, edits, time=time)
    return annotation(connection, annotation_id)


def edit_all(
    connection: Connection,
    annotation_ids: Iterable[str],
    more_tags: Sequence[str],
    wanted: Mapping[str, Any],
    time: str,
) -> int:
    """Tag those of the marks that there are, and set what else is wanted, as one change; how many it changed.

    None leaves a field alone.
    """
    known = among(connection, annotation_ids).values()
    by_mark = [_edits(mark, {**wanted, "tags": [*mark.tags, *more_tags]}, time) for mark in known]
    # Several marks may make one claim.
    edits = {(edit.entity_id, edit.field): edit for made in by_mark for edit in made}
    changed = sum(map(bool, by_mark))
    if edits:
        fields = " and ".join(dict.fromkeys(field for _, field in edits if field not in _UNTOLD))
        summary = f"Changed the {fields} of {_counted(changed)}"
        perform(connection, Verb.EDIT, summary, list(edits.values()), time=time)
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
    known = these(connection, annotation_ids)
    if known:
        edits = [Edit(Entity.ANNOTATION, mark.id, "deleted", value=True) for mark in known]
        first = known[0]
        what = _summed_up(first.kind, first.anchor) if len(known) == 1 else _counted(len(known))
        perform(connection, Verb.DELETE, f"Deleted {what}", edits, time=time)
    return len(known)


def _made(connection: Connection, article_id: str, draft: MarkDraft, time: str) -> tuple[str, list[Edit]]:
    """A new mark in a few words, and the edits that make it and what it states, itself the last."""
    anchor = _anchor(connection, article_id, draft.span, draft.revision)
    kind, status = tidy.kind(draft.kind), clean_line(draft.status)
    stating = _stating(connection, kind, anchor, status, draft.claim, time)
    fields = {
        "article": article_id,
        "kind": kind,
        "anchor": anchor_fields(anchor),
        "note": tidy.note(draft.note),
        "tags": tidy.tags(draft.tags),
        "speaker": clean_line(draft.speaker),
        "status": "" if kind is Kind.CLAIM else status,
        "claim": stating[0].entity_id if stating else draft.claim,
        "created": time,
        **tidy.standing(draft.place, draft.colour),
    }
    return _summed_up(kind, anchor), [*stating, Edit(Entity.ANNOTATION, new_id(), WHOLE, fields)]


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


def _edits(known: Annotation, wanted: Mapping[str, Any], time: str) -> list[Edit]:
    """What of a mark is not yet as it is wanted; None leaves a field alone."""
    said = {field: _TIDY[field](value) for field, value in wanted.items() if value is not None}
    status = said.pop("status", None)
    edits = [
        Edit(Entity.ANNOTATION, known.id, field, value)
        for field, value in said.items()
        if _said(known, field) != value
    ]
    if said.get("kind", known.kind) is Kind.CLAIM:
        return edits + _claiming(known, status, time)
    if known.claim:
        edits.append(Edit(Entity.ANNOTATION, known.id, "claim", ""))
    if status is not None and status != known.status:
        edits.append(Edit(Entity.ANNOTATION, known.id, "status", status))
    return edits


def _claiming(known: Annotation, status: str | None, time: str) -> list[Edit]:
    """What makes a mark a claim that stands so, or leaves one as it stands."""
    if not known.claim:
        new = stated(known.anchor.exact, status or known.status, time)
        return [new, Edit(Entity.ANNOTATION, known.id, "claim", new.entity_id)]
    if not status or status == known.status:
        return []
    return [Edit(Entity.CLAIM, known.claim, "status", status)]


def _stating(  # noqa: PLR0913, PLR0917 - what is known of the mark
    connection: Connection, kind: str, anchor: Anchor, status: str, claim_id: str, time: str
) -> list[Edit]:
    """What there is to say of the claim of a new mark: all of it if it is new, and how it stands."""
    if kind is not Kind.CLAIM:
        return []
    if not claim_id:
        return [stated(anchor.exact, status, time)]
    if not connection.execute("SELECT 1 FROM claim WHERE id = ? AND deleted = 0", (claim_id,)).fetchone():
        raise errors.NoSuchClaimError(claim_id=claim_id)
    return [Edit(Entity.CLAIM, claim_id, "status", status)] if status else []


_TIDY: dict[str, Any] = {
    "kind": tidy.kind,
    "note": tidy.note,
    "tags": tidy.tags,
    "speaker": clean_line,
    "status": clean_line,
    "place": tidy.place,
    "colour": tidy.colour,
}
_UNTOLD = {WHOLE, "claim"}
"""Fields whose change follows from another's."""


def _said(known: Annotation, field: str) -> Any:  # noqa: ANN401 - JSON
    return list(known.tags) if field == "tags" else getattr(known, field)


def _summed_up(kind: str, anchor: Anchor) -> str:
    return f"{tidy.one(kind)}: {tidy.excerpt(anchor.exact)}"


def _counted(marks: int) -> str:
    return f"{marks} mark{'s' if marks != 1 else ''}"
