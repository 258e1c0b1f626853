"""Every format on a library whose every word is hostile, told apart in files and together in one."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from functools import cache
from html.parser import HTMLParser
from importlib import util
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings

import pytest

from exchange import escape
from exchange.attaching.bring import bring
from exchange.exporting.collection import apart, together
from exchange.files import file_name
from exchange.formats import table
from exchange.formats.iri import web_address
from exchange.formats.outline import facts
from exchange.formats.registry import FORMATS
from exchange.formats.selection import Selection, speaker_key
from exchange.formats.sheet import By, sections
from exchange.markdown import ANCHORED
from exchange.notes import logseq_note, note, obsidian_note
from store import tidy
from store.annotation import AnchorState
from store.library import Library
from tests.exchange.formats import reading
from tests.exchange.formats.hostile import NUMBER, fill
from tests.exchange.formats.reading import Part
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exchange.formats.sheet import Sheet
    from store.records import Annotation, Article

CASES = Path(__file__).resolve().parents[3].parent / "shared" / "cases"
EACH = [*By]
LINK = re.compile(r"\[\[[^\[\]\n]+\]\]")
ADDRESS = r"[A-Za-z][A-Za-z0-9+.-]*:[!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]*"
ARTICLES = ('{"type":"postil"', '{"type":"article"')
PROPERTIES = {"id", "kind", "status", "speaker", "tags", "place", "colour", "anchor"}
VALIDATED = max(20, NUMBER // 100)
"""Annotations that are checked against the standard, each of which takes 50 ms."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("hostile") / "library.db") as opened:
        fill(opened)
        yield opened


@pytest.fixture(scope="module")
def told(library: Library) -> dict[By, list[Sheet]]:
    return {by: list(Selection(library).sheets(by)) for by in By}


def files(library: Library, name: str, by: By) -> list[tuple[str, str]]:
    """The name and the text of each file of a format."""
    return [(leaf.name, "".join(parts)) for leaf, parts in apart(Selection(library), FORMATS[name], by)]


def whole(library: Library, name: str, by: By = By.ARTICLE) -> str:
    return "".join(together(Selection(library), FORMATS[name], by))


def standing(mark: Annotation, by: By) -> str:
    parts = styled_of(mark, by)[:1] * is_kind_told(mark, by)
    parts += [mark.status] * bool(mark.status and by is not By.CLAIM)
    parts += [f"— {mark.speaker}"] * bool(mark.speaker and by is not By.SPEAKER)
    parts += filter(None, (mark.place, mark.colour))
    parts += styled_of(mark, by)[is_kind_told(mark, by) :]
    return " · ".join(parts)


def is_kind_told(mark: Annotation, by: By) -> bool:
    return mark.kind not in {"quote", "highlight"} and not (by is By.CLAIM and mark.kind == "claim")


def styled_of(mark: Annotation, by: By) -> list[str]:
    """What is set in bold or italics of a mark."""
    parts = [mark.kind.capitalize()] * is_kind_told(mark, by)
    is_told = mark.anchor_state is AnchorState.CHANGED or by is not By.ARTICLE
    return parts + [f"({said})" for state, said in ANCHORED.items() if mark.anchor_state is state and is_told]


def origin(article: Article | None) -> str:
    if article is None:
        return ""
    facts = map(clean_line, (article.byline, article.publisher, article.published))
    return " · ".join(filter(None, (*facts, web_address(article.source))))


def about(sheet: Sheet) -> str:
    """What is told under the title of a sheet that is in one file with others."""
    if sheet.by is By.ARTICLE:
        return origin(sheet.article)
    return sheet.claim.status if sheet.claim else ""


def is_note_alone(mark: Annotation) -> bool:
    is_title = mark.anchor.exact == mark.article_title
    return mark.kind == "highlight" and bool(mark.note) and is_title


