from __future__ import annotations

import json
from typing import TYPE_CHECKING

from store.connection import connect, transaction
from store.operations import Edit, Entity
from store.projection import fold
from store.records import Kind, ReadState
from tests.store.making import TEXT, draft, span
from text.document import Span

if TYPE_CHECKING:
    from store.library import Library
    from store.records import Change


def live(library: Library) -> None:
    """Do a little of everything."""
    article = library.add(draft(source="/a.txt")).article.id
    other = library.add(draft("Another text altogether")).article.id
    mark = library.annotate(
        article, span("we will be talking"), Kind.QUOTE, tags=["é"], speaker="A", place="p. 1"
    ).id
    library.annotate(other, Span(0, 7), Kind.CLAIM)
    library.add(draft("Updated. " + TEXT, source="/a.txt"))
    library.edit(mark, note="first", kind=Kind.CLAIM, colour="red")
    library.annotate(article, Span(0, 7), Kind.HIGHLIGHT)
    library.move(mark, Span(4, 9))
    library.undo()
    library.leave_at(article, 7)
    library.set_state(other, ReadState.READ)
    library.remove(other)


def edits(change: Change) -> list[Edit]:
    return [
        Edit(Entity(made.entity), made.entity_id, made.field, json.loads(made.value))
        for made in change.operations
    ]


def test_the_log_alone_tells_how_everything_stands(library: Library) -> None:
    live(library)
    changes = library.history(limit=1000, positions=True)[::-1]
    before = library.articles(), library.annotations(), library.search("talking")
    connection = connect(library.path)
    with transaction(connection):
        for table in ("annotation", "article", "mark_words", "vocabulary"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand above
        connection.execute("INSERT INTO mark_index (mark_index) VALUES ('rebuild')")
        for change in changes:
            fold(connection, edits(change), change.time)
    connection.close()
    assert (library.articles(), library.annotations(), library.search("talking")) == before
