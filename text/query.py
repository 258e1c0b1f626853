"""The query language, one for the search of marks and the lists of articles.

    query  = { choice }                      all of them must hold
    choice = term { "or" term }              one of them must hold; `or` binds more tightly than a space
    term   = [ "+" | "-" ] atom              `+`: exactly so; `-`: not so; no space follows the sign
    atom   = "(" query [ ")" ] | phrase | field | word
    phrase = '"' words [ '"' ]               these words in a row; while unclosed, the last may go on
    field  = name ":" ( phrase | value )     a name of `FIELDS`; no space follows the colon
    word   = anything else

The beginning of a kind or a status will do, unless the value is a closed phrase.

Words rank: their order is free, typos and unfinished words are forgiven. What is written exactly
filters: phrases, `+word`, fields, and whatever stands under `or` or `-`. Case, diacritics and the
shape of quotation marks never matter.

Every string is a query. What is no field is words; an `or` with nothing to choose from is a word; a
parenthesis without its partner is none; what holds no letter or digit asks for nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias

from text.colours import colour
from text.condition import Condition, Field, Phrase, Word, either, every, opposite
from text.fold import fold, unspaced, words
from text.values import field_value

QUERY_LIMIT = 1000
"""Code points of a query that are read."""
WORDS_LIMIT = 16
"""Words to rank by that are looked for."""
TOKENS_LIMIT = 64
"""Words, phrases, fields, parentheses and `or`s that are read."""
DEPTH_LIMIT = 8
"""Parentheses inside each other that are read; of deeper ones, what they hold takes their sign."""

FIELDS: dict[str, tuple[str, ...]] = {
    "kind": ("quote", "claim", "highlight"),
    "tag": (),
    "speaker": (),
    "status": ("unchecked", "checking", "supported", "disputed", "refuted", "unverifiable"),
    "colour": (),
    "article": (),
    "source": (),
    "lang": (),
    "after": (),
    "before": (),
    "has": ("note", "tag", "speaker", "link", "place", "colour"),
    "is": ("lost", "changed", "unread", "read", "reading", "suggested"),
    "in": ("articles",),
}
"""The fields, with the values of those that have only so many; the beginning of one will do."""
OPEN = ("kind", "status")
"""The fields that may have other values too: kinds and statuses of the reader's own."""
ALIASES = {"by": "speaker", "color": "colour"}
"""Other names of fields."""

_MEANT = {
    **dict.fromkeys(("author", "from", "said", "who"), "by"),
    **dict.fromkeys(("title", "book", "page"), "article"),
    **dict.fromkeys(("url", "site", "path", "file", "publisher"), "source"),
    **dict.fromkeys(("since", "date", "year", "newer"), "after"),
    **dict.fromkeys(("until", "older"), "before"),
    **dict.fromkeys(("label", "topic", "keyword"), "tag"),
    "type": "kind",
    "state": "is",
    "language": "lang",
}
"""What fields are called elsewhere, and here."""
_ADDRESSES = {"http", "https", "file", "ftp", "mailto", "urn", "doi"}
_NOT_YET = {
    ("is", "suggested"): "is:suggested finds nothing: a quote is suggested only while its article is open.",
}
_NO_DATE = "{}:{} is no date: write 2026, 2026-03, 2026-03-05, today, yesterday, 7d, 2w, 3m or 1y."

