"""A library whose every word is hostile to some format, the same for the same seed.

`POSTIL_HOSTILE=10000` in the environment makes the tests that read it take so many marks.
"""

from __future__ import annotations

import os
import random
import unicodedata
from functools import cached_property
from itertools import cycle
from typing import TYPE_CHECKING

from store.annotation import KINDS
from store.links import Relation
from store.marking import MarkDraft
from store.records import ArticleDraft
from text.builder import Piece, build
from text.clean import newlines
from text.document import BlockKind, Inline, Metadata, Role, Span, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.library import Library
    from text.document import Document

NUMBER = int(os.environ.get("POSTIL_HOSTILE", "240"))
"""Marks of the library; 10,000 take minutes in all formats, so it is fewer unless asked for."""
ARTICLE_MARKS = 40

MARKDOWN = (
    *(
        "# h",
        "## h ##",
        "> q",
        ">> q",
        "- i",
        "+ i",
        "* i",
        "1. i",
        "2) i",
        "***",
        "---",
        "===",
        "```",
        "~~~",
    ),
    *("`c`", "**b**", "__b__", "*i*", "_i_", "[l](u)", "![i](u)", "[a]: u", "[^1]", "[^1]: f", "<b>", "</b>"),
    *("<script>x</script>", "<!--", "-->", "<?x?>", "<![CDATA[", "]]>", "&amp;", "&#35;", "&lt", "<a@b.c>"),
    *(
        "<http://x.y>",
        "http://x.y/a_b",
        "www.x.y",
        "a@b.cd",
        "a|b\n-|-",
        "| a |",
        ":-:",
        "\\",
        "\\\\",
        "  \n",
    ),
    *("    code", "\tcode", "~~s~~", "~", "$x$", "$", "$$", "==m==", "%%", "^id", "^postil-0123456789abcdef"),
)
VAULTS = (
    *(
        "[[p]]",
        "![[p]]",
        "[[p|q]]",
        "#tag",
        "#a/b",
        "((ref))",
        "{{query}}",
        "{{",
        "}}",
        "{%",
        "%}",
        "<% x %>",
    ),
    *("`= x`", "key:: v", "id:: 0", "collapsed:: true", "TODO x", "SCHEDULED: <2026-01-01>", "- [ ] t"),
    *("<!-- Postil: x -->", "# Postil: x", "postil: 0123456789abcdef", ":::", "> [!note]", "#+BEGIN_QUERY"),
)
ORG = (
    *(
        "* h",
        "*** h :t:",
        "#+end_quote",
        "#+begin_src",
        "#+title: x",
        ":PROPERTIES:",
        ":END:",
        ":ID: x",
        ":t:",
    ),
    *(
        "| a | b |",
        "+ i",
        "[fn:1]",
        "<<t>>",
        "[[x][y]]",
        "\\alpha",
        "a_{b}",
        "a^2",
        "=v=",
        "~c~",
        "/i/",
        "+s+",
    ),
    *("# c", "[#A] x", "COMMENT x", "CLOCK: [x]", "{{{m}}}", "@@html:x@@", "src_sh{ls}", "%(x)", "x\\\\"),
)
DATA = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''", '"', '""', '"",""', ",", ";", "a,b", "0123456789", "1e3"),
    *(
        "0o17",
        "0x1F",
        "1_0",
        "1:2",
        "null",
        "~",
        "yes",
        "No",
        "true",
        "NaN",
        ".inf",
        "2026-01-01",
        "!!python/x",
    ),
    *(
        "&a",
        "*a",
        "? k",
        "- k",
        "k: v",
        "# c",
        "'x",
        "%YAML 1.2",
        "...",
        "---",
        '{"@id": 1}',
        "@context",
        "@id",
    ),
    *(
        "}",
        "{",
        "}}",
        "@book{k,",
        "\\end{x}",
        "%",
        "$",
        "_",
        "\\{",
        '"}',
        "<y> +>",
        "[x]: <y>",
        "+> [z]",
        "><",
    ),
    *("===\nx: y\n===", "-- x --", "/* c */", "// c", "{isInGroup: true}", ".tag", ".a .b", "\\u0000", "\\n"),
)
MARKUP = (
    *(
        "<img src=x onerror=a>",
        "javascript:a",
        '" onclick="a',
        "' onclick='a",
        "</mark>",
        "</style>",
        "</title>",
    ),
    *(
        "<svg/onload=a>",
        "&quot;",
        "<link href=//x>",
        "</q></a>",
        "<!doctype html>",
        "<base href=//x>",
        "<\0b>",
    ),
)
PATHS = (
    *(
        "../x",
        "..\\x",
        "/etc/passwd",
        "C:\\x",
        "CON",
        "con.md",
        "NUL",
        "aux .txt",
        "COM1",
        "COM¹",
        "LPT9",
        "a/b",
    ),
    *("a:b", "x.", "x ", ".x", "-x", "~x", "~", "x\0y", "%00", "%2e%2e%2f", "con$", "*?<>|", "a#b^c[d]"),
)
SIGNS = (
    *(
        "\0",
        "\x07",
        "\x1b[31m",
        "\x7f",
        "\x85",
        "\x9b",
        "\u2028",
        "\u2029",
        "\r",
        "\r\n",
        "\n",
        "\n\n",
        "\n\n\n",
    ),
    *("\t", "\x0b", "\x0c", "\u202e", "\u2066", "\u200e", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"),
    *(
        "\u00ad",
        "\u0301",
        "e\u0301",
        "\u00e9",
        "\u212b",
        "\ufb01",
        "\u1e9e",
        "ß",
        "İ",
        "ı",
        "\ud800",
        "\udc9b",
    ),
    *(
        "\ufffe",
        "\uffff",
        "\U0010ffff",
        "\U000e0041",
        "👩‍👩‍👧",
        "🏳️‍🌈",
        "🙂",
        "𝒳",
        "語彙",
        "ภาษา",
        "שלום",
        "مرحبا",
        "한글",
    ),
    *("\u00a0", "\u3000", "\u2003", "\u180e", "\u1680", " ", "  ", "٣", "²", "１", "一", "Ⅳ", "#️⃣"),
)
PROSE = (
    "It",
    "rained",
    "on",
    "Monday,",
    "said",
    "Ada",
    "Marsh.",
    "“Why?”",
    "snake_case",
    "5 €",
    "AT&T",
    "C#",
)
SETS = (MARKDOWN, VAULTS, ORG, DATA, MARKUP, PATHS, SIGNS, PROSE, PROSE)
BETWEEN = ("", "", " ", " ", " ", "\n", "\n\n", "\t")
LONG = ("x" * 3000, "語" * 300, "a" * 299 + ".", "[" * 500, "`" * 500, "é" * 200, "> " * 200, "((" * 200)
NAMES = (
    "Straße",
    "STRASSE",
    "Ｓｅａ",
    "sea",
    "Sea",
    "SEA",
    "e\u0301t\u00e9",
    "\u00e9t\u00e9",
    "ÉTÉ",
    "Å",
    "Å",
)
SOURCES = (
    "https://x.example/{}",
    "HTTP://x.example/ {}",
    "/home/ä/{}.md",
    "C:\\{}",
    "javascript:{}",
    "{}",
    "a b: {}",
)


class Maker:
    """Hostile texts, one after the other."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same for the same seed

    @cached_property
    def aside(self) -> Maker:
        """Another one, so that what it makes changes nothing of what this one does."""
        return Maker(1)

    def text(self, most: int = 6) -> str:
        """Some lines."""
        if self.chance.random() < 0.01:
            return self.chance.choice(LONG)
        parts = (self.chance.choice(self.chance.choice(SETS)) for _ in range(self.chance.randint(1, most)))
        return "".join(f"{part}{self.chance.choice(BETWEEN)}" for part in parts)

    def line(self) -> str:
        """A title, a name, a status: the library puts it on one line."""
        return self.chance.choice(NAMES) if self.chance.random() < 0.1 else self.text(3)

    def some(self, values: Sequence[str], share: float = 0.5) -> str:
        """One of them, or nothing."""
        return self.chance.choice(values) if self.chance.random() < share else ""

    def piece(self) -> Piece:
        """A block of an article."""
        kind = self.chance.choice([*BlockKind, *5 * [BlockKind.PARAGRAPH]])
        if kind is BlockKind.RULE:
            return Piece("", kind)
        text = newlines(self.text()).strip("\n") or "x"
        if kind not in {BlockKind.CODE, BlockKind.TABLE_ROW}:
            text = text.replace("\t", " ")
        if kind in {BlockKind.TABLE_ROW, BlockKind.HEADING, BlockKind.LIST_ITEM}:
            text = text.replace("\n", " ")
        first, last = sorted(self.chance.choices(range(len(text) + 1), k=2))
        inline = Inline(Span(first, last), self.chance.choice(list(Style)), self.line())
        marker = self.line() if kind is BlockKind.LIST_ITEM else ""
        return Piece(text, kind, self.chance.randint(1, 3), marker, inlines=(inline,))


def fill(library: Library, number: int = NUMBER, seed: int = 6) -> None:
    """Put so many marks into a library, with all that a library can hold besides."""
    maker = Maker(seed)
    said = {
        "speakers": [*NAMES, *(maker.line() for _ in range(max(20, number // 50)))],
        "tags": [*NAMES, *(maker.line() for _ in range(max(20, number // 50)))],
    }
    with library.transaction():
        for place in range(0, number, ARTICLE_MARKS):
            _article(library, maker, place // ARTICLE_MARKS, min(ARTICLE_MARKS, number - place), said)
        _claims(library, maker)
        _links(library, maker)
        for name in [speaker.name for speaker in library.speakers.all()][:10]:
            library.speakers.rename(name, f"{name} {maker.line()}*")


def _article(library: Library, maker: Maker, number: int, marks: int, said: dict[str, list[str]]) -> None:
    pieces = [maker.piece() for _ in range(marks)]
    title = unicodedata.normalize(("NFC", "NFD")[number % 2], maker.line())
    head = Piece(title.replace("\n", " ") or "x", BlockKind.HEADING, 1, role=Role.TITLE)
    about = Metadata(
        title, maker.line(), maker.line(), f"2026-01-0{number % 9 + 1}", "en", ("a", maker.line())
    )
    source = SOURCES[number % len(SOURCES)].format(f"{number}{maker.text(2)}")
    document = build([head, *pieces])
    article = library.add(ArticleDraft(document, about, source)).article
    library.annotate_all(article.id, [_draft(maker, document, at, said) for at in range(marks)])
    if number % 5 == 1:  # a revision, so that some marks stand on other words, and some nowhere
        other = [head, *(piece for at, piece in enumerate(pieces) if at % 7)]
        library.add(ArticleDraft(build(other), about, source))


def _draft(maker: Maker, document: Document, at: int, said: dict[str, list[str]]) -> MarkDraft:
    words = [block for block in document.blocks if block.span.start < block.span.end]
    block = words[at % len(words)]
    start, end = block.span.start, block.span.end
    if at % 4 == 0:
        start, end = (
            sorted(maker.chance.sample(range(start, end + 1), 2)) if end > start + 1 else (start, end)
        )
    if at % 9 == 0:
        end = min(len(document.text), end + 50)
    return MarkDraft(
        Span(start, end),
        maker.chance.choice([*KINDS, "to-check", "-0", "a--b"]),
        "" if at % 3 == 0 else maker.text(),
        [maker.some(said["tags"]) for _ in range(3)],
        maker.some(said["speakers"]),
        maker.line() if at % 5 == 0 else "",
        place=("", "p. 12", "page xii, loc. 1-3", maker.aside.line())[at % 4],
        colour=("", "yellow", maker.aside.line())[at % 3],
    )


def _claims(library: Library, maker: Maker) -> None:
    for claim in library.claims.all()[::3]:
        due = maker.some(["2026-05-01"])
        library.claims.edit(claim.id, statement=maker.line() or "x", note=maker.text(), due=due)
    for claim in library.claims.all()[::4]:
        library.claims.edit(claim.id, next_action=maker.line(), confidence=maker.chance.randint(0, 100))
    first, *others = [mark for mark in library.annotations() if mark.claim][:4]
    library.claims.join([mark.id for mark in others], first.claim)


def _links(library: Library, maker: Maker) -> None:
    known = library.annotations()
    marks = maker.chance.sample(known, len(known) // 4)[:100]
    for source, target, relation in zip(marks[::2], marks[1::2], cycle(Relation), strict=False):
        library.links.make(source.id, relation, target.id)
