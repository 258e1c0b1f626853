from __future__ import annotations

from string import ascii_lowercase, digits
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import store.marks
from store import errors
from store.links import Relation
from store.records import Annotation, Kind, Status
from tests.store.making import TEXT, draft, span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from store.library import Library


@pytest.fixture
def marks(library: Library) -> list[Annotation]:
    """Two claims in one article, and one in another."""
    one, other = (library.add(draft(text)).article for text in (TEXT, f"{TEXT} Again."))
    places = ((one.id, "It rained"), (one.id, "Nobody else"), (other.id, "It rained"))
    return [library.annotate(article, span(words), Kind.CLAIM) for article, words in places]


def test_a_claim_is_stated_in_the_words_of_its_mark(library: Library, marks: list[Annotation]) -> None:
    claim = library.claims.one(marks[0].claim)
    assert (claim.statement, claim.status, claim.appearances) == ("It rained", Status.UNCHECKED, 1)
    assert [each.id for each in library.claims.all()] == [mark.claim for mark in marks]


def test_marks_that_join_a_claim_are_its_appearances(library: Library, marks: list[Annotation]) -> None:
    claim = library.claims.join([marks[2].id], marks[0].claim)
    assert (claim.appearances, claim.articles) == (2, 2)
    assert [mark.id for mark in library.claims.appearances(claim.id)] == [marks[0].id, marks[2].id]
    assert marks[2].claim not in {each.id for each in library.claims.all()}
    library.undo()
    assert library.annotation(marks[2].id).claim == marks[2].claim
    assert marks[2].claim in {each.id for each in library.claims.all()}


def test_a_mark_of_another_kind_becomes_a_claim_as_it_joins_one(
    library: Library, marks: list[Annotation]
) -> None:
    quote = library.annotate(marks[0].article_id, span("we will be talking"), Kind.QUOTE, speaker="Ann")
    library.claims.join([quote.id], marks[0].claim)
    joined = library.annotation(quote.id)
    assert (joined.kind, joined.speaker, joined.claim) == (Kind.CLAIM, "Ann", marks[0].claim)


def test_a_status_is_that_of_every_appearance(library: Library, marks: list[Annotation]) -> None:
    library.claims.join([marks[2].id], marks[0].claim)
    library.edit(marks[2].id, status="disputed")
    assert {library.annotation(mark.id).status for mark in (marks[0], marks[2])} == {"disputed"}
    assert {hit.annotation.id for hit in library.search("status:disputed")} == {marks[0].id, marks[2].id}
    library.undo()
    assert not library.search("status:disputed")
    assert library.annotation(marks[0].id).status == Status.UNCHECKED


def test_setting_the_status_of_several_is_one_change(library: Library, marks: list[Annotation]) -> None:
    assert library.claims.set_status([mark.claim for mark in marks], "refuted") == 3
    assert {claim.status for claim in library.claims.all()} == {"refuted"}
    library.undo()
    assert {claim.status for claim in library.claims.all()} == {Status.UNCHECKED}


def test_tagging_and_setting_all_appearances_changes_their_claim_once(
    library: Library, marks: list[Annotation]
) -> None:
    library.claims.join([marks[2].id], marks[0].claim)
    assert library.edit_all([mark.id for mark in marks], more_tags=["rain"], status="checking") == 3
    (change,) = library.history(limit=1)
    assert sum(made.field == "status" for made in change.operations) == 2
    assert {mark.status for mark in library.annotations()} == {"checking"}


def test_what_is_said_of_a_claim_is_kept(library: Library, marks: list[Annotation]) -> None:
    said = library.claims.edit(
        marks[0].claim,
        statement="Rain\nfell",
        confidence=140,
        next_action="Ask",
        due="2026-02-01",
        note=" n ",
    )
    told = (said.statement, said.confidence, said.next_action, said.due, said.note)
    assert told == ("Rain fell", 100, "Ask", "2026-02-01", "n")
    assert library.claims.edit(marks[0].claim, confidence=-1).confidence is None
    library.undo()
    assert library.claims.one(marks[0].claim).confidence == 100


def test_a_claim_goes_with_its_last_appearance_and_comes_back(
    library: Library, marks: list[Annotation]
) -> None:
    library.delete([marks[0].id])
    with pytest.raises(errors.NoSuchClaimError, match="no claim"):
        library.claims.one(marks[0].claim)
    library.undo()
    assert library.claims.one(marks[0].claim).appearances == 1


