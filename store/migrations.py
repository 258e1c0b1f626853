"""The migrations. Imported only when one is due, because sqlite_utils is slow to import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils.migrations import Migrations

from store.entities import speaker_key
from store.operations import WHOLE, Edit, Entity, Verb, append

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlite_utils import Database

MIGRATIONS = Migrations("postil")

_INITIAL = (
    "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # `revision` names the current one; `length` and `words` are copied from it for the list.
    """
    CREATE TABLE article (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        byline TEXT NOT NULL,
        publisher TEXT NOT NULL,
        source TEXT NOT NULL,
        published TEXT NOT NULL,
        language TEXT NOT NULL,
        revision TEXT NOT NULL,
        length INTEGER NOT NULL,
        words INTEGER NOT NULL,
        state TEXT NOT NULL,
        position INTEGER NOT NULL,
        added TEXT NOT NULL,
        opened TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        FOREIGN KEY (revision, id) REFERENCES revision (id, article) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    "CREATE INDEX article_by_revision ON article (revision)",
    "CREATE INDEX article_by_source ON article (source)",
    """
    CREATE TABLE revision (
        id TEXT NOT NULL,
        article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
        length INTEGER NOT NULL,
        words INTEGER NOT NULL,
        imported TEXT NOT NULL,
        text TEXT NOT NULL,
        blocks TEXT NOT NULL,
        PRIMARY KEY (id, article)
    ) STRICT
    """,
    # `start`, `end` and `revision` are where the mark stands now, the `made_` ones where it was made;
    # the words are the ones it was made on.
    """
    CREATE TABLE annotation (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        article TEXT NOT NULL REFERENCES article (id),
        kind TEXT NOT NULL,
        exact TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        made_start INTEGER NOT NULL,
        made_end INTEGER NOT NULL,
        made_revision TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        revision TEXT NOT NULL,
        anchor_state TEXT NOT NULL,
        note TEXT NOT NULL,
        tags TEXT NOT NULL,
        speaker TEXT NOT NULL,
        status TEXT NOT NULL,
        created TEXT NOT NULL,
        updated TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        FOREIGN KEY (revision, article) REFERENCES revision (id, article),
        FOREIGN KEY (made_revision, article) REFERENCES revision (id, article)
    ) STRICT
    """,
    "CREATE INDEX annotation_by_article ON annotation (article, start) WHERE deleted = 0",
    """
    CREATE TABLE change (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        verb TEXT NOT NULL,
        summary TEXT NOT NULL,
        time TEXT NOT NULL,
        device TEXT NOT NULL,
        undoable INTEGER NOT NULL,
        target TEXT REFERENCES change (id)
    ) STRICT
    """,
    "CREATE INDEX change_by_target ON change (target, number) WHERE target IS NOT NULL",
    """
    CREATE TABLE operation (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        change TEXT NOT NULL REFERENCES change (id),
        device TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        lamport INTEGER NOT NULL,
        parents TEXT NOT NULL,
        entity TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        time TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        UNIQUE (device, sequence)
    ) STRICT
    """,
    "CREATE INDEX operation_by_change ON operation (change)",
    "CREATE INDEX operation_by_field ON operation (entity_id, field, number)",
    "CREATE INDEX operation_by_lamport ON operation (lamport)",
    """
    CREATE TRIGGER operation_is_kept BEFORE DELETE ON operation
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
    """
    CREATE TRIGGER operation_is_fixed BEFORE UPDATE ON operation
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
    """
    CREATE TRIGGER change_is_kept BEFORE DELETE ON change
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
    """
    CREATE TRIGGER change_is_fixed BEFORE UPDATE ON change
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
    # Its columns are the fields of `records.Article`, in their order, and then `number`.
    """
    CREATE VIEW shown_article AS
    SELECT id, title, byline, publisher, source, published, language, revision, length, words, state,
        position, added, opened,
        (SELECT count(*) FROM annotation
         WHERE annotation.article = article.id AND annotation.deleted = 0) AS marks,
        number
    FROM article WHERE article.deleted = 0
    """,
    """
    CREATE VIEW shown_annotation AS
    SELECT annotation.*, article.title AS article_title, article.source AS article_source,
        article.number AS article_number
    FROM annotation JOIN article ON article.id = annotation.article
    WHERE annotation.deleted = 0 AND article.deleted = 0
    """,
    # The search index, as `store.index` and `store.vocabulary` keep it.
    "CREATE TABLE mark_words (number INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT",
    """
    CREATE VIRTUAL TABLE mark_index USING fts5(
        words, content = 'mark_words', content_rowid = 'number', tokenize = 'ascii', detail = 'none',
        columnsize = 0
    )
    """,
    "CREATE TABLE vocabulary (word TEXT PRIMARY KEY, marks INTEGER NOT NULL) STRICT, WITHOUT ROWID",
)


