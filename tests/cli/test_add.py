from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import pytest

from exchange import intake
from tests.cli.command import STORY
from tests.exchange.books import book, chapter

if TYPE_CHECKING:
    from collections.abc import Callable

    from exchange.offers import Offer
    from store.library import Library
    from tests.cli.command import Command

FEED = """<rss><channel><title>The Light</title><item><title>A story</title><link>https://a.example/</link>
<description>{}</description></item></channel></rss>"""


def test_what_was_added_is_told_as_promised(postil: Command) -> None:
    path = postil.write("keeper.md", STORY)
    (added,) = postil.json("add", path)
    assert list(added) == ["id", "title", "byline", "source", "new", "repeats"]
    assert (added["title"], added["source"], added["new"]) == ("The Keeper", str(path.resolve()), True)


def test_the_same_content_again_adds_nothing(storied: Command) -> None:
    (first,) = storied.json("list")
    copy = storied.write("elsewhere/copy.md", STORY)
    known = storied.json("add", storied.folder / "keeper.md", copy)
    assert [(one["id"], one["new"]) for one in known] == [(first["id"], False)] * 2
    assert len(storied.json("list")) == 1


def test_new_words_from_a_known_file_are_a_revision(storied: Command) -> None:
    storied.write("keeper.md", STORY + "\nIt never came back.\n")
    assert "\trevised\t" in storied("add", storied.folder / "keeper.md").stdout
    assert "It never came back." in storied.text("Keeper")


def test_standard_input_is_an_article_without_a_source(postil: Command) -> None:
    postil("add", "-", stdin="The only words there are.")
    (article,) = postil.json("list")
    assert (article["title"], article["source"]) == ("The only words there are.", "")


def test_the_name_of_standard_input_tells_its_format(postil: Command) -> None:
    postil("add", "-", "--name", "keeper.md", stdin=STORY)
    assert postil.json("list")[0]["title"] == "The Keeper"


def test_a_folder_is_added_file_by_file(postil: Command) -> None:
    postil.write("shelf/one.txt", "One thing.")
    postil.write("shelf/deep/two.md", "Another thing.")
    postil.write("shelf/page.HTM", "<p>A page.")
    postil.write("shelf/book.epub", book({"a.xhtml": chapter("<p>A chapter.</p>")}))
    postil.write("shelf/.hidden.txt", "No thing.")
    titles = {one["title"] for one in postil.json("add", postil.folder / "shelf")}
    assert titles == {"one", "two", "page", "The Keeper"}


def test_a_page_is_told_on_standard_input_by_what_it_is(postil: Command) -> None:
    postil("add", "-", stdin="<!-- saved --><!DOCTYPE html><title>A page</title><p>Some &lt;words&gt;.")
    assert postil.text("A page") == "A page\n\nSome <words>."


def test_a_locked_or_broken_book_is_refused(postil: Command) -> None:
    assert "no EPUB book" in postil("add", postil.write("book.epub", "words"), expect=3).stderr


def test_a_guessed_encoding_is_named(postil: Command) -> None:
    russian = "Корабль подошёл к берегу, и никто не вышел ему навстречу."
    result = postil.run("add", postil.write("story.txt", russian.encode("koi8-r")))
    assert (result.exit_code, result.stderr.count("\n")) == (0, 1)
    assert "story.txt” was read as KOI8-R, which is a guess." in result.stderr
    assert postil.text("story") == russian


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x7fELF\x00\x01", "binary"),
        (b"%PDF-1.7\n", "PDF"),
        (b"", "no text"),
        (b" \n \n", "no text"),
        (b"\x01\x02\xff\xfe", "binary"),
    ],
)
def test_what_is_no_text_is_refused(postil: Command, content: bytes, said: str) -> None:
    result = postil("add", postil.write("story.txt", content), expect=3)
    assert said in result.stderr
    assert "story.txt" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_missing_path_and_an_empty_folder_are_refused(postil: Command) -> None:
    (postil.folder / "empty").mkdir()
    assert "absent.txt" in postil("add", "absent.txt", expect=3).stderr
    assert "holds no articles" in postil("add", postil.folder / "empty", expect=3).stderr


def test_one_refused_source_does_not_stop_the_others(postil: Command) -> None:
    good, bad = postil.write("good.txt", "Good words."), postil.write("bad.txt", b"\x00")
    result = postil("add", bad, "absent", good, "--json", expect=3)
    assert "good.txt" in result.stdout
    assert result.stderr.count("\n") == 2
    assert len(postil.json("list")) == 1


