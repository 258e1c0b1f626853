"""Frames: the verb of saying and its subject that go with a quotation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from text.quotes import subjects
from text.quotes.cues import ADDRESSING, CUES, NOUNS, OTHER, PHRASAL, REPORTS, SAYING, THINKING
from text.quotes.lexicon import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS, TIMES
from text.quotes.tokens import ENDS, QUOTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from text.quotes.tokens import Token

REACH = subjects.REACH


@dataclass(frozen=True, slots=True)
class Frame:
    """What tells that a quotation was said: the tokens of the cue, and those of its subject if it has one."""

    cue: int
    cue_end: int
    subject: tuple[int, int] | None
    leads: bool
    """Whether it stands before the quotation."""


_CUES = CUES | {report.title() for report in REPORTS}
_LABEL = 8
"""Tokens of a name or description before a colon."""

_GOVERNED = 8
"""Quotations at most that one cue has before its last one."""

_STOPS = ENDS | {";"}
"""Signs that end a sentence, or what is as good as one."""

_PAUSES = frozenset(",-–—―")
"""Signs between a quotation and what tells of it."""

_INTRODUCES = frozenset({":", QUOTED})
"""What stands behind a cue that leads to what was said next."""

_DETERMINING = DETERMINERS | {"of"}
_TAGS = SAYING | OTHER
_OPEN = frozenset("?!—-–…")
"""Signs after which a sentence may go on with a tag."""


_BEFORE_SPEECH = frozenset({QUOTED, ",", ":", ".", "that", "how", "to", "it", "this", ""})
_BEFORE_VERB = AUXILIARIES | PRONOUNS | {"and", "who", ",", ")", ""}


def framed(tokens: Sequence[Token], at: int) -> Frame | None:
    """The frame of the quotation that is token `at`."""
    start = sentence_start(tokens, at)
    leading = _leading(tokens, at, start)
    trailing = _behind(tokens, at)
    if not leading or not trailing:
        return leading or trailing
    if leading.cue_end == at or (tokens[at - 1].text in {":", ","} and leading.cue >= at - 16):
        tagged = tokens[at].ending in ",?!" and _follows(tokens, at, trailing)
        return trailing if tagged else leading
    return trailing


def _follows(tokens: Sequence[Token], at: int, trailing: Frame) -> bool:
    """Whether a tag stands right behind the quotation and ends its sentence."""
    ends = max(trailing.cue_end, trailing.subject[1] if trailing.subject else 0)
    begins = min(trailing.cue, trailing.subject[0] if trailing.subject else trailing.cue)
    return begins == at + 1 and (ends >= len(tokens) or tokens[ends].text in ENDS)


def _behind(tokens: Sequence[Token], at: int) -> Frame | None:
    """The frame that follows the quotation."""
    comma = at + 1 < len(tokens) and tokens[at + 1].text in _PAUSES
    if comma and _is_signature(tokens, at + 2):
        return Frame(at + 1, at + 2, (at + 2, len(tokens)), leads=False)
    ending = tokens[at].ending
    trailing = _trailing(tokens, at + 1 + comma)
    if not trailing or comma or ending == ",":
        return trailing
    if trailing.subject is None or min(trailing.cue, trailing.subject[0]) != at + 1:
        return None
    if _addresses(tokens, trailing):
        return None
    tags = ending == "." and _is_tag(tokens, trailing)
    return trailing if tags or ending in _OPEN or tokens[at + 1].text in REPORTS else None


def _addresses(tokens: Sequence[Token], frame: Frame) -> bool:
    """Whether the cue tells who is spoken to in what comes next: "Ann Lee told us, “…”"."""
    behind = [token.text for token in tokens[frame.cue_end : frame.cue_end + _LABEL]]
    signs = (at for at, word in enumerate(behind) if not word[:1].isalnum())
    at = next(signs, 0)
    leads = behind[at : at + 1] == [":"] or behind[at : at + 2] == [",", QUOTED]
    return at > 0 and leads and tokens[frame.cue].text in ADDRESSING


def closing_tag(tokens: Sequence[Token]) -> Frame | None:
    """The tag that tokens end with, right behind a comma."""
    for at in range(len(tokens) - 1, max(0, len(tokens) - REACH) - 1, -1):
        frame = _trailing(tokens, at + 1) if tokens[at].text == "," else None
        if frame and frame.subject and min(frame.cue, frame.subject[0]) == at + 1:
            end = max(frame.cue_end, frame.subject[1])
            if _is_tag(tokens, frame) and not any(token.text == "," for token in tokens[end:]):
                return frame
    return None


def _is_signature(tokens: Sequence[Token], first: int) -> bool:
    """Whether the passage ends with nothing but a name from token `first` on: "“We go.” — Ann Lee"."""
    named = tokens[first : first + _LABEL]
    return (
        tokens[first - 1].text != ","
        and first < len(tokens) <= first + _LABEL
        and named[0].text[:1].isupper()
        and not any(token.text in _TAGS or token.piece >= 0 for token in named)
    )


def _is_tag(tokens: Sequence[Token], frame: Frame) -> bool:
    """Whether nothing follows that the cue has for its object, so that it can only be a tag."""
    end = max(frame.cue_end, frame.subject[1] if frame.subject else 0)
    if end >= len(tokens):
        return True
    word = tokens[end].text.lower()
    if word == "," and any(token.piece >= 0 for token in tokens[end + 1 : end + 2]):
        return False
    return word not in _INTRODUCES and (not word[:1].isalpha() or word in PREPOSITIONS or word in TIMES)


def sentence_start(tokens: Sequence[Token], at: int) -> int:
    """The first token of the sentence that token `at` stands in, no further off than may matter."""
    passed = 0
    for k in range(at - 1, max(0, at - REACH) - 1, -1):
        quoted = tokens[k].piece >= 0
        passed += quoted
        if tokens[k].text in _STOPS or passed > _GOVERNED or (quoted and _ends(tokens, k)):
            return k + 1
    return max(0, at - REACH)


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sentence ends with a quotation."""
    ending, behind = tokens[at].ending, tokens[at + 1]
    begins = behind.piece >= 0 or behind.text[:1].isupper()
    return bool(ending) and ending in ".?!" and begins and not _tagged(tokens, at + 1, ending)


