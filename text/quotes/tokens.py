"""Tokens: the words and signs of a paragraph, each of its quotations standing as a single one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from text.document import Span

QUOTED = "\ufffc"
"""What a quotation is as a token."""

_TOKEN = re.compile(
    r"(?:[A-Z]\.)+(?:[A-Z]\b)?"
    r"|(?:[DM]r|Mrs|Ms|Sens?|Reps?|Gov|Gen|Lt|Col|Sgt|Prof|Rev|Hon|Pres|Capt|Adm|Cmdr|Jr|Sr|St|Del|vs)\."
    r"|\w+(?:[’'&./‑-]\w+)*(?:[’']|\.(?=[,;)]|\s+[a-z]))?"
    r"|[^\w\s]"
)
_INVERTED = ("-il", "-elle", "-ils", "-elles")
"""Pronouns that French hangs behind their verb ("a-t-il ajouté")."""

ENDS = frozenset(".!?…")
"""What ends a sentence."""


class Token(NamedTuple):
    """A word or sign: as written, where it is, its number as a quotation (-1 for none) and its last sign."""

    text: str
    start: int
    end: int
    piece: int = -1
    ending: str = ""


def tokens(text: str, span: Span, quoted: Sequence[Span]) -> list[Token]:
    """The tokens of `span`; `quoted` are the quotations in it, in order and apart."""
    return list(_tokens(text, span, quoted))


def _tokens(text: str, span: Span, quoted: Sequence[Span]) -> Iterator[Token]:
    at = span.start
    for number, piece in enumerate(quoted):
        yield from _words(text, at, piece.start)
        yield Token(QUOTED, piece.start, piece.end, number, _ending(text, piece))
        at = piece.end
    yield from _words(text, at, span.end)


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        if match[0].endswith(_INVERTED):
            verb, _, pronoun = match[0].rpartition("-")
            verb = verb.removesuffix("-t")
            yield Token(verb, match.start(), match.start() + len(verb))
            yield Token(pronoun, match.end() - len(pronoun), match.end())
        else:
            yield Token(match[0], match.start(), match.end())


def _ending(text: str, piece: Span) -> str:
    """The last sign of a quotation, its marks and brackets aside."""
    return text[max(piece.start, piece.end - 8) : piece.end].rstrip("\"'“”’»«›‹)] \xa0")[-1:]