def test_five_megabytes_on_one_line_are_added(postil: Command) -> None:
    postil("add", postil.write("long.txt", "word " * 1_000_000))
    assert postil.json("list")[0]["length"] == 5_000_000 - 1


def test_a_file_name_that_acts_on_a_terminal_is_shown_harmless(postil: Command) -> None:
    path = postil.write("a\x1b]52;c;eA==\x07b.txt", "Words.")
    for command in (("add", path), ("list",), ("show", "]52"), ("list", "--json"), ("history",)):
        assert not set("\x1b\x07") & set(postil(*command).output)
    assert not set("\x1b\x07") & set(postil("add", "absent\x1b[2J\x07", expect=3).output)


@pytest.mark.parametrize("command", ["add", "read"])
def test_the_library_itself_is_no_article(
    storied: Command, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.read._check_terminal", lambda: None)
    link = storied.folder / "link.txt"
    link.hardlink_to(storied.library)
    for path in (storied.library, link):
        assert "is the library itself" in storied(command, path, expect=3).stderr
    assert len(storied.json("list")) == 1


def test_a_feed_on_standard_input_is_taken_apart(postil: Command) -> None:
    postil("add", "-", stdin=FEED.format("Words of the story. " * 99))
    (article,) = postil.json("list")
    assert (article["title"], article["source"]) == ("A story", "https://a.example/")


def test_a_summary_alone_is_refused_with_what_to_do(postil: Command) -> None:
    result = postil("add", postil.write("feed.xml", FEED.format("Short.")), expect=3)
    assert (
        result.stderr
        == "“The Light” has but summaries of some articles (1): add --fetch to get their pages.\n"
    )


def test_an_address_without_a_network_is_one_sentence(
    postil: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr("socket.create_connection", fail)
    result = postil("add", "http://a.example/story", expect=3)
    assert "“a.example” cannot be reached (Network is unreachable)" in result.stderr


def test_after_an_interruption_what_was_added_stays(postil: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        postil.write(f"shelf/{name}.txt", f"Words of {name}.")
    settle = intake.settle

    def until_c(library: Library, offer: Offer) -> intake.Taken:
        if offer.name.endswith("c.txt"):
            raise KeyboardInterrupt
        return settle(library, offer)

    with monkeypatch.context() as patch:
        patch.setattr("cli.add.settle", until_c)
        result = postil("add", postil.folder / "shelf", expect=130)
    assert result.stderr == "Interrupted: what was added stays, and the same command goes on from there.\n"
    assert [line.split("\t")[1] for line in result.stdout.splitlines()] == ["new", "new"]
    again = postil("add", postil.folder / "shelf").stdout
    assert [line.split("\t")[1] for line in again.splitlines()] == ["known", "known", "new"]


def looking(*steps: Callable[[], object]) -> Callable[[float], None]:
    """What happens between one look at a folder and the next; then Ctrl+C."""
    coming = iter(steps)

    def sleep(_: float) -> None:
        try:
            next(coming)()
        except StopIteration:
            raise KeyboardInterrupt from None

    return sleep


def test_what_appears_in_a_watched_folder_is_added(postil: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    postil.write("shelf/a.txt", "Words of a.")
    steps = (
        lambda: postil.write("shelf/b.md", "# Half"),
        lambda: postil.write("shelf/b.md", "# Half and half"),
        lambda: None,
    )
    monkeypatch.setattr("time.sleep", looking(*steps))
    result = postil("add", "--watch", postil.folder / "shelf")
    assert [line.split("\t")[2] for line in result.stdout.splitlines()] == ["a", "Half and half"]


def test_a_watched_folder_names_what_it_refuses_and_goes_on(
    postil: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    postil.write("shelf/a.txt", b"\x00")
    postil.write("shelf/b.txt", "Words of b.")
    monkeypatch.setattr("time.sleep", looking(lambda: None, lambda: None))
    result = postil.run("add", "--watch", postil.folder / "shelf")
    assert (result.exit_code, result.stderr.count("\n"), result.stdout.count("\n")) == (0, 1, 1)


def test_only_folders_are_watched(postil: Command) -> None:
    assert "is none" in postil("add", "--watch", postil.write("a.txt", "Words."), expect=2).stderr
