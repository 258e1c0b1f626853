"""What a reader of each format sees, by the format's own rules and none of the writers' code."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import yaml
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

ZERO = "\u200b"
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_TEXTS = {"text", "hardbreak", "text_special"}
_MARKUP = {"strong_open", "strong_close", "em_open", "em_close", "link_open", "link_close"}
_ENTITY_BEHIND = re.compile(r"&#(9|32|160|5760|81\d\d|82\d\d|12288);$", re.MULTILINE)
"""A space spelt out behind an address, which GitHub takes for part of it."""
_PARTS = {"heading_open", "paragraph_open", "blockquote_open", "inline"}


class Part(NamedTuple):
    """A heading (h1, h2), a quotation (quote) or paragraphs (said), as a reader sees them."""

    kind: str
    text: str


class Block(NamedTuple):
    """A block of an outline: how deep it is, its properties, and its Markdown."""

    depth: int
    properties: dict[str, str]
    markdown: str


class Headline(NamedTuple):
    """A headline of Org with its tags, its properties, its quotation if it has one, and its paragraphs."""

    depth: int
    title: str
    tags: tuple[str, ...]
    properties: dict[str, str]
    quoted: str
    said: str


def front_matter(text: str) -> tuple[dict[str, object], str]:
    """The front matter of a Markdown file, and what follows it."""
    matched = re.match(r"---\n(.*?\n)---\n\n", text, re.DOTALL)
    assert matched, "it has no front matter"
    return yaml.safe_load(matched[1]), text[matched.end() :]


def commonmark() -> MarkdownIt:
    """A reader of CommonMark."""
    return _literal(MarkdownIt("commonmark"))


def github() -> MarkdownIt:
    """A reader with tables, strikethrough and links made of bare addresses, which are told as written."""
    return _literal(MarkdownIt("gfm-like"))


def _literal(parser: MarkdownIt) -> MarkdownIt:
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]  # the text is what is read
    return parser


def markdown(parser: MarkdownIt, text: str) -> tuple[list[Part], list[str]]:
    """The parts of a Markdown text, and what it has of strong and emphasised text."""
    parts: list[Part] = []
    styled: list[str] = []
    kind, depth = "", 0
    for token in parser.parse(text):
        assert token.nesting < 0 or token.type in _PARTS, f"{token.type} {token.content!r}"
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        assert depth <= 1
        if token.type == "heading_open":
            kind = token.tag
        elif token.type == "blockquote_open":
            parts.append(Part("quote", ""))
        elif token.type == "paragraph_open" and not depth:
            kind = "said"
        elif token.type == "inline":
            said = "".join(_spoken(token.children or (), styled))
            if any(child.type == "link_open" for child in token.children or ()):
                said = _ENTITY_BEHIND.sub(lambda found: chr(int(found[1])), said)
            if (depth or kind == "said") and parts and parts[-1].kind == (kind if not depth else "quote"):
                before = parts.pop()
                said = f"{before.text}\n\n{said}" if before.text else said
            parts.append(Part("quote" if depth else kind, said))
    return parts, styled


def _spoken(tokens: Iterable[Token], styled: list[str]) -> Iterator[str]:
    open_ = 0
    for token in tokens:
        assert token.type in _TEXTS | _MARKUP, f"{token.type} {token.content!r}"
        if token.type in {"strong_open", "em_open"}:
            open_ += 1
            styled.append("")
        elif token.type in {"strong_close", "em_close"}:
            open_ -= 1
        told = "\n" if token.type == "hardbreak" else token.content
        if open_:
            styled[-1] += told
        yield told


def active(text: str) -> str:
    """A Markdown text without what is escaped: what programs that look at the source may act on."""
    return _ESCAPED.sub("", text)


def outline(text: str) -> tuple[dict[str, str], list[Block]]:
    """The page properties and the blocks of a Logseq page."""
    head, *rest = re.split(r"^(\t*)- ", text, flags=re.MULTILINE)
    blocks = []
    for tabs, content in zip(rest[::2], rest[1::2], strict=True):
        first, *lines = content.rstrip("\n").split("\n")
        assert all(not line or line.startswith(f"{tabs}  ") for line in lines), content
        told = [first, *(line[len(tabs) + 2 :] for line in lines)]
        known, markdown = _properties(told)
        blocks.append(Block(len(tabs), known, "\n".join(markdown)))
    return _properties(head.split("\n"))[0], blocks


def _properties(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    known: dict[str, str] = {}
    for number, line in enumerate(lines):
        matched = re.match(r"([a-z-]+):: (.*)", line)
        if not matched:
            return known, lines[number:]
        assert matched[1] not in known
        known[matched[1]] = matched[2]
    return known, []


_ORG_STRUCTURE = re.compile(
    r"[ \t]*(?:(?:[-+]|\d+[.)]|[A-Za-z][.)])(?:\s|$)|\||#(?:\s|$|\+)|:\S*:\s*$|:(?:\s|$)|-{5,}\s*$|\\begin"
    r"|(?:DEADLINE|SCHEDULED|CLOSED|CLOCK):)|[ \t]+\*(?:\s|$)|\[fn:|%%\(|\*+ ",
    re.IGNORECASE,
)
"""What a line of Org must not begin with to be text."""
_ORG_OBJECT = re.compile(
    r"(?:^|(?<=[\s\u200b\-('\"{]))([*/_=~+])(?=[^\s\u200b])(?:.*?[^\s\u200b])?\1(?=[\s\u200b\-.,;:!?'\")}\[\\]|$)"
    r"|\[\[|\[fn:|\[cite|[<\[]\d{4}-|<<|\{\{\{|@@|\\[A-Za-z(\[]|\$[^\s\u200b]|\w[_^][{\w*+-]|<\w+:|\[\d*[/%]\d*\]|\[#",
    re.DOTALL,
)
"""What Org acts on within a text."""


def org(text: str) -> tuple[dict[str, str], list[Headline]]:
    """The keywords and the headlines of a file of Org. Raises `AssertionError` where text acts as markup."""
    head, *rest = re.split(r"^(\*+) ", text, flags=re.MULTILINE)
    keywords = {}
    for line in filter(None, head.split("\n")):
        matched = re.fullmatch(r"#\+(\w+):(?: (.*))?", line)
        assert matched, line
        keywords[matched[1]] = matched[2] or ""
    return keywords, [_headline(len(s), told) for s, told in zip(rest[::2], rest[1::2], strict=True)]


def _headline(depth: int, told: str) -> Headline:
    first, _, body = told.partition("\n")
    tagged = re.search(r"(?:^|[ \t])(:[\w@#%:]+:)[ \t]*$", first)
    title = first[: tagged.start()].rstrip(" ") if tagged else first
    assert not re.match(r"TODO\b|DONE\b|COMMENT\b", title), first
    properties: dict[str, str] = {}
    if body.startswith(":PROPERTIES:\n"):
        drawer, end, body = body.removeprefix(":PROPERTIES:").partition("\n:END:\n")
        assert end
        for line in drawer.split("\n")[1:]:
            matched = re.fullmatch(r":(\w+): (.*)", line)
            assert matched, line
            properties[matched[1]] = matched[2]
    quoted, body = _quoted(body)
    tags = tuple(tagged[1].strip(":").split(":")) if tagged else ()
    assert not _ORG_OBJECT.search(title), title
    link, body = ("", body) if properties else _linked(body.strip("\n"))
    said = _plain(body.strip("\n")) + link
    return Headline(depth, title.replace(ZERO, ""), tags, properties, quoted, said)


def _linked(body: str) -> tuple[str, str]:
    """The link that a line ends with, as facts of an article do, and what stands ahead of it."""
    matched = re.fullmatch(r"(.*)\[\[(https?://[^\[\]\s]+)\]\]", body, re.IGNORECASE)
    return (matched[2], matched[1]) if matched else ("", body)


def _quoted(body: str) -> tuple[str, str]:
    if not body.startswith("#+begin_quote\n"):
        return "", body
    inner, end, after = body.removeprefix("#+begin_quote\n").partition("\n#+end_quote\n")
    assert end, body
    return _plain(inner), after


def _plain(org_text: str) -> str:
    """The text that lines of Org say; an empty line ends a paragraph, two backslashes break a line."""
    lines = org_text.split("\n")
    for line in lines:
        assert not _ORG_STRUCTURE.match(line), line
        assert not _ORG_OBJECT.search(line.removesuffix("\\\\")), line
    for line, after in pairwise(lines):
        assert line.endswith("\\\\") or not line or not after, (line, after)
    return "\n".join(line.removesuffix("\\\\") for line in lines).replace(ZERO, "")


def bibtex(text: str) -> list[dict[str, str]]:
    """The entries of a BibTeX file: braces count wherever they stand, a backslash ahead or not."""
    found = []
    for raw in re.split(r"^(?=@)", text, flags=re.MULTILINE)[1:]:
        matched = re.match(r"@(\w+)\{([^,{}\s]+),\n", raw)
        assert matched, raw
        entry, at = {"type": matched[1], "key": matched[2]}, matched.end()
        while not raw.startswith("}", at):
            name = re.compile(r"  (\w+) = \{").match(raw, at)
            assert name, raw[at:]
            depth, end = 1, name.end()
            while depth:
                depth += {"{": 1, "}": -1}.get(raw[end], 0)
                end += 1
            entry[name[1]] = raw[name.end() : end - 1]
            assert raw.startswith(",\n", end), raw[end:]
            at = end + 2
        assert raw[at:].strip() == "}"
        found.append(entry)
    return found


def argdown(text: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The statements of an Argdown file by their titles, and its relations: a sign and who is meant."""
    assert text.startswith('===\ntitle: "Claims"\n===\n')
    statements: dict[str, str] = {}
    relations: list[tuple[str, str]] = []
    for paragraph in text.split("\n\n")[1:]:
        first, *others = paragraph.rstrip("\n").split("\n")
        matched = re.fullmatch(r"\[([^\[\]\\]+)\]: (.*)", first)
        assert matched, first
        assert matched[1] not in statements
        words, data = _data(matched[2])
        words = re.sub(r"(?<!\\)#[\w-]+ ?", "", words).rstrip(" ")
        left = _ESCAPED.sub("x", words)
        assert not re.search(r"[*_\[\]<>@#{}/|:=`]|--|^[+\-(]", left), first
        assert set(data) <= {"proponent", "source"}
        statements[matched[1]] = re.sub(r"\\(.)", r"\1", words)
        for line in others:
            relation = re.fullmatch(r"  (\+|-|><) \[([^\[\]\\]+)\]", line)
            assert relation, line
            relations.append((relation[1], relation[2]))
    return statements, relations


def _data(words: str) -> tuple[str, dict[str, str]]:
    matched = re.search(r"(?<!\\)\{([^{}]*)\}$", words)
    if not matched:
        return words, {}
    return words[: matched.start()], yaml.safe_load(f"{{{matched[1]}}}")
