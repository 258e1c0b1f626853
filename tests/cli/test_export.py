from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cli import progress
from exchange import escape, notes
from exchange.formats.registry import FORMATS
from store.library import Library
from tests.cli.test_add import looking
from text.clean import clean

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.command import Command


def test_marks_go_to_standard_output_as_markdown(marked: Command) -> None:
    out = marked("export").stdout
    assert yaml.safe_load(out.split("---\n")[1])["title"] == "The Keeper"
    assert "> I saw a ship\n" in out
    assert "— Ada Marsh\n" in out
    assert "#sea/ships\n" in out
    assert "**Claim** · disputed\n" in out
    assert out.endswith("Where?\n")
    assert out == marked("export", "--format", "markdown").stdout


def test_a_query_chooses_the_marks(marked: Command) -> None:
    out = marked("export", "ship", "gone").stdout
    assert out.count("^postil-") == 1
    assert "No mark matches." in marked("export", "zeppelin", expect=1).stderr


def test_nothing_to_export_is_nothing_found(storied: Command) -> None:
    assert "no marks" in storied("export", expect=1).stderr


def test_a_folder_gets_one_file_for_each_article(marked: Command) -> None:
    _mark_another(marked)
    rows = marked("export", "--to", f"{marked.folder}/new/folder/").stdout.splitlines()
    printed = [row.removesuffix("\twritten") for row in rows]
    written = sorted((marked.folder / "new/folder").glob("*.md"))
    assert sorted(printed) == list(map(str, written))
    assert [path.name[:8] for path in written] == ["Another ", "The Keep"]
    before = [path.read_bytes() for path in written]
    assert marked("export", "--to", marked.folder / "new/folder").stdout == ""
    assert [path.read_bytes() for path in written] == before


def test_a_file_gets_all_articles(marked: Command) -> None:
    _mark_another(marked)
    target = marked.folder / "all.md"
    assert marked("export", "--to", target).stdout == ""
    headings = [line for line in _read(target).splitlines() if line.startswith("# ")]
    assert headings == ["# The Keeper", "# Another story"]
    assert _read(target) == marked("export").stdout


def test_a_file_behind_a_link_is_written_where_it_is(marked: Command) -> None:
    link = marked.folder / "link.md"
    link.symlink_to(marked.write("all.md", "old"))
    marked("export", "--to", link)
    assert link.is_symlink()
    assert "I saw a ship" in _read(marked.folder / "all.md")


@pytest.mark.parametrize("target", ["absent/all.md", "keeper.md/all.md", "keeper.md/"])
def test_where_nothing_can_be_written_is_refused(marked: Command, target: str) -> None:
    assert "cannot be written" in marked("export", "--to", f"{marked.folder}/{target}", expect=3).stderr


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
def test_the_library_itself_is_never_written_over(marked: Command, ending: str) -> None:
    target = marked.folder / f"library.db{ending}"
    link = marked.folder / "link.md"
    link.symlink_to(target)
    before = marked.library.read_bytes()
    for name in (target, link):
        assert "is the library itself" in marked("export", "--to", name, expect=3).stderr
    assert marked.library.read_bytes() == before
    assert len(marked.json("search")) == 2


HOSTILE = st.text(st.sampled_from(list("\\`*_[]()#+-.!|<>~=:^%&;${} \n\tab1—")), min_size=1).filter(str.strip)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=HOSTILE, note=HOSTILE)
def test_hostile_words_come_back_from_the_exported_markdown(storied: Command, words: str, note: str) -> None:
    path = storied.write("hostile.txt", f"Before them all.\n\n{words}\n\nAfter them all.")
    (added,) = storied.json("add", path)
    exact = storied.text(added["id"])
    mark = storied.json("mark", added["id"], "--exact", exact, "--note", f"note {note}")
    out = storied("export").stdout
    told = clean(f"note {note}").strip()
    out = out.replace(f"\n\n{notes.note(told)}\n", f"\n\n{escape.block(told)}\n")  # tame ones leave as typed
    quoted, said = _texts(out.split("\n---\n", 1)[1])
    assert exact in quoted
    assert [clean(f"note {note}").strip(), f"^postil-{mark['id']}"][1] in said
    assert told in said
    storied("undo")