def expected(sheet: Sheet, *, is_alone: bool = True) -> list[Part]:
    """What Markdown tells of a sheet, were every note escaped."""
    parts = [Part("h1", clean_line(sheet.title))]

    def say(*texts: str) -> None:
        for text in filter(None, texts):
            before = f"{parts.pop().text}\n\n" if parts[-1].kind == "said" else ""
            parts.append(Part("said", before + text))

    say("" if is_alone else about(sheet), (sheet.claim and sheet.claim.note) or "")
    for section in sections(sheet):
        parts += [Part("h2", clean_line(section.heading))] * bool(section.heading)
        say(origin(section.article))
        for mark in section.marks:
            told = [tag for tag in mark.tags if sheet.by is not By.TAG or tag.lower() != sheet.title.lower()]
            tags = " ".join(f"#{tag}" for tag in told)
            if is_note_alone(mark):
                say(mark.note, f"^postil-{mark.id}", standing(mark, sheet.by), tags)
                continue
            parts.append(Part("quote", mark.anchor.exact))
            say(f"^postil-{mark.id}", standing(mark, sheet.by), mark.note, tags)
    return parts


def plainly(text: str, sheets: list[Sheet], told: Callable[[str], str]) -> str:
    """A text with the notes escaped that were left as they were typed, each of which must stand in it."""
    notes = {mark.note for sheet in sheets for mark in sheet.marks}
    notes |= {sheet.claim.note for sheet in sheets if sheet.claim}
    for each in sorted(notes, key=len, reverse=True):  # one may end as another one does
        if told(each) != escape.block(each):
            assert f"\n\n{told(each)}\n" in text
            text = text.replace(f"\n\n{told(each)}\n", f"\n\n{escape.block(each)}\n")
    return text


def counted(text: str) -> tuple[int, int]:
    """How many quotations and headings there are in a text, which has no HTML in it, and no rules."""
    found = [(token.type, token.level) for token in reading.github().parse(text)]
    assert not {"hr", "html_block", "table_open", "code_block"} & {kind for kind, _ in found}
    return found.count(("blockquote_open", 0)), found.count(("heading_open", 0))


@pytest.mark.parametrize("by", EACH)
def test_markdown_is_read_back_as_the_very_words_and_nothing_else(
    library: Library, told: dict[By, list[Sheet]], by: By
) -> None:
    wanted = []
    for sheet, (_, text) in zip(told[by], files(library, "markdown", by), strict=True):
        front, body = reading.front_matter(text)
        assert front == {k: list(v) if isinstance(v, tuple) else v for k, v in facts(sheet).items()}
        quoted = [part.kind for part in expected(sheet)]
        assert counted(body) == (quoted.count("quote"), quoted.count("h1") + quoted.count("h2"))
        body = plainly(body, [sheet], note)
        parts, styled = reading.markdown(reading.commonmark(), body)
        assert parts == expected(sheet)
        wanted += styles(sheet)
        assert styled == styles(sheet)
        assert kinds(reading.markdown(reading.github(), body)[0]) == kinds(parts)
        untouched(body, sheet)
    text = plainly(whole(library, "markdown", by), told[by], note)
    parts, styled = reading.markdown(reading.commonmark(), text)
    assert parts == [part for sheet in told[by] for part in expected(sheet, is_alone=False)]
    assert styled == wanted


def kinds(parts: list[Part]) -> list[str]:
    return [part.kind for part in parts]


def styles(sheet: Sheet) -> list[str]:
    found = []
    for mark in (mark for section in sections(sheet) for mark in section.marks):
        found += styled_of(mark, sheet.by)
    return found


def untouched(body: str, sheet: Sheet) -> None:
    """Assert that the source has nothing in it that Obsidian, Logseq, Templater or Dataview act on."""
    left = reading.active(body)
    assert not re.search(r"%%|==|\{\{|<%|\(\(|::|`|\[\[", left)
    assert not re.search(r"\$.*\$|~.*~", left)
    ids = re.findall(r"(?:^|\s)\^[\w-]+$", left, re.MULTILINE)
    assert len(ids) == len(sheet.marks)
    tagged = [line for line in left.split("\n") if re.search(r"(?:^|\s)#[\w/-]", line)]
    assert len(tagged) <= sum(bool(mark.tags) for mark in sheet.marks)