def test_a_mark_that_is_no_claim_any_more_makes_none(library: Library, marks: list[Annotation]) -> None:
    changed = library.edit(marks[0].id, kind=Kind.HIGHLIGHT)
    assert (changed.claim, changed.status) == ("", "")
    assert library.edit(marks[0].id, kind=Kind.CLAIM).claim != marks[0].claim


def test_parting_a_mark_gives_it_a_claim_of_its_own(library: Library, marks: list[Annotation]) -> None:
    library.claims.join([marks[2].id], marks[0].claim)
    own = library.claims.separate(marks[2].id)
    assert (own.statement, own.appearances) == ("It rained", 1)
    assert library.claims.one(marks[0].claim).appearances == 1


def test_merged_claims_are_one(library: Library, marks: list[Annotation]) -> None:
    kept = library.claims.merge(marks[1].claim, [mark.claim for mark in marks])
    assert (kept.id, kept.appearances, len(library.claims.all())) == (marks[1].claim, 3, 1)
    library.undo()
    assert len(library.claims.all()) == 3


def test_a_claim_takes_over_what_is_said_of_those_that_join_it(
    library: Library, marks: list[Annotation]
) -> None:
    one, two, three = (mark.claim for mark in marks)
    library.claims.edit(one, note="kept", confidence=70)
    library.claims.edit(two, note="second", confidence=10, due="2026-02-01")
    library.claims.edit(three, note="second", next_action="Ask", due="2026-03-01")
    told = library.claims.all()
    kept = library.claims.merge(one, [two, three])
    assert (kept.confidence, kept.next_action, kept.due) == (70, "Ask", "2026-02-01")
    assert kept.note == "kept\n\nsecond"
    library.undo()
    assert library.claims.all() == told


def test_a_claim_that_others_still_make_keeps_what_is_said_of_it(
    library: Library, marks: list[Annotation]
) -> None:
    one, two, _ = (mark.claim for mark in marks)
    library.claims.join([marks[2].id], two)
    library.claims.edit(two, note="precious")
    assert library.claims.join([marks[1].id], one).note == ""
    assert library.claims.join([marks[2].id], one).note == "precious"


def test_the_only_mark_of_a_claim_cannot_be_parted_from_it(library: Library, marks: list[Annotation]) -> None:
    library.claims.edit(marks[0].claim, note="precious")
    with pytest.raises(errors.SoleAppearanceError, match="“It rained” alone"):
        library.claims.separate(marks[0].id)
    assert library.claims.one(marks[0].claim).note == "precious"


def test_merging_with_a_claim_that_is_not_there_merges_none(
    library: Library, marks: list[Annotation]
) -> None:
    with pytest.raises(errors.NoSuchClaimError, match="nowhere"):
        library.claims.merge(marks[0].claim, [marks[1].claim, "nowhere"])
    assert len(library.claims.all()) == 3


def test_a_claim_always_says_something_and_stands_somehow(library: Library, marks: list[Annotation]) -> None:
    claim = library.claims.edit(marks[0].claim, status="disputed")
    assert library.claims.edit(claim.id, statement=" ", status="") == claim
    assert library.claims.set_status([claim.id], "") == 0
    assert library.edit(marks[0].id, status="").status == "disputed"


def test_marks_that_are_deleted_while_they_are_looked_up_are_left_out(
    library: Library, marks: list[Annotation], monkeypatch: pytest.MonkeyPatch
) -> None:
    article, claim = marks[0].article_id, marks[0].claim
    library.claims.join([marks[2].id], claim)
    quotes = [library.annotate(article, span("rained"), Kind.QUOTE, speaker="Ann").id for _ in range(2)]
    among = store.marks.among

    def late(connection: Connection, ids: Iterable[str]) -> dict[str, Annotation]:
        gone = {marks[0].id, quotes[0]}
        return {mark: each for mark, each in among(connection, ids).items() if mark not in gone}

    monkeypatch.setattr(store.marks, "among", late)
    assert [mark.id for mark in library.claims.appearances(claim)] == [marks[2].id]
    assert [mark.id for mark in library.speakers.said_by("Ann")] == [quotes[1]]


def test_links_between_appearances_speak_for_and_against(library: Library, marks: list[Annotation]) -> None:
    for source, relation, target in ((1, Relation.SUPPORTS, 0), (2, Relation.CONTRADICTS, 0)):
        library.links.make(marks[source].id, relation, marks[target].id)
    told = [(claim.supports, claim.contradicts) for claim in library.claims.all()]
    assert told == [(1, 1), (0, 0), (0, 1)]


