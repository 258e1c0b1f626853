from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from store import errors
from store.records import Annotation, Kind
from tests.store.making import draft, span
from text.document import Metadata

if TYPE_CHECKING:
    from store.library import Library

NAMES = ("Zelenskyy", "Zelensky", "Zelensky", "Trump")


@pytest.fixture
def marks(library: Library) -> list[Annotation]:
    article = library.add(draft()).article
    return [library.annotate(article.id, span("rained"), Kind.QUOTE, speaker=name) for name in NAMES]


def told(library: Library) -> dict[str, int]:
    return {speaker.name: speaker.marks for speaker in library.speakers.all()}


@pytest.mark.usefixtures("marks")
def test_whoever_a_mark_names_is_a_speaker(library: Library) -> None:
    assert told(library) == {"Zelensky": 2, "Trump": 1, "Zelenskyy": 1}


def test_spellings_that_fold_alike_are_one_speaker(library: Library, marks: list[Annotation]) -> None:
    library.annotate(marks[0].article_id, span("rained"), Kind.QUOTE, speaker="TRUMP")
    assert library.speakers.one("trump").marks == 2


@pytest.mark.parametrize(
    ("spellings", "shown"),
    [
        (["Trump", "trump", "TRUMP", "trump"], "trump"),
        (["Trump", "TRUMP", "trump"], "Trump"),
        (["trump", "TRUMP", "Trump"], "trump"),
    ],
    ids=["the commonest", "the first of capitals", "the first in small letters"],
)
def test_one_careless_spelling_renames_nobody(library: Library, spellings: list[str], shown: str) -> None:
    article = library.add(draft()).article
    for name in [*spellings, "Weber"]:
        library.annotate(article.id, span("rained"), Kind.QUOTE, speaker=name)
    assert told(library) == {shown: len(spellings), "Weber": 1}


def test_merged_speakers_are_shown_under_one_name_and_found_under_all(
    library: Library, marks: list[Annotation]
) -> None:
    merged = library.speakers.merge("Zelensky", ["Zelenskyy"])
    assert (merged.name, merged.aliases, merged.marks) == ("Zelensky", ("Zelenskyy",), 3)
    first = library.annotation(marks[0].id)
    assert (first.speaker, first.said_as) == ("Zelensky", "Zelenskyy")
    for name in ("Zelensky", "Zelenskyy"):
        assert len(library.search(f"by:{name}")) == 3
        assert [mark.id for mark in library.speakers.said_by(name)] == [mark.id for mark in marks[:3]]


@pytest.mark.usefixtures("marks")
def test_a_renamed_speaker_keeps_the_old_name_beside_the_new(library: Library) -> None:
    library.speakers.merge("Zelensky", ["Zelenskyy"])
    renamed = library.speakers.rename("Zelenskyy", "Volodymyr Zelenskyy")
    assert (renamed.aliases, renamed.marks) == (("Zelensky", "Zelenskyy"), 3)
    assert len(library.search("by:volodymyr")) == 3
    library.undo()
    library.undo()
    assert told(library) == {"Zelensky": 2, "Trump": 1, "Zelenskyy": 1}
    assert len(library.search("by:zelensky")) == 3
    assert not library.search("by:volodymyr")


@pytest.mark.usefixtures("marks")
def test_a_name_that_is_anothers_makes_them_one(library: Library) -> None:
    assert library.speakers.rename("Zelenskyy", "Zelensky").marks == 3
    assert told(library) == {"Zelensky": 3, "Trump": 1}


@pytest.mark.usefixtures("marks")
def test_a_name_parted_from_a_speaker_is_one_again(library: Library) -> None:
    library.speakers.merge("Zelensky", ["Zelenskyy", "Trump"])
    assert library.speakers.split("Zelensky", "trump").marks == 1
    assert told(library) == {"Zelensky": 3, "Trump": 1}
    with pytest.raises(errors.NoSuchSpeakerError, match="Trump"):
        library.speakers.split("Zelensky", "Trump")


def test_a_quote_filed_later_under_an_alias_is_the_speakers(
    library: Library, marks: list[Annotation]
) -> None:
    library.speakers.merge("Zelensky", ["Zelenskyy"])
    new = library.annotate(marks[0].article_id, span("talking"), Kind.QUOTE, speaker="zelenskyy")
    assert new.speaker == "Zelensky"
    assert library.speakers.one("Zelenskyy").marks == 4


@pytest.mark.usefixtures("marks")
def test_nobody_else_is_known(library: Library) -> None:
    with pytest.raises(errors.NoSuchSpeakerError, match="Waltz"):
        library.speakers.one("Waltz")
    assert library.speakers.said_by("Waltz") == []


def test_what_a_speaker_is_called_is_news_to_the_marks(library: Library, marks: list[Annotation]) -> None:
    as_of, _ = library.news()
    library.speakers.merge("Zelensky", ["Zelenskyy"])
    _, touched = library.news(as_of)
    assert marks[0].id in touched


def test_what_a_speaker_said_is_told_by_date_with_its_words(library: Library) -> None:
    later = library.add(draft("“Never again!” she said.", title="Later")).article
    library.annotate(later.id, span("Never again!", "“Never again!” she said."), Kind.QUOTE, speaker="Ada")
    article = library.add(replace(draft(), metadata=Metadata(title="Early", published="1999-05-01"))).article
    mark = library.annotate(article.id, span("we will be"), Kind.QUOTE, speaker="ada")
    said = library.speakers.sayings("Ada")
    assert [(each.date[:4] < "2000", each.words) for each in said] == [
        (True, "we will be"),
        (False, "never again"),
    ]
    assert [each.id for each in library.speakers.said_by("Ada")] == [each.id for each in said]
    library.delete([mark.id])
    assert len(library.speakers.sayings("Ada")) == 1


@pytest.mark.usefixtures("marks")
def test_a_name_needs_words(library: Library) -> None:
    with pytest.raises(errors.BadSpeakerNameError, match="letters"):
        library.speakers.rename("Trump", " ??? ")
    assert told(library) == {"Zelensky": 2, "Trump": 1, "Zelenskyy": 1}


@pytest.mark.usefixtures("marks")
def test_who_is_merged_must_be_somebody(library: Library) -> None:
    with pytest.raises(errors.NoSuchSpeakerError, match="Nobody"):
        library.speakers.merge("Trump", ["Zelensky", "Nobody"])
    assert told(library) == {"Zelensky": 2, "Trump": 1, "Zelenskyy": 1}


@pytest.mark.usefixtures("marks")
def test_another_spelling_is_no_other_name(library: Library) -> None:
    assert library.speakers.rename("Trump", "TRUMP").aliases == ()
    with pytest.raises(errors.NoSuchAliasError, match="none of the other names of TRUMP"):
        library.speakers.split("TRUMP", "Trump")