_CUT = "Only the first {} of a query are read."
_TOO_MANY = f"Only the first {WORDS_LIMIT} words are looked for."
_TOO_DEEP = f"Parentheses inside more than {DEPTH_LIMIT} others are passed over."


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: `words` (folded) rank, `condition` filters.

    `hints` are sentences on what was not taken as it may have been meant; `in_articles` asks for the
    articles' own text instead of marks.
    """

    words: tuple[str, ...] = ()
    condition: Condition | None = None
    hints: tuple[str, ...] = ()
    in_articles: bool = False


def parse(query: str) -> Query:
    """Read any string as a query."""
    reader = _Reader()
    if query[QUERY_LIMIT:].strip():
        reader.hint(_CUT.format(f"{QUERY_LIMIT:,} characters"))
    tokens = _TOKEN.finditer(fold(query[:QUERY_LIMIT]))
    for token in islice(tokens, TOKENS_LIMIT):
        reader.take(token)
    if next(tokens, None):
        reader.hint(_CUT.format(f"{TOKENS_LIMIT} words and signs"))
    return reader.finished()


_Term: TypeAlias = tuple[str | Condition, ...]
"""What must all hold; a string is plain words, which only rank as long as nothing makes them exact."""

_TOKEN = re.compile(
    r"""
      (?P<close> \) )
    | (?P<sign> (?<![^\s(]) [-+] (?=[^\s+-]) )?
      (?: (?P<open> \( )
        | " (?P<phrase> [^"]* ) (?P<closed> "? )
        | (?P<name> [a-z]+ ) : (?P<value> "[^"]*"? | [^\s"()]* )
        | (?P<word> [^\s"()]+ ) )
    """,
    re.VERBOSE,
)


_CLOSED = re.compile('".*"', re.DOTALL)


@dataclass(slots=True)
class _Group:
    """What stands in one pair of parentheses: terms, each with what may stand for it."""

    sign: str = ""
    choices: list[list[_Term]] = field(default_factory=list)
    choosing: bool = False

    def put(self, term: _Term) -> None:
        """Take a term, as a choice if there was an `or` before it."""
        if term and self.choosing:
            self.choices[-1].append(term)
            self.choosing = False
        elif term:
            self.choices.append([term])

    def whole(self) -> _Term:
        """All that must hold."""
        if self.choosing:
            self.choices.append([("or",)])
        return tuple(item for choice in self.choices for item in _chosen(choice))


class _Reader:
    """Takes tokens one by one. Open parentheses stand on a stack, so that nothing recurses."""

    def __init__(self) -> None:
        self._groups = [_Group()]
        self._too_deep: list[str] = []
        self._hints: list[str] = []
        self._in_articles = False

    def take(self, token: re.Match[str]) -> None:
        """Take the next token."""
        group, sign = self._groups[-1], token["sign"] or ""
        if token["close"]:
            self._close()
        elif token["open"]:
            self._open(sign)
        elif token[0] == "or" and group.choices and not group.choosing:
            group.choosing = True
        else:
            term = _signed(sign, self._atom(token))
            for outer in reversed(self._too_deep):
                term = _signed(outer, term)
            group.put(term)

    def hint(self, sentence: str) -> None:
        """Have something said of the query."""
        self._hints.append(sentence)

    def finished(self) -> Query:
        """The query, with what is still open closed."""
        while len(self._groups) > 1:
            self._close()
        whole = self._groups[0].whole()
        ranking = dict.fromkeys(word for item in whole if isinstance(item, str) for word in words(item))
        if len(ranking) > WORDS_LIMIT:
            self.hint(_TOO_MANY)
        condition = every(item for item in whole if not isinstance(item, str))
        hints = tuple(dict.fromkeys(self._hints))
        return Query(tuple(ranking)[:WORDS_LIMIT], condition, hints, self._in_articles)

    def _open(self, sign: str) -> None:
        if len(self._groups) <= DEPTH_LIMIT:
            self._groups.append(_Group(sign))
        else:
            self._too_deep.append(sign)
            self.hint(_TOO_DEEP)

    def _close(self) -> None:
        if self._too_deep:
            self._too_deep.pop()
        elif len(self._groups) > 1:
            group = self._groups.pop()
            self._groups[-1].put(_signed(group.sign, group.whole()))

    def _atom(self, token: re.Match[str]) -> _Term:
        if token["name"]:
            return self._field(ALIASES.get(token["name"], token["name"]), token)
        if token["phrase"] is not None:
            return _conditions(_exactly(token["phrase"], unfinished=not token["closed"]))
        return (token["word"],)

    def _field(self, name: str, token: re.Match[str]) -> _Term:
        """A field; as words, with a hint, what only looks like one."""
        value = field_value(token["value"])
        if name == "colour":
            value = field_value(colour(value))
        if name not in FIELDS:
            if value and name not in _ADDRESSES:
                self._hints.append(_unknown(name))
            return (f"{name} {value}",)
        if not value:
            return ()
        if name in OPEN and _CLOSED.fullmatch(token["value"]):
            return (Field(name, value, whole=True),)
        value, known, hint = _value(name, value)
        self._hints += [hint] if hint else []
        if name == "in" and known:
            self._in_articles = self._in_articles or token["sign"] != "-"
            return ()
        # A given kind is not the beginning of one's own too.
        whole = name == "kind" and value in FIELDS[name]
        return (Field(name, value, whole) if known else f"{name} {value}",)


def _value(name: str, written: str) -> tuple[str, bool, str]:
    """The value meant, whether the field can have it, and a hint for the reader."""
    if name in ("after", "before"):
        from text.when import moment  # noqa: PLC0415 - few queries have dates

        known = bool(moment(written, "2000-01-01T00:00:00Z"))
        return written, known, "" if known else _NO_DATE.format(name, written)
    values, written = FIELDS[name], ALIASES.get(written, written) if name == "has" else written
    meant = next((value for value in values if value.startswith(written)), "")
    if meant or not values:
        # A status may be any word, and the beginnings of all of them will do.
        asked = written if name == "status" else meant or written
        return asked, True, _NOT_YET.get((name, meant), "")
    if name in OPEN:
        return written, True, ""
    return written, False, f"{name}: can be {', '.join(values)}; not “{written}”."


def _unknown(name: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - few queries have it

    near = get_close_matches(name, [*FIELDS, *ALIASES, *_MEANT], n=1)
    meant = _MEANT.get(near[0], near[0]) if near else ""
    return f"{name}: is no field; did you mean {meant}:?" if meant else f"{name}: is no field."


def _signed(sign: str, term: _Term) -> _Term:
    if not sign:
        return term
    exact = _exact(term)
    return _conditions(opposite(exact) if sign == "-" else exact)


def _chosen(choice: list[_Term]) -> _Term:
    return choice[0] if len(choice) == 1 else _conditions(either(map(_exact, choice)))


def _exact(term: _Term) -> Condition | None:
    return every(_exactly(item) if isinstance(item, str) else item for item in term)


def _exactly(text: str, *, unfinished: bool = False) -> Condition | None:
    """Words in a row. Where a script has no spaces, its last sign may be the beginning of an indexed pair."""
    row = tuple(words(text))
    unfinished = bool(row) and (unfinished or unspaced(row[-1]))
    if len(row) == 1 and not unfinished:
        return Word(row[0])
    return Phrase(row, unfinished) if row else None


def _conditions(*found: Condition | None) -> _Term:
    return tuple(condition for condition in found if condition)
