"""Passages: a paragraph with quotations in it, and which of them were said in one go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from text.document import Span
from text.quotes.content import share
from text.quotes.frames import REACH, Frame, framed, introduction
from text.quotes.marked import marked
from text.quotes.tokens import ENDS, QUOTED, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from text.quotations import Quotation
    from text.quotes.tokens import Token

DIRECT = 0.9
"""The share of what was said that stands between marks, from which on it counts as a speech."""

_CLOSE = 3
"""Tokens between two quotations that one cue governs."""

_MANY, _DENSE = 200, 10
"""Quotations in a passage from which it is a pattern and nobody's speech, if each has so few code points."""

_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
"""Words that titles are written with a capital for."""

_TAIL = 400
"""Code points at the end of a paragraph in which it is told who speaks in the next."""


@dataclass(slots=True)
class Draft:
    """Quotations that were said in one go, and the words that tell of it."""

    parts: list[Span]
    cue: str
    subject: Span | None
    share: float
    sure: float = 0.0
    """How sure it is that it was said, where that is not told by the rest."""
    opens: bool = False
    """Whether its passage begins with it."""
    closes: bool = False
    """Whether its passage ends with it, or with its tag."""
    opened: bool = True
    """Whether its first mark is there."""
    unclosed: bool = False
    """Whether its last mark is missing."""
    follows: Draft | None = None
    """What the passage right before it ends with, where this one goes on from there."""


@dataclass(slots=True)
class _Group:
    pieces: list[int]
    frame: Frame | None


def drafts(text: str, span: Span) -> Iterator[Draft]:
    """The quotations of the passage `span`, in order; words marked for another reason are left out."""
    quoted = marked(text, span)
    if len(quoted) > _MANY and len(span) < _DENSE * len(quoted):
        return
    found = tokens(text, span, [each.span for each in quoted]) if quoted else []
    # However short, what is nothing but a quotation left open is a part of a longer speech.
    alone = len(found) == 1 and quoted[0].span.end == quoted[0].inner.end
    for group in [_Group([0], None)] if alone else _groups(found):
        draft = _draft(found, group, quoted)
        tagged = group.frame is not None and not group.frame.leads
        titled = draft.share < DIRECT and _is_title(text, found, group)
        if (draft.opened or tagged) and not titled:
            yield draft


def announced(text: str, span: Span) -> tuple[str, Span] | None:
    """The cue and speaker of the next paragraph's speech, where the passage `span` ends with a colon."""
    if text[span.end - 1 : span.end] != ":":
        return None
    found = tokens(text, Span(max(span.start, span.end - _TAIL), span.end), ())
    frame = introduction(found)
    if frame is None or frame.subject is None or found[frame.cue].text == ":":
        return None
    first, last = frame.subject
    return found[frame.cue].text, Span(found[first].start, found[last - 1].end)


def _groups(found: Sequence[Token]) -> list[_Group]:
    groups: list[_Group] = []
    current: _Group | None = None
    for at, token in enumerate(found):
        if token.piece < 0:
            continue
        frame = framed(found, at)
        if current and _joins(found, current, at, frame):
            current.pieces.append(at)
            continue
        if not frame and not _is_whole(found, at):
            continue
        if current and frame and _is_aside(current, at, frame):
            continue
        group = _Group([at], frame)
        groups.append(group)
        if not frame or share(found, group.pieces, frame) >= DIRECT:
            current = group
    return groups


def _joins(found: Sequence[Token], group: _Group, at: int, frame: Frame | None) -> bool:
    """Whether a quotation goes on with what the group has."""
    last = group.pieces[-1]
    if at - last > 2 * REACH:
        return False
    between = found[last + 1 : at]
    if not between:
        return frame is None or (group.frame is not None and frame.cue == group.frame.cue)
    if group.frame is None:
        return False
    if frame:
        follows = between[-1].text in {",", ":"} or len(between) <= _CLOSE
        return frame.cue == group.frame.cue and follows
    stops = sum(_stops(token) for token in between)
    return stops == 1 and _stops(between[-1]) and not group.frame.leads


def _stops(token: Token) -> bool:
    return token.text in ENDS or (bool(token.ending) and token.ending in ".?!")


def _is_aside(group: _Group, at: int, frame: Frame) -> bool:
    """Whether words are but marked in the tag of what was said before."""
    own = group.frame
    return own is not None and own.cue == frame.cue and group.pieces[-1] < own.cue < at


def _is_whole(found: Sequence[Token], at: int) -> bool:
    """Whether a quotation that no cue governs is a sentence of its own."""
    before = found[at - 1].text if at else "."
    ends = at + 1 == len(found) or found[at].ending in ".!?…,—-"
    return before in ENDS | {QUOTED, ":"} and ends and found[at].end - found[at].start > 12


def _draft(found: Sequence[Token], group: _Group, quoted: Sequence[Quotation]) -> Draft:
    first, last, frame = group.pieces[0], group.pieces[-1], group.frame
    parts = [quoted[found[piece].piece].inner for piece in group.pieces]
    draft = Draft(parts, "", None, 1.0, opens=first == 0, closes=_closes(found, last, frame))
    draft.unclosed = last + 1 == len(found) and found[last].end == parts[-1].end
    draft.opened = found[first].start < parts[0].start
    if frame:
        draft.cue = " ".join(token.text for token in found[frame.cue : frame.cue_end])
        draft.share = share(found, group.pieces, frame)
        if frame.subject:
            draft.subject = Span(found[frame.subject[0]].start, found[frame.subject[1] - 1].end)
    return draft


def _is_title(text: str, found: Sequence[Token], group: _Group) -> bool:
    """Whether marked words are the title of something: all with capitals, and no cue right before them."""
    first = group.pieces[0]
    if group.frame is None or group.frame.cue_end == first or found[group.frame.cue].text[:1].isupper():
        return False
    words = _LONG_WORD.findall(text, found[first].start, found[group.pieces[-1]].end)
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _closes(found: Sequence[Token], last: int, frame: Frame | None) -> bool:
    """Whether the passage ends with its token `last`, or with the sentence of a tag behind it."""
    behind = found[last + 1 : last + 2 * REACH]
    if last + 1 + len(behind) < len(found):
        return False
    stops = [number for number, token in enumerate(behind) if token.text in ENDS]
    return not behind or (frame is not None and not frame.leads and stops == [len(behind) - 1])
