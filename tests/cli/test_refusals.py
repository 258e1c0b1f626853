from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from cli import progress
from cli.progress import line
from cli.refusals import grouped, tell
from exchange.errors import EmptySourceError, NoArticlesError, RefusedError, UnansweredError, UnfetchedError
from text.graphemes import cells

if TYPE_CHECKING:
    import pytest

names = st.text(max_size=20)
errors = st.lists(
    names.map(lambda name: EmptySourceError(name=name))
    | names.map(lambda name: UnfetchedError(name=name, reason="there is no such page"))
    | names.map(lambda name: UnansweredError(name=name, reason=f"“{name}.example” takes too long"))
    | names.map(lambda name: NoArticlesError(name=name))
)


@given(errors)
def test_all_that_is_refused_is_told_by_its_name(refused: list[RefusedError]) -> None:
    told = list(grouped(refused))
    assert sum(len(named) or 1 for _, named in told) == len(refused)
    alone = Counter(heading for heading, named in told if not named)
    together = Counter(name for _, named in told for name in named)
    assert alone + together == Counter(str(error) if str(error) in alone else error.name for error in refused)


def test_many_alike_are_one_sentence_whatever_their_site() -> None:
    sites = [UnansweredError(name=f"http://{at}/", reason=f"“{at}” takes too long") for at in range(30)]
    ((heading, named),) = grouped(sites)
    assert heading == "Each of these 30 cannot be fetched: the site takes too long."
    assert named == [f"http://{at}/" for at in range(30)]


def test_people_see_lines_that_fit_and_files_have_every_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    refused = [UnfetchedError(name=f"http://{at}/\x1b", reason="words " * 30) for at in range(30)]
    tell(refused)
    assert capsys.readouterr().err.count("\n") == 30
    monkeypatch.setattr(progress, "to_person", lambda: True)
    tell(refused)
    told = capsys.readouterr().err
    assert "\x1b" not in told
    assert "… and 25 more" in told
    assert max(map(len, told.splitlines())) <= 80


@given(st.integers(1, 9999), names.map("https://example.org/".__add__) | names, st.integers(0, 99))
def test_how_far_it_has_come_fits_on_a_line(at: int, name: str, refused: int) -> None:
    said = line(at, 9999, name * 9, refused, 60)
    assert cells(said) <= 60
    assert said.startswith(f"{at} of 9999")
