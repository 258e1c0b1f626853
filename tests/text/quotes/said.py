"""What the tests ask of a text."""

from __future__ import annotations

from tests.text.documents import document_of
from text.quotes import Quote, quotes


def found(*paragraphs: str, indirect: bool = False) -> tuple[Quote, ...]:
    return quotes(document_of(*paragraphs), indirect=indirect)


def said(*paragraphs: str, indirect: bool = False) -> list[tuple[str, str]]:
    """The speaker and the words of every quotation, its pieces joined by a bar."""
    document = document_of(*paragraphs)
    return [
        (quote.speaker, "|".join(part.of(document.text) for part in quote.parts))
        for quote in quotes(document, indirect=indirect)
    ]
