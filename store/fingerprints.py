"""The fingerprints of texts, as they are kept: of every state of a text, for that never changes.

They are derived from the texts and stand in no log. Only those of the articles' current texts answer.
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

AT_ONCE = 50
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


def keep(connection: Connection, article_id: str, revision: str, text: str) -> None:
    """Keep the fingerprints of a text; those of one kept before are as they were."""
    done = connection.execute(
        "INSERT INTO fingerprinted (article, revision) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (article_id, revision),
    )
    if done.rowcount:
        found = sorted(Wording(text).fingerprints())
        connection.executemany(
            "INSERT INTO fingerprint VALUES (?, ?, ?)", ((each, done.lastrowid, at) for each, at in found)
        )


def missing(connection: Connection) -> list[tuple[str, str, str]]:
    """Some of the articles' current texts that have no fingerprints yet: article, revision and text."""
    return connection.execute(_MISSING, (AT_ONCE,)).fetchall()


def sharing(connection: Connection, article_id: str, told: Wording) -> dict[str, list[Print]]:
    """The articles that share fingerprints with a text of one, each with these and where they stand in it."""
    found: defaultdict[str, list[Print]] = defaultdict(list)
    own = json.dumps(list({each for each, _ in told.fingerprints()}))
    for fingerprint, start, other in connection.execute(_SHARED, (own, article_id)):
        found[other].append((fingerprint, start))
    return found
