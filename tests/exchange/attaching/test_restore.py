from __future__ import annotations

import json
import re
import tempfile
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.attaching.bring import bring
from exchange.exporting.collection import together
from exchange.formats import jsonlines
from exchange.formats.registry import FORMATS
from exchange.formats.selection import Selection
from store.annotation import Relation
from store.library import Library
from store.records import ArticleDraft, ReadState
from tests.exchange.imported import PARAGRAPHS, clipping, story
from tests.exchange.imported import bring as attach
from tests.store.making import broken
from text.builder import Piece, build
from text.document import Metadata, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exchange.attaching.bring import Brought

    Step = Callable[[Library, Any], object]

WORDS = st.text(max_size=12)
NAMES = st.sampled_from(["Ada Marsh", "ada marsh", "A. Marsh", "Bo"])
NUMBERS = st.integers(0, 10**6)
SINGLE = ["csv", "w3c", "jsonl"]


def exported(library: Library) -> bytes:
    return "".join(jsonlines.write(Selection(library))).encode()


def told(library: Library) -> dict[str, Any]:
    """All that a library tells, by its types and ids."""
    lines = [json.loads(line) for line in exported(library).splitlines()]
    return {json.dumps([line["type"], line.get("id", line.get("name"))]): line for line in lines}


def written(library: Library, form: str) -> str:
    """All of a library in one file of a format."""
    return "".join(together(Selection(library), FORMATS[form]))


def brought(library: Library, data: bytes) -> Brought:
    return bring(library, data, "export.jsonl", lambda done, of: None)  # noqa: ARG005 - nobody looks


