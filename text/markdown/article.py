"""Markdown (CommonMark with GitHub's extensions and front matter), read as an article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from text.builder import Piece, build
from text.clean import clean_line, newlines
from text.document import BlockKind, Parsed, Role
from text.inline import table_row
from text.markdown import frontmatter
from text.markdown.blocks import drafts
from text.markdown.limits import environment
from text.markdown.parser import words

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping, Sequence
    from typing import Any

    from text.markdown.blocks import Draft


def parse(raw: str) -> Parsed:
    """The article a Markdown text holds, its front matter read as metadata.

    All its blocks are found before the words in them are read, as a reference may be defined after
    its use. What would take the parser too long or too deep is shown as it stands in the source.
    """
    metadata, source = frontmatter.split(newlines(raw).removeprefix("\ufeff").replace("\0", "\ufffd"))
    env = environment(source)
    found = list(drafts(source, env))
    title, place = _title(found, env, metadata.title)
    return Parsed(build(_pieces(found, env, place)), replace(metadata, title=title))


def _pieces(found: list[Draft | Piece], env: MutableMapping[str, Any], title: int | None) -> Iterator[Piece]:
    """The drafts with their words read; each is let go as the next is taken."""
    found.reverse()
    count = len(found)
    while found:
        piece = _piece(found.pop(), env)
        yield replace(piece, role=Role.TITLE) if count - len(found) - 1 == title else piece


def _piece(draft: Draft | Piece, env: MutableMapping[str, Any]) -> Piece:
    if isinstance(draft, Piece):
        return draft
    if draft.kind is BlockKind.TABLE_ROW:
        read, apart = table_row([words(source, env) for source in draft.sources]), bool(draft.level)
    else:
        read, apart = words(draft.sources[0], env), draft.apart
    return Piece(
        read.text,
        draft.kind,
        draft.level,
        draft.marker,
        inlines=read.inlines,
        apart=apart,
        within=draft.within,
    )


def _title(
    found: Sequence[Draft | Piece], env: MutableMapping[str, Any], given: str
) -> tuple[str, int | None]:
    """The title, the one given or else the first heading's, and which of the drafts says it."""
    headings = [index for index, draft in enumerate(found) if draft.kind is BlockKind.HEADING]
    tops = (index for index in headings if found[index].level == 1)
    first = next(tops, 0 if headings[:1] == [0] else None)
    if first is None:
        return given, None
    heading = clean_line(_piece(found[first], env).text)
    if given and first > 0 and heading != given:
        return given, None
    return given or heading, first
