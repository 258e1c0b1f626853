"""Moving the reading cursor and the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text import motions, objects
from tui import preferences
from tui.commands.table import command
from tui.widgets.sheet import MEASURE

if TYPE_CHECKING:
    from text.motions import Motion
    from tui.screens.reader import ReaderScreen

WIDER = 4
"""Cells by which the page widens."""


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
    screen.journey.leave()
    _move(screen, motions.by_heading, count or 1)


@command("cursor.heading_previous", "Previous heading")
def heading_previous(screen: ReaderScreen, count: int | None) -> None:
    """Move to the previous heading."""
    screen.journey.leave()
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
    screen.journey.jump_to(0)


@command("cursor.last", "End of the article")
def last(screen: ReaderScreen, _: int | None) -> None:
    """Move to the last sentence."""
    screen.journey.jump_to(max(0, len(screen.page.document.text) - 1))


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
async def wider(screen: ReaderScreen, count: int | None) -> None:
    """Widen the measure."""
    await _choose_measure(screen, screen.page.measure + WIDER * (count or 1))


@command("page.narrower", "A narrower page")
async def narrower(screen: ReaderScreen, count: int | None) -> None:
    """Narrow the measure."""
    await _choose_measure(screen, screen.page.measure - WIDER * (count or 1))


@command("page.measure", "The page as wide as reads best, or as counted")
async def measure(screen: ReaderScreen, count: int | None) -> None:
    """Set the measure back, or to so many columns."""
    await _choose_measure(screen, count or MEASURE)


async def _choose_measure(screen: ReaderScreen, measure: int) -> None:
    """Set the page in lines of so many cells, and the pages after it."""
    screen.page.set_measure(measure)
    chosen = screen.page.measure
    screen.say(f"Lines of {chosen} columns.")
    await screen.postil.writer.do(lambda library: preferences.prefer_measure(library, chosen))
