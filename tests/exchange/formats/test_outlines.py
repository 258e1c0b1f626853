from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from exchange.formats import logseq, obsidian, org, plain
from exchange.formats.selection import speaker_id
from exchange.formats.sheet import By, Sheet
from store import stubs
from store.annotation import AnchorState, Kind
from store.speakers import Speaker
from tests.exchange.formats import reading
from tests.exchange.formats.making import LINES, TEXTS, claim, few, sheets
from tests.exchange.samples import DOCUMENT, article, mark

if TYPE_CHECKING:
    from types import ModuleType

    from markdown_it.token import Token


def one(**said: str) -> Sheet:
    quote = mark(25, 33, Kind.QUOTE, speaker="Ada Marsh", note="Why?\n\nThus.", tags=("sea/ships", "2024"))
    told = article(byline="A. B.", published="2025-02-10", **said)
    return Sheet(By.ARTICLE, told.id, told.title, [quote], {told.id: told}, DOCUMENT)


@few
@given(sheets())
@pytest.mark.parametrize("module", [plain, obsidian, logseq])
def test_markdown_gives_back_the_same_quotations(module: ModuleType, sheet: Sheet) -> None:
    written = "".join(module.write([sheet, sheet]))  # two, so that no front matter is parsed as Markdown
    quoted = quotations(MarkdownIt("commonmark").parse(written))
    assert quoted == 2 * [mark.anchor.exact for mark in sheet.marks]


@few
@given(sheets())
@pytest.mark.parametrize("module", [plain, obsidian])
def test_each_mark_has_its_block_id_on_a_line_of_its_own(module: ModuleType, sheet: Sheet) -> None:
    lines = "".join(module.write([sheet])).split("\n")
    ids = [line for line in lines if re.fullmatch(r"\^postil-[0-9a-f]{16}", line)]
    assert ids == [f"^postil-{mark.id}" for mark in sheet.marks]


@few
@given(sheets())
def test_each_mark_has_its_uuid_in_logseq(sheet: Sheet) -> None:
    ids = re.findall(r"^\t- id:: (.*)$", "".join(logseq.write([sheet])), re.MULTILINE)
    digits = [name.replace("-", "") for name in ids]
    assert [name[13:16] + name[17:20] + name[22:] for name in digits] == [mark.id for mark in sheet.marks]
    assert all(name.startswith("706f7374696c8") for name in digits)


@few
@given(sheets())
def test_everything_is_a_block_in_logseq(sheet: Sheet) -> None:
    outline = "".join(logseq.write([sheet, sheet]))
    tokens = MarkdownIt("commonmark").parse(outline)
    assert {token.type for token in tokens if token.level == 0} <= {"bullet_list_open", "bullet_list_close"}


@given(TEXTS)
def test_org_says_the_very_text(text: str) -> None:
    plain_text = text.replace(org.ZERO, "")
    written = org.paragraphs(plain_text)
    assert re.sub(r"\\\\$", "", written.replace(org.ZERO, ""), flags=re.MULTILINE) == re.sub(
        r"\\\\$", "", plain_text, flags=re.MULTILINE
    )


@few
@given(sheets())
def test_no_text_makes_structure_in_org(sheet: Sheet) -> None:
    lines = "".join(org.write([sheet, sheet])).split("\n")
    count = 2 * len(sheet.marks)
    depth = 2 if sheet.by is By.ARTICLE else 3  # their texts have no headings
    headed = {AnchorState.LOST: 3}
    for each in sheet.marks:
        stars = "*" * headed.get(each.anchor_state, depth)
        drawer = lines.index(f":CUSTOM_ID: postil-{each.id}")
        assert lines[drawer - 2].startswith(f"{stars} ")
    assert lines.count("#+begin_quote") == lines.count("#+end_quote") == count
    assert lines.count(":PROPERTIES:") == lines.count(":END:") == count
    assert [line for line in lines if re.match(r"\*+ ", line)] == [
        line for line in lines if re.match(r"\*{1,3} ", line)
    ]
    assert sum(line.lstrip(" \t").startswith("#+") for line in lines) == 2 * count
    assert not [line for line in lines if re.match(r"[ \t]*([|#][^+]|- |\+ |\d+[.)])", line)]