def _texts(markdown: str) -> tuple[str, str]:
    """The text inside block quotations, and that of the paragraphs outside them."""
    quoted: list[str] = []
    said: list[str] = []
    for token in MarkdownIt("commonmark").parse(markdown):
        if token.type == "inline":
            text = ("\n" if child.type == "hardbreak" else child.content for child in token.children or [])
            (quoted if token.level > 1 else said).append("".join(text))
    return "\n\n".join(quoted), "\n\n".join(said)


def _mark_another(postil: Command) -> None:
    postil("add", postil.write("another.md", "# Another story\n\nA sea without ships."))
    postil("mark", "Another", "--exact", "without ships")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("by", ["article", "claim", "speaker", "tag"])
def test_a_file_can_be_about_anything_a_mark_names(marked: Command, by: str) -> None:
    marked("export", "--by", by, "-o", f"{marked.folder}/{by}/")
    (path,) = (marked.folder / by).glob("*.md")
    names = {"article": "The Keeper", "claim": "then the ship", "speaker": "Ada Marsh", "tag": "sea ships"}
    assert path.name.startswith(names[by])
    assert _read(path).count("^postil-") == (2 if by == "article" else 1)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_is_written_the_same_again(marked: Command, form: str) -> None:
    marked("export", "--format", form, "--to", marked.folder / "one")
    marked("export", "--format", form, "--to", marked.folder / "two")
    assert _read(marked.folder / "one") == _read(marked.folder / "two")
    assert _read(marked.folder / "one") == marked("export", "--format", form).stdout
    assert "ship" in _read(marked.folder / "one") or form in {"bibtex", "csl"}


def test_select_chooses_the_marks_too(marked: Command) -> None:
    assert marked("export", "--select", "by:marsh").stdout == marked("export", "by:marsh").stdout
    assert "a claim" in marked("export", "--by", "claim", "by:marsh", expect=1).stderr


def test_a_word_that_begins_with_o_can_be_left_out(marked: Command) -> None:
    assert marked("export", "-orbit").stdout == marked("export").stdout


def test_a_template_of_ones_own_is_a_format(marked: Command) -> None:
    path = marked.write(
        "words.txt.j2", "{% for s in sections %}{{ s.marks | map(attribute='exact') | join }}{% endfor %}"
    )
    assert marked("export", "--template", path).stdout == "I saw a shipthen the ship was gone"
    marked("export", "--template", path, "--by", "speaker", "--to", f"{marked.folder}/out/")
    (file,) = (path for path in (marked.folder / "out").iterdir() if path.is_file())
    assert (file.suffix, _read(file)) == (".txt", "I saw a ship")
    assert "--format" in marked("export", "--template", path, "--format", "csv", expect=2).stderr
    assert "cannot be used" in marked("export", "--template", "absent", expect=3).stderr


@pytest.mark.parametrize(("form", "by"), [("html", "tag"), ("claimreview", "article"), ("jsonl", "article")])
def test_what_a_format_is_never_about_is_said(marked: Command, form: str, by: str) -> None:
    assert (
        "There is no file of this format" in marked("export", "--format", form, "--by", by, expect=2).stderr
    )


