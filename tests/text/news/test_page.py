from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text import plain
from text.builder import Piece
from text.document import BlockKind, Parsed, Role
from text.news.page import assign

ROOT = Path(__file__).resolve().parents[3]
CASES = ROOT.parent / "shared" / "cases"

LEAD = (
    "The council of Harwick voted late on Thursday to close the old ferry terminal, ending a dispute that has"
    " divided the town for eleven years and cost two mayors their office, according to the minutes."
)
BODY = (
    "Fishermen who had chained their boats to the pier since Monday said they would appeal. “We were promised"
    " a hearing and got a letter,” said Marta Oyelaran, who has sailed from Harwick for three decades."
)
SHORT = "The terminal opened in 1931."
HEADLINE = "Harwick council votes to close ferry terminal after 11-year dispute"


def read(*paragraphs: str) -> Parsed:
    return plain.parse("\n\n".join(paragraphs))


def with_role(parsed: Parsed, role: Role) -> list[str]:
    document = parsed.document
    return [block.span.of(document.text) for block in document.blocks if block.role is role]


def seed(name: str) -> Parsed:
    return plain.parse((ROOT / "seeds" / name).read_text(encoding="utf-8"))


def test_the_first_seed() -> None:
    parsed = seed("000_afe95344cf823683.txt")
    (title,) = with_role(parsed, Role.TITLE)
    assert parsed.metadata.title == title
    assert title.startswith("Trump Claims Communication")
    assert with_role(parsed, Role.CREDIT) == ["Photo: Kremlin.ru"]
    assert parsed.metadata.byline == "Rimma Karatayeva"
    assert with_role(parsed, Role.BYLINE) == ["Original Author: Rimma Karatayeva , second article."]
    furniture = with_role(parsed, Role.FURNITURE)
    assert furniture[0] == "Latest news"
    assert len(furniture) == 21
    assert len(with_role(parsed, Role.BODY)) == 12


def test_the_second_seed() -> None:
    parsed = seed("003_79e91c252478b527.txt")
    assert with_role(parsed, Role.KICKER) == ["Russia", "PHONE A FRIEND"]
    assert parsed.metadata.title.startswith("Trump to Speak to Putin, Says")
    (standfirst,) = with_role(parsed, Role.STANDFIRST)
    assert standfirst.startswith("Asked if he thinks")
    assert with_role(parsed, Role.FURNITURE) == ["Got a tip? Send it to The Daily Beast here."]
    assert parsed.metadata.publisher == "The Daily Beast"
    assert len(with_role(parsed, Role.BODY)) == 17


def test_a_broadcasters_page() -> None:
    parsed = read(
        HEADLINE, "Published 3 hours ago", "Joan Abara", "Business reporter, BBC News", "Share", "Save",
        "Image source, Getty Images", "Image caption, The terminal has stood empty since spring",
        LEAD, BODY, "Related topics", "Harwick", "Ferries",
        "More on this story", "What the ferry meant to us", "Published 2 May",
    )  # fmt: skip
    assert parsed.metadata.title == HEADLINE
    assert parsed.metadata.byline == "Joan Abara"
    assert with_role(parsed, Role.BODY) == [LEAD, BODY]
    assert len(with_role(parsed, Role.CREDIT)) == 2


def test_a_wire_report() -> None:
    lead = f"HARWICK, England (Reuters) - {LEAD}"
    desk = "(Reporting by Ann Lee; Editing by Bo Rae)"
    standards = "Our Standards: The Trust Principles."
    parsed = read(
        HEADLINE,
        "By Ann Lee and Bo Rae",
        "March 17, 20254:05 AM GMT+1",
        lead,
        BODY,
        desk,
        standards,
    )
    assert parsed.metadata.byline == "Ann Lee and Bo Rae"
    assert parsed.metadata.publisher == "Reuters"
    assert with_role(parsed, Role.BODY)[-2:] == [lead, BODY]
    assert desk in with_role(parsed, Role.BYLINE)
    assert with_role(parsed, Role.FURNITURE) == [standards]


