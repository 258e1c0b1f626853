"""The fingerprints of texts, as they are kept: for good, as the texts themselves are.

They are derived from the texts, so they stand in no log, and are first kept when something is looked for
by them. Only those of the articles' current texts answer.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from text.fingerprints import Wording

if TYPE_CHECKING:
    from sqlite3 import Connection

Print = tuple[int, int]
"""A fingerprint, and the offset where the run of words begins that it is of."""

AT_ONCE = 20
"""Texts that are read in one transaction where they have no fingerprints yet."""

_SHARED = """
    SELECT fingerprint.hash, fingerprint.start, article.id FROM json_each(?)
    JOIN fingerprint ON fingerprint.hash = json_each.value
    JOIN fingerprinted ON fingerprinted.number = fingerprint.text
    JOIN article ON article.id = fingerprinted.article AND article.revision = fingerprinted.revision
    WHERE article.deleted = 0 AND article.id <> ?
"""
_MISSING = """
    SELECT article.id, article.revision, revision.text FROM article
    JOIN revision ON revision.id = article.revision AND revision.article = article.id
    WHERE article.deleted = 0 AND NOT EXISTS (
        SELECT 1 FROM fingerprinted
        WHERE fingerprinted.article = article.id AND fingerprinted.revision = article.revision
    ) ORDER BY article.number LIMIT ?
"""


def keep_missing(connection: Connection) -> None:
    """Keep the fingerprints of some articles' current texts that have none yet.

    They go in by the order of their numbers, all at once: one text's alone lie all over the table, and
    writing them takes longer than reading the text.
    """
    missing = connection.execute(_MISSING, (AT_ONCE,)).fetchall()
    found: list[tuple[int, int, int]] = []
    for article_id, revision, text in missing:
        done = connection.execute(
            "INSERT INTO fingerprinted (article, revision) VALUES (?, ?)", (article_id, revision)
        )
        found += ((each, done.lastrowid or 0, start) for each, start in Wording(text).fingerprints())
    connection.executemany("INSERT INTO fingerprint VALUES (?, ?, ?)", sorted(found))


def is_missing(connection: Connection) -> bool:
    """Whether some article's current text has no fingerprints yet."""
    return connection.execute(_MISSING, (1,)).fetchone() is not None


def sharing(connection: Connection, article_id: str, told: Wording) -> dict[str, list[Print]]:
    """The articles that share fingerprints with a text of one, each with these and where they stand in it."""
    found: defaultdict[str, list[Print]] = defaultdict(list)
    own = json.dumps(list({each for each, _ in told.fingerprints()}))
    for fingerprint, start, other in connection.execute(_SHARED, (own, article_id)):
        found[other].append((fingerprint, start))
    return found
