from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path

import pytest
import trafilatura
from hypothesis import given
from hypothesis import strategies as st

from exchange.reading.html import parse
from exchange.reading.source import read_bytes
from text.document import BlockKind, Document, Role, Style
from text.html import plain
from text.outline import place_of

CASES = Path(__file__).resolve().parents[3].parent / "shared" / "cases" / "html"
WORD = re.compile(r"\w+")
PROSE = "The keeper stood at the window and watched the {} come in, one after the other, until it was night."
PARAGRAPHS = [PROSE.format(what) for what in ("ships", "boats", "clouds", "birds", "guests")]


def page(body: str, head: str = "") -> str:
    return f'<!doctype html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>'


def article(*extra: str) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    menu = "<nav><a href=/>Home</a> <a href=/news>News</a></nav>"
    inner = f"<h1>The Keeper</h1>{paragraphs}{''.join(extra)}<p>{PARAGRAPHS[0]}!</p>"
    return f"{menu}<main><article>{inner}</article></main><footer>Imprint</footer>"


def body(document: Document) -> str:
    """The words that are the article's own."""
    blocks = (block for block in document.blocks if block.role is Role.BODY)
    return "\n".join(block.span.of(document.text) for block in blocks)


def test_an_article_is_read_without_its_page() -> None:
    text = parse(page(article())).document.text
    assert text.split("\n\n") == ["The Keeper", *PARAGRAPHS, f"{PARAGRAPHS[0]}!"]


def test_what_a_page_says_of_itself_is_known() -> None:
    head = """<title>The Keeper | The Shore</title><meta property="og:site_name" content="The Shore">
    <meta name="author" content="Ann Other"><meta property="article:published_time" content="2024-05-06">"""
    known = parse(page(article(), head)).metadata
    assert (known.title, known.byline, known.publisher) == ("The Keeper", "Ann Other", "The Shore")
    assert (known.published, known.language) == ("2024-05-06", "en-GB")


def test_what_stands_in_an_article_is_set_as_what_it_is() -> None:
    document = parse(
        page(
            article(
                "<pre>a = 1</pre><blockquote>A ship!</blockquote>",
                "<table><tr><th>a<th>b<tr><td>1<td>2</table>",
                "<h2 id=x>Later</h2><p>And <a href=#x>later</a>, <a href=/b>far</a>, it was day again.</p>",
            ),
            "<base href=https://example.org/a/>",
        ),
    ).document
    kinds = Counter(block.kind for block in document.blocks)
    assert (kinds[BlockKind.CODE], kinds[BlockKind.QUOTATION], kinds[BlockKind.TABLE_ROW]) == (1, 1, 2)
    inlines = [inline for block in document.blocks for inline in block.inlines if inline.style is Style.LINK]
    assert [inline.target for inline in inlines] == ["#~10", "https://example.org/b"]


@pytest.mark.parametrize("target", ["#note", "#n%C3%B6te", "#nöte", "#note "])
def test_links_to_any_place_in_the_article_lead_there(target: str) -> None:
    note = "<p id='note'><a name='nöte'></a>The note says that it was night.</p>"
    document = parse(page(article(f"<p>It was day.<a href='{target}'>[1]</a></p>", note))).document
    (link,) = [inline for block in document.blocks for inline in block.inlines]
    place = place_of(document, link.target)
    assert place is not None
    assert document.text[place:].startswith("The note")


@pytest.mark.parametrize("tail", ["</html>{}", "</body>{}", "</body></html>{}</body></html>", "</HTML >\n{}"])
def test_what_follows_the_end_of_a_page_is_read(tail: str) -> None:
    source = page("<p>First</p>").removesuffix("</body></html>") + tail.format("<p>Second <b>page</b></p>")
    assert parse(source).document.text == "First\n\nSecond page"


def test_data_that_an_article_shows_is_kept() -> None:
    data = f"data:image/png;base64,{'A' * 500}"
    shown = f"<pre>url({data})</pre><p>See <img src='{data}' alt='it'> now.</p>"
    document = parse(page(article(shown))).document
    assert data in document.text
    assert "See [image: it] now." in document.text


def test_the_rest_of_a_page_beyond_all_measure_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "MOST_TAGS", 8)
    source = page("<h1>a</h1><p>b</p>" + "".join(f"<p>w{number}</p>" for number in range(100)))
    text = parse(source).document.text
    assert text.split() == ["a", "b", *(f"w{number}" for number in range(100))]


def test_the_page_s_base_counts() -> None:
    head = '<base href="https://example.org/x/">'
    document = parse(
        page(article("<p>It was the <a href=y>best</a> of nights, and it did not end.</p>"), head)
    )
    targets = [inline.target for block in document.document.blocks for inline in block.inlines]
    assert targets == ["https://example.org/x/y"]


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=9), min_size=1, max_size=20))
def test_a_small_page_is_read_whole_but_for_its_menus(words: list[str]) -> None:
    source = page(f"<nav>Menu</nav><p>{' '.join(words)}</p><script>no</script><footer>Foot</footer>")
    assert parse(source).document.text == " ".join(words)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (f"<body>{'<div>' * 20_000}deep words", "deep words"),
        (f"<body><p {' '.join(f'a{at}=x' for at in range(60_000))}>some words", "some words"),
        (f"<body><p>{'word ' * 40_000}", "word word"),
        (f"<body><p>some words{chr(0) * 1000}", "some words"),
        (f"<body><img src='data:image/png;base64,{'A' * 1_000_000}'><p>some words", "some words"),
        (f"<table>{'<tr><td colspan=1000 rowspan=1000>some<td>words' * 500}", "some"),
        ("some words", "some words"),
        ("<", "<"),
    ],
    ids=["deep", "attributes", "line", "nulls", "embedded", "spans", "no tags", "a sign"],
)
def test_no_page_is_too_much(source: str, words: str) -> None:
    assert words in parse(source).document.text


@given(st.text(st.sampled_from("<>/ab pdivtr!-[]&;=\"' \n\x00h1"), max_size=200))
def test_any_text_is_a_page(source: str) -> None:
    document = parse(source).document
    assert all(block.span.of(document.text) or block.kind is BlockKind.RULE for block in document.blocks)


def f1(told: str, true: str) -> float:
    """The harmonic mean of precision and recall, by words, each counted as often as it stands."""
    ours, theirs = Counter(WORD.findall(told)), Counter(WORD.findall(true))
    both = (ours & theirs).total()
    return 2 * both / (ours.total() + theirs.total()) if both else 0.0


@pytest.mark.skipif(not CASES.exists(), reason="the saved pages are not here")
def test_articles_are_told_from_their_pages_as_well_as_trafilatura_does() -> None:
    truth = json.loads((CASES / "ground_truth.json").read_text(encoding="utf-8"))
    scores: dict[str, list[float]] = {"whole": [], "body": [], "trafilatura": []}
    for name, case in truth.items():
        data = gzip.decompress((CASES / "pages" / f"{name}.html.gz").read_bytes())
        document = read_bytes(data, f"{name}.html").document
        theirs = trafilatura.extract(data.decode(errors="replace"), include_comments=False) or ""
        for who, text in (("whole", document.text), ("body", body(document)), ("trafilatura", theirs)):
            scores[who].append(f1(text, case["articleBody"]))
    means = {who: sum(each) / len(each) for who, each in scores.items()}
    print(f"{len(truth)} pages, token F1: " + ", ".join(f"{who} {mean:.4f}" for who, mean in means.items()))
    assert means["whole"] >= 0.96
    assert means["body"] >= means["trafilatura"]
