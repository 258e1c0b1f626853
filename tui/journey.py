"""Going far: to places that can be come back to, and to other articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import NoSuchArticleError
from text.jumps import leave
from tui.session import SEARCH, Spot

if TYPE_CHECKING:
    from text.document import Span
    from tui.screens.reader import ReaderScreen


class Journey:
    """The jumps from a reader's page."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen

    @property
    def here(self) -> Spot:
        """Where one is."""
        article = self._screen.article
        return Spot(article.id, self._screen.page.cursor, article.revision)

    def leave(self) -> None:
        """Remember where one is, to come back to it."""
        session = self._screen.postil.session
        session.jumps = leave(session.jumps, self.here)

    def jump_to(self, offset: int) -> None:
        """Leave for another place in the article."""
        self.leave()
        self._screen.page.move_to(offset)

    def go_to(self, span: Span) -> None:
        """Leave for a span, or extend the selection by all of it."""
        page = self._screen.page
        ahead = page.tail is not None and span.start >= page.tail
        self.jump_to(span.end - 1 if ahead else span.start)

    async def travel_to(self, spot: Spot) -> None:
        """Be at a place, in another article if it is there; the place left is not remembered."""
        if spot == SEARCH:
            from tui.screens.search import show_search  # noqa: PLC0415 - seldom come back to by a jump

            await show_search(self._screen.postil)
        elif spot.article == self._screen.article.id:
            self._screen.page.move_to(self._carried(spot, self._screen.article.revision))
        else:
            current = self._screen.postil.library.article(spot.article).revision
            await self._screen.open_article(spot.article, self._carried(spot, current))

    def is_there(self, spot: Spot) -> bool:
        """Whether a place can still be come back to: whether its article was not removed."""
        try:
            return spot == SEARCH or bool(self._screen.postil.library.article(spot.article))
        except NoSuchArticleError:
            return False

    def _carried(self, spot: Spot, revision: str) -> int:
        """Where a place is found in a revision of its article."""
        if spot.revision == revision:
            return spot.offset
        from store.anchoring import carried_offsets  # noqa: PLC0415 - only when a text has changed

        library = self._screen.postil.library
        old, new = (library.document(spot.article, each).text for each in (spot.revision, revision))
        [offset] = carried_offsets(old, new, [spot.offset])
        return offset

    def order(self) -> list[str]:
        """The ids of the articles in the order of the library, as it was last shown."""
        from tui.screens.library import LibraryScreen  # noqa: PLC0415 - the reader alone need not load it

        screens = self._screen.app.screen_stack
        shown = next((screen.order for screen in screens if isinstance(screen, LibraryScreen)), [])
        return shown or [article.id for article in self._screen.postil.library.articles()]
