from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exchange.errors import AmbiguousEndingError
from exchange.exporting.choice import by_ending, by_habit
from exchange.exporting.upkeep import Order, keep_up
from exchange.formats.registry import FORMATS
from exchange.formats.sheet import By
from exchange.formats.template import read_template
from store import codebook
from store.records import Kind
from tests.store.making import draft, span

if TYPE_CHECKING:
    from pathlib import Path

    from store.library import Library


def test_the_configuration_knows_every_format() -> None:
    assert tuple(FORMATS) == codebook.FORMATS


@pytest.mark.parametrize("name", [*FORMATS])
def test_an_ending_chooses_a_format_that_has_it_or_is_refused(name: str) -> None:
    ending = FORMATS[name].ending
    assert by_ending(f"x{ending}", name) is FORMATS[name], "the usual one, where it has the ending"
    if ending in {".json", ".jsonld"}:
        with pytest.raises(AmbiguousEndingError, match=name):
            by_ending(f"x{ending}")
    else:
        assert by_ending(f"X{ending.upper()}").ending == ending


@pytest.mark.parametrize(
    ("target", "usual", "form"), [("", "", "markdown"), ("a.b/x", "org", "org"), ("x.md", "csv", "markdown")]
)
def test_the_usual_format_is_for_what_says_nothing(target: str, usual: str, form: str) -> None:
    assert by_ending(target, usual) is FORMATS[form]


def test_a_folder_keeps_the_format_it_was_exported_in(library: Library, tmp_path: Path) -> None:
    article = library.add(draft()).article.id
    library.annotate(article, span("It rained."), Kind.QUOTE, speaker="Ann")
    folder = tmp_path / "vault"
    assert by_habit(folder) is FORMATS["markdown"]
    assert by_habit(folder, "org") is FORMATS["org"]
    keep_up(library, Order(form=FORMATS["logseq"], by=By.SPEAKER), folder)
    assert by_habit(folder, "org") is FORMATS["logseq"]
    keep_up(library, Order(form=FORMATS["obsidian"]), folder)
    keep_up(library, Order("It", FORMATS["logseq"], By.SPEAKER), folder)
    assert by_habit(folder) is FORMATS["obsidian"], "what files about articles were exported in"
    (tmp_path / "mine.org.j2").write_text("{{ title }}", encoding="utf-8")
    template = read_template(tmp_path / "mine.org.j2")
    keep_up(library, Order(form=template), tmp_path / "other")
    assert by_habit(tmp_path / "other") == template