def test_what_became_of_each_file_is_told(marked: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    _mark_another(marked)
    target = f"{marked.folder}/notes/"
    marked("export", "--to", target)
    other, keeper = sorted((marked.folder / "notes").glob("*.md"))
    keeper.write_text(_read(keeper).replace("\n#sea/ships\n", "\nMine.\n"), encoding="utf-8")
    other.unlink()
    (mark,) = (mark for mark in marked.json("search") if mark["tags"])
    with Library.open(marked.library) as library:
        library.edit(mark["id"], tags=["lakes"])
    told = marked("export", "--to", target, expect=3)
    rows = told.stdout.splitlines()
    assert sorted(rows) == [f"{other}\tleft deleted", f"{keeper}\tmerged with conflicts"]
    assert f"“{keeper}” and the library changed the same place" in told.stderr
    assert "Mine." in _read(keeper)
    assert "#lakes" in _read(keeper)
    assert not marked("export", "--to", target).stdout, "a file that was deleted is told of once"
    monkeypatch.setattr("cli.export.to_terminal", lambda: True)
    assert marked("export", "--to", target).stdout == "1 unchanged, 1 still deleted.\n"
    restored = marked("export", "--to", target, "--restore").stdout.splitlines()
    assert restored == [f"{other}\twritten", "1 written, 1 unchanged."]


def test_a_file_with_a_hostile_name_is_told_on_one_line(marked: Command) -> None:
    target = marked.folder / "notes"
    marked("export", "--to", f"{target}/")
    (file,) = target.glob("*.md")
    file.rename(target / "a\x1b]0;b\x07\nc.md")
    (mark,) = marked.json("search", "kind:quote")
    with Library.open(marked.library) as library:
        library.edit(mark["id"], note="Another.")
    (row,) = marked("export", "--to", target).stdout.splitlines()
    assert row.endswith("\twritten")
    assert "\x1b" not in row


def test_a_watched_folder_is_kept_in_step(marked: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    target = marked.folder / "notes"

    def undo() -> None:
        with Library.open(marked.library) as library:
            library.undo()
            library.undo()

    monkeypatch.setattr("time.sleep", looking(undo, lambda: None, lambda: None))
    rows = marked("export", "--watch", "--to", f"{target}/").stdout.splitlines()
    assert [row.split("\t")[1] for row in rows] == ["written", "removed"]
    assert not list(target.glob("*.md"))


def test_a_watched_folder_tells_once_of_what_is_left_alone(
    marked: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    _mark_another(marked)
    target = marked.folder / "notes"
    marked("export", "--to", f"{target}/")
    other, keeper = sorted(target.glob("*.md"))
    other.unlink()

    def undo() -> None:
        with Library.open(marked.library) as library:
            library.delete([mark.id for mark in library.annotations() if mark.tags])

    monkeypatch.setattr("time.sleep", looking(undo, lambda: None, lambda: None))
    rows = marked("export", "--watch", "--to", f"{target}/").stdout.splitlines()
    assert rows == [f"{other}\tleft deleted", f"{keeper}\twritten"]


def test_a_terminal_is_told_that_it_watches_and_how_that_ends(
    marked: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", looking())
    target = f"{marked.folder}/notes/"
    assert not marked.run("export", "--watch", "--to", target).stderr
    monkeypatch.setattr(progress, "to_person", lambda: True)
    told = marked.run("export", "--watch", "--to", target).stderr
    assert told == f"Watching the library, to keep “{target}” in step: Ctrl+C ends it.\n"
    monkeypatch.setattr("time.sleep", looking())
    told = marked.run("add", "--watch", marked.folder).stderr
    assert f"Watching “{marked.folder}”: Ctrl+C ends it.\n" in told


def test_a_watched_folder_that_vanishes_ends_it(marked: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    target = marked.folder / "notes"
    monkeypatch.setattr("time.sleep", looking(lambda: shutil.rmtree(target), lambda: None))
    assert "is gone" in marked("export", "--watch", "--to", f"{target}/", expect=3).stderr


@pytest.mark.parametrize("target", [(), ("--to", "all.md")])
def test_only_a_folder_is_kept_in_step(marked: Command, target: tuple[str, ...]) -> None:
    assert "keeps a folder in step" in marked("export", "--watch", *target, expect=2).stderr


def test_files_go_with_the_last_of_their_marks(marked: Command) -> None:
    target = f"{marked.folder}/notes/"
    (row,) = marked("export", "--to", target).stdout.splitlines()
    for mark in marked.json("search"):
        with Library.open(marked.library) as library:
            library.delete([mark["id"]])
    assert marked("export", "--to", target).stdout == row.replace("written", "removed") + "\n"
    assert "no marks" in marked("export", "--to", target, expect=1).stderr


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.md", "---\n"),
        ("x.ORG", "#+"),
        ("x.csv", "id,"),
        ("x.jsonl", '{"type":"postil"'),
        ("x.html", "<!DOCTYPE html>"),
        ("x.txt", "---\n"),
        ("x", "---\n"),
    ],
)
def test_the_ending_chooses_the_format(marked: Command, name: str, begins: str) -> None:
    marked("export", "-o", marked.folder / name)
    assert _read(marked.folder / name).casefold().startswith(begins.casefold())


def test_a_format_that_is_named_is_written_whatever_the_ending(marked: Command) -> None:
    marked("export", "--format", "markdown", "-o", marked.folder / "x.csv")
    assert _read(marked.folder / "x.csv").startswith("---\n")


@pytest.mark.parametrize("name", ["x.json", "x.jsonld"])
def test_an_ending_that_says_too_little_is_refused(marked: Command, name: str) -> None:
    refused = marked("export", "-o", marked.folder / name, expect=3)
    assert "say which with --format" in refused.stderr
    assert not (marked.folder / name).exists()


def test_the_usual_format_is_that_of_the_configuration(
    marked: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = marked.folder / "config.toml"
    config.write_text('[export]\nformat = "org"\n', encoding="utf-8")
    monkeypatch.setenv("POSTIL_CONFIG", str(config))
    assert marked("export").stdout == marked("export", "--format", "org").stdout
    marked("export", "-o", marked.folder / "x.md")
    assert _read(marked.folder / "x.md").startswith("---\n")


def test_a_folder_keeps_the_format_it_was_exported_in(
    marked: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = marked.folder / "vault"
    monkeypatch.setattr("time.sleep", looking(lambda: None))
    marked("export", "--format", "obsidian", "--to", f"{target}/")
    (file,) = target.glob("*.md")
    before = _read(file)
    for options in ((), ("--watch",), ("--restore",)):
        assert not marked("export", *options, "--to", target).stdout
        assert _read(file) == before
    marked("export", "--by", "speaker", "--to", target)
    assert any("[[" in _read(path) for path in target.glob("*.md") if path != file), "as Obsidian links it"
    monkeypatch.chdir(target)
    assert marked("export").stdout == marked("export", "--format", "markdown").stdout, "no folder is meant"
    assert marked("export", "--format", "markdown", "--to", target).stdout.endswith("\twritten\n")
    assert _read(file) != before


def test_an_empty_target_is_no_folder(marked: Command) -> None:
    assert "--to names no folder" in marked("export", "-o", "", expect=2).stderr


def test_an_article_is_named_by_its_field(marked: Command) -> None:
    with Library.open(marked.library) as library:
        [beginning] = [article.id[:6] for article in library.articles() if article.title == "The Keeper"]
    assert f"article:{beginning}." in marked("export", beginning, expect=1).stderr
    assert marked("export", f"article:{beginning}").stdout == marked("export").stdout


@pytest.mark.parametrize("target", [(), ("-o", "new/"), ("-o", "x.jsonl")])
def test_nothing_found_is_told_by_every_format(marked: Command, target: tuple[str, ...]) -> None:
    where = [f"{marked.folder}/{part}" if part != "-o" else part for part in target]
    found = marked("export", "zeppelin", "--format", "jsonl", *where, expect=1)
    assert not found.stdout
    assert not any(marked.folder.glob("new/*"))
