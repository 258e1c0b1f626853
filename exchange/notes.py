"""A reader's note as Markdown: as it was typed where that is tame, else escaped to say the very text.

Tame is Markdown that stays within its own place, in every program that reads the file: paragraphs, lists,
emphasis, strikethrough, code, links to the web and to mail, wiki links and tags. Everything that makes
structure, runs, is replaced or loads something is not, and a note with any of it is escaped as a whole.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from exchange import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LONGEST = 10_000
"""Code points of a note that is looked at; the parser may take the square of it."""
DEEPEST = 12
"""How deep things may be nested in each other; the parser looks no deeper than 20."""

_WIKI_LINK = re.compile(r"\[\[[^\[\]\n]+\]\]")
_WILD = re.compile(
    r"""
      %% | == | \{\{ | \(\( | ::             # comments, highlights, templates, block references, fields
    | !\[ | \[\^ | \^\[ | \[\[               # images, embeds, footnotes, wiki links that do not end
    | (?<!\S) \^ [\w-]                       # block ids
    | ` \$? =                                # what Dataview computes
    | < (?!https?://|mailto:) \d* [^\s\d]    # HTML, templates
    | & \#? \w+ ;                            # entities
    | (?<![\w/]) \# (?![\w\s]|\Z)            # headings, what is neither a heading nor a tag
    | ^ [ \t]* (?: \| | [:=][-+=:|\s] | [^\S \t\n]    # tables, definitions, odd space
                | [-=:|+*_][-=:|+*_ \t]* $ )            # rules, underlines
    | ^ [ \t>*+-]* (?: `{3,} [ \t]* [^`\s] )  # code that programs may run, by its language
    """,
    re.VERBOSE | re.MULTILINE,
)
_INLINE = frozenset({"text", "softbreak", "hardbreak", "code_inline", "inline"}) | {
    f"{name}_{end}" for name in ("em", "strong", "s", "link") for end in ("open", "close")
}
_PLAIN = _INLINE | {"paragraph_open", "paragraph_close"}
_BLOCKS = (
    _PLAIN
    | {"fence"}
    | {f"{name}_{end}" for name in ("bullet_list", "ordered_list", "list_item") for end in ("open", "close")}
)
_SAFE = ("http://", "https://", "mailto:")


def note(text: str) -> str:
    """A note for any reader of Markdown: a line's end within a paragraph is a hard break."""
    escaped = escape.block(text)
    if escaped == text or (tokens := _tame(text, _BLOCKS)) is None:
        return escaped
    return _broken(text, tokens) or escaped


def obsidian_note(text: str) -> str:
    """A note for Obsidian, which shows lines as they are typed."""
    escaped = escape.block(text)
    return escaped if escaped == text or _tame(text, _BLOCKS) is None else text


def logseq_note(text: str) -> str:
    """A note for Logseq: in a block of its outline lists would be other blocks, so these are escaped."""
    escaped = escape.block(text)
    return escaped if escaped == text or _tame(text, _PLAIN) is None else text


def _tame(text: str, allowed: frozenset[str]) -> list[Token] | None:
    """What a tame note is parsed to; None of any other."""
    if len(text) > LONGEST or text != text.strip() or _WILD.search(_WIKI_LINK.sub("[]", text)):
        return None
    if text.count("$") > 1 or text.replace("~~", "").count("~") > 1:  # formulas, GitHub's strikethrough
        return None
    known: dict[str, object] = {}
    tokens = _parser().parse(f"{text}\n", known)
    is_tame = not known.get("references") and all(_is_tame(each, allowed) for each in _all(tokens))
    return tokens if is_tame else None


def _is_tame(token: Token, allowed: frozenset[str]) -> bool:
    if token.type not in allowed or token.level > DEEPEST:
        return False
    if token.type == "text":  # what is no link here, as its address is odd, may be one elsewhere
        return "](" not in token.content
    if token.type == "link_open":
        return str(token.attrs["href"]).lower().startswith(_SAFE)
    if token.type == "fence" and token.map:  # one that ends has a line of its own there
        return token.content.count("\n") == token.map[1] - token.map[0] - 2
    return True


def _broken(text: str, tokens: list[Token]) -> str:
    """A tame note with hard breaks where its lines end; nothing if that would say something else."""
    lines = text.split("\n")
    for token in tokens:
        if token.type == "inline" and token.map:
            for number in range(token.map[0], token.map[1] - 1):
                if not lines[number].endswith(("\\", "  ")):
                    lines[number] += escape.hard_break(lines[number])
    told = "\n".join(lines)
    is_same = told == text or [*_shape(_parser().parse(f"{told}\n"))] == [*_shape(tokens)]
    return told if is_same else ""


def _shape(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    """What tokens are and say, a line's end being one whether it is hard or soft."""
    for token in _all(tokens):
        if token.type != "inline":
            yield token.type.replace("softbreak", "hardbreak"), token.content


def _all(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 60 ms, and most notes are plain

    return MarkdownIt("commonmark").enable(["strikethrough", "table"])
