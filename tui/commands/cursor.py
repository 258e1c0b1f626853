"""Moving the reading cursor and the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text import motions, objects
from tui.commands.table import command

if TYPE_CHECKING:
    from text.motions import Motion
    from tui.screens.reader import ReaderScreen

WIDER = 4


def _move(screen: ReaderScreen, motion: Motion, count: int) -> None:
    page = screen.page
    if page.tail is None:
        page.move_to(motion(page.document, page.cursor, count))
    else:
        page.move_to(objects.extend(page.document, page.tail, page.cursor, motion, count))


@command("cursor.line_down", "Down a line")
def line_down(screen: ReaderScreen, count: int | None) -> None:
    """Move down."""
    screen.page.move_lines(count or 1)


@command("cursor.line_up", "Up a line")
def line_up(screen: ReaderScreen, count: int | None) -> None:
    """Move up."""
    screen.page.move_lines(-(count or 1))


@command("cursor.sentence_next", "Next sentence")
def sentence_next(screen: ReaderScreen, count: int | None) -> None:
    """Move to the next sentence."""
    _move(screen, motions.by_sentence, count or 1)


@command("cursor.sentence_previous", "Previous sentence")
def sentence_previous(screen: ReaderScreen, count: int | None) -> None:
    """Move to the previous sentence."""
    _move(screen, motions.by_sentence, -(count or 1))


@command("cursor.paragraph_next", "Next paragraph")
def paragraph_next(screen: ReaderScreen, count: int | None) -> None:
    """Move to the next paragraph."""
    _move(screen, motions.by_paragraph, count or 1)


@command("cursor.paragraph_previous", "Start of the paragraph, or the previous one")
def paragraph_previous(screen: ReaderScreen, count: int | None) -> None:
    """Move to the previous paragraph."""
    _move(screen, motions.by_paragraph, -(count or 1))


@command("cursor.heading_next", "Next heading")
def heading_next(screen: ReaderScreen, count: int | None) -> None:
    """Move to the next heading."""
    _move(screen, motions.by_heading, count or 1)


@command("cursor.heading_previous", "Previous heading")
def heading_previous(screen: ReaderScreen, count: int | None) -> None:
    """Move to the previous heading."""
    _move(screen, motions.by_heading, -(count or 1))


@command("cursor.word_next", "Next word")
def word_next(screen: ReaderScreen, count: int | None) -> None:
    """Move to the next word."""
    _move(screen, motions.by_word, count or 1)


@command("cursor.word_previous", "Previous word")
def word_previous(screen: ReaderScreen, count: int | None) -> None:
    """Move to the previous word."""
    _move(screen, motions.by_word, -(count or 1))


@command("cursor.word_end", "End of the word")
def to_word_end(screen: ReaderScreen, count: int | None) -> None:
    """Move to the end of the word."""
    _move(screen, motions.by_word_end, count or 1)


@command("cursor.character_next", "Next character")
def character_next(screen: ReaderScreen, count: int | None) -> None:
    """Move right."""
    _move(screen, motions.by_character, count or 1)


@command("cursor.character_previous", "Previous character")
def character_previous(screen: ReaderScreen, count: int | None) -> None:
    """Move left."""
    _move(screen, motions.by_character, -(count or 1))


@command("cursor.line_start", "Start of the line")
def line_start(screen: ReaderScreen, _: int | None) -> None:
    """Move to the line's first character."""
    screen.page.move_to(screen.page.row_span.start)


@command("cursor.line_end", "End of the line")
def line_end(screen: ReaderScreen, _: int | None) -> None:
    """Move to the line's last character."""
    span = screen.page.row_span
    screen.page.move_to(max(span.start, span.end - 1))


@command("cursor.first", "Start of the article")
def first(screen: ReaderScreen, _: int | None) -> None:
    """Move to the head."""
    screen.page.move_to(0)


@command("cursor.last", "End of the article")
def last(screen: ReaderScreen, _: int | None) -> None:
    """Move to the last sentence."""
    screen.page.move_to(max(0, len(screen.page.document.text) - 1))


@command("page.down", "A page down")
def page_down(screen: ReaderScreen, count: int | None) -> None:
    """Turn the page."""
    screen.page.turn_pages(count or 1)


@command("page.up", "A page up")
def page_up(screen: ReaderScreen, count: int | None) -> None:
    """Turn the page back."""
    screen.page.turn_pages(-(count or 1))


@command("page.half_down", "Half a page down")
def half_down(screen: ReaderScreen, count: int | None) -> None:
    """Scroll half a page on."""
    screen.page.turn_pages((count or 1) / 2)


@command("page.half_up", "Half a page up")
def half_up(screen: ReaderScreen, count: int | None) -> None:
    """Scroll half a page back."""
    screen.page.turn_pages(-(count or 1) / 2)


@command("page.centre", "Bring the cursor to the middle")
def centre(screen: ReaderScreen, _: int | None) -> None:
    """Scroll so that the cursor's line stands in the middle."""
    screen.page.centre()


@command("page.wider", "A wider page")
def wider(screen: ReaderScreen, count: int | None) -> None:
    """Widen the measure."""
    screen.page.widen(WIDER * (count or 1))


@command("page.narrower", "A narrower page")
def narrower(screen: ReaderScreen, count: int | None) -> None:
    """Narrow the measure."""
    screen.page.widen(-WIDER * (count or 1))
