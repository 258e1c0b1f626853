"""Selecting by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text import objects
from tui.commands.table import command

if TYPE_CHECKING:
    from text.document import Span
    from tui.screens.reader import ReaderScreen


@command("visual.start", "Select from here")
def start(screen: ReaderScreen, _: int | None) -> None:
    """Begin a selection at the cursor."""
    page = screen.page
    page.select(page.cursor, page.cursor)


@command("visual.cancel", "Drop the selection")
def cancel(screen: ReaderScreen, _: int | None) -> None:
    """End the selection without marking."""
    screen.page.drop_selection()


@command("visual.swap", "Move the other end")
def swap(screen: ReaderScreen, _: int | None) -> None:
    """Exchange the ends of the selection."""
    page = screen.page
    if page.tail is not None:
        page.select(page.cursor, page.tail)


@command("visual.grow", "Select the next larger piece")
def grow(screen: ReaderScreen, count: int | None) -> None:
    """Widen to word, quotation, sentence, paragraph."""
    for _ in range(count or 1):
        _take(screen, objects.grow(screen.page.document, screen.page.selection))


@command("visual.shrink", "Select the next smaller piece")
def shrink(screen: ReaderScreen, count: int | None) -> None:
    """Narrow again."""
    for _ in range(count or 1):
        _take(screen, objects.shrink(screen.page.document, screen.page.selection))


@command("visual.word", "Select the word")
def word(screen: ReaderScreen, _: int | None) -> None:
    """Select the word at the cursor."""
    _take(screen, objects.word(screen.page.document, screen.page.cursor))


@command("visual.sentence", "Select the sentence")
def sentence(screen: ReaderScreen, _: int | None) -> None:
    """Select the sentence at the cursor."""
    _take(screen, screen.page.sentence)


@command("visual.paragraph", "Select the paragraph")
def paragraph(screen: ReaderScreen, _: int | None) -> None:
    """Select the paragraph at the cursor."""
    _take(screen, objects.paragraph(screen.page.document, screen.page.cursor))


@command("visual.quotation", "Select inside the quotation marks")
def quotation(screen: ReaderScreen, _: int | None) -> None:
    """Select the quotation round the cursor, or else the sentence's first one."""
    page = screen.page
    found = objects.inside_quotation(page.document, page.cursor)
    found = found or objects.quotation_here(page.document, page.cursor, (), None)
    if found is None:
        screen.say("No quotation here.")
    else:
        _take(screen, found)


def _take(screen: ReaderScreen, span: Span) -> None:
    if len(span):
        screen.page.select(span.start, span.end - 1)
