"""The suggester: the quotes that the open article offers, looked for while one reads."""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from text.document import Span

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from store.records import Article
    from text.document import Document
    from text.quotes import Quote
    from text.suggestions import Piece, Suggestion, Suggestions
    from tui.screens.reader import ReaderScreen

P = ParamSpec("P")
T = TypeVar("T")

GROUP = "suggest"
"""The group of the worker that looks for quotes."""

_PAUSE_SECONDS = 0.1
"""How long after an article has opened it is looked for quotes: the first frame comes first."""

_LONG = 100_000
"""Code points that are looked through at one go, in some 0.2 s."""

_QUIET_SECONDS = 0.3
"""How long after a key a piece of a longer text is looked through."""

_TURN_SECONDS, _USUAL_TURN_SECONDS = 0.0001, sys.getswitchinterval()
"""How long the search keeps the interpreter from the loop, which takes it many times to answer a key."""

_KEPT = 16
"""Articles of which the quotes are remembered."""


class Suggester:
    """What is offered on a reader's page: whatever is said there, but for what is filed or dismissed."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._revision = ""
        self._found: Suggestions | None = None
        self._dismissed: frozenset[str] = frozenset()
        self._stands_on: Suggestion | None = None
        screen.page.suggested = self.starts

    @property
    def is_looking(self) -> bool:
        """Whether it is not yet known what is said in the article."""
        return self._found is None

    def follow(self, article: Article) -> None:
        """Offer what an article says, and not what has been dismissed of that."""
        before, self._dismissed = self._dismissed, self._screen.postil.library.dismissed(article.id)
        if article.revision != self._revision:
            self._revision, self._stands_on = article.revision, None
            self._found = self._screen.postil.session.suggestions.get(article.revision)
            self._screen.workers.cancel_group(self._screen, GROUP)
            if self._found is None:
                document = self._screen.postil.library.document(article.id, article.revision)
                look: Callable[[], Awaitable[None]] = partial(self._look, article.revision, document)
                self._screen.run_worker(look, group=GROUP)
        elif self._dismissed != before:
            self._screen.page.show_suggested()

    async def _look(self, revision: str, document: Document) -> None:
        """Look for quotes on another thread; in a long text, only while nothing is typed."""
        await asyncio.sleep(_PAUSE_SECONDS)
        quiet = _QUIET_SECONDS if len(document.text) > _LONG else 0.0
        said: list[Quote] = []
        await self._screen.postil.typist.pause(quiet)
        for piece in await _aside(_pieces, document):
            await self._screen.postil.typist.pause(quiet)
            said += await _aside(_said_in, piece)
        known = self._screen.postil.session.suggestions
        known[revision] = found = await _aside(_offered, document.text, said)
        for oldest in list(known)[:-_KEPT]:
            del known[oldest]
        if revision == self._revision:
            self._found = found
            self._screen.page.show_suggested()

    # What is offered

    def starts(self, stretch: Span) -> list[int]:
        """Where the parts of direct quotes begin that are offered in a stretch of the text."""
        return [part.start for each in self._over(stretch) for part in self.parts(each)]

    def parts(self, suggestion: Suggestion) -> tuple[Span, ...]:
        """What of a quote is not filed; nothing of one that was dismissed."""
        if suggestion.key in self._dismissed:
            return ()
        from text.suggestions import unfiled  # noqa: PLC0415 - the first frame has none

        marks = self._screen.page.marks_at(suggestion.quote.span)
        return unfiled(suggestion.quote, (mark.span for mark in marks if mark.kind == "quote"))

    def speaker(self, span: Span) -> str:
        """Who says what stands in `span`, as far as that is known."""
        return self._found.speaker(span) if self._found is not None else ""

    def here(self, count: int) -> list[Suggestion]:
        """The one that the page stands on, or else so many direct ones from the cursor on."""
        page, stood_on = self._screen.page, self._stands_on
        if stood_on is not None and page.lit and count == 1 and self.parts(stood_on):
            return [stood_on]
        return list(islice(self._over(Span(page.cursor, len(page.document.text))), count))

    def in_sight(self) -> list[Suggestion]:
        """The direct ones that are in sight."""
        return list(self._over(self._screen.page.in_sight))

    def step(self, count: int, *, direct: bool) -> Suggestion | None:
        """Go to the `count`-th one from the cursor, back when negative, and light its words."""
        if self._found is None:
            return None
        cursor = self._screen.page.cursor
        found = self._found.nth(
            cursor, count, lambda each: each.is_direct == direct and bool(self.parts(each))
        )
        if found is not None:
            self.stand_on(found)
        return found

    def stand_on(self, suggestion: Suggestion) -> None:
        """Go to one, and light its words."""
        self._screen.journey.jump_to(suggestion.quote.span.start)
        self._stands_on = suggestion
        self._screen.page.show_suggested(self.parts(suggestion))

    def relight(self) -> None:
        """Put out the light of what has been filed meanwhile."""
        if self._stands_on is not None and self._screen.page.lit:
            self._screen.page.show_suggested(self.parts(self._stands_on))

    def _over(self, stretch: Span) -> Iterator[Suggestion]:
        found = self._found.over(stretch) if self._found is not None else iter(())
        return (each for each in found if each.is_direct and self.parts(each))


async def _aside(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """What work answers that a thread does in short turns."""

    def do() -> T:
        sys.setswitchinterval(_TURN_SECONDS)
        try:
            return work(*given, **named)
        finally:
            sys.setswitchinterval(_USUAL_TURN_SECONDS)

    return await asyncio.to_thread(do)


def _pieces(document: Document) -> list[Piece]:
    from text.suggestions import pieces  # noqa: PLC0415 - the first frame needs none

    return pieces(document, _LONG)


def _said_in(piece: Piece) -> list[Quote]:
    from text.suggestions import said_in  # noqa: PLC0415 - the first frame needs none

    return said_in(piece)


def _offered(text: str, said: list[Quote]) -> Suggestions:
    from text.suggestions import offered  # noqa: PLC0415 - the first frame needs none

    return offered(text, said)
