"""Revisions: the states of an article's text, each kept for good under the name of what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from store import blocks
from text.document import Document

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database

_in_use: WeakValueDictionary[tuple[str, str], Document] = WeakValueDictionary()
"""The documents that something in this process holds, by revision and article.

The text of a revision never changes, so one copy serves all: the writer finds what is under a new mark
where the page has it, however long it is.
"""


def revision_id(text: str) -> str:
    """The name of a text: a tagged BLAKE2b hash (RFC 7693) of 20 bytes of its UTF-8."""
    import hashlib  # noqa: PLC0415 - OpenSSL comes with it, and looking needs none

    return "b2:" + hashlib.blake2b(text.encode(), digest_size=20).hexdigest()


def keep(db: Database, article_id: str, revision: str, read: Document, time: str) -> None:
    """Keep a text for good; one kept before stays as it was."""
    db.table("revision").insert(
        {
            "id": revision,
            "article": article_id,
            "length": len(read.text),
            "words": len(read.text.split()),
            "imported": time,
            "text": read.text,
            "blocks": blocks.dump(read.blocks),
        },
        pk=("id", "article"),
        ignore=True,
    )


def keep_text(connection: Connection, article_id: str, revision: str, read: Document, time: str) -> None:
    """The same without sqlite-utils, which takes 0.2 s to import: many small texts of one change."""
    connection.execute(
        "INSERT OR IGNORE INTO revision (id, article, length, words, imported, text, blocks)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            revision,
            article_id,
            len(read.text),
            len(read.text.split()),
            time,
            read.text,
            blocks.dump(read.blocks),
        ),
    )


def keep_blocks(connection: Connection, article_id: str, revision: str, read: Document) -> bool:
    """Keep how a text that is known is read now (its links, its headings); whether that is anything new."""
    packed = blocks.dump(read.blocks)
    done = connection.execute(
        "UPDATE revision SET blocks = ? WHERE id = ? AND article = ? AND blocks <> ?",
        (packed, revision, article_id, packed),
    )
    if done.rowcount:
        from store import position  # noqa: PLC0415 - few texts are ever read otherwise

        position.tell_read_otherwise(connection)
        _in_use.pop((revision, article_id), None)
    return bool(done.rowcount)


def document(connection: Connection, article_id: str, revision: str) -> Document:
    """A revision of an article as it was read."""
    known = _in_use.get((revision, article_id))
    if known is None:
        text, packed = connection.execute(
            "SELECT text, CAST(blocks AS BLOB) FROM revision WHERE id = ? AND article = ?",
            (revision, article_id),
        ).fetchone()
        known = _in_use[revision, article_id] = Document(text, blocks.load(packed))
    return known


def text_of(connection: Connection, article_id: str, revision: str) -> str:
    """The text of a revision of an article."""
    known = _in_use.get((revision, article_id))
    if known is not None:
        return known.text
    (text,) = connection.execute(
        "SELECT text FROM revision WHERE id = ? AND article = ?", (revision, article_id)
    ).fetchone()
    return str(text)