def _tagged(tokens: Sequence[Token], first: int, ending: str) -> bool:
    """Whether a tag follows a question or exclamation."""
    return ending != "." and any(token.text in SAYING for token in tokens[first : first + 5])


def introduction(tokens: Sequence[Token]) -> Frame | None:
    """The frame of a quotation that stands in the next paragraph, where these tokens end with a colon."""
    if not tokens or tokens[-1].text != ":":
        return None
    return _leading(tokens, len(tokens), sentence_start(tokens, len(tokens) - 1))


def _leading(tokens: Sequence[Token], at: int, start: int) -> Frame | None:
    """The frame before the quotation."""
    cue = _cue_before(tokens, at, start)
    if cue is None:
        return _label(tokens, at, start)
    if tokens[cue].text == "to":
        return Frame(cue - 1, cue + 1, subjects.after(tokens, cue), leads=True)
    end = cue + 1 + (tokens[cue].text in PHRASAL)
    return Frame(cue, end, _subject(tokens, cue, start), leads=True)


def _subject(tokens: Sequence[Token], cue: int, start: int) -> tuple[int, int] | None:
    """The subject of a cue that stands before what was said."""
    if tokens[cue].text.endswith("ing"):
        return subjects.participle(tokens, cue, start)
    inverted = cue == start or (tokens[cue - 1].text == "," and tokens[cue].text.islower())
    if (
        inverted
        and tokens[cue].text not in ADDRESSING
        and cue + 1 < len(tokens)
        and tokens[cue + 1].text[:1].isupper()
    ):
        return subjects.after(tokens, cue)
    return subjects.before(tokens, cue, start) or subjects.main(tokens, start, cue)


def _label(tokens: Sequence[Token], at: int, start: int) -> Frame | None:
    """The frame that a colon alone makes: of what stands before it, or of the subject of its sentence."""
    if at <= start + 1 or tokens[at - 1].text != ":":
        return None
    named = (start, at - 1) if at - start <= _LABEL else subjects.main(tokens, start, at - 1)
    return Frame(at - 1, at, named, leads=True) if named else None


def _cue_before(tokens: Sequence[Token], at: int, start: int) -> int | None:
    """The cue nearest before the quotation; one that tells of a thought yields to one of speech before it."""
    weak = None
    for k in range(at - 1, start - 1, -1):
        word = tokens[k].text
        if word == "to" and k > start and tokens[k - 1].text.lower() == "according":
            return k
        if _is_cue(tokens, k, start) and not is_noun(tokens, k, start):
            if word not in THINKING:
                return k
            weak = k if weak is None else weak
    return weak


def _is_cue(tokens: Sequence[Token], at: int, start: int) -> bool:
    word = tokens[at].text
    if word in PHRASAL:
        return at + 1 < len(tokens) and tokens[at + 1].text in {"back", "on", "further"}
    return word in _CUES or (at == start and word.lower() in SAYING)


def is_noun(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether a word that might tell of saying is a noun here."""
    before = tokens[at - 1].text if at > start else ""
    if before.lower() in _DETERMINING:
        return tokens[at].text not in OTHER and (before != "that" or tokens[at].text in NOUNS)
    if tokens[at].text not in NOUNS:
        return False
    behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
    possessive = before.endswith(("’s", "'s", "’", "'"))
    return possessive or behind not in _BEFORE_SPEECH or not (before[:1].isupper() or before in _BEFORE_VERB)


def _trailing(tokens: Sequence[Token], first: int) -> Frame | None:
    if first >= len(tokens):
        return None
    if tokens[first].text == "according" and first + 1 < len(tokens):
        return Frame(first, first + 2, subjects.after(tokens, first + 1), leads=False)
    for k in range(first, min(len(tokens), first + REACH)):
        word = tokens[k].text
        if word in ENDS or word in {QUOTED, ":", ";"}:
            return None
        tells = word in _TAGS or (word in PHRASAL and _is_cue(tokens, k, first))
        if tells and not is_noun(tokens, k, first):
            if k == first or all(_is_adverb(tokens[n].text) for n in range(first, k)):
                subject = subjects.after(tokens, k)
            else:
                subject = subjects.before(tokens, k, first)
            return Frame(k, k + 1 + (word in PHRASAL), subject, leads=False) if subject else None
    return None


def _is_adverb(word: str) -> bool:
    return word in AUXILIARIES or word.endswith("ly")
