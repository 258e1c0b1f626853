"""What the tests of the formats write: sheets of hostile words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st

from exchange.formats.sheet import By, Sheet
from store import tidy
from store.annotation import AnchorState, Kind
from store.claims import Claim
from tests.exchange.samples import article, mark
from text.clean import clean, clean_line
from text.document import Block, Document, Span

if TYPE_CHECKING:
    from store.records import Annotation

SIGNS = "\\`*_{}[]()#+-.!|<>~=:^%&;$@'\"/0123xnN \t\n,\u00a0\u200daZé—語"
HOSTILE = st.one_of(
    st.text(),
    st.text(st.sampled_from(list(SIGNS))),
    st.sampled_from(
        [
            *("---\nadmin: true\n---", "# h\n\n> q", "%% x", "^postil-m25", "=HYPERLINK(1)", "'=1", "''+2"),
            *("#+end_quote\n* headline", ":END:", "</mark><script>x</script>", "]]>", '"}', "a,b\r\n;"),
            *("\\end{document}", "}{", "id:: x", "[[page]]", "[a]: b {c}", "-- x --", "===\nx: y\n==="),
        ]
    ),
)
few = settings(max_examples=40)
"""For tests of whole sheets, each of which takes some milliseconds to make."""
TEXTS = HOSTILE.map(clean)
LINES = HOSTILE.map(clean_line)
WORDS = TEXTS.filter(bool)
TAGS = st.lists(LINES.map(lambda line: "-".join(line.split()).lstrip("#")).filter(bool), max_size=3).map(
    lambda tags: tuple(dict.fromkeys(tags))
)
PLACES = st.one_of(
    LINES.map(tidy.place),
    st.sampled_from(["", "p. 12", "p. xii", "loc. 168-170", "p. 7, loc. 90, The Whale"]),
)
COLOURS = st.one_of(LINES.map(tidy.colour), st.sampled_from(["", "yellow", "#ff0000", "dark-blue"]))


@st.composite
def marks(draw: st.DrawFn) -> Annotation:
    words = draw(WORDS)
    kind = draw(st.sampled_from(Kind))
    return mark(
        0,
        len(words),
        kind,
        text=words,
        id=draw(st.text("0123456789abcdef", min_size=16, max_size=16)),
        note=draw(TEXTS).strip(),
        speaker=draw(LINES),
        tags=draw(TAGS),
        status="disputed" if kind is Kind.CLAIM else "",
        created="2026-01-02T03:04:05.678Z",
        updated="2026-01-03T03:04:05.678Z",
        anchor_state=draw(st.sampled_from(AnchorState)),
        place=draw(PLACES),
        colour=draw(COLOURS),
    )


@st.composite
def sheets(draw: st.DrawFn, by: By | None = None) -> Sheet:
    """A sheet, its marks in any order but with lost ones last."""
    found = draw(st.lists(marks(), min_size=1, max_size=3, unique_by=lambda each: each.id))
    found.sort(key=lambda each: each.anchor_state is AnchorState.LOST)
    title, source = draw(LINES), draw(LINES)
    told = article(title=title, source=source, byline=draw(LINES), publisher=draw(LINES))
    articles = {told.id: told}
    match by or draw(st.sampled_from(By)):
        case By.ARTICLE:
            text = draw(WORDS)
            document = Document(text, (Block(Span(0, len(text))),))
            return Sheet(By.ARTICLE, told.id, title, found, articles, document)
        case By.CLAIM:
            stated = claim(draw(LINES), draw(TEXTS).strip())
            return Sheet(By.CLAIM, stated.id, stated.statement, found, articles, claim=stated)
        case other:
            return Sheet(other, "89abcdef01234567", draw(LINES), found, articles)


def claim(statement: str, note: str = "", status: str = "disputed") -> Claim:
    return Claim(
        id="fedcba9876543210",
        statement=statement,
        status=status,
        confidence=70,
        next_action="",
        due="",
        note=note,
        appearances=1,
        articles=1,
        supports=0,
        contradicts=0,
        created="2026-01-02T03:04:05.678Z",
        first_seen="2026-01-02T03:04:05.678Z",
        first_published="2025-02-10",
    )
