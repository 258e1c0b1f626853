"""Hints: labels over what is in sight, and the links that one of them may lead to."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from text.labels import labels, narrowed
from text.links import BadAddressError, link
from text.outline import place_of
from text.places import link_near, links_in, sentences_in
from tui.commands.table import command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from text.document import Span
    from tui.screens.reader import ReaderScreen


@command("hint.sentences", "Label the sentences in sight; a label goes there")
def sentences(screen: ReaderScreen, _: int | None) -> None:
    """Label every sentence in sight; in a selection, a label extends it by all up to that sentence."""
    page = screen.page
    _show(screen, "sentence", sentences_in(page.document, page.in_sight), screen.journey.go_to)


@command("hint.marks", "Label the marks in sight")
def marks(screen: ReaderScreen, _: int | None) -> None:
    """Label every mark in sight."""
    spans = dict.fromkeys(mark.span for mark in screen.page.marks_at(screen.page.in_sight))

    def go(span: Span) -> None:
        screen.journey.go_to(span)
        screen.latest = next((mark.id for mark in screen.page.marks_at(span) if mark.span == span), None)

    _show(screen, "mark", spans, go)


@command("hint.links", "Label the links in sight; a label follows one")
def links(screen: ReaderScreen, _: int | None) -> None:
    """Label every link in sight."""
    page = screen.page
    targets = {each.span: each.target for each in links_in(page.document, page.in_sight)}
    _show(screen, "link", targets, lambda span: _follow(screen, targets[span]))


@command("hint.letter", "Type a label", takes_letter=True)
async def letter(screen: ReaderScreen, _: int | None, typed: str) -> None:
    """Take one letter of a label."""
    left = narrowed(screen.page.labels, typed)
    chosen = left.get("")
    if not left:
        screen.refuse(typed)
    elif chosen is None:
        screen.page.show_labels(left)
    else:
        screen.page.show_labels({})
        screen.chosen(chosen)


@command("hint.cancel", "Take the labels away")
def cancel(screen: ReaderScreen, _: int | None) -> None:
    """Take the labels away."""
    screen.page.show_labels({})


@command("link.follow", "Follow the link in the sentence")
def follow(screen: ReaderScreen, _: int | None) -> None:
    """Follow the first link at or after the cursor in its sentence."""
    page = screen.page
    found = link_near(page.document, page.cursor, page.sentence)
    if found is None:
        screen.say("No link in this sentence.")
    else:
        _follow(screen, found.target)


@command("link.open", "Open the link in a browser")
async def open_link(screen: ReaderScreen, _: int | None) -> None:
    """Open the link that was asked about."""
    from tui.browser import browse  # noqa: PLC0415 - only when a link is opened

    asked, screen.page.asked = screen.page.asked, None
    if asked is None:
        return
    loop = asyncio.get_running_loop()

    def tell(message: str) -> None:
        with suppress(RuntimeError):  # where the program has ended meanwhile
            loop.call_soon_threadsafe(screen.say, message)

    screen.say(browse(asked, tell))


@command("link.leave", "Do not open the link")
def leave(screen: ReaderScreen, _: int | None) -> None:
    """Leave the link alone."""
    screen.page.asked = None


def _show(screen: ReaderScreen, kind: str, spans: Iterable[Span], chosen: Callable[[Span], None]) -> None:
    spans = list(spans)
    if not spans:
        screen.say(f"No {kind} is in sight.")
        return
    screen.chosen = chosen
    screen.page.show_labels(dict(zip(labels(len(spans)), spans, strict=False)))


def _follow(screen: ReaderScreen, target: str) -> None:
    """Go where a link within the article leads; ask before opening one that leads out of it."""
    if target.startswith("#"):
        place = place_of(screen.page.document, target)
        if place is None:
            screen.say(f"“{target}” leads nowhere in this article.")
        else:
            screen.journey.jump_to(place)
        return
    try:
        screen.ask(link(target))
    except BadAddressError as error:
        screen.say(str(error))
