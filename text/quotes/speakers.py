"""Speakers: from the words that name who speaks to the name in the text."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from text.document import Span
from text.quotes.cues import CUES
from text.quotes.describing import speaks
from text.quotes.lexicon import AUXILIARIES, DETERMINERS, LINKING, NO_NAMES, PREPOSITIONS, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from text.quotes.people import Mention, People

_SOMEBODY = {"he": "he", "she": "she", "er": "he", "il": "he", "elle": "she"}
"""Pronouns that stand for one person."""

_NOBODY = listed(
    "i we you they it who one some many others es man on wir ich sie ils elles nous je this that"
)
"""Words that name nobody whom the text could tell."""

_BACK = 1_500
"""How far back a pronoun may point, in code points."""

_POSSESSIVES = frozenset({"’s", "'s"})
_GOVERNING = PREPOSITIONS | DETERMINERS | {"outside", "inside", "behind"}
"""Words behind which in a description stands what is not described."""

_OFFICE = re.compile(r"\b(?:secretary|speaker|minister) of (?:the )?$")
"""What stands before "State John Kerry", and is not told of somebody else."""

_PARTED = listed("younger elder older")
"""Words that tell of another than whom the name alone would mean."""

_SENTENCE = re.compile(r"[.!?;]\s|\n|,\s(?:but|while|whereas)\b")
_VERB = re.compile(r"came|went|left|took|ran|won|lost|made|got|had|held|stood|sat|saw|met|began|rose|\w+ed")
_VERBS = CUES | AUXILIARIES
_INTRODUCING = PREPOSITIONS | LINKING
_LOOK = 20
"""Code points behind a name in which its verb begins."""

_LONG = 6
"""Words that introduce a name at most ("the city’s longtime auditor")."""


_LATEST = 20
"""Speakers among whom the last is looked for that goes by a pronoun."""


class Speakers:
    """Names speakers, one after the other as they stand in the text."""

    def __init__(self, text: str, people: People) -> None:
        self._text = text
        self._people = people
        self._spoken: dict[str, None] = {}
        self._at = 0
        self._pronouns: dict[str, str] = {}

    def name(self, span: Span) -> str:
        """Who the words in `span` mean; empty where that cannot be told."""
        words = span.of(self._text)
        pronoun = _SOMEBODY.get(words.lower())
        found = self._antecedent(span, pronoun) if pronoun else self._named(span)
        if found and self._people.is_person(found):
            self._spoken.pop(found, None)
            self._spoken[found] = None
            self._at = max(self._at, span.end)
            if pronoun:
                self._pronouns[found] = pronoun
        return found

    def _antecedent(self, span: Span, pronoun: str) -> str:
        """The last one who was the subject of a sentence or spoke, and may go by this pronoun."""
        window = Span(max(self._at, span.start - _BACK), span.start)
        for mention in reversed(self._people.within(window)):
            name = self._people.full(mention.words)
            if self._people.is_person(name) and self._fits(name, pronoun) and self._leads(mention):
                return name
        latest = islice(reversed(self._spoken), _LATEST)
        return next((name for name in latest if self._fits(name, pronoun)), "")

    def _fits(self, name: str, pronoun: str) -> bool:
        known = self._pronouns.get(name) or self._people.pronoun(name)
        return known in {"", pronoun}

    def _leads(self, mention: Mention) -> bool:
        """Whether a name stands where the subject of its sentence does: first, or after an introduction."""
        if self._text[mention.span.end : mention.span.end + 2] in _POSSESSIVES:
            return False
        before = self._text[max(0, mention.titled - 200) : mention.titled]
        sentence = _SENTENCE.split(before)[-1].strip(' \xa0“"')
        introduction, _, clause = sentence.rpartition(",")
        if introduction and introduction.split()[0].lower() not in _INTRODUCING | NO_NAMES:
            return False
        return not clause or self._is_described(mention, clause.lower().split())

    def _is_described(self, mention: Mention, words: Sequence[str]) -> bool:
        """Whether the words before a name only tell who that is ("City auditor"), and a verb follows it."""
        behind = self._text[mention.span.end : mention.span.end + _LOOK].split()
        acts = bool(behind) and _is_verb(behind[0].rstrip(".,"))
        return (
            acts and len(words) <= _LONG and not any(word in _INTRODUCING or _is_verb(word) for word in words)
        )

    def _named(self, span: Span) -> str:
        words = span.of(self._text)
        if words.lower() in _NOBODY:
            return ""
        head = Span(span.start, span.start + len(words.partition(",")[0]))
        mentions = [each for each in self._people.within(head) if self._heads(each, head)]
        first = words.split()[0].lower()
        if mentions and words[0].isupper() and first not in DETERMINERS:
            behind = Span(mentions[-1].span.end, head.end).of(self._text)
            if _is_somebody_of(behind):
                return head.of(self._text)
            return self._people.full(self._best(mentions).words)
        described = head.of(self._text)
        last = mentions[-1] if mentions else None
        if last and last.span.end == head.end and not _PARTED & set(described.lower().split()):
            name = self._people.full(last.words)
            if len(last.words) > 1 or self._people.is_person(name):
                return name
        called = self._people.called(described)
        return called or (_unarticled(described) if speaks(described) else "")

    def _heads(self, mention: Mention, within: Span) -> bool:
        """Whether it is its bearer that is named, and not who has to do with that one ("Ray’s mother")."""
        owns = self._text[mention.span.end : within.end][:2] in _POSSESSIVES
        before = self._text[within.start : mention.titled].lower()
        titled = mention.titled < mention.span.start and _OFFICE.search(before)
        governed = not titled and before.split()[-1:] and before.split()[-1] in _GOVERNING
        return not governed and not (owns and mention.span.end + 2 < within.end)

    def _best(self, mentions: Sequence[Mention]) -> Mention:
        full = (each for each in mentions if self._people.is_person(self._people.full(each.words)))
        return next(full, mentions[-1])


def _is_somebody_of(behind: str) -> bool:
    """Whether the words behind a name make it another's: "Clinton aide", "White House officials"."""
    return behind.startswith(" ") and speaks(behind) and not _is_verb(behind.split(maxsplit=1)[0])


def _is_verb(word: str) -> bool:
    return word in _VERBS or _VERB.fullmatch(word) is not None


def _unarticled(words: str) -> str:
    """A description or the name of a body, without the article."""
    article, _, rest = words.partition(" ")
    return rest if rest and article.lower() in {"the", "a", "an"} else words