@MIGRATIONS()
def m001_initial(db: Database) -> None:
    """Articles and their revisions, annotations, the log, and the search index."""
    for statement in _INITIAL:
        db.conn.execute(statement)


_TAGS_AND_BOOKMARKS = (
    "ALTER TABLE article ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE article ADD COLUMN bookmarks TEXT NOT NULL DEFAULT '{}'",
    "DROP VIEW shown_article",
    # Its columns are the fields of `records.Article`, in their order, and then `number`.
    """
    CREATE VIEW shown_article AS
    SELECT id, title, byline, publisher, source, published, language, revision, length, words, state,
        position, added, opened,
        (SELECT count(*) FROM annotation
         WHERE annotation.article = article.id AND annotation.deleted = 0) AS marks,
        tags, bookmarks, number
    FROM article WHERE article.deleted = 0
    """,
)


@MIGRATIONS()
def m002_tags_and_bookmarks(db: Database) -> None:
    """Articles carry tags, and bookmarks in their text."""
    for statement in _TAGS_AND_BOOKMARKS:
        db.conn.execute(statement)


_EMPTY_INDEX = (
    "INSERT INTO mark_index (mark_index) VALUES ('delete-all')",
    "DELETE FROM mark_words",
    "DELETE FROM vocabulary",
)


@MIGRATIONS()
def m003_tokens_of_tags(db: Database) -> None:
    """Tags are indexed without quotation marks and without `#` and `/` at their ends, all in fewer bytes."""
    for statement in _EMPTY_INDEX:
        db.conn.execute(statement)


