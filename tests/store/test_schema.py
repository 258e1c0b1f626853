from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from store import errors, schema
from store.connection import connect, transaction
from store.index import facet
from store.library import Library
from store.operations import Edit, Entity, Verb, append
from store.records import Article, Kind
from tests.store.making import TEXT, draft, span
from tests.store.process import at_once, open_and_add

if TYPE_CHECKING:
    from pathlib import Path


def set_pragma(path: Path, pragma: str, value: int) -> None:
    connection = connect(path)
    connection.execute(f"PRAGMA {pragma} = {value}")
    connection.close()


@pytest.mark.usefixtures("library")
def test_a_library_knows_itself(path: Path) -> None:
    connection = connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_the_version_is_the_number_of_migrations() -> None:
    from store.migrations import MIGRATIONS  # noqa: PLC0415 - imported only where a library is made

    assert len(list(MIGRATIONS._migrations)) == schema.VERSION  # noqa: SLF001 - it has no public list of all


@pytest.mark.usefixtures("library")
def test_every_table_is_strict(path: Path) -> None:
    connection = connect(path)
    ours = ("setting", "article", "revision", "annotation", "speaker", "claim", "link", "change", "operation")
    strict = {name: kind for _, name, _, _, _, kind in connection.execute("PRAGMA table_list")}
    connection.close()
    assert {name: strict[name] for name in ours} == dict.fromkeys(ours, 1)


@pytest.mark.usefixtures("library")
def test_the_list_of_articles_has_their_fields_in_order(path: Path) -> None:
    connection = connect(path)
    columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(shown_article)")]
    connection.close()
    assert columns == [*(field.name for field in fields(Article)), "number"]


def test_a_library_of_the_future_is_refused_and_left_alone(path: Path) -> None:
    open_and_add(path, 1)
    set_pragma(path, "user_version", schema.VERSION + 98)
    before = path.read_bytes()
    with pytest.raises(errors.NewerLibraryError, match=rf"newer Postil \(schema {schema.VERSION + 98},"):
        Library.open(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    connection = connect(path)
    connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(errors.NotALibraryError):
        Library.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"Not a database at all, but a letter to a friend.", b"\x00" * 4096, b"SQLite format 3\x00"]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(errors.LibraryUnusableError, match=r"/library\.db"):
        Library.open(path)
    assert path.read_bytes() == content


def test_a_library_cut_short_is_refused(path: Path) -> None:
    with Library.open(path) as library:
        for number in range(20):
            library.add(draft(f"{number} " * 3000))
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(errors.LibraryUnusableError):
        open_and_add(path, 1)


def test_an_empty_file_is_a_new_library(path: Path) -> None:
    path.touch()
    with Library.open(path) as library:
        assert library.articles() == []


def test_an_emptied_library_is_not_taken_for_a_new_one(path: Path) -> None:
    path.touch()
    path.with_name("library.db-wal").write_bytes(b"what is left of it")
    with pytest.raises(errors.DamagedLibraryError):
        Library.open(path)
    assert path.with_name("library.db-wal").read_bytes() == b"what is left of it"


def test_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.LibraryIsDirectoryError):
        Library.open(tmp_path)


def test_missing_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "library.db"
    Library.open(path).close()
    assert path.is_file()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(errors.CannotOpenLibraryError, match=r"/library\.db"):
        Library.open(tmp_path / "file" / "library.db")


def test_a_path_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.LibraryUnusableError):
        Library.open(tmp_path / "a\0b")


def test_no_library_is_made_unless_asked(path: Path) -> None:
    with pytest.raises(errors.NoLibraryError):
        Library.open(path, create=False)
    assert not path.exists()


def test_processes_that_start_at_once_share_one_new_library(path: Path) -> None:
    assert at_once(open_and_add, [(path, number) for number in range(6)]) == [0] * 6
    with Library.open(path) as library:
        assert len(library.articles()) == 6


_TO_SCHEMA_6 = (
    "DROP INDEX revision_by_article",
    "DELETE FROM _sqlite_migrations WHERE name = 'm007_revisions_by_article'",
    "PRAGMA user_version = 6",
)