@pytest.mark.parametrize("by", EACH)
def test_obsidian_is_read_back_and_links_to_the_files_that_there_are(
    library: Library, told: dict[By, list[Sheet]], by: By
) -> None:
    names = names_of(library, By.ARTICLE) | names_of(library, By.SPEAKER)
    for sheet, (_, text) in zip(told[by], files(library, "obsidian", by), strict=True):
        _, body = reading.front_matter(text)
        body = plainly(body, [sheet], obsidian_note)
        links = re.findall(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]|\n]+))?\]\]", body)
        assert {target for target, _ in links} <= names
        wanted = sum(bool(speaker_key(mark.speaker)) for mark in sheet.marks if by is not By.SPEAKER)
        wanted += sum(bool(section.article and section.heading) for section in sections(sheet))
        assert len(links) == wanted
        untouched(LINK.sub("", body), sheet)
        body = LINK.sub("[[x]]", body)  # what stands in them is Obsidian's own
        parts, styled = reading.markdown(reading.commonmark(), body)
        assert [part for part in parts if part.kind == "quote"] == [
            part for part in expected(sheet) if part.kind == "quote"
        ]
        assert [part.kind for part in parts] == [part.kind for part in expected(sheet)]
        assert styled == styles(sheet)
        assert kinds(reading.markdown(reading.github(), body)[0]) == kinds(parts)


@cache
def names_of(library: Library, by: By) -> frozenset[str]:
    """What files of a vault are called."""
    return frozenset(name.removesuffix(".md") for name, _ in files(library, "obsidian", by))


@pytest.mark.parametrize("by", EACH)
def test_logseq_is_read_back_as_an_outline(library: Library, told: dict[By, list[Sheet]], by: By) -> None:
    for sheet, (_, text) in zip(told[by], files(library, "logseq", by), strict=True):
        front, blocks = reading.outline(text)
        assert front.keys() <= facts(sheet).keys()
        assert front["postil"] == sheet.id
        check_outline(blocks, [sheet], is_alone=True)
    front, blocks = reading.outline(whole(library, "logseq", by))
    assert not front
    check_outline(blocks, told[by], is_alone=False)


def check_outline(blocks: list[reading.Block], sheets: list[Sheet], *, is_alone: bool) -> None:
    coming = iter(blocks)
    for sheet in sheets:
        check_block(next(coming), "h1", clean_line(sheet.title), 0)
        if sheet.claim and sheet.claim.note:
            check_block(next(coming), "note", sheet.claim.note, 1)
        if not is_alone and by_article(sheet):
            check_block(next(coming), "said", by_article(sheet), 1)
        for section in sections(sheet):
            if section.heading:
                check_block(next(coming), "h2", clean_line(section.heading), 0)
            if origin(section.article):
                check_block(next(coming), "said", origin(section.article), 1)
            for mark in section.marks:
                check_mark(next(coming), mark)
                if mark.note and not is_note_alone(mark):
                    check_block(next(coming), "note", mark.note, 2)
    assert next(coming, None) is None


def check_block(block: reading.Block, kind: str, text: str, depth: int) -> None:
    assert (block.depth, block.properties) == (depth, {})
    if kind == "note" and logseq_note(text) != escape.block(text):
        assert block.markdown == logseq_note(text)
        return
    found = reading.markdown(reading.commonmark(), block.markdown)[0]
    assert found == [Part("said" if kind == "note" else kind, text)]
    left = LINK.sub("", reading.active(block.markdown))
    assert not re.search(r"\{\{|\(\(|::|`|\[\[|==|(?:^|\s)#[^\s#]", left)