_SPEAKERS_CLAIMS_AND_LINKS = (
    "ALTER TABLE article ADD COLUMN dismissed TEXT NOT NULL DEFAULT '[]'",
    # As the log tells them; `speaker` and `status` are what is shown instead (see `store.entities`).
    "ALTER TABLE annotation ADD COLUMN said_as TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE annotation ADD COLUMN own_status TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE annotation ADD COLUMN claim TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE annotation ADD COLUMN speaker_key TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE annotation ADD COLUMN names TEXT NOT NULL DEFAULT ''",
    "UPDATE annotation SET said_as = speaker, names = speaker, own_status = status",
    # All that the ledger asks of marks, so that it need not read their words.
    """
    CREATE INDEX annotation_by_claim ON annotation (claim, article, created, deleted) WHERE claim <> ''
    """,
    "CREATE INDEX annotation_by_speaker ON annotation (speaker_key) WHERE speaker_key <> ''",
    """
    CREATE TABLE speaker (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, aliases TEXT NOT NULL, deleted INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    # Every name of every speaker, by its folded words.
    """
    CREATE TABLE speaker_name (key TEXT PRIMARY KEY, speaker TEXT NOT NULL REFERENCES speaker (id))
    STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX speaker_name_by_speaker ON speaker_name (speaker)",
    """
    CREATE TABLE claim (
        id TEXT PRIMARY KEY, statement TEXT NOT NULL, status TEXT NOT NULL, confidence INTEGER,
        next_action TEXT NOT NULL, due TEXT NOT NULL, note TEXT NOT NULL, created TEXT NOT NULL,
        deleted INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE link (
        id TEXT PRIMARY KEY, source TEXT NOT NULL REFERENCES annotation (id), relation TEXT NOT NULL,
        target TEXT NOT NULL REFERENCES annotation (id), created TEXT NOT NULL, deleted INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX link_by_source ON link (source)",
    "CREATE INDEX link_by_target ON link (target)",
    "DROP VIEW shown_annotation",
    """
    CREATE VIEW shown_annotation AS
    SELECT annotation.*, article.title AS article_title, article.source AS article_source,
        article.number AS article_number
    FROM annotation JOIN article ON article.id = annotation.article
    WHERE annotation.deleted = 0 AND article.deleted = 0
    """,
    """
    CREATE VIEW shown_link AS
    SELECT link.id, link.source, link.relation, link.target, link.created,
        one.claim AS source_claim, other.claim AS target_claim
    FROM link
    JOIN shown_annotation AS one ON one.id = link.source
    JOIN shown_annotation AS other ON other.id = link.target
    WHERE link.deleted = 0
    """,
    # What speaks for or against a claim; a contradiction speaks against both its ends.
    """
    CREATE VIEW claim_link AS
    SELECT target_claim AS claim, relation FROM shown_link WHERE target_claim <> ''
    UNION ALL
    SELECT source_claim, relation FROM shown_link
    WHERE relation = 'contradicts' AND source_claim NOT IN ('', target_claim)
    """,
)


@MIGRATIONS()
def m004_speakers_claims_and_links(db: Database) -> None:
    """Marks name speakers of several names, make claims, and are linked; suggestions are dismissed."""
    connection = db.conn
    for statement in (*_SPEAKERS_CLAIMS_AND_LINKS, *_EMPTY_INDEX):
        connection.execute(statement)
    named = connection.execute("SELECT number, said_as FROM annotation WHERE said_as <> ''").fetchall()
    keys = [(speaker_key(said_as), number) for number, said_as in named]
    connection.executemany("UPDATE annotation SET speaker_key = ? WHERE number = ?", keys)
    _state_claims(connection)


def _state_claims(connection: Connection) -> None:
    """Have every mark of kind claim make one, with the mark's own id, and say so in the log."""
    found = connection.execute(
        "SELECT id, exact, status, created FROM annotation WHERE kind = 'claim'"
    ).fetchall()
    if not found:
        return
    edits = []
    for mark, words, status, created in found:
        fields = {"statement": " ".join(words.split()), "status": status or "unchecked", "confidence": None}
        fields |= {"next_action": "", "due": "", "note": "", "created": created}
        edits += [Edit(Entity.CLAIM, mark, WHOLE, fields), Edit(Entity.ANNOTATION, mark, "claim", mark)]
        values = (mark, fields["statement"], fields["status"], created)
        connection.execute("INSERT INTO claim VALUES (?, ?, ?, NULL, '', '', '', ?, 0)", values)
    connection.execute("UPDATE annotation SET claim = id WHERE kind = 'claim'")
    (time,) = connection.execute("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')").fetchone()
    append(connection, Verb.UPGRADE, "Made a claim of every mark of that kind", edits, time=time)


_FINGERPRINTS = (
    # The texts of which fingerprints are kept, and these: derived from the texts, so never in the log.
    """
    CREATE TABLE fingerprinted (
        number INTEGER PRIMARY KEY,
        article TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
        revision TEXT NOT NULL,
        UNIQUE (article, revision)
    ) STRICT
    """,
    """
    CREATE TABLE fingerprint (hash INTEGER, text INTEGER, start INTEGER, PRIMARY KEY (hash, text, start))
    STRICT, WITHOUT ROWID
    """,
)


@MIGRATIONS()
def m005_fingerprints(db: Database) -> None:
    """Articles are found by what their texts share; those of older ones are kept when first looked for."""
    for statement in _FINGERPRINTS:
        db.conn.execute(statement)


_PLACES_AND_COLOURS = (
    "ALTER TABLE annotation ADD COLUMN place TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE annotation ADD COLUMN colour TEXT NOT NULL DEFAULT ''",
)


@MIGRATIONS()
def m006_places_and_colours(db: Database) -> None:
    """Marks tell where they stand in what they were made in, and their colour there."""
    for statement in _PLACES_AND_COLOURS:
        db.conn.execute(statement)


@MIGRATIONS()
def m007_revisions_by_article(db: Database) -> None:
    """An article's texts are found by an index; SQLite looks for them whenever an article is made."""
    db.conn.execute("CREATE INDEX revision_by_article ON revision (article)")