def test_a_library_of_schema_6_goes_on(path: Path) -> None:
    with Library.open(path) as library:
        article = library.add(draft(source="/a.txt")).article
    connection = connect(path)
    for statement in _TO_SCHEMA_6:
        connection.execute(statement)
    connection.close()
    with Library.open(path) as library:
        assert library.articles() == [article]
        assert library.add(draft(f"It began so. {TEXT}", source="/a.txt")).revised


_TO_SCHEMA_5 = (
    *_TO_SCHEMA_6,
    "ALTER TABLE annotation DROP COLUMN place",
    "ALTER TABLE annotation DROP COLUMN colour",
    "DELETE FROM _sqlite_migrations WHERE name = 'm006_places_and_colours'",
    "PRAGMA user_version = 5",
)


def test_a_library_of_schema_5_learns_where_marks_stand_and_their_colours(path: Path) -> None:
    with Library.open(path) as library:
        article = library.add(draft()).article.id
        mark = library.annotate(article, span("It rained"), Kind.HIGHLIGHT, note="So it did.")
        library.edit(mark.id, note="")
    connection = connect(path)
    for statement in _TO_SCHEMA_5:
        connection.execute(statement)
    connection.close()
    with Library.open(path) as library:
        library.undo()
        assert library.annotation(mark.id)._replace(updated=mark.updated) == mark
        placed = library.edit(mark.id, place="page 12", colour="Yellow")
        assert (placed.place, placed.colour) == ("p. 12", "yellow")
        library.undo()
        assert library.annotation(mark.id)._replace(updated=mark.updated) == mark
        library.redo()
        assert [hit.annotation.place for hit in library.search("colour:yellow")] == ["p. 12"]


_TO_SCHEMA_4 = (
    *_TO_SCHEMA_5,
    "DROP TABLE fingerprint",
    "DROP TABLE fingerprinted",
    "DELETE FROM _sqlite_migrations WHERE name = 'm005_fingerprints'",
    "PRAGMA user_version = 4",
)


def test_a_library_of_schema_4_takes_the_fingerprints_it_lacks(path: Path) -> None:
    with Library.open(path) as library:
        known = [library.add(draft(f"{TEXT} {more}")).article.id for more in ("It rained.", "It snowed.")]
    connection = connect(path)
    for statement in _TO_SCHEMA_4:
        connection.execute(statement)
    connection.close()
    with Library.open(path) as library:
        assert [repeat.other.id for repeat in library.repeats(known[0])] == known[1:]


_TO_SCHEMA_3 = (
    *_TO_SCHEMA_4,
    *(f"DROP VIEW {view}" for view in ("claim_link", "shown_link", "shown_annotation")),
    *(f"DROP TABLE {table}" for table in ("link", "claim", "speaker_name", "speaker")),
    "DROP INDEX annotation_by_claim",
    "DROP INDEX annotation_by_speaker",
    *(
        f"ALTER TABLE annotation DROP COLUMN {column}"
        for column in ("said_as", "own_status", "claim", "speaker_key", "names")
    ),
    "ALTER TABLE article DROP COLUMN dismissed",
    """
    CREATE VIEW shown_annotation AS
    SELECT annotation.*, article.title AS article_title, article.source AS article_source,
        article.number AS article_number
    FROM annotation JOIN article ON article.id = annotation.article
    WHERE annotation.deleted = 0 AND article.deleted = 0
    """,
    "DELETE FROM _sqlite_migrations WHERE name = 'm004_speakers_claims_and_links'",
    "PRAGMA user_version = 3",
)


def test_a_library_of_schema_3_makes_a_claim_of_every_mark_of_that_kind(path: Path) -> None:
    with Library.open(path) as library:
        article = library.add(draft()).article.id
        mark = library.annotate(article, span("It rained"), Kind.HIGHLIGHT, speaker="Ann")
    connection = connect(path)
    for statement in _TO_SCHEMA_3:
        connection.execute(statement)
    connection.execute("UPDATE annotation SET kind = 'claim', status = 'checking'")
    connection.close()
    with Library.open(path) as library:
        (claim,) = library.claims.all()
        assert (claim.id, claim.statement, claim.status) == (mark.id, "It rained", "checking")
        assert library.annotation(mark.id).claim == claim.id
        assert [speaker.name for speaker in library.speakers.all()] == ["Ann"]
        library.claims.set_status([claim.id], "refuted")
        library.undo()
        assert library.claims.one(claim.id).status == "checking"
        library.edit(mark.id, kind=Kind.HIGHLIGHT)
        library.undo()
        assert library.annotation(mark.id).claim == claim.id