def check_mark(block: reading.Block, mark: Annotation) -> None:
    parser = reading.commonmark()
    assert block.depth == 1
    assert set(block.properties) <= PROPERTIES
    for name, told in (("place", mark.place), ("colour", mark.colour)):
        value = f"x {block.properties.get(name, '')}"
        assert reading.markdown(parser, value)[0] == [Part("said", f"x {told}".strip())]
    assert ("status" in block.properties) == bool(mark.status)
    assert ("kind" in block.properties) == (mark.kind not in {"quote", "highlight"})
    if is_note_alone(mark):
        assert block.markdown == logseq_note(mark.note)
    else:
        assert reading.markdown(parser, block.markdown)[0] == [Part("quote", mark.anchor.exact)]


def by_article(sheet: Sheet) -> str:
    return origin(sheet.article) if sheet.by is By.ARTICLE else ""


@pytest.mark.parametrize("by", EACH)
def test_org_is_read_back_as_the_very_words(library: Library, told: dict[By, list[Sheet]], by: By) -> None:
    for sheet, (_, text) in zip(told[by], files(library, "org", by), strict=True):
        keywords, headlines = reading.org(text)
        assert keywords["postil_id"] == sheet.id
        check_headlines(headlines, [sheet], is_alone=True)
    keywords, headlines = reading.org(whole(library, "org", by))
    assert not keywords
    check_headlines(headlines, told[by], is_alone=False)


def check_headlines(headlines: list[reading.Headline], sheets: list[Sheet], *, is_alone: bool) -> None:
    coming = iter(headlines)
    for sheet in sheets:
        first = next(coming)
        assert (first.depth, first.title, first.tags) == (1, same(clean_line(sheet.title)), ())
        said = "" if is_alone else by_article(sheet)
        assert first.said == same((sheet.claim and sheet.claim.note) or said)
        for section in sections(sheet):
            if section.heading:
                found = next(coming)
                assert (found.depth, found.title, found.tags) == (2, same(clean_line(section.heading)), ())
                assert found.said == same(origin(section.article))
            for mark in section.marks:
                found = next(coming)
                quoted = "" if is_note_alone(mark) else same(mark.anchor.exact)
                assert (found.depth, found.quoted) == (3 if section.heading else 2, quoted)
                assert found.said == same(mark.note)
                assert found.properties["CUSTOM_ID"] == f"postil-{mark.id}"
                assert found.properties.get("SPEAKER", "") == mark.speaker
                assert found.properties.get("STATUS", "") == mark.status
                assert found.properties.get("PLACE", "") == mark.place
                assert found.properties.get("COLOUR", "") == mark.colour
                assert len(found.tags) == len(mark.tags)
    assert next(coming, None) is None


def same(text: str) -> str:
    """A text but for the spaces that nobody sees, and two backslashes at the end of a line."""
    return text.replace(reading.ZERO, "")


@pytest.mark.parametrize("by", EACH)
def test_csv_is_read_back_equal(library: Library, told: dict[By, list[Sheet]], by: By) -> None:
    marks = [(sheet, mark) for sheet in told[by] for mark in sheet.marks]
    rows = cells(whole(library, "csv", by))
    assert rows == [row for _, text in files(library, "csv", by) for row in cells(text)]
    for row, (sheet, mark) in zip(rows, marks, strict=True):
        article = sheet.articles[mark.article_id]
        assert tuple(row[name] for name in ("id", "kind", "words", "note", "speaker", "status", "claim")) == (
            *(mark.id, mark.kind, mark.anchor.exact, mark.note, mark.speaker, mark.status, mark.claim),
        )
        assert tuple(filter(None, row["tags"].split(" "))) == mark.tags
        assert (row["place"], row["colour"]) == (mark.place, mark.colour)
        assert (row["title"], row["byline"], row["source"]) == (article.title, article.byline, article.source)


