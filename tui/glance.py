"""A glance at the passage of a mark; its article is fetched while keys go on, and kept for the next one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from store.errors import StoreError

if TYPE_CHECKING:
    from textual.worker import Worker

    from store.records import Hit
    from text.document import Document
    from tui.screens.claim import ClaimScreen
    from tui.screens.search import SearchScreen
    from tui.widgets.preview import Preview

_KEPT = 4
"""Articles that are kept."""


class Glance:
    """What the preview of a list of marks shows."""

    def __init__(self, screen: SearchScreen | ClaimScreen, preview: Preview) -> None:
        self._screen = screen
        self._preview = preview
        self._documents: dict[tuple[str, str], Document] = {}
        """The articles looked at, by id and revision, the newest last."""

    def at(self, hit: Hit | None) -> None:
        """Show the passage of a mark, at once or as soon as its article is there."""
        if hit is None:
            self._preview.clear()
            return
        known = self._documents.get(_name(hit))
        if known is not None:
            self._preview.show(known, hit)
        else:
            _: Worker[None] = self._screen.run_worker(
                partial(self._fetch, hit), group="glance", exclusive=True
            )

    async def _fetch(self, hit: Hit) -> None:
        article, revision = name = _name(hit)
        try:
            document = await self._screen.postil.seeker.ask(
                lambda library, _: library.document(article, revision)
            )
        except StoreError as error:
            self._screen.say(str(error))
            return
        self._documents[name] = document
        for oldest in list(self._documents)[:-_KEPT]:
            del self._documents[oldest]
        if hit is self._screen.current:
            self._preview.show(document, hit)


def _name(hit: Hit) -> tuple[str, str]:
    return hit.annotation.article_id, hit.annotation.anchor.revision
