"""Speakers: from the words that name who speaks to the name in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text.document import Span
from text.quotes.lexicon import DETERMINERS, PRONOUNS, listed

if TYPE_CHECKING:
    from text.quotes.people import Mention, People

_NOBODY = listed("i we you they it who one some many others es man on wir ich sie")


class Speakers:
    """Names speakers, one after the other as they stand in the text."""

    def __init__(self, text: str, people: People) -> None:
        self._text = text
        self._people = people
        self._last = ""

    def name(self, span: Span) -> str:
        """Who the words in `span` mean."""
        found = self._named(span)
        if found:
            self._last = found
        return found

    def _named(self, span: Span) -> str:
        words = span.of(self._text)
        head = Span(span.start, span.start + len(words.partition(",")[0]))
        lower = words.lower()
        if lower in PRONOUNS:
            return "" if lower in _NOBODY else self._last
        mentions = self._people.within(head)
        first = next(iter(words.split()), "")
        if mentions and (first[:1].isupper() and first.lower() not in DETERMINERS):
            return self._people.full(self._best(mentions).words)
        apposed = [each for each in mentions if each.span.end == head.end and len(each.words) > 1]
        if apposed:
            return self._people.full(apposed[0].words)
        described = self._people.called(head.of(self._text))
        return described or head.of(self._text)

    def _best(self, mentions: list[Mention]) -> Mention:
        return next(
            (each for each in mentions if self._people.is_person(self._people.full(each.words))), mentions[-1]
        )