def test_an_agency_report_with_rights() -> None:
    rights = "Copyright 2025 The Associated Press. All rights reserved. This material may not be rewritten."
    lead = f"HARWICK (AP) — {LEAD}"
    parsed = read(HEADLINE, "BY JOAN ABARA", "Updated 9:12 PM EDT, March 17, 2025", lead, SHORT, BODY, rights)
    assert parsed.metadata.byline == "Joan Abara"
    assert parsed.metadata.published == "2025-03-17"
    assert parsed.metadata.publisher == "AP"
    assert with_role(parsed, Role.BODY) == [lead, SHORT, BODY]
    assert with_role(parsed, Role.FURNITURE) == [rights]


def test_a_page_with_a_deck_over_the_byline() -> None:
    deck = "Eleven years of quarrels end in a single vote, but the boats are still chained to the pier"
    parsed = read(
        "World news", HEADLINE, deck, "Joan Abara in Harwick", "Mon 17 Mar 2025 14.31 GMT",
        "The terminal at dusk. Photograph: Ann Lee/AFP", LEAD, BODY,
        "Explore more on these topics", "Ferries", "Share",
    )  # fmt: skip
    assert with_role(parsed, Role.KICKER) == ["World news"]
    assert parsed.metadata.title == HEADLINE
    assert with_role(parsed, Role.STANDFIRST) == [deck]
    assert parsed.metadata.byline == "Joan Abara"
    assert parsed.metadata.published == "2025-03-17"
    assert len(with_role(parsed, Role.CREDIT)) == 1
    assert with_role(parsed, Role.BODY) == [LEAD, BODY]


def test_a_long_deck_that_ends_in_a_full_stop() -> None:
    deck = f"{LEAD} What it means for the town."
    parsed = read(HEADLINE, deck, "By Joan Abara, Staff writer", BODY, LEAD)
    assert with_role(parsed, Role.STANDFIRST) == [deck]
    assert parsed.metadata.byline == "Joan Abara"


def test_a_blog_post() -> None:
    parsed = read(
        "Why I Sold My Boat",
        "Posted on 3 May 2024 by Ann Lee",
        LEAD,
        "The last trip",
        BODY,
        SHORT,
        "12 Comments",
        "Leave a reply",
    )
    assert parsed.metadata.title == "Why I Sold My Boat"
    assert with_role(parsed, Role.BODY) == [LEAD, "The last trip", BODY, SHORT]
    kinds = {block.span.of(parsed.document.text): block.kind for block in parsed.document.blocks}
    assert kinds["The last trip"] is BlockKind.HEADING
    assert with_role(parsed, Role.FURNITURE) == ["12 Comments", "Leave a reply"]


def test_a_press_release() -> None:
    lead = f"HARWICK, 17 March 2025 – {LEAD}"
    parsed = read("FOR IMMEDIATE RELEASE", "Harwick Ferries Appoints New Harbour Master", lead, BODY)
    assert with_role(parsed, Role.KICKER) == ["FOR IMMEDIATE RELEASE"]
    assert parsed.metadata.title == "Harwick Ferries Appoints New Harbour Master"
    assert with_role(parsed, Role.BODY) == [lead, BODY]


def test_a_letter_has_no_title() -> None:
    parsed = read("Dear Ann,", LEAD, BODY, "Yours ever,", "Bo")
    assert parsed.metadata.title == ""
    assert len(with_role(parsed, Role.BODY)) == 5


def test_an_essay_that_begins_at_once_has_no_title() -> None:
    parsed = read(LEAD, BODY, SHORT)
    assert parsed.metadata.title == ""
    assert with_role(parsed, Role.BODY) == [LEAD, BODY, SHORT]


def test_a_book_with_a_labelled_head() -> None:
    parsed = read(
        "Title: The Ferryman’s Ledger",
        "Author: Marta Oyelaran",
        "Release date: May 1, 1998",
        "CHAPTER I",
        LEAD,
        BODY,
    )
    assert parsed.metadata.title == "The Ferryman’s Ledger"
    assert parsed.metadata.byline == "Marta Oyelaran"
    assert parsed.metadata.published == "1998-05-01"