@contextmanager
def opened() -> Iterator[tuple[Library, Library]]:
    """Two libraries with nothing in them."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder, "one.db")) as one,
        Library.open(Path(folder, "two.db")) as two,
    ):
        yield one, two


def _picked(library: Library, number: int) -> Any:  # noqa: ANN401 - a mark
    marks = library.annotations()
    return marks[number % len(marks)] if marks else None


def _add(library: Library, drawn: tuple[int, str]) -> None:
    number, words = drawn
    paragraphs = [*PARAGRAPHS, *(["The very last line."] if number % 2 else []), words]
    metadata = Metadata(f"Title {number % 3}", published="2025-01-02", tags=("sea",))
    document = build(Piece(each) for each in paragraphs[number % 2 :])
    library.add(ArticleDraft(document, metadata, f"/texts/{number % 3}"))


def _annotate(library: Library, drawn: tuple[int, int, str, str, str]) -> None:
    number, length, kind, words, speaker = drawn
    articles = library.articles()
    if articles:
        article = articles[number % len(articles)]
        start = number % article.length
        span = Span(start, min(article.length, start + 1 + length % 80))
        library.annotate(article.id, span, kind, note=words, tags=[words], speaker=speaker, status=words)
        library.edit_all([_picked(library, number).id], place=kind if number % 2 else words, colour=words)


def _change(library: Library, drawn: tuple[int, str]) -> None:
    number, words = drawn
    if article := next(iter(library.articles()), None):
        library.set_bookmark(article.id, "a", number)
        library.leave_at(article.id, number, finished=number % 2 == 0)
        library.set_state(article.id, list(ReadState)[number % 3])
        library.dismiss(article.id, [words])


def _delete(library: Library, number: int) -> None:
    if mark := _picked(library, number):
        library.delete([mark.id])


def _link(library: Library, drawn: tuple[int, int]) -> None:
    one, other = (_picked(library, number) for number in drawn)
    if one and one.id != other.id:
        library.links.make(one.id, list(Relation)[drawn[0] % 5], other.id)


def _call(library: Library, drawn: tuple[int, str]) -> None:
    if speakers := library.speakers.all():
        library.speakers.rename(speakers[drawn[0] % len(speakers)].name, drawn[1])


def _judge(library: Library, drawn: tuple[int, str]) -> None:
    if claims := library.claims.all():
        claim = claims[drawn[0] % len(claims)]
        library.claims.edit(
            claim.id, statement=drawn[1] or "It is so.", status="refuted", confidence=40, note="n"
        )


def _clip(library: Library, drawn: tuple[int, str]) -> None:
    title = f"Title {drawn[0] % 4}"
    attach(
        library,
        clipping(PARAGRAPHS[0], title=title, source=""),
        clipping(drawn[1] or "x", title=title, source=""),
    )


STEPS: list[tuple[Step, st.SearchStrategy[Any]]] = [
    (_add, st.tuples(NUMBERS, WORDS)),
    (
        _annotate,
        st.tuples(NUMBERS, NUMBERS, st.sampled_from(["quote", "claim", "own"]), WORDS, NAMES | WORDS),
    ),
    (_change, st.tuples(NUMBERS, WORDS)),
    (_delete, NUMBERS),
    (_link, st.tuples(NUMBERS, NUMBERS)),
    (_call, st.tuples(NUMBERS, NAMES)),
    (_judge, st.tuples(NUMBERS, WORDS)),
    (_clip, st.tuples(NUMBERS, WORDS)),
]
LIVES = st.lists(st.one_of(*(st.tuples(st.just(step), drawn) for step, drawn in STEPS)), max_size=14)


@settings(max_examples=30, deadline=None)
@given(LIVES)
def test_a_library_is_restored_as_it_was(life: list[tuple[Step, Any]]) -> None:
    with opened() as (one, two):
        for step, drawn in [(_add, (1, "")), *life]:
            step(one, drawn)
        done = brought(two, exported(one))
        assert done.refused == ()
        assert told(two) == told(one)
        assert [written(two, form) for form in SINGLE] == [written(one, form) for form in SINGLE]
        again = brought(two, exported(one))
        assert (again.attached.added, again.attached.articles) == (0, 0)
        assert told(two) == told(one)
        two.undo()
        assert (two.articles(), two.annotations()) == ([], [])
        brought(two, exported(one))
        assert exported(two) == exported(one)
        assert not broken(two)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=40, deadline=None)
@given(NUMBERS, NUMBERS, JSON)
def test_a_line_that_is_not_as_it_should_be_costs_itself_alone(line: int, key: int, value: Any) -> None:  # noqa: ANN401 - anything
    with opened() as (one, two):
        story(one)
        attach(one, clipping(PARAGRAPHS[0], kind="claim"), clipping(PARAGRAPHS[1]))
        marks = one.annotations()
        one.links.make(marks[0].id, Relation.SUPPORTS, marks[1].id)
        lines = [json.loads(each) for each in exported(one).splitlines()]
        changed = lines[1 + line % (len(lines) - 1)]
        changed[sorted(changed)[key % len(changed)]] = value
        done = brought(two, "\n".join(map(json.dumps, lines)).encode())
        assert len(two.annotations()) == done.attached.added
        assert done.attached.added + len(done.refused) >= 2
        assert all("export.jsonl" in sentence for sentence in done.refused)
        assert not broken(two)


HOSTILE_IDS = [
    *(
        " ",
        "-rf",
        "--help",
        "..",
        "../../etc/passwd",
        "a/b",
        "C:\\x",
        "a\0b",
        "a\nb",
        "a\x1b[2J",
        "a' OR 1 = 1 --",
        "article-1",
        "0123456789ABCDEF",
    ),
    *("%", "a" * 65, "é", "\u202eab", "\ud800", "[[a]]", "<b>", "a b", "٣", "٣" * 16),
]


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(HOSTILE_IDS) | st.text(max_size=9), st.sampled_from(["article", "mark", "claim"]))
def test_an_id_that_postil_never_gives_becomes_one_wherever_it_stands(said: str, kind: str) -> None:
    with opened() as (one, two):
        story(one)
        attach(one, clipping(PARAGRAPHS[0], kind="claim"), clipping(PARAGRAPHS[1]))
        marks = one.annotations()
        one.links.make(marks[0].id, Relation.SUPPORTS, marks[1].id)
        usual = next(
            line["id"] for line in map(json.loads, exported(one).splitlines()) if line["type"] == kind
        )
        data = exported(one).replace(json.dumps(usual).encode(), json.dumps(said).encode())
        done = brought(two, data)
        articles, marks, claims = two.articles(), two.annotations(), two.claims.all()
        ids = [each.id for of_one in (articles, marks, claims) for each in of_one]
        assert all(re.fullmatch("[0-9a-f]{16}", each) for each in ids)
        if said:
            assert done.refused == ()
            assert (len(articles), len(marks), len(claims)) == (1, 2, 1)
            assert [len(mark.links) for mark in marks] == [1, 1]
            assert brought(two, data).attached.known == 2
        assert not broken(two)


TIMES = [
    "yesterday",
    "",
    "2026",
    "2026-01-01T00:00:00",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
]


@settings(max_examples=15, deadline=None)
@given(
    st.sampled_from(TIMES) | st.text(max_size=9),
    st.sampled_from(["added", "opened", "created", "updated", "due"]),
)
def test_what_is_no_time_is_not_taken_for_one(said: str, name: str) -> None:
    with opened() as (one, two):
        story(one)
        attach(one, clipping(PARAGRAPHS[0], kind="claim"), clipping(PARAGRAPHS[1]))
        marks = one.annotations()
        one.links.make(marks[0].id, Relation.SUPPORTS, marks[1].id)
        lines = [json.loads(each) for each in exported(one).splitlines()]
        for line in lines:
            line.update({name: said} if name in line else {})
        assert brought(two, "\n".join(map(json.dumps, lines)).encode()).refused == ()
        for line in map(json.loads, exported(two).splitlines()):
            for told_as in {"added", "created", "updated"} & line.keys():
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line[told_as])
            assert line.get("opened", "") == "" or datetime.fromisoformat(line["opened"])
            assert line.get("due", "") == "" or date.fromisoformat(line["due"])


def test_what_a_newer_postil_wrote_is_refused_as_a_whole() -> None:
    with opened() as (one, two):
        story(one)
        data = exported(one).replace(b'"version":1', b'"version":2', 1)
        done = brought(two, data)
        assert done.refused == ("“export.jsonl” was written by a newer Postil: bring this one up to date.",)
        assert two.articles() == []


def test_what_the_reader_did_since_is_left_as_it_is() -> None:
    with opened() as (one, _):
        story(one)
        attach(one, clipping(PARAGRAPHS[0]), clipping(PARAGRAPHS[1]))
        data = exported(one)
        kept, gone = one.annotations()
        one.edit(kept.id, note="mine")
        one.delete([gone.id])
        done = brought(one, data)
        assert (done.attached.added, done.attached.known, done.attached.deleted) == (0, 1, 1)
        assert [mark.note for mark in one.annotations()] == ["mine"]


def test_marks_of_an_article_that_is_here_under_another_id_go_to_it() -> None:
    with opened() as (one, two):
        story(one)
        attach(one, clipping(PARAGRAPHS[0]))
        here = story(two).article
        done = brought(two, exported(one))
        assert (done.attached.added, done.attached.articles) == (1, 0)
        assert [mark.article_id for mark in two.annotations()] == [here.id]


@settings(max_examples=8, deadline=None)
@given(st.permutations(["a" * 16, "b" * 16, "c" * 16]), st.booleans())
def test_articles_of_one_text_become_the_one_that_is_here(ids: list[str], revised: bool) -> None:
    with opened() as (one, two):
        story(one)
        first, *others = exported(one).decode().splitlines()
        article = json.loads(others[0])
        text = article["text"]
        here = json.dumps({**article, "id": ids[0]})
        brought(two, f"{first}\n{here}".encode())
        lines = [first]
        for number, name in enumerate(ids):
            lines.append(json.dumps({**article, "id": name}))
            if revised:
                earlier = {"text": text.upper(), "blocks": article["blocks"]}
                lines.append(json.dumps({"type": "revision", "article": name, "id": "r0", **earlier}))
            words, revision = (text[:5].upper(), "r0") if revised else (text[:5], article["revision"])
            said = {"type": "mark", "kind": "quote", "exact": words, "start": 0, "end": 5}
            lines.append(json.dumps({**said, "id": f"{number:016}", "article": name, "revision": revision}))
        done = brought(two, "\n".join(lines).encode())
        assert (done.attached.added, done.attached.articles, done.refused) == (3, 0, ())
        assert [mark.article_id for mark in two.annotations()] == [ids[0]] * 3
        made = [each for each in two.history()[0].operations if each.entity == "annotation"]
        assert len(made) == 3


def test_what_the_reader_said_stays_theirs_in_a_library_that_was_restored() -> None:
    with opened() as (one, two):
        story(one)
        attach(one, clipping(PARAGRAPHS[0], note="theirs"), clipping(PARAGRAPHS[1], note="theirs"))
        mine, other = one.annotations()
        one.edit(mine.id, note="mine")
        brought(two, exported(one))
        for library in (one, two):
            attach(library, clipping(PARAGRAPHS[0], note="newer"), clipping(PARAGRAPHS[1], note="newer"))
            notes = {mark.id: mark.note for mark in library.annotations()}
            assert notes == {mine.id: "mine", other.id: "newer"}


def test_what_a_file_does_not_tell_the_program_of_is_the_readers() -> None:
    with opened() as (one, two):
        story(one)
        attach(one, clipping(PARAGRAPHS[0], note="mine"))
        lines = [json.loads(each) for each in exported(one).splitlines()]
        for line in lines:
            line.pop("kept", None)
        brought(two, "\n".join(map(json.dumps, lines)).encode())
        attach(two, clipping(PARAGRAPHS[0], note="newer"))
        assert [mark.note for mark in two.annotations()] == ["mine"]
