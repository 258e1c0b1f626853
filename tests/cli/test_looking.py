from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.command import Command


def test_the_list_is_one_line_an_article(storied: Command) -> None:
    (line,) = storied("list").stdout.splitlines()
    number, *fields = line.split("\t")
    assert storied.json("list")[0]["id"] == number
    assert fields[:5] == ["unread", "0", "0", "The Keeper", "Ann Other"]


def test_the_list_can_be_narrowed(storied: Command) -> None:
    assert len(storied.json("list", "KEEPER", "other")) == 1
    assert storied.json("list", "keeper", "nobody", expect=1) == []


@pytest.mark.parametrize("command", ["list", "search", "history"])
def test_looking_at_no_library_finds_nothing_and_makes_none(postil: Command, command: str) -> None:
    assert postil.json(command, expect=1) == []
    assert "postil add" in postil(command, expect=1).stderr
    assert not postil.library.exists()


@pytest.mark.parametrize("command", [("show", "x"), ("export",), ("undo",), ("mark", "x", "--exact", "y")])
def test_nothing_can_be_done_with_no_library_and_none_is_made(
    postil: Command, command: tuple[str, ...]
) -> None:
    assert "postil add" in postil(*command, expect=1).stderr
    assert not postil.library.exists()


def test_an_article_is_named_by_id_part_of_it_path_or_title(storied: Command) -> None:
    number = storied.json("list")[0]["id"]
    texts = {
        storied.text(str(name))
        for name in (number, number[:6], storied.folder / "keeper.md", "the KEEPER", "keep")
    }
    assert len(texts) == 1


def test_an_unknown_article_is_nothing_found_and_a_vague_one_refused(storied: Command) -> None:
    storied("add", storied.write("other.md", "# The Keeper's wife\n\nShe read."))
    storied("show", "nobody", expect=1)
    refused = storied("show", "keep", expect=3)
    assert "The Keeper's wife" in refused.stderr


def test_the_text_is_printed_exactly(postil: Command) -> None:
    postil(
        "add", postil.write("satz.txt", "Ein Satz\u00a0mit ümläut.\r\n\r\nTab\there \u2028 and 日本語 🎈.")
    )
    printed = postil("show", "Satz", "--text").stdout_bytes.decode()
    assert printed == postil.json("show", "Satz")["text"] + "\n"
    assert "日本語 🎈" in printed


def test_showing_an_article_shows_its_words(storied: Command) -> None:
    shown = storied("show", "Keeper").stdout
    assert "“I saw a ship,” said Ada Marsh." in shown
    assert shown.count("The Keeper") == 1


def test_the_marks_of_an_article_are_shown_in_order(marked: Command) -> None:
    lines = marked("show", "Keeper", "--only-marks").stdout.splitlines()
    assert [line.split("\t")[3] for line in lines] == ["I saw a ship", "then the ship was gone"]
    assert [mark["kind"] for mark in marked.json("show", "Keeper")["annotations"]] == ["quote", "claim"]


def test_letters_are_found_without_their_accents(postil: Command) -> None:
    postil("add", postil.write("lodz.md", "# Łódź na mapie\n\nSłowa."))
    assert len(postil.json("list", "lodz", "NA")) == 1
    assert "Słowa." in postil.text("lodz na")
