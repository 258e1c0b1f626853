"""A reader's note as Markdown: as it was typed where that is tame, else with its wild signs escaped.

Tame is Markdown that stays within its own place, in every program that reads the file: paragraphs, lists,
emphasis, strikethrough, code, links to the web and to mail, wiki links and tags. Everything that makes
structure, runs, is replaced or loads something is not: the signs of that are escaped, and where that does
not tame a note it is escaped as a whole, to say the very text.
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

_SIGN = r"[!-/:-@\[-`{-~]"
_WIKI_LINK = re.compile(r"\[\[([^\[\]\n]+)\]\]")
_RULE = r"(?: \| | [:=] [-+:|\s] | := | [-=:|+*_] [-=:|+*_ \t]* $ )"
"""Rules, underlines, tables and definitions, by how their line starts."""
_SIGNS = rf"""
      %{{2,}} | \{{{{2,}} | \({{2,}} | :{{2,}}  # comments, templates, block references, fields
    | !\[\[ | !(?=\[) | \[(?=\^) | \^\[ | \[\[+  # embeds, images, footnotes, wiki links that do not end
    | (?<!\S) \^ (?=[\w-])                   # block ids
    | ` \$? =                                # what Dataview computes
    | <% | < (?!https?://|mailto:) (?=\d*[^\s\d])  # templates, HTML
    | & (?=\#?\w+;)                          # entities
    | (?<![\w/]) \# (?![\w\s]|\Z)            # headings, what is neither a heading nor a tag
    | ^ [ \t]* (?: {_RULE} | [^\S \t\n] )    # what makes a line something else, odd space
    | ^ [ \t>*+-]* (?: `{{3,}} [ \t]* [^`\s] )  # code that programs may run, by its language
"""
_LINK = r"\](?=\((?!<?(?:https?://|mailto:)))"
"""Where a link to what is not on the web goes on."""
_WILD = re.compile(_SIGNS, re.VERBOSE | re.MULTILINE)
_DISARMED = re.compile(rf"(\\{_SIGN} | {_WIKI_LINK.pattern}) | {_LINK} | {_SIGNS}", re.VERBOSE | re.MULTILINE)
_SET_IN = re.compile(r"^[ \t]", re.MULTILINE)
_LIT = re.compile("={2,}")
_ESCAPED = re.compile(r"\\(?:[]\\&#!$~[]|<(?!%))")
"""Signs that a backslash disarms for every program; other programs look for the other ones in the source."""
_START = re.compile(
    rf"^( [ \t]*(?={_RULE}) | (?![ \t]*{_RULE}) (?:[ \t]|[-*+][ \t]|\d{{1,9}}[.)][ \t])* "
    rf"(?=\#{{1,6}}(?:\s|$)|>|{_RULE}) )",
    re.VERBOSE | re.MULTILINE,
)
"""What stands before a rule, a heading or a quotation."""
_OPENED, _CLOSED = re.compile(r"\$(?=\S)"), re.compile(r"(?<=\S)\$(?!\d)|(?<=\$)\$")
"""Where a formula may begin and end, for Obsidian, GitHub and pandoc: two amounts of money are none."""
_TILDES = re.compile(r"(?<![~\\])~(?:~~+)?(?!~)")
_GLUED = re.compile(r"(?://|www\.)\S*\\")
"""An address that GitHub would take a backslash for part of."""
_HARD_BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\\Z|  \Z")
_INLINE = frozenset({"text", "text_special", "softbreak", "hardbreak", "code_inline", "inline"}) | {
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
    if escaped == text or (found := _tamed(text, _BLOCKS)) is None:
        return escaped
    return _broken(*found) or escaped


def obsidian_note(text: str) -> str:
    """A note for Obsidian, which shows lines as they are typed, and highlights."""
    escaped = escape.block(text)
    if escaped == text or (found := _tamed(text, _BLOCKS, may_highlight=True)) is None:
        return escaped
    return found[0]


def logseq_note(text: str) -> str:
    """A note for Logseq: in a block of its outline lists would be other blocks, so these are escaped.

    So is a note with lines that are set in: where they stand, they may begin blocks of their own.
    """
    escaped = escape.block(text)
    if escaped == text or _SET_IN.search(text) or (found := _tamed(text, _PLAIN)) is None:
        return escaped
    return found[0]


def _tamed(
    text: str, allowed: frozenset[str], *, may_highlight: bool = False
) -> tuple[str, list[Token]] | None:
    """A tame note as typed or with only its wild signs escaped, and what it is parsed to; None of others."""
    if len(text) > LONGEST or text != text.strip():
        return None
    is_lit = may_highlight and all(map(_is_balanced, text.split("\n")))
    if (is_lit or not _LIT.search(text)) and (tokens := _tame(text, allowed)):
        return text, tokens
    told = _disarmed(text if is_lit else _LIT.sub(_backslashed, text))
    tokens = None if _GLUED.search(told) else _tame(told, allowed)
    if not tokens or any(map(_shows_backslash, _all(tokens))):
        return None
    return told, tokens


def _is_balanced(line: str) -> bool:
    """Whether all highlights of a line end in it."""
    found = _LIT.findall(line)
    return len(found) % 2 == 0 and {*found} <= {"=="}


def _disarmed(text: str) -> str:
    """A note with backslashes before the signs that are wild, and before no other."""
    told = _DISARMED.sub(_backslashed, _START.sub(r"\1\\", text))
    bare = _ESCAPED.sub(r"\\", told)
    if _has_formula(bare):
        told = re.sub(r"(?<!\\)\$", r"\\$", told)
    return _TILDES.sub(_backslashed, told) if _has_tildes(bare) else told


def _backslashed(found: re.Match[str]) -> str:
    is_kept = found.re is _DISARMED and found[1]
    return found.group() if is_kept else re.sub(f"({_SIGN})", r"\\\1", found.group())


def _has_formula(bare: str) -> bool:
    opened = _OPENED.search(bare)
    return opened is not None and _CLOSED.search(bare, opened.end()) is not None


def _has_tildes(bare: str) -> bool:
    """Whether there is what GitHub strikes through, besides what all do."""
    return bare.replace("~~", "").count("~") > 1


def _tame(text: str, allowed: frozenset[str]) -> list[Token] | None:
    """What a tame note is parsed to; None of any other."""
    bare = _ESCAPED.sub(r"\\", text)
    if _WILD.search(_WIKI_LINK.sub(r"[\1]", bare)) or _has_formula(bare) or _has_tildes(bare):
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
        is_ended = token.content.count("\n") == token.map[1] - token.map[0] - 2
        return is_ended and not token.info.strip()  # programs run what is in a language of theirs
    return True


def _shows_backslash(token: Token) -> bool:
    """Whether a backslash is no escape, but shown or part of an address."""
    if token.type == "link_open":
        return "%5C" in str(token.attrs["href"])
    return token.type in {"code_inline", "fence"} and "\\" in token.content


def _broken(text: str, tokens: list[Token]) -> str:
    """A tame note with hard breaks where its lines end; nothing if that would say something else."""
    lines = text.split("\n")
    for token in tokens:
        if token.type == "inline" and token.map:
            for number in range(token.map[0], token.map[1] - 1):
                if not _HARD_BREAK.search(lines[number]):
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

    return MarkdownIt("commonmark").enable(["strikethrough", "table"]).disable("text_join")
