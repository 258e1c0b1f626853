"""The search index: which words each shown mark holds, kept in the mark's own transaction.

`mark_words` keeps the folded words of a mark as they were indexed, so that it can be taken out
again whatever has become of it, and be judged without folding its text anew: a line a field, with
a space on both sides of each word. The last line holds facets (kind, status, tags, colour), single tokens
made of control and private code points so that no word is ever mistaken for one.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from store import vocabulary
from text.fold import words
from text.values import field_value, with_parents

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from sqlite3 import Connection

_FACETS = {"kind": "\x80", "status": "\x81", "tag": "\x82", "colour": "\x83"}
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
    colour: str = ""


def put_all(
    connection: Connection, marks: Mapping[int, IndexedText], changed: Collection[str] = IndexedText._fields
) -> None:
    """Index marks by their numbers, in place of what was indexed for them.

    Of marks that were, only what is made of the `changed` fields is folded anew.
    """
    known = _known(connection, marks)
    stale = {at for at, (sources, _) in enumerate(_LINES) if not sources.isdisjoint(changed)}
    lines = {number: _lines(mark, known.get(number, ""), stale) for number, mark in marks.items()}
    new = {number: line for number, line in lines.items() if line != known.get(number)}
    _replace(connection, {number: known[number] for number in new.keys() & known}, new)


def fill(connection: Connection) -> None:
    """Index every shown mark, if the index is empty: many times faster than mark by mark."""
    if connection.execute("SELECT EXISTS (SELECT 1 FROM mark_words)").fetchone() == (1,):
        return
    held: Counter[str] = Counter()
    shown = connection.execute(
        "SELECT number, exact, note, tags, names, status, kind, article_title, coalesce("
        "(SELECT statement FROM claim WHERE claim.id = shown_annotation.claim), ''), colour"
        " FROM shown_annotation"
    )
    while some := shown.fetchmany(_AT_ONCE):
        lines = [
            (number, _lines(IndexedText(exact, note, tuple(json.loads(tags)), *others)))
            for number, exact, note, tags, *others in some
        ]
        connection.executemany("INSERT INTO mark_words VALUES (?, ?)", lines)
        for _, line in lines:
            held.update(_held(line))
    connection.execute("INSERT INTO mark_index (mark_index) VALUES ('rebuild')")
    connection.execute("INSERT INTO mark_index (mark_index) VALUES ('optimize')")
    vocabulary.count(connection, held)


def remove_all(connection: Connection, numbers: Iterable[int]) -> None:
    """Take marks out of the index; those that are not there are left alone."""
    if found := _known(connection, numbers):
        _replace(connection, found, {})


def identified(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The ids of those of the marks that are shown, by their numbers."""
    wanted = json.dumps(list(numbers))
    found = connection.execute(
        "SELECT number, id FROM shown_annotation WHERE number IN (SELECT value FROM json_each(?))", (wanted,)
    )
    return dict(found.fetchall())


def facet(name: str, value: str) -> str:
    """Make the token of a `kind`, `status`, `colour` or `tag`; a tag is on marks of those below, too."""
    return _FACETS[name] + field_value(value).translate(_TOKEN)


def own_words(lines: str) -> int:
    """Say where a mark's own words end in what is indexed for it, and its article's title begins."""
    return lines.rindex("\n", 0, lines.rindex("\n")) + 1


def _known(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """What is indexed for those of the marks that are."""
    wanted = json.dumps(list(numbers))
    sql = "SELECT number, words FROM mark_words WHERE number IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(sql, (wanted,)).fetchall())


def _replace(connection: Connection, old: Mapping[int, str], new: Mapping[int, str]) -> None:
    """Put new lines into the index for old ones, and count only the words that they do not share."""
    # By number: at each that is lower than the one before, FTS5 writes out all it has gathered.
    gone, come = sorted(old.items()), sorted(new.items())
    connection.executemany("INSERT INTO mark_index (mark_index, rowid, words) VALUES ('delete', ?, ?)", gone)
    connection.executemany("INSERT INTO mark_index (rowid, words) VALUES (?, ?)", come)
    connection.executemany(
        "DELETE FROM mark_words WHERE number = ?", [(number,) for number in old.keys() - new.keys()]
    )
    connection.executemany("INSERT OR REPLACE INTO mark_words VALUES (?, ?)", come)
    fewer: Counter[str] = Counter()
    more: Counter[str] = Counter()
    for number in old.keys() | new.keys():
        before, after = _held(old.get(number, "")), _held(new.get(number, ""))
        fewer.update(before - after)
        more.update(after - before)
    vocabulary.discount(connection, fewer - more)
    vocabulary.count(connection, more - fewer)


def _lines(mark: IndexedText, before: str = "", stale: Collection[int] = ()) -> str:
    """What is indexed for a mark; of the lines `before` those stay that are not `stale`."""
    kept = before.split("\n")
    if len(kept) != len(_LINES):  # nothing was, or fewer fields by an older Postil
        return "\n".join(told(mark) for _, told in _LINES)
    return "\n".join(told(mark) if at in stale else kept[at] for at, (_, told) in enumerate(_LINES))


# Titles, speakers and tags are those of many marks.
@lru_cache(maxsize=1024)
def _line(text: str) -> str:
    return _spaced(words(text))


def _spaced(found: Iterable[str]) -> str:
    line = " ".join(found)
    return f" {line} " if line else ""


def _stated(mark: IndexedText) -> str:
    return _line(mark.statement) if mark.statement != " ".join(mark.exact.split()) else ""


@lru_cache(maxsize=1024)
def _facets(kind: str, status: str, tags: tuple[str, ...], colour: str) -> str:
    single = (("kind", kind), ("status", status), ("colour", colour))
    facets = [facet(name, value) for name, value in single if value]
    known = filter(None, map(field_value, tags))
    facets.extend(facet("tag", above) for tag in known for above in with_parents(tag))
    return _spaced(dict.fromkeys(facets))


_LINES: tuple[tuple[frozenset[str], Callable[[IndexedText], str]], ...] = (
    (frozenset({"exact"}), lambda mark: _line(mark.exact)),
    (frozenset({"note"}), lambda mark: _line(mark.note)),
    (frozenset({"tags"}), lambda mark: _line(" ".join(mark.tags))),
    (frozenset({"speaker"}), lambda mark: _line(mark.speaker)),
    (frozenset({"statement", "exact"}), _stated),
    (frozenset({"article_title"}), lambda mark: _line(mark.article_title)),
    (
        frozenset({"kind", "status", "tags", "colour"}),
        lambda mark: _facets(mark.kind, mark.status, mark.tags, mark.colour),
    ),
)
"""The lines of a mark in their order: of which fields each is made, and how."""


def _held(lines: str) -> set[str]:
    """The words of what is indexed for a mark; facets are no words."""
    return set(lines.rpartition("\n")[0].split())
