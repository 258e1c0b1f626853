from __future__ import annotations

from html.entities import html5
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exchange import errors
from exchange.reading import archive as limits
from exchange.reading import package
from exchange.reading.archive import Archive
from exchange.reading.epub import parse
from exchange.reading.source import read_bytes
from tests.exchange.books import archive, book, chapter
from text.document import BlockKind, Document, Inline, Role, Style
from text.html import plain
from text.outline import place_of

CASES = Path(__file__).resolve().parents[3].parent / "shared" / "cases" / "epub"
UNSEEN = ("head", "script", "style", "template")
HIDDEN = " or ".join(
    [f"local-name() = '{kind}'" for kind in UNSEEN]
    + ["@hidden", "contains(translate(@style, ' ', ''), 'display:none')"]
)
WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)


def headings(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind is BlockKind.HEADING]


def links(document: Document) -> list[Inline]:
    return [inline for block in document.blocks for inline in block.inlines if inline.style is Style.LINK]


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_every_chapter_is_read_in_the_order_of_the_spine(words: list[str]) -> None:
    chapters: dict[str, str | bytes] = {
        f"{9 - number}.xhtml": chapter(f"<p>{each}</p>") for number, each in enumerate(words)
    }
    document = parse(book(chapters), "book.epub").document
    assert document.text.split("\n\n") == ["The Keeper", *words]


def test_the_package_tells_what_is_known_of_a_book() -> None:
    metadata = """<dc:title>The  Keeper</dc:title><dc:creator>Ann Other</dc:creator><dc:creator>B</dc:creator>
    <dc:publisher>Shore &amp; Sons</dc:publisher><dc:date>1901-02-03T00:00:00Z</dc:date>
    <dc:language>en-GB</dc:language><dc:subject>Ships</dc:subject>"""
    known = parse(book({"a.xhtml": chapter("<p>A</p>")}, metadata=metadata), "book.epub").metadata
    assert (known.title, known.byline, known.publisher) == ("The Keeper", "Ann Other, B", "Shore & Sons")
    assert (known.published, known.language, known.tags) == ("1901-02-03", "en-GB", ("Ships",))


def test_a_title_page_s_own_title_is_the_book_s() -> None:
    document = parse(book({"a.xhtml": chapter("<p>the keeper</p><p>A</p>")}), "book.epub").document
    assert document.text == "the keeper\n\nA"
    assert document.blocks[0].role is Role.TITLE


@pytest.mark.parametrize(
    ("item", "part"),
    [
        (
            '<item id="n" href="t/toc.ncx" media-type="application/x-dtbncx+xml"/>',
            """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>One</text>
            </navLabel><content src="../a%20b.xhtml"/></navPoint></navMap></ncx>""",
        ),
        (
            '<item id="n" href="t/toc.ncx" properties="nav" media-type="application/xhtml+xml"/>',
            """<html xmlns="http://www.w3.org/1999/xhtml"><body><nav><ol><li>
            <a href="../a%20b.xhtml#x">One</a></li></ol></nav></body></html>""",
        ),
    ],
)
def test_a_chapter_without_a_heading_has_that_of_the_table_of_contents(item: str, part: str) -> None:
    chapters: dict[str, str | bytes] = {
        "a%20b.xhtml": chapter("<p>A</p>"), "c.xhtml": chapter("<h2>Two</h2><p>C</p>")
    }  # fmt: skip
    document = parse(book(chapters, {"OEBPS/t/toc.ncx": part}, items=item), "book.epub").document
    assert headings(document) == ["The Keeper", "One", "Two"]


@pytest.mark.parametrize("title", ["The Keeper", "Two"])
def test_links_between_chapters_lead_to_their_places(title: str) -> None:
    chapters: dict[str, str | bytes] = {
        "a.xhtml": chapter(
            """<p id="z">All <a href="capítulo.xhtml">1</a> <a href="cap%C3%ADtulo.xhtml#x">2</a>
            <a href="#z">3</a> <a href="./capítulo.xhtml#y">4</a> <a href="#y">5</a></p>"""
        ),
        "capítulo.xhtml": chapter("<h1>Two</h1><section id='x'><h2>Part</h2></section><p id='y'>end</p>"),
    }
    metadata = f"<dc:title>{title}</dc:title>"
    document = parse(book(chapters, metadata=metadata), "book.epub").document
    *found, nowhere = [link.target for link in links(document)]
    places = [place_of(document, target) for target in found]
    first = document.text.index("All")
    assert places == [document.text.index(words, first) for words in ("Two", "Part", "All", "end")]
    assert nowhere == "OEBPS/a.xhtml#y"


def test_text_after_the_end_of_a_chapter_is_read() -> None:
    source = chapter("<p>A<br></p>") + "<p>B</p>"
    assert parse(book({"a.xhtml": source}), "book.epub").document.text == "The Keeper\n\nA\n\nB"


def test_a_chapter_nested_too_deep_for_a_tree_is_read_tag_by_tag() -> None:
    source = chapter(f"{'<div>' * 5000}deep{'</div>' * 5000}")
    assert parse(book({"a.xhtml": source}), "book.epub").document.text == "The Keeper\n\ndeep"


def test_the_rest_of_a_book_beyond_all_measure_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "MOST_TAGS", 40)
    chapters: dict[str, str | bytes] = {
        f"{number}.xhtml": chapter(f"<h1>h{number}</h1><p>a<b>b</b></p>") for number in range(9)
    }
    document = parse(book(chapters), "book.epub").document
    assert document.text.split() == ["The", "Keeper", *(word for at in range(9) for word in (f"h{at}", "ab"))]
    assert 2 < len(headings(document)) < 9


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "windows-1252"])
def test_chapters_are_decoded_as_they_declare(encoding: str) -> None:
    source = f'<?xml version="1.0" encoding="{encoding}"?>{chapter("<p>Café&nbsp;&mdash; &lt;b&gt;</p>")}'
    document = parse(book({"a.xhtml": source.encode(encoding)}), "book.epub").document
    assert document.text == "The Keeper\n\nCafé\u00a0— <b>"


