from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.links import Relation
from store.records import Annotation, Kind
from tests.tui.conftest import LETTER, NOTICE, type_keys
from tests.tui.test_reader import reader
from tui.keyed import KeyedScreen
from tui.screens.links import LinksScreen
from tui.screens.reader import ReaderScreen
from tui.screens.relation import RelationScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from store.library import Library
    from tests.tui.conftest import Drive

KEYS = {
    Relation.SUPPORTS: "s",
    Relation.CONTRADICTS: "c",
    Relation.REPEATS: "r",
    Relation.CORRECTS: "o",
    Relation.ANSWERS: "a",
}


@pytest.fixture
def marks(library: Library) -> tuple[Annotation, Annotation, Annotation]:
    """Two marks in the letter, and one in the notice."""
    letter, notice = library.find("letter"), library.find("notice")
    return (
        library.annotate(letter.id, LETTER.blocks[0].span, Kind.CLAIM),
        library.annotate(letter.id, LETTER.blocks[1].span, Kind.HIGHLIGHT),
        library.annotate(notice.id, NOTICE.blocks[0].span, Kind.QUOTE),
    )


def said(pilot: Pilot[int]) -> str:
    assert isinstance(pilot.app.screen, KeyedScreen)
    return pilot.app.screen.status.message


def links(library: Library) -> list[tuple[str, Relation, str]]:
    every = {link for mark in library.annotations() for link in mark.links}
    return [(link.source, link.relation, link.target) for link in every]


@pytest.mark.parametrize(("relation", "key"), KEYS.items())
async def test_a_key_at_one_mark_and_two_at_another_link_them(
    drive: Drive,
    library: Library,
    marks: tuple[Annotation, Annotation, Annotation],
    relation: Relation,
    key: str,
) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "L")
        assert "Linking this claim" in said(pilot)
        await type_keys(pilot, "right_square_bracket", "a", "L")
        assert isinstance(pilot.app.screen, RelationScreen)
        await type_keys(pilot, key)
        assert links(library) == [(marks[0].id, relation, marks[1].id)]
        assert str(relation) in said(pilot)
        await type_keys(pilot, "u")
        assert links(library) == []


async def test_a_link_is_made_over_the_search_and_followed_there_and_back(
    drive: Drive, library: Library, marks: tuple[Annotation, Annotation, Annotation]
) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "L", "s", *"ships", "enter")
        await type_keys(pilot, "L", "tab", "c")
        assert links(library) == [(marks[2].id, Relation.CONTRADICTS, marks[0].id)]
        assert reader(pilot).article.title == "Notice to mariners"
        await type_keys(pilot, "g", "l")
        assert reader(pilot).article.title == "A letter from the light"
        assert reader(pilot).mark_here() == library.annotation(marks[0].id)
        await type_keys(pilot, "ctrl+o")
        assert reader(pilot).article.title == "Notice to mariners"


async def test_marks_are_linked_from_the_panel_and_from_the_results(
    drive: Drive, library: Library, marks: tuple[Annotation, Annotation, Annotation]
) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "tab", "L", "s", *"ships", "tab", "L", "j", "enter")
        assert links(library) == [(marks[0].id, Relation.CONTRADICTS, marks[2].id)]
        await type_keys(pilot, "g", "l")
        assert reader(pilot).article.title == "A letter from the light"


@pytest.mark.parametrize(
    ("keys", "link"),
    [
        ("L right_square_bracket a g p L s", (0, Relation.SUPPORTS, 1)),
        ("right_square_bracket a L left_square_bracket a g c L a", (1, Relation.ANSWERS, 0)),
    ],
    ids=["the page of a speaker", "the page of a claim"],
)
async def test_marks_are_linked_and_followed_from_where_else_they_are_listed(
    drive: Drive,
    library: Library,
    marks: tuple[Annotation, Annotation, Annotation],
    keys: str,
    link: tuple[int, Relation, int],
) -> None:
    library.edit(marks[1].id, speaker="Ada Marsh")
    source, relation, target = link
    async with drive("letter") as pilot:
        await type_keys(pilot, *keys.split())
        assert links(library) == [(marks[source].id, relation, marks[target].id)]
        await type_keys(pilot, "g", "l")
        assert reader(pilot).page.cursor == marks[source].span.start