def test_a_short_title_over_an_essay() -> None:
    parsed = read("On Ferries", "By Joan Abara", LEAD, BODY)
    assert parsed.metadata.title == "On Ferries"
    assert parsed.metadata.byline == "Joan Abara"


def test_a_page_of_one_paragraph_a_line() -> None:
    page = "\n".join(
        [
            "Politics",
            HEADLINE,
            "Photo: Harwick Gazette",
            LEAD,
            BODY,
            "Source: Harwick Gazette",
            "Read more:",
            "- Ferry fares rise",
            "- Pier repaired",
        ]
    )
    parsed = plain.parse(page)
    assert parsed.metadata.title == HEADLINE
    assert parsed.metadata.publisher == "Harwick Gazette"
    assert with_role(parsed, Role.BODY) == [LEAD, BODY]
    assert with_role(parsed, Role.FURNITURE) == ["Read more:", "Ferry fares rise", "Pier repaired"]


def test_a_german_page() -> None:
    parsed = read(
        "Stadtrat schließt Fährterminal nach elf Jahren Streit",
        "Von Anna Groß",
        "17. März 2025",
        LEAD,
        BODY,
        "Foto: Bo Rae/dpa",
    )
    assert parsed.metadata.byline == "Anna Groß"
    assert parsed.metadata.published == "2025-03-17"
    assert with_role(parsed, Role.CREDIT) == ["Foto: Bo Rae/dpa"]


@pytest.mark.parametrize(
    "sentence",
    [
        "By the time the ferry left, the pier was empty.",
        "By Friday the boats had gone, and so had the men who chained them.",
        "Photos which were released on Monday show the terminal in ruins.",
        "Read more than one paper, she told the class, and believe none of them.",
        "Share prices fell by a tenth after the vote.",
        "Images of the pier spread fast, and the mayor resigned.",
        "Follow the money, the mayor said.",
        "Got to the pier at nine; nobody there.",
        "Latest figures show that the terminal lost money in every year since 1990.",
        "Advertisement revenue fell.",
        "Source: a man who asked not to be named, since he still works at the terminal and wants to stay.",
        "Subscribe to the theory or not, the ferry was doomed.",
    ],
)
def test_prose_is_never_set_aside(sentence: str) -> None:
    parsed = read(HEADLINE, LEAD, sentence, BODY, LEAD, BODY)
    assert sentence in with_role(parsed, Role.BODY)


LINES = [
    HEADLINE,
    LEAD,
    BODY,
    SHORT,
    "Russia",
    "By Ann Lee",
    "Latest news",
    "Photo: A/B",
    "17 March 2025",
    "Dear Bo,",
]


@given(st.lists(st.sampled_from(LINES)))
def test_pieces_keep_their_words_and_order(texts: list[str]) -> None:
    pieces, _ = assign([Piece(text) for text in texts])
    assert [piece.text for piece in pieces] == texts
    assert sum(piece.role is Role.TITLE for piece in pieces) <= 1


def _texts_of_articles() -> list[str]:
    pages = CASES / "html" / "ground_truth.json"
    if not pages.exists():
        pytest.skip("the shared cases are not beside this checkout")
    quoted = json.loads((CASES / "quotes" / "dev.json").read_text(encoding="utf-8"))
    bodies = json.loads(pages.read_text(encoding="utf-8")).values()
    return [page["articleBody"] for page in bodies] + [record["text"] for record in quoted]


def test_the_body_of_real_articles_stays_body() -> None:
    aside = total = 0
    for text in _texts_of_articles():
        blocks = plain.parse(text).document.blocks
        aside += sum(len(block.span) for block in blocks if block.role in (Role.FURNITURE, Role.CREDIT))
        total += sum(len(block.span) for block in blocks)
    assert aside < 0.005 * total