def test_filing_into_a_known_claim(library: Library, marks: list[Annotation]) -> None:
    known = marks[0].claim
    mark = library.annotate(marks[0].article_id, span("anything"), Kind.CLAIM, claim=known, status="disputed")
    assert (mark.claim, mark.status, library.claims.one(known).appearances) == (known, "disputed", 2)
    with pytest.raises(errors.NoSuchClaimError):
        library.annotate(marks[0].article_id, span("anything"), Kind.CLAIM, claim="nowhere")


def test_claims_answer_the_query_of_their_appearances(library: Library, marks: list[Annotation]) -> None:
    assert [claim.id for claim in library.claims.all("nobody")] == [marks[1].claim]
    assert library.claims.all("kind:quote") == []


@given(kind=st.text(max_size=20) | st.text(f"{ascii_lowercase}{digits}-", max_size=9))
def test_a_kind_is_a_plain_name_or_refused(kind: str) -> None:
    from store.tidy import kind as tidied  # noqa: PLC0415 - named like the argument

    if set(kind) <= set(ascii_lowercase + digits + "-") and kind.strip("-"):
        assert tidied(kind) == kind
    else:
        with pytest.raises(errors.BadKindError, match="cannot be a kind"):
            tidied(kind)


def test_kinds_of_ones_own_are_kept_and_found(library: Library) -> None:
    article = library.add(draft()).article
    mark = library.annotate(article.id, span("rained"), "method-2")
    assert (mark.kind, mark.claim) == ("method-2", "")
    assert [hit.annotation.id for hit in library.search("", kind="method-2")] == [mark.id]


def test_a_claim_is_found_by_its_statement_and_by_the_words_of_its_marks(
    library: Library, marks: list[Annotation]
) -> None:
    library.claims.edit(marks[0].claim, statement="The harvest was lost to the weather")
    for query in ("harvest", "rained"):
        assert marks[0].claim in {claim.id for claim in library.claims.all(query)}
    library.undo()
    assert not library.claims.all("harvest")


def test_claims_like_some_words_come_best_first(library: Library, marks: list[Annotation]) -> None:
    library.claims.edit(marks[0].claim, statement="Prices rose by 30 percent since the harvest")
    library.claims.edit(marks[1].claim, statement="Prices rose by 40 percent since the harvest")
    found = library.claims.like("Since the harvest, prices have risen: they rose by 30 percent.")
    assert [each.claim.id for each in found] == [marks[0].claim, marks[1].claim]
    assert 100 >= found[0].score > found[1].score > 0
    assert library.claims.like("It rained")[0].claim.id in {mark.claim for mark in marks}
    assert not library.claims.like("Nobody walks")
    assert not library.claims.like("")


def test_a_claim_is_found_by_a_mark_of_many_words_of_its_own(library: Library) -> None:
    """The mark that asks holds all its words, of which the other one says but a few."""
    own = " ".join(f"{one}{other}word" for one in ascii_lowercase for other in "ab")
    text = f"The keeper lost the harvest in the flood. The keeper lost the harvest in the flood {own}."
    article = library.add(draft(text)).article.id
    first = library.annotate(article, span("The keeper lost the harvest in the flood", text), Kind.CLAIM)
    asking = f"The keeper lost the harvest in the flood {own[:60]}"
    second = library.annotate(article, span(asking, text), Kind.CLAIM)
    assert first.claim in {each.claim.id for each in library.claims.like(second.anchor.exact)}


def test_claims_answer_by_what_they_say_and_not_by_the_title_of_an_article(library: Library) -> None:
    article = library.add(draft()).article
    title = article.title.split()[0]
    mark = library.annotate(article.id, span("rained"), Kind.CLAIM)
    assert library.search(title, kind=Kind.CLAIM)
    assert library.claims.all(title) == []
    for query in ("rained", f"rained {title}", f'article:"{article.title}"'):
        assert [each.id for each in library.claims.all(query)] == [mark.claim]
    library.claims.edit(mark.claim, note="Ask the Météo office", statement="It was wet")
    for query in ("meteo office", "météo", "wet"):
        assert [each.id for each in library.claims.all(query)] == [mark.claim]
    assert library.claims.all("meteo -rained") == []
