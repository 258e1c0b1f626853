"""The search index: which words each shown mark holds, kept in the mark's own transaction.

`mark_words` keeps the folded words of a mark as they were indexed, so that it can be taken out
again whatever has become of it, and be judged without folding its text anew: a line a field, with
a space on both sides of each word. The last line holds facets (kind, status, tags), single tokens
made of control and private code points so that no word is ever mistaken for one.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from store import vocabulary
from text.fold import words
from text.values import field_value, with_parents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from sqlite3 import Connection

_FACETS = {"kind": "\x80", "status": "\x81", "tag": "\x82"}
# FTS5's ascii tokeniser parts at every ASCII character but letters and digits.
_TOKEN = {code: 0xE100 + code for code in range(128) if not chr(code).isalnum()}

_AT_ONCE = 1_000


class IndexedText(NamedTuple):
    """What of a mark can be searched; `statement` is that of its claim."""

    exact: str
    note: str = ""
    tags: tuple[str, ...] = ()
    speaker: str = ""
    status: str = ""
    kind: str = ""
    article_title: str = ""
    statement: str = ""


def put_all(connection: Connection, marks: Mapping[int, IndexedText]) -> None:
    """Index marks by their numbers, in place of what was indexed for them."""
    known = dict(_known(connection, marks))
    lines = ((number, _lines(fields)) for number, fields in marks.items())
    new = [(number, line) for number, line in lines if line != known.get(number)]
    _replace(connection, [(number, known[number]) for number, _ in new if number in known], new)


def fill(connection: Connection) -> None:
    """Index every shown mark, if the index is empty: many times faster than mark by mark."""
    if connection.execute("SELECT EXISTS (SELECT 1 FROM mark_words)").fetchone() == (1,):
        return
    held: Counter[str] = Counter()
    shown = connection.execute(
        "SELECT number, exact, note, tags, names, status, kind, article_title, coalesce("
        "(SELECT statement FROM claim WHERE claim.id = shown_annotation.claim), '') FROM shown_annotation"
    )
    while some := shown.fetchmany(_AT_ONCE):
        lines = [
            (number, _lines(IndexedText(exact, note, tuple(json.loads(tags)), *others)))
            for number, exact, note, tags, *others in some
        ]
        connection.executemany("INSERT INTO mark_words VALUES (?, ?)", lines)
        held.update(_counted(line for _, line in lines))
    connection.execute("INSERT INTO mark_index (mark_index) VALUES ('rebuild')")
    vocabulary.count(connection, held)


def remove_all(connection: Connection, numbers: Iterable[int]) -> None:
    """Take marks out of the index; those that are not there are left alone."""
    if found := _known(connection, numbers):
        _replace(connection, found, [])


def identified(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The ids of those of the marks that are shown, by their numbers."""
    wanted = json.dumps(list(numbers))
    found = connection.execute(
        "SELECT number, id FROM shown_annotation WHERE number IN (SELECT value FROM json_each(?))", (wanted,)
    )
    return dict(found.fetchall())


def facet(name: str, value: str) -> str:
    """Make the token of a `kind`, `status` or `tag`; a tag's stands also on the marks of tags below it."""
    return _FACETS[name] + field_value(value).translate(_TOKEN)


def own_words(lines: str) -> int:
    """Say where a mark's own words end in what is indexed for it, and its article's title begins."""
    return lines.rindex("\n", 0, lines.rindex("\n")) + 1


def _known(connection: Connection, numbers: Iterable[int]) -> list[tuple[int, str]]:
    """What is indexed for those of the marks that are."""
    wanted = json.dumps(list(numbers))
    sql = "SELECT number, words FROM mark_words WHERE number IN (SELECT value FROM json_each(?))"
    return connection.execute(sql, (wanted,)).fetchall()


def _replace(connection: Connection, old: list[tuple[int, str]], new: list[tuple[int, str]]) -> None:
    """Put new lines into the index for old ones, and count only the words that they do not share."""
    connection.executemany("INSERT INTO mark_index (mark_index, rowid, words) VALUES ('delete', ?, ?)", old)
    connection.executemany("DELETE FROM mark_words WHERE number = ?", [(number,) for number, _ in old])
    connection.executemany("INSERT INTO mark_words VALUES (?, ?)", new)
    connection.executemany("INSERT INTO mark_index (rowid, words) VALUES (?, ?)", new)
    gone, come = _counted(line for _, line in old), _counted(line for _, line in new)
    vocabulary.discount(connection, gone - come)
    vocabulary.count(connection, come - gone)


def _lines(fields: IndexedText) -> str:
    stated = fields.statement if fields.statement != " ".join(fields.exact.split()) else ""
    texts = (fields.exact, fields.note, " ".join(fields.tags), fields.speaker, stated, fields.article_title)
    lines = [words(text) for text in texts]
    return "\n".join(" " + " ".join(line) + " " if line else "" for line in [*lines, _facets(fields)])


def _facets(fields: IndexedText) -> list[str]:
    facets = [
        facet(name, value) for name, value in (("kind", fields.kind), ("status", fields.status)) if value
    ]
    tags = filter(None, map(field_value, fields.tags))
    facets.extend(facet("tag", above) for tag in tags for above in with_parents(tag))
    return list(dict.fromkeys(facets))


def _counted(lines: Iterable[str]) -> Counter[str]:
    """On how many of these marks each word is; facets are no words."""
    return Counter(word for line in lines for word in dict.fromkeys(line[: line.rindex("\n")].split()))
