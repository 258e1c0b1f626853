"""An article as a page of HTML with its marks, complete in itself: it loads nothing and runs nothing."""

from __future__ import annotations

from collections import deque
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from exchange.formats.iri import web_address
from exchange.formats.sheet import LOST
from store.annotation import AnchorState
from text.clean import clean_line
from text.document import Block, BlockKind, Document, Role, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exchange.formats.sheet import Sheet
    from store.records import Annotation, Article
    from text.document import Inline

T = TypeVar("T", "Annotation", "Inline")

DEEPEST = 100
"""Marks that one word is shown under; browsers do not nest elements much deeper."""
_HEAD = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ max-width: 40em; margin: auto; padding: 1em; line-height: 1.5; font-family: serif }}
mark:target, li:target {{ outline: 2px solid }}
mark.claim {{ background: #ffd6d6 }} mark.quote {{ background: #d6e8ff }}
.item {{ margin-left: 2em }} aside {{ border-top: 1px solid; font-family: sans-serif }}
</style>
"""
_STYLES = {Style.EMPHASIS: "em", Style.STRONG: "strong", Style.CODE: "code", Style.STRIKE: "s"}
_TAGS = {
    BlockKind.QUOTATION: ("<blockquote>", "</blockquote>"),
    BlockKind.LIST_ITEM: ('<p class="item">', "</p>"),
    BlockKind.CODE: ("<pre><code>", "</code></pre>"),
    BlockKind.TABLE_ROW: ("<tr><td>", "</td></tr>"),
}
_SAFE = ("http://", "https://", "mailto:", "#")


def write(sheets: Iterable[Sheet]) -> Iterator[str]:
    """The articles of the sheets, each with a list of its marks behind it."""
    for number, sheet in enumerate(sheets):
        if not number:
            language = escape(sheet.article.language or "und")
            yield _HEAD.format(language=language, title=escape(clean_line(sheet.title)))
        yield from _article(sheet)


def _article(sheet: Sheet) -> Iterator[str]:
    assert sheet.document is not None, "only articles have pages"  # noqa: S101 - the format says so
    yield f"<article>\n{_facts(sheet.article)}"
    standing = [mark for mark in sheet.marks if mark.anchor_state is not AnchorState.LOST]
    yield from _blocks(sheet.document, standing)
    yield "</article>\n<aside>\n"
    lost = [mark for mark in sheet.marks if mark.anchor_state is AnchorState.LOST]
    for heading, marks in (("Marks", standing), (LOST, lost)):
        if marks:
            yield f"<h2>{heading}</h2>\n<ol>\n{''.join(map(_entry, marks))}</ol>\n"
    yield "</aside>\n"


def _facts(article: Article) -> str:
    address = web_address(article.source)
    title = escape(clean_line(article.title))
    named = f'<a href="{escape(address)}">{title}</a>' if address else title
    told = ", ".join(filter(None, (article.byline, article.publisher, article.published)))
    return f"<p><cite>{named}</cite> {escape(told)}</p>\n"


def _blocks(document: Document, marks: Sequence[Annotation]) -> Iterator[str]:
    """The text, block by block; marks come in the order of the text, and go when it is past them."""
    coming = iter(sorted(marks, key=lambda mark: mark.anchor.start))
    ahead = next(coming, None)
    here: list[Annotation] = []
    begun: set[str] = set()
    in_table = False
    for block in document.blocks:
        while ahead is not None and ahead.anchor.start < block.span.end:
            here.append(ahead)
            ahead = next(coming, None)
        here = [mark for mark in here if mark.anchor.end > block.span.start]
        if in_table != (block.kind is BlockKind.TABLE_ROW):
            in_table = not in_table
            yield "<table>\n" if in_table else "</table>\n"
        yield _block(document.text, block, here, begun)
    if in_table:
        yield "</table>\n"


def _block(text: str, block: Block, marks: Sequence[Annotation], begun: set[str]) -> str:
    words = "".join(_pieces(text, block, marks, begun))
    if block.kind is BlockKind.HEADING:
        level = 1 if block.role is Role.TITLE else min(6, max(1, block.level))
        return f"<h{level}>{words}</h{level}>\n"
    if block.kind is BlockKind.RULE:
        return "<hr>\n"
    before, after = _TAGS.get(block.kind, ("<p>", "</p>"))
    marker = f"{escape(block.marker)} " if block.kind is BlockKind.LIST_ITEM else ""
    return f"{before}{marker}{words}{after}\n"


def _pieces(text: str, block: Block, marks: Sequence[Annotation], begun: set[str]) -> Iterator[str]:
    """The words of a block, cut wherever a style or a mark begins or ends."""
    span = block.span
    cuts = {span.start, span.end}
    for other in (*(mark.span for mark in marks), *(inline.span for inline in block.inlines)):
        cuts |= {min(max(cut, span.start), span.end) for cut in (other.start, other.end)}
    ordered = sorted(cuts)
    styled = _over(sorted(block.inlines, key=lambda inline: inline.span.start), ordered)
    marked = _over(marks, ordered)
    for (start, end), styles, over in zip(pairwise(ordered), styled, marked, strict=False):
        for number, cell in enumerate(text[start:end].split("\t" if _is_row(block) else "\0")):
            yield "</td><td>" * (number > 0) + _piece(cell, styles, over, begun, is_code=_is_code(block))


def _over(things: Sequence[T], places: Iterable[int]) -> Iterator[list[T]]:
    """What stands over each place, of things in the order they begin in; the last of too many."""
    coming = deque(things)
    here: list[T] = []
    for place in places:
        while coming and coming[0].span.start <= place:
            here.append(coming.popleft())
        here = [thing for thing in here if thing.span.end > place]
        yield here[-DEEPEST:]


def _is_row(block: Block) -> bool:
    return block.kind is BlockKind.TABLE_ROW


def _is_code(block: Block) -> bool:
    return block.kind is BlockKind.CODE


def _piece(
    words: str, styles: Sequence[Inline], marks: Sequence[Annotation], begun: set[str], *, is_code: bool
) -> str:
    told = escape(words)
    if not is_code:
        told = told.replace("\n", "<br>\n")
    for style in reversed(styles):
        told = _styled(told, style)
    for mark in reversed(marks):
        name = "" if mark.id in begun else f' id="postil-{escape(mark.id)}"'
        begun.add(mark.id)
        told = f'<mark class="{escape(mark.kind)}"{name} data-mark="{escape(mark.id)}">{told}</mark>'
    return told


def _styled(told: str, inline: Inline) -> str:
    if tag := _STYLES.get(inline.style):
        return f"<{tag}>{told}</{tag}>"
    if inline.style is Style.LINK and inline.target.lower().startswith(_SAFE):
        return f'<a href="{escape(inline.target)}">{told}</a>'
    return told


def _entry(mark: Annotation) -> str:
    said = f"— {mark.speaker}" if mark.speaker else ""
    placed = mark.place, mark.colour
    tags = " ".join(f"#{tag}" for tag in mark.tags)
    about = " · ".join(escape(told) for told in (mark.kind, mark.status, said, *placed, tags) if told)
    note = f"<p>{escape(mark.note)}</p>".replace("\n", "<br>\n") if mark.note else ""
    name = escape(mark.id)
    words = f"<q>{escape(mark.anchor.exact)}</q>".replace("\n", "<br>\n")
    return f'<li id="note-{name}"><a href="#postil-{name}">{words}</a> {about}{note}</li>\n'
