from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from exchange.formats import logseq, obsidian, org, plain
from exchange.formats.sheet import By, Sheet
from store.annotation import Kind
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
    assert sum(line.startswith("*** ") for line in lines) == count
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