def cells(text: str) -> list[dict[str, str]]:
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    return [dict(zip(header, map(table.readable, row), strict=True)) for row in rows]


@pytest.mark.parametrize("by", EACH)
def test_web_annotations_are_what_the_standard_asks_for(
    library: Library, told: dict[By, list[Sheet]], by: By
) -> None:
    found = json.loads(whole(library, "w3c", by))
    marks = [mark for sheet in told[by] for mark in sheet.marks]
    assert found["total"] == len(marks) == len(found["first"]["items"])
    assert sum(json.loads(text)["total"] for _, text in files(library, "w3c", by)) == len(marks)
    for item, mark in zip(found["first"]["items"], marks, strict=True):
        assert item["target"]["selector"][-1]["exact"] == mark.anchor.exact
        assert item["target"].get("bibo:locator", "") == mark.place
        assert re.fullmatch(ADDRESS, item["id"])
        assert re.fullmatch(ADDRESS, item["target"]["source"])
    if by is By.ARTICLE:
        shapes = {shape(item): item for item in found["first"]["items"]}
        assert not [item for item in [*shapes.values()][:VALIDATED] if not valid(item)]


def shape(item: dict[str, Any]) -> tuple[object, ...]:
    """What an annotation is made of; those of one shape differ in their texts alone."""
    purposes = {body["purpose"] for body in item["body"]}
    scheme = item["target"]["source"].partition(":")[0]
    return len(item["target"]["selector"]), scheme, item["motivation"], *sorted(purposes)


@cache
def validator() -> Any:  # noqa: ANN401 - a module of nobody's
    """The checker of the W3C's assertions, with its schemas read once."""
    jsonschema = pytest.importorskip(
        "jsonschema", reason="the checker of the W3C's assertions needs jsonschema"
    )
    path = CASES / "w3c" / "validate_export.py"
    if not path.is_file():
        pytest.skip("the W3C's assertions are not here")
    spec = util.spec_from_file_location("validate_export", path)
    assert spec
    assert spec.loader
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.load, module.asserts = cache(module.load), cache(module.asserts)  # type: ignore[attr-defined]  # theirs
    known: dict[int, object] = {}

    def resolver(base_uri: str, referrer: dict[str, Any], store: dict[str, Any]) -> object:
        if id(referrer) not in known:
            known[id(referrer)] = jsonschema.RefResolver(base_uri=base_uri, referrer=referrer, store=store)
        return known[id(referrer)]

    validator = jsonschema.Draft4Validator
    module.jsonschema = SimpleNamespace(Draft4Validator=validator, RefResolver=resolver)  # type: ignore[attr-defined]
    return module


def valid(item: dict[str, Any]) -> bool:
    with catch_warnings(action="ignore"):  # of what it uses
        checked, failed = validator().check({"@context": "http://www.w3.org/ns/anno.jsonld", **item})
    return checked > 40 and not failed


@pytest.mark.parametrize("by", EACH)
def test_hypothesis_gets_every_mark(library: Library, told: dict[By, list[Sheet]], by: By) -> None:
    found = json.loads(whole(library, "hypothesis", by))["annotations"]
    marks = [mark for sheet in told[by] for mark in sheet.marks]
    for row, mark in zip(found, marks, strict=True):
        quote = row["target"][0]["selector"][-1]
        assert (row["id"], quote["exact"], row["text"]) == (mark.id, mark.anchor.exact, mark.note)
        assert tuple(row["tags"][: len(mark.tags)]) == mark.tags
        assert (f"colour:{mark.colour}" in row["tags"]) >= bool(mark.colour)


@pytest.mark.parametrize("by", EACH)
def test_readwise_gets_every_highlight(library: Library, told: dict[By, list[Sheet]], by: By) -> None:
    rows = cells(whole(library, "readwise", by))
    marks = [mark for sheet in told[by] for mark in sheet.marks]
    for row, mark in zip(rows, marks, strict=True):
        assert row["Highlight"] == mark.anchor.exact
        assert mark.note in row["Note"]


