"""Quotations: what stands between quotation marks, whatever the marks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: `span` with its marks, `inner` the words between them without outer spaces."""

    span: Span
    inner: Span


class _Mark(NamedTuple):
    """A quotation mark in the text and the characters beside it ("" at an edge)."""

    glyph: str
    start: int
    end: int
    before: str
    after: str

    @property
    def after_space(self) -> bool:
        return not self.before or self.before.isspace()

    @property
    def before_space(self) -> bool:
        return not self.after or self.after.isspace()

    @property
    def leans_right(self) -> bool:
        """Whether it stands as an opening mark does: something before it to lean on, a word after it."""
        if self.after in _BEHIND or (self.after == "." and self.glyph in "»›"):
            return False
        return (self.after_space or self.before in "([{<—–-/:“„«‘‚\"'…") and not self.before_space


_BEHIND = frozenset(",;!?)")
"""Signs with which nothing that is quoted begins."""

_GLYPHS = "[\"“”„‟‘’‚‛'«»‹›「」『』《》〈〉〝〞〟＂″]"
_INSIDE = r"(?<=[^\W_])['’](?=[^\W_])"
"""An apostrophe inside a word."""

_NO_MARK = rf"(?<=\d)['’]\d{{1,2}}[\"”]|{_GLYPHS}{{6,}}"
"""Feet and inches, and rows of marks that only fill a line."""

# What a mark may begin with comes first: where nothing else can match, the search is six times as fast.
_MARK = re.compile(rf"(?={_GLYPHS[:-1]}`])(?:{_NO_MARK}|``|''|(?!{_INSIDE}){_GLYPHS})")
_LONGEST = 2
"""Signs of a mark."""

_OPENERS: dict[str, tuple[str, ...]] = {
    "”": ("“", "‟", "„", "”", '"'),
    "“": ("„", "“"),
    "‟": ("„",),
    "’": ("‘", "‛", "‚"),
    "‘": ("‚",),
    "»": ("«", "»"),
    "«": ("»",),
    "›": ("‹", "›"),
    "‹": ("›",),
    "」": ("「",),
    "』": ("『",),
    "》": ("《",),
    "〉": ("〈",),
    "〞": ("〝",),
    "〟": ("〝",),
    "''": ("``", "''"),
    '"': ('"', "„", "“"),
    "'": ("'",),
    "＂": ("＂",),
    "″": ("″",),
}
"""Each closing mark and the marks it may close, in every convention that uses it."""

_EITHER = frozenset("”»›\"'＂″") | {"''"}
"""Closing marks that some language or typewriter also opens with."""

_ONLY_OPEN = frozenset("„‚‛「『《〈〝") | {"``"}
_MAY_CLOSE = frozenset("“‟‘«‹")
"""Opening marks that close what German and Scandinavian low or outward marks opened."""

_SINGLE = frozenset("'‘’‚‛")
_ELISION = re.compile(
    r"['‘’](?:\d0s\b|em\b|tis\b|twas\b|til\b|till\b|cause\b|bout\b|n['’]|round\b)", re.IGNORECASE
)
_LOOK = 400
"""How far a possessive looks ahead for the mark that really closes, in code points."""


def quotations(text: str, span: Span) -> tuple[Quotation, ...]:
    """The quotations inside `span`, by start, an outer one before those nested in it.

    One left open runs to the end of `span`, as when speech goes on in the next paragraph; a mark
    that only closes makes none, and apostrophes are not marks. Time is linear in the span.
    """
    scanner = _Scanner(text, span)
    for mark in _marks(text, span):
        scanner.read(mark)
    return scanner.finish()


def _marks(text: str, span: Span) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, span.start, span.end):
        start, end = match.span()
        if end - start > _LONGEST:
            continue
        before = text[start - 1] if start > span.start else ""
        after = text[end] if end < span.end else ""
        yield _Mark(match[0], start, end, before, after)


class _Scanner:
    """The marks that are open, and the quotations found so far."""

    def __init__(self, text: str, span: Span) -> None:
        self._text = text
        self._span = span.trimmed(text)
        self._open: list[_Mark] = []
        self._depth: Counter[str] = Counter()
        self._found: list[Quotation] = []

    def read(self, mark: _Mark) -> None:
        """Takes one mark as an opening, a closing, or neither."""
        if mark.glyph in _SINGLE and self._is_apostrophe(mark):
            return
        if self._opens(mark):
            self._open.append(mark)
            self._depth[mark.glyph] += 1
        else:
            self._close(mark)

    def finish(self) -> tuple[Quotation, ...]:
        """All quotations, those never closed among them."""
        for mark in self._open:
            if mark.glyph not in _SINGLE or self._starts_speech(mark):
                self._add(mark, Span(mark.end, self._span.end), mark.end)
        return tuple(sorted(self._found, key=lambda found: (found.span.start, -found.span.end)))

    def _opens(self, mark: _Mark) -> bool:
        glyph = mark.glyph
        if glyph in _ONLY_OPEN:
            return True
        # A mark that usually opens may close its own kind by misuse, but not with space before it.
        closes = any(
            self._depth[opener] for opener in _OPENERS[glyph] if opener != glyph or not mark.after_space
        )
        if glyph in _MAY_CLOSE:
            return mark.leans_right or not closes
        if glyph not in _EITHER:
            return False
        return mark.leans_right and (not closes or (glyph != "”" and mark.after_space))

    def _close(self, mark: _Mark) -> None:
        """Closes the innermost mark it can; what was opened inside that and left so was no quotation."""
        openers = _OPENERS[mark.glyph]
        if not any(self._depth[opener] for opener in openers):
            return
        while True:
            opener = self._open.pop()
            self._depth[opener.glyph] -= 1
            if opener.glyph in openers:
                self._add(opener, Span(opener.end, mark.start), mark.end)
                return

    def _add(self, opener: _Mark, between: Span, end: int) -> None:
        inner = between.trimmed(self._text)
        if len(inner):
            self._found.append(Quotation(Span(opener.start, max(end, inner.end)), inner))

    def _starts_speech(self, mark: _Mark) -> bool:
        """Whether a single mark stands where only speech begins: at the head of its block."""
        return mark.start == self._span.start

    def _is_apostrophe(self, mark: _Mark) -> bool:
        if mark.glyph in "‚‛":
            return False
        if mark.before.isalnum() and mark.after.isalnum():
            return True
        if _ELISION.match(self._text, mark.start, self._span.end):
            return not mark.before.isalnum()
        return mark.glyph != "‘" and self._is_possessive(mark)

    def _is_possessive(self, mark: _Mark) -> bool:
        """Whether it follows a plural's s inside a quotation that is really closed further on."""
        if (
            mark.before not in "sS"
            or not mark.after.isspace()
            or not self._text[mark.end + 1 :][:1].islower()
        ):
            return False
        return self._text.find(mark.glyph, mark.end, min(self._span.end, mark.end + _LOOK)) >= 0
