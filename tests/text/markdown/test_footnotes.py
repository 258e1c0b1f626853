from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.text.markdown.test_article import rows
from text.document import BlockKind, Style
from text.markdown import article

LABELS = st.text("abcXYZ019-_.", min_size=1, max_size=8)
WORDS = st.text("abcdefgh ", min_size=1, max_size=20).filter(str.strip).map(str.strip)


@given(LABELS, WORDS, WORDS, st.booleans())
def test_a_reference_leads_to_its_definition(label: str, before: str, note: str, first: bool) -> None:
    parts = [f"{before}[^{label.swapcase()}]", f"[^{label}]: {note}"]
    document = article.parse("\n\n".join(parts[::-1] if first else parts)).document
    reference = document.blocks[1 if first else 0]
    definition = document.blocks[0 if first else 1]
    (link,) = reference.inlines
    assert (link.style, link.target, link.span.of(document.text)) == (
        Style.LINK,
        f"#fn-{label}",
        f"[{label}]",
    )
    assert (definition.kind, definition.level, definition.marker) == (BlockKind.LIST_ITEM, 1, f"[{label}]")
    assert definition.span.of(document.text) == " ".join(note.split())


def test_a_definition_holds_what_is_indented() -> None:
    assert rows("[^1]: one\ntwo\n\n    three\n\n    - four\n\nfive\n") == [
        (BlockKind.LIST_ITEM, 1, "[1]", "one two"),
        (BlockKind.LIST_ITEM, 1, "", "three"),
        (BlockKind.LIST_ITEM, 2, "•", "four"),
        (BlockKind.PARAGRAPH, 0, "", "five"),
    ]


def test_what_is_not_defined_is_text() -> None:
    assert rows("a[^no] [^] [^a b]\n\n[^un]: unused") == [
        (BlockKind.PARAGRAPH, 0, "", "a[^no] [^] [^a b]"),
        (BlockKind.LIST_ITEM, 1, "[un]", "unused"),
    ]