async def test_several_links_are_a_list_that_one_is_followed_or_taken_from(
    drive: Drive, library: Library, marks: tuple[Annotation, Annotation, Annotation]
) -> None:
    one, other, third = (mark.id for mark in marks)
    library.links.make(one, Relation.SUPPORTS, other)
    library.links.make(third, Relation.ANSWERS, one)
    async with drive("letter") as pilot:
        await type_keys(pilot, "g", "l")
        assert isinstance(pilot.app.screen, LinksScreen)
        await type_keys(pilot, "j", "enter")
        assert reader(pilot).article.title == "Notice to mariners"
        await type_keys(pilot, "ctrl+o", "g", "L", "d")
        assert links(library) == [(third, Relation.ANSWERS, one)]
        await type_keys(pilot, "u")
        assert len(links(library)) == 2
        assert isinstance(pilot.app.screen, LinksScreen)
        assert len(pilot.app.screen.rows) == 2
        await type_keys(pilot, "q")
        assert isinstance(pilot.app.screen, ReaderScreen)


async def test_what_cannot_be_linked_or_followed_is_said(
    drive: Drive, library: Library, marks: tuple[Annotation, Annotation, Annotation]
) -> None:
    async with drive("letter") as pilot:
        await type_keys(pilot, "g", "l")
        assert "not linked" in said(pilot)
        await type_keys(pilot, "L", "L")
        assert "No longer" in said(pilot)
        await type_keys(pilot, "G", "L")
        assert "No mark here" in said(pilot)
        await type_keys(pilot, "g", "g", "L")
        library.delete([marks[0].id])
        await type_keys(pilot, "right_square_bracket", "a", "L")
        assert "Linking this highlight" in said(pilot)
        await type_keys(pilot, "escape", "g", "L")
        assert "not linked" in said(pilot)


@pytest.mark.usefixtures("marks")
async def test_a_link_begun_is_told_of_wherever_one_goes_until_it_is_dropped(
    drive: Drive, library: Library
) -> None:
    def line(pilot: Pilot[int]) -> str:
        assert isinstance(pilot.app.screen, KeyedScreen)
        return str(pilot.app.screen.status.render())

    async with drive("letter") as pilot:
        await type_keys(pilot, "L", "g", "c")
        assert "linking" in line(pilot)
        await type_keys(pilot, "q", "right_square_bracket", "a")
        assert "linking" in line(pilot)
        await type_keys(pilot, "L", "escape")
        assert "No longer" in said(pilot)
        await type_keys(pilot, "j")
        assert "linking" not in line(pilot)
        await type_keys(pilot, "k", "L")
        assert "Linking this highlight" in said(pilot)
        await type_keys(pilot, "L", "j")
        assert "linking" not in line(pilot)
    assert links(library) == []


async def test_the_page_and_the_panel_show_that_a_mark_is_linked(
    drive: Drive, library: Library, marks: tuple[Annotation, Annotation, Annotation]
) -> None:
    async with drive("letter", size=(120, 40)) as pilot:
        library.links.make(marks[0].id, Relation.SUPPORTS, marks[2].id)
        await type_keys(pilot, "tab")
        await pilot.pause(0.6)
        page = "\n".join(
            "".join(segment.text for segment in reader(pilot).page.render_line(y)) for y in range(12)
        )
        panel = "\n".join(
            "".join(segment.text for segment in reader(pilot).panel.rows.render_line(y)) for y in range(6)
        )
        assert "~C" in page
        assert "~C" in panel
        assert "supports" in panel
        library.delete([marks[2].id])
        await pilot.pause(0.6)
        assert "~" not in "".join(segment.text for segment in reader(pilot).page.render_line(0))


async def test_the_list_stays_on_a_link_whatever_goes_above_it(
    drive: Drive, library: Library, marks: tuple[Annotation, Annotation, Annotation]
) -> None:
    first, *others = marks
    made = [library.links.make(first.id, Relation.SUPPORTS, other.id) for other in others]

    async def nowhere(_: Annotation) -> None:
        raise AssertionError

    async with drive("letter") as pilot:
        screen = LinksScreen(library.annotation(first.id), nowhere)
        await pilot.app.push_screen(screen)
        await type_keys(pilot, "j")
        library.links.remove([made[0].id])
        screen.reload()
        assert screen.rows.index == 0
        undone = library.undo()
        assert undone is not None
        screen.reload()
        assert screen.rows.index == 1
