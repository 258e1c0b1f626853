from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import ArticleDraft, Hit, Kind
from tests.text.documents import document_of
from tests.tui.conftest import LETTER, type_keys
from tests.tui.searching import finder
from text.document import Metadata
from tui.glance import Glance
from tui.widgets.preview import Preview

if TYPE_CHECKING:
    from store.library import Library
    from tests.tui.conftest import Drive
    from text.document import Document


class Shown(Preview):
    """Keeps what it is to show."""

    def __init__(self) -> None:
        super().__init__()
        self.passages: list[str] = []

    def show(self, document: Document, hit: Hit) -> None:
        self.passages.append(hit.annotation.span.of(document.text))


async def test_a_mark_is_shown_in_the_text_it_was_found_in(drive: Drive, library: Library) -> None:
    letter = library.find("letter")
    mark = library.annotate(letter.id, LETTER.blocks[1].span, Kind.QUOTE)
    longer = document_of("Written in haste.", *(block.span.of(LETTER.text) for block in LETTER.blocks))
    library.add(ArticleDraft(longer, Metadata(title=letter.title), letter.source))
    moved = library.annotation(mark.id)
    assert moved.span != mark.span
    shown = Shown()
    async with drive() as pilot:
        await type_keys(pilot, "s")
        screen = finder(pilot)
        glance = Glance(screen, shown)
        for each in (mark, moved):
            screen.items = [Hit(each, 50.0)]
            glance.at(screen.current)
            await pilot.app.workers.wait_for_complete(
                [worker for worker in pilot.app.workers if worker.group == "glance"]
            )
    assert shown.passages == [mark.anchor.exact] * 2