def test_obsidian_links_speakers_and_writes_its_own_tags() -> None:
    out = "".join(obsidian.write([one()]))
    assert "— [[Ada Marsh " in out
    assert "|Ada Marsh]]" in out
    assert out.endswith("#sea/ships #_2024\n")


@given(st.lists(LINES, min_size=1, max_size=3))
def test_obsidian_tags_hold_only_what_its_tags_may(tags: list[str]) -> None:
    for tag in filter(None, tags):
        assert re.fullmatch(r"[\w/-]+", obsidian.tag_name(tag))
        assert not obsidian.tag_name(tag).isdecimal()


def test_a_mark_in_logseq() -> None:
    assert "".join(logseq.write([one()])).split("\n- ## First things\n")[1] == (
        "\t- id:: 706f7374-696c-8m25-8000-000000000000\n"
        "\t  speaker:: [[Ada Marsh]]\n"
        "\t  tags:: [[sea/ships]], [[2024]]\n"
        "\t  > One, two\n"
        "\t\t- Why?\n\n\t\t  Thus.\n"
    )


def test_a_mark_in_org() -> None:
    assert "".join(org.write([one()])).split("** First things\n\n")[1] == (
        "*** One, two  :sea_ships:2024:\n:PROPERTIES:\n:CUSTOM_ID: postil-m25\n:SPEAKER: Ada Marsh\n:END:\n"
        "#+begin_quote\nOne, two\n#+end_quote\n\nWhy?\n\nThus.\n"
    )


@pytest.mark.parametrize("module", [plain, obsidian, logseq, org])
def test_a_claim_is_told_with_its_note_under_the_titles_of_articles(module: ModuleType) -> None:
    told, stated = article(), claim("It rained.", "Ask the weather service.")
    sheet = Sheet(By.CLAIM, stated.id, stated.statement, [mark(25, 34)], {told.id: told}, claim=stated)
    out = "".join(module.write([sheet]))
    order = ["disputed", "It rained", "Ask the weather", "The title", "One, two."]
    assert sorted(order, key=out.rindex) == order


MARKDOWN = [plain, obsidian]
FROM = {"publisher": "The Bee", "source": "https://x.example/a?b=c"}
ORIGIN = "A. B. · The Bee · 2025-02-10 · <https://x.example/a?b=c>"


@pytest.mark.parametrize("module", MARKDOWN)
def test_where_words_come_from_is_told_where_no_front_matter_tells_it(module: ModuleType) -> None:
    sheet = one(**FROM)
    assert ORIGIN not in "".join(module.write([sheet]))
    assert "".join(module.write([sheet, sheet])).count(f"# The title\n\n{ORIGIN}\n\n## First things") == 2
    tagged = replace(sheet, by=By.TAG, title="sea", document=None)
    headed = rf"\n## .*The title.*\n\n{re.escape(ORIGIN)}\n\n> One"
    assert re.search(headed, "".join(module.write([tagged])))


def test_where_words_come_from_in_logseq_and_org() -> None:
    sheet = one(**FROM)
    assert f"\n\t- {ORIGIN}\n- ## First" in "".join(logseq.write([sheet, sheet]))
    link = ORIGIN.replace("<", "[[").replace(">", "]]")
    assert f"* The title\n\n{link}\n\n** First" in "".join(org.write([sheet, sheet])).replace(org.ZERO, "")


@pytest.mark.parametrize("module", MARKDOWN)
def test_nothing_is_told_of_where_words_come_from_when_nothing_is_known(module: ModuleType) -> None:
    told = article(source="/home/me/a.md")
    sheet = Sheet(By.ARTICLE, told.id, told.title, [mark(25, 33)], {told.id: told}, DOCUMENT)
    assert "# The title\n\n## First things\n\n> One" in "".join(module.write([sheet, sheet]))


@pytest.mark.parametrize(
    "source", ["https://x.example/%%a%%", "https://x.example/((a))", "https://x.example/a==b==c"]
)
def test_an_address_that_obsidian_would_act_on_is_escaped(source: str) -> None:
    sheet = one(source=source)
    assert not re.search(r"%%|\(\(|==", "".join(obsidian.write([sheet, sheet])))