class Page(HTMLParser):
    """What a browser shows of the article: its words, those of each mark, its tags and addresses."""

    VOID = frozenset({"meta", "br", "hr"})
    KNOWN = frozenset(
        {"href", "id", "class", "data-mark", "lang", "charset", "name", "content", "http-equiv"}
    )

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.marked: dict[str, list[str]] = {}
        self.ids: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = dict(attributes)
        assert len(known) == len(attributes)
        assert known.keys() <= self.KNOWN
        assert re.match(r"https?://|mailto:|#", known.get("href") or "#", re.IGNORECASE)
        self.ids += [known["id"] or ""] if "id" in known else []
        if tag not in self.VOID:
            self._open.append((tag, known.get("data-mark") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def handle_data(self, data: str) -> None:
        if any(tag == "article" for tag, _ in self._open):
            self.words.append(data)
            for _, name in self._open:
                if name:
                    self.marked.setdefault(name, []).append(data)


def bare(text: str) -> str:
    return "".join(text.split())


def test_a_page_shows_the_text_with_its_marks_in_place(library: Library, told: dict[By, list[Sheet]]) -> None:
    for sheet, (_, text) in zip(told[By.ARTICLE], files(library, "html", By.ARTICLE), strict=True):
        page = Page(text)
        assert len(page.ids) == len(set(page.ids))
        assert sheet.document
        shown = "".join(
            (block.marker + " ") * (block.kind == "list_item") + block.span.of(sheet.document.text)
            for block in sheet.document.blocks
        )
        assert bare("".join(page.words)).endswith(bare(shown))
        for mark in sheet.marks:
            if mark.anchor_state is not AnchorState.LOST:
                assert bare("".join(page.marked.get(mark.id, ()))) == bare(mark.span.of(sheet.document.text))
    Page(whole(library, "html"))


def test_claim_reviews_say_the_very_statements(library: Library, told: dict[By, list[Sheet]]) -> None:
    found = json.loads(whole(library, "claimreview", By.CLAIM))["@graph"]
    for review, sheet in zip(found, told[By.CLAIM], strict=True):
        assert review["itemReviewed"].get("text", "") == sheet.title
        assert review["url"].isascii()
        assert review["datePublished"]


def test_argdown_is_read_back_as_the_claims_and_their_links(library: Library) -> None:
    statements, relations = reading.argdown(whole(library, "argdown"))
    stated = {clean_line(claim.statement) for claim in library.claims.all()}
    assert stated <= set(statements.values())
    assert {name for _, name in relations} <= statements.keys()
    assert {sign for sign, _ in relations} == {"+", "-", "><"}


@pytest.mark.parametrize("by", EACH)
def test_sources_are_read_back(library: Library, told: dict[By, list[Sheet]], by: By) -> None:
    entries = reading.bibtex(whole(library, "bibtex", by))
    items = json.loads(whole(library, "csl", by))
    named = {mark.article_id for sheet in told[by] for mark in sheet.marks}
    assert len(entries) == len(items) == len(named)
    assert [entry["key"] for entry in entries] == [item["id"] for item in items]
    assert len({entry["key"] for entry in entries}) == len(entries)
    for entry, item in zip(entries, items, strict=True):
        assert printed(entry.get("title", "")) == item.get("title", "")
        assert printed(entry.get("author", "")) == item.get("author", [{"literal": ""}])[0]["literal"]


def printed(latex: str) -> str:
    """What LaTeX prints."""
    names = {"backslash": "\\", "asciitilde": "~", "asciicircum": "^", "braceleft": "{", "braceright": "}"}
    inner = latex[1:-1] if latex.startswith("{") and latex.endswith("}") else latex
    return re.sub(
        r"\\text(backslash|ascii\w+|brace\w+)\{\}|\\([&%$#_{}])|([&%$#_{}~^\\])",
        lambda found: names[found[1]] if found[1] else found[2] or "\0",
        inner,
    )


def test_json_lines_fill_an_empty_library_with_the_same(library: Library, tmp_path: Path) -> None:
    text = whole(library, "jsonl")
    with Library.open(tmp_path / "other.db") as other:
        done = bring(other, text.encode(), "a.jsonl", lambda _done, _of: None)
        assert not done.refused
        again = whole(other, "jsonl")
    assert lines(again) == lines(text)


@pytest.fixture
def unmarked(library: Library, tmp_path: Path) -> Iterator[Library]:
    """A library of the same articles without any marks."""
    kept = (line for line in whole(library, "jsonl").split("\n") if line.startswith(ARTICLES))
    with Library.open(tmp_path / "unmarked.db") as other:
        bring(other, "\n".join(kept).encode(), "articles.jsonl", lambda _done, _of: None)
        yield other


@pytest.mark.parametrize("name", ["w3c", "hypothesis"])
def test_what_goes_out_for_others_comes_back_to_the_same_places(
    library: Library, unmarked: Library, name: str
) -> None:
    done = bring(unmarked, whole(library, name).encode(), "export.json", lambda _done, _of: None)
    assert not done.refused
    assert not done.attached.stubs
    again = {mark.id: mark for mark in unmarked.annotations()}
    for mark in library.annotations():
        found = again.pop(mark.id)
        untold = name == "hypothesis" and mark.kind == "quote"
        assert found.kind == ("highlight" if untold else mark.kind)
        assert (found.article_id, found.note, found.speaker) == (mark.article_id, mark.note, mark.speaker)
        assert (found.status, found.created) == (mark.status, mark.created)
        assert list(found.tags) == tidy.subjects(mark.tags)
        if mark.anchor_state is AnchorState.EXACT and bare(mark.anchor.exact):
            assert found.anchor.exact.strip() == mark.anchor.exact.strip()
    assert not again


def test_what_goes_out_for_readwise_comes_back_with_the_same_words(
    library: Library, unmarked: Library
) -> None:
    done = bring(unmarked, whole(library, "readwise").encode(), "a.csv", lambda _done, _of: None)
    assert done.attached.added + done.attached.known == len(library.annotations())
    assert not done.refused
    found = {bare(mark.anchor.exact) for mark in unmarked.annotations()}
    standing = [mark for mark in library.annotations() if mark.anchor_state is AnchorState.EXACT]
    assert {words for mark in standing if (words := bare(mark.anchor.exact))} <= found


def lines(text: str) -> list[dict[str, Any]]:
    told = [json.loads(line) for line in text.split("\n") if line]
    return [{name: value for name, value in line.items() if name != "updated"} for line in told]


def test_names_are_such_as_every_platform_and_wiki_link_takes(told: dict[By, list[Sheet]]) -> None:
    for form in FORMATS.values():
        for by in form.by:
            names = [file_name(sheet, form.ending) for sheet in told[by]]
            assert len(set(map(folded, names))) == len(names)
            assert not [name for name in names if not plain_name(name)]


def folded(name: str) -> str:
    """A name as the file system sees it that tells the fewest apart."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", name).casefold())


def plain_name(name: str) -> bool:
    stem = name.rpartition(".")[0]
    return (
        len(name.encode()) <= 120
        and Path(name).name == PureWindowsPath(name).name == name
        and not PureWindowsPath(name).is_reserved()
        and not re.match(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\.|$)", name)
        and not re.search(r'[\\/:*?"<>|#^\[\]\x00-\x1f\x7f-\x9f]', name)
        and stem == stem.strip(" .")
        and not name.startswith(("-", "~", "."))
        and unicodedata.is_normalized("NFC", name)
        and not re.search(r"[\u202a-\u202e\u2066-\u2069\ud800-\udfff]", name)
    )