def test_a_change_of_kind_from_before_there_were_claims_is_undone_whole(path: Path) -> None:
    with Library.open(path) as library:
        article = library.add(draft()).article.id
        mark = library.annotate(article, span("It rained"), Kind.HIGHLIGHT).id
    connection = connect(path)
    for statement in _TO_SCHEMA_3:
        connection.execute(statement)
    for kind in ("claim", "highlight", "claim"):  # as schema 3 wrote it: the kind, and no word of a claim
        edits = [Edit(Entity.ANNOTATION, mark, "kind", kind)]
        with transaction(connection):
            append(connection, Verb.EDIT, "Changed the kind", edits, time="2026-01-01T00:00:00.000Z")
    connection.execute("UPDATE annotation SET kind = 'claim'")
    connection.close()
    with Library.open(path) as library:
        for expected in (Kind.HIGHLIGHT, Kind.CLAIM, Kind.HIGHLIGHT):
            library.undo()
            assert library.annotation(mark).kind is expected
            assert bool(library.annotation(mark).claim) is (expected is Kind.CLAIM)
            assert len(library.claims.all()) == (expected is Kind.CLAIM)
        library.redo()
        assert len(library.claims.all()) == 1


_TO_SCHEMA_1 = (
    *_TO_SCHEMA_3,
    "DROP VIEW shown_article",
    "CREATE VIEW shown_article AS SELECT id, number FROM article",
    "ALTER TABLE article DROP COLUMN tags",
    "ALTER TABLE article DROP COLUMN bookmarks",
    "DELETE FROM _sqlite_migrations WHERE name <> 'm001_initial'",
    "PRAGMA user_version = 1",
)


def test_a_library_of_schema_1_goes_on_with_all_it_holds(path: Path) -> None:
    with Library.open(path) as library:
        article = library.add(draft(source="/a.txt")).article.id
        mark = library.annotate(article, span("we will be talking"), Kind.QUOTE)
    connection = connect(path)
    for statement in _TO_SCHEMA_1:
        connection.execute(statement)
    connection.close()
    with Library.open(path) as library:
        assert library.annotations() == [mark]
        library.set_bookmark(article, "a", 3)
        assert library.add(draft(f"It began so. {TEXT}", source="/a.txt")).revised
        assert library.article(article).bookmarks.keys() == {"a"}


_TO_SCHEMA_2 = (
    *_TO_SCHEMA_3,
    "DELETE FROM _sqlite_migrations WHERE name NOT IN ('m001_initial', 'm002_tags_and_bookmarks')",
    "PRAGMA user_version = 2",
)


def test_a_library_of_schema_2_finds_the_tags_it_indexed_otherwise(path: Path) -> None:
    with Library.open(path) as library:
        article = library.add(draft(source="/a.txt")).article.id
        library.annotate(article, span("we will be talking"), Kind.QUOTE, tags=["war"])
        gone = library.annotate(article, span("talking"), Kind.QUOTE, tags=["war"])
        library.delete([gone.id])
    connection = connect(path)
    (written,) = connection.execute("SELECT words FROM mark_words").fetchone()
    as_before = written.replace(facet("tag", "war"), "\ue002" + "\ue122war\ue122")
    connection.execute(
        "INSERT INTO mark_index (mark_index, rowid, words) VALUES ('delete', 1, ?)", (written,)
    )
    connection.execute("UPDATE mark_words SET words = ?", (as_before,))
    connection.execute("INSERT INTO mark_index (rowid, words) VALUES (1, ?)", (as_before,))
    for statement in _TO_SCHEMA_2:
        connection.execute(statement)
    connection.close()
    with Library.open(path) as library:
        assert [hit.annotation.tags for hit in library.search("tag:war talking")] == [("war",)]
        library.undo()
        assert len(library.search("tag:war talking")) == 2


def test_an_open_library_that_a_newer_postil_has_changed_says_so(library: Library, path: Path) -> None:
    assert not library.changed()
    set_pragma(path, "user_version", schema.VERSION + 1)
    with pytest.raises(errors.NewerLibraryError):
        library.changed()
