"""Plain text, read as an article."""

from __future__ import annotations

from text.builder import build
from text.clean import newlines
from text.document import Parsed
from text.news.page import assign
from text.paragraphs import paragraphs


def parse(raw: str) -> Parsed:
    """The article a plain text holds: paragraphs reflowed, the parts of a news page told apart.

    Every visible character of `raw` stands in the document's text, in order, but list markers,
    which move to their blocks. Any string is accepted.
    """
    pieces, metadata = assign(list(paragraphs(newlines(raw).removeprefix("\ufeff"))))
    return Parsed(build(pieces), metadata)