def test_one_bad_chapter_does_not_lose_the_book() -> None:
    chapters: dict[str, str | bytes] = {
        "a.xhtml": "<p>not <b>well-formed", "b.xhtml": b"%PDF-1.7", "c.xhtml": chapter("<p>C</p>")
    }  # fmt: skip
    items = '<item id="c9" href="missing.xhtml" media-type="application/xhtml+xml"/>'
    document = parse(book(chapters, items=items), "book.epub").document
    assert document.text == "The Keeper\n\nnot well-formed\n\nC"


def test_entities_that_multiply_are_not_resolved() -> None:
    names = "abcdefghij"
    grown = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names))
    doctype = f'<!DOCTYPE package [<!ENTITY a "aaaaaaaaaa">{grown}]>'
    metadata = "<dc:title>&j;</dc:title>"
    data = book({"a.xhtml": chapter("<p>A</p>")}, metadata=metadata, doctype=doctype)
    assert len(parse(data, "book.epub").document.text) < 1000


def test_a_part_beyond_the_limits_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = book({"a.xhtml": chapter(f"<p>{'a' * 2_000_000}</p>")})
    with pytest.raises(errors.SwollenArchiveError, match=r"^“book\.epub” unpacks to far more .*\.$"):
        parse(bomb, "book.epub")
    small = book({"a.xhtml": chapter("<p>A</p>")})
    monkeypatch.setattr(limits, "BOOK_BYTES", 300)
    with pytest.raises(errors.TooLargeError, match=r"book\.epub"):
        parse(small, "book.epub")
    monkeypatch.setattr(limits, "MEMBER_BYTES", 100)
    with pytest.raises(errors.LargePartError, match=r"book\.epub"):
        parse(small, "book.epub")


def test_a_locked_book_is_refused() -> None:
    lock = """<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>
    <enc:EncryptionMethod Algorithm="{}"/><enc:CipherData>
    <enc:CipherReference URI="OEBPS/a.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>"""
    chapters: dict[str, str | bytes] = {"a.xhtml": chapter("<p>A</p>")}
    locked = book(
        chapters, {"META-INF/encryption.xml": lock.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")}
    )
    with pytest.raises(errors.LockedBookError, match=r"^“book\.epub” is locked .*\.$"):
        parse(locked, "book.epub")
    fonts = book(chapters, {"META-INF/encryption.xml": lock.format("http://www.idpf.org/2008/embedding")})
    assert "A" in parse(fonts, "book.epub").document.text


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", archive({}), archive({"a.opf": "<no"})],
    ids=["nothing", "a signature", "an empty archive", "no container"],
)
def test_what_is_no_book_is_refused(data: bytes) -> None:
    with pytest.raises((errors.BrokenBookError, errors.EmptySourceError), match=r"book\.epub"):
        read_bytes(data, "book.epub")


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=30))
def test_a_damaged_book_is_read_or_refused(place: int, noise: bytes) -> None:
    whole = book({"a.xhtml": chapter("<p>A</p>"), "b.xhtml": chapter("<p>B</p>")})
    at = place % len(whole)
    try:
        draft = read_bytes(whole[:at] + noise + whole[at + len(noise) :], "book.epub")
    except errors.RefusedError:
        return
    assert draft.document.text


def test_addresses_stay_within_the_archive() -> None:
    assert package.resolved("../../../etc/passwd", "a/b.opf") == "etc/passwd"
    assert package.resolved("/x/../a%20b.xhtml#c", "a/b.opf") == "a b.xhtml"
    assert not package.resolved("https://example.org/a", "b.opf")
    assert not package.resolved("data:text/html,a", "b.opf")


def cases() -> list[Path]:
    return sorted(CASES.rglob("*.epub"))


def visible(data: bytes) -> str:
    """The characters a chapter shows, taken from its tree without any of our own reading."""
    for entity, sign in html5.items():
        if entity.endswith(";") and entity not in {"lt;", "gt;", "amp;", "quot;", "apos;"}:
            data = data.replace(f"&{entity}".encode(), sign.encode())
    root = etree.fromstring(data, etree.XMLParser(recover=True, huge_tree=True))
    shown = root.xpath(f"//text()[not(ancestor::*[{HIDDEN}])]")
    return "".join("".join(map(str, shown)).split())


def share(path: Path) -> tuple[int, int]:
    """How many of the visible characters stand, in order, in the text of a book, and how many there are."""
    data = path.read_bytes()
    text = "".join(parse(data, path.name).document.text.split())
    pack = Archive(data, path.name)
    at = found = total = 0
    for each in package.read(pack).chapters:
        if each.endswith(".svg"):
            continue
        for sign in visible(pack.read(each) or b""):
            total += 1
            place = text.find(sign, at)
            if 0 <= place < at + 2000:
                found, at = found + 1, place + 1
    return found, total


@pytest.mark.skipif(not CASES.exists(), reason="the EPUB cases are not here")
def test_no_visible_character_of_a_book_is_missing() -> None:
    counts = [share(path) for path in cases()]
    found, total = sum(each[0] for each in counts), sum(each[1] for each in counts)
    print(f"{len(counts)} books: {found} of {total} visible characters, {found / total:.5f}")
    assert found == total
