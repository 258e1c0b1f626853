"""A text that was revised while it is read: what is said of that, and where the reading goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from text.document import Document
    from tui.widgets.page import Page


def told(placed: int, marks: int) -> str:
    """What is said of a new text on which so many of the marks have a place."""
    if not marks:
        return "The text was revised."
    along = f"{placed} mark{'s' if placed != 1 else ''} moved along"
    lost = marks - placed
    gone = f", {lost} {'were' if lost != 1 else 'was'} lost" if lost else ""
    return f"The text was revised; {along}{gone}."


def followed(page: Page, new: Document) -> int:
    """Where the cursor's sentence stands in another state of the text; where it was, if it is gone."""
    from text.anchoring.carry import carry  # noqa: PLC0415 - only when a text changed under the reader

    [found] = carry(page.document.text, new.text, [page.sentence])
    return found.span.start if found is not None else page.cursor