def front(module: ModuleType, sheet: Sheet) -> dict[str, object]:
    return reading.front_matter("".join(module.write([sheet])))[0]


def test_obsidian_knows_files_by_their_titles_too() -> None:
    assert front(obsidian, one())["aliases"] == ["The title"]
    assert "aliases" not in front(plain, one())
    speaker = Speaker("Ada", ("A. Marsh",), 1, 1, "", "")
    sheet = replace(one(), by=By.SPEAKER, title="Ada", document=None, speaker=speaker)
    assert front(obsidian, sheet)["aliases"] == ["Ada", "A. Marsh"]
    assert front(plain, sheet)["aliases"] == ["A. Marsh"]


def test_the_tag_of_stubs_is_no_tag_of_theirs() -> None:
    document = stubs.stub("The title", ["One, two"]).document
    told = replace(article(), tags=("stub", "sea"))
    sheet = Sheet(By.ARTICLE, told.id, told.title, [mark(0, 3)], {told.id: told}, document)
    assert front(plain, sheet)["tags"] == ["sea"]
    assert front(plain, replace(sheet, document=DOCUMENT))["tags"] == ["stub", "sea"]


@pytest.mark.parametrize("module", [*MARKDOWN, logseq, org])
def test_a_note_about_a_whole_article_stands_alone(module: ModuleType) -> None:
    told = article()
    page_note, title = mark(0, 9, note="- *all* of it"), mark(0, 9)
    sheet = Sheet(By.ARTICLE, told.id, told.title, [page_note], {told.id: told}, DOCUMENT)
    assert not re.search(r"> |begin_quote", "".join(module.write([sheet])))
    assert re.search(r"> |begin_quote", "".join(module.write([replace(sheet, marks=[title])])))
    if module in MARKDOWN:
        assert "# The title\n\n- *all* of it\n\n^postil-m0\n" in "".join(module.write([sheet]))


@pytest.mark.parametrize("module", MARKDOWN)
def test_what_a_file_is_about_is_not_said_of_each_mark(module: ModuleType) -> None:
    said = mark(25, 33, Kind.CLAIM, speaker="Ada", status="disputed", tags=("Sea", "sea/ships"))
    sheet = replace(one(), marks=[said], document=None)

    def told(by: By, title: str) -> str:
        about = replace(sheet, by=by, title=title, claim=claim(title) if by is By.CLAIM else None)
        return "".join(module.write([about])).split("^postil-m25\n")[1]

    assert "Ada" not in told(By.SPEAKER, "Ada")
    assert "**Claim**" not in told(By.CLAIM, "One, two")
    assert told(By.TAG, "sea").endswith("\n\n#sea/ships\n")
    assert all(words in told(By.TAG, "x") for words in ("Ada", "**Claim** · disputed", "#Sea #sea/ships"))
    several = "".join(module.write(2 * [replace(sheet, by=By.CLAIM, claim=claim("One, two"))]))
    assert several.count("# The title\n\ndisputed\n\n## ") == 2


@pytest.mark.parametrize("module", [*MARKDOWN, org])
def test_a_lost_mark_is_told_as_such_in_every_file(module: ModuleType) -> None:
    lost = mark(25, 33, anchor_state=AnchorState.LOST)
    sheet = replace(one(), marks=[lost])
    assert "No longer in the text" in "".join(module.write([sheet]))
    for by in (By.CLAIM, By.SPEAKER, By.TAG):
        assert "no longer in the article" in "".join(module.write([replace(sheet, by=by, document=None)]))


def test_obsidian_links_the_file_that_a_speaker_has() -> None:
    sheet = replace(one(), called=lambda name: ", ".join(reversed(name.split())))
    assert f"— [[Marsh, Ada {speaker_id('Marsh, Ada')[:8]}|Marsh, Ada]]" in "".join(obsidian.write([sheet]))


def quotations(tokens: list[Token]) -> list[str]:
    """The text of each block quotation."""
    found: list[list[str]] = []
    depth = 0
    for token in tokens:
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "blockquote_open":
            found.append([])
        if token.type == "inline" and depth:
            children = token.children or []
            found[-1].append("".join("\n" if c.type == "hardbreak" else c.content for c in children))
    return ["\n\n".join(paragraphs) for paragraphs in found]
