from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings

from exchange.formats import plain
from exchange.formats.errors import BadTemplateError, SlowTemplateError
from exchange.formats.sheet import By, Sheet
from exchange.formats.template import TemplateFile, read_template
from tests.exchange.formats.making import sheets
from tests.exchange.samples import DOCUMENT, article, mark

FORMATS_PAGE = Path(__file__).resolve().parents[3] / "docs" / "formats.md"


def sheet() -> Sheet:
    told = article()
    quote = mark(25, 33, speaker="Ada Marsh", note="# Why?", tags=("sea",))
    return Sheet(By.ARTICLE, told.id, told.title, [quote], {told.id: told}, DOCUMENT)


def rendered(source: str, *, seconds: float = 20) -> str:
    return "".join(TemplateFile("mine.j2", source, seconds=seconds).write([sheet(), sheet()]))


def test_a_template_is_told_of_each_sheet() -> None:
    source = "{{ title }}:{% for s in sections %}{{ s.heading }}:{% for m in s.marks %}{{ m.note | block }}"
    source += " {{ m.article.title }}{% endfor %}{% endfor %}"
    assert rendered(source) == 2 * "The title:First things:\\# Why? The title"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{% for %}", "line 1"),
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{{ title.__class__ }}", "unsafe"),
        ("{{ facts.update({}) }}", "unsafe"),
        ("{{ 1 / 0 }}", "division"),
        ("{% for a in range(90000) %}{{ 'x' * 1000 }}{% endfor %}", "million characters"),
        ("{{ 'x' * 10 ** 12 }}", "memory"),
        ("{% include '/etc/passwd' %}", "loader"),
        ("{% import 'os' as os %}", "loader"),
        ("{{ title | attr('__class__') }}", "unsafe"),
        ("{{ '{0.__class__.__mro__}'.format(title) }}", "unsafe"),
        ("{{ '{a.__class__}'.format_map({'a': title}) }}", "unsafe"),
        ("{% set say = '{0.__class__}'.format %}{{ say(title) }}", "unsafe"),
        ("{{ cycler.__init__.__globals__ }}", "unsafe"),
        ("{{ lipsum.__globals__ }}", "unsafe"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "recursion"),
        ("{{ " + "(" * 9000 + "1" + ")" * 9000 + " }}", "recursion"),
        ("{% for a in [1] %}" * 60 + "{% endfor %}" * 60, "nested"),
        ("{{ range(10 ** 9) }}", "too big"),
        ("{{ none.x }}", "no attribute"),
    ],
)
def test_what_a_template_must_not_do_is_refused(source: str, reason: str) -> None:
    with pytest.raises(BadTemplateError, match=reason):
        rendered(source)


@pytest.mark.parametrize(
    "source",
    [
        "{{ 7 ** (10 ** 8) }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    ],
)
def test_a_template_that_never_ends_is_ended(source: str) -> None:
    with pytest.raises(SlowTemplateError, match="over 2 seconds"):
        rendered(source, seconds=2)


def test_a_template_that_never_ends_is_ended_before_it_has_taken_in_a_large_sheet() -> None:
    one = sheet()
    large = replace(one, marks=[one.marks[0]._replace(note="x" * 300_000)])
    with pytest.raises(SlowTemplateError):
        list(TemplateFile("mine.j2", "{{ 7 ** (10 ** 9) }}", seconds=1).write([large]))


def test_no_module_of_the_folder_one_is_in_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')\nraise SystemExit")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path])
    assert rendered("{{ title }}") == 2 * sheet().title
    assert not (tmp_path / "run").exists()


def test_what_a_template_writes_is_text_whatever_it_spells() -> None:
    assert rendered("{{ '\\ud800' }}") == "??"
    assert rendered("{# nothing #}") == ""


@pytest.mark.parametrize(("source", "told"), [("é" * 500_001, "megabyte"), ("x" * 1_000_001, "megabyte")])
def test_a_template_is_no_larger_than_a_megabyte(tmp_path: Path, source: str, told: str) -> None:
    (tmp_path / "large.md.j2").write_text(source, encoding="utf-8")
    with pytest.raises(BadTemplateError, match=told):
        read_template(tmp_path / "large.md.j2")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_what_is_no_file_is_no_template(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md.j2")
    for path in (tmp_path / "pipe.md.j2", tmp_path, Path("/dev/zero")):
        with pytest.raises(BadTemplateError, match="not a file"):
            read_template(path)
    with pytest.raises(BadTemplateError, match="no such name"):
        read_template(Path("a\0b"))


@settings(max_examples=5, deadline=None)
@given(sheets())
def test_hostile_texts_are_told_to_a_template_as_they_are(told: Sheet) -> None:
    source = "{{ title }}{% for s in sections %}{% for m in s.marks %}; {{ m.exact }}|{{ m.note }}"
    source += "|{{ m.speaker }}|{{ m.article.source }}{% endfor %}{% endfor %}"
    (written,) = TemplateFile("mine.j2", source).write([told])
    marks = (
        f"{m.anchor.exact}|{m.note}|{m.speaker}|{told.articles[m.article_id].source}" for m in told.marks
    )
    assert written == "; ".join([told.title, *marks])


def test_a_template_is_named_as_what_it_makes(tmp_path: Path) -> None:
    (tmp_path / "notes.txt.j2").write_text("ü", encoding="utf-8")
    assert read_template(tmp_path / "notes.txt.j2").ending == ".txt"
    assert read_template(tmp_path / "notes.txt.j2").source == "ü"
    (tmp_path / "mine").write_bytes(b"\xff")
    with pytest.raises(BadTemplateError, match="UTF-8"):
        read_template(tmp_path / "mine")
    with pytest.raises(BadTemplateError, match="No such file"):
        read_template(tmp_path / "absent")


def example() -> str:
    """The template that the documentation shows."""
    section = FORMATS_PAGE.read_text(encoding="utf-8").split("\n### Templates\n")[1].split("\n#")[0]
    shown = [line for line in section.split("\n") if line.startswith("    ") or not line]
    return dedent("\n".join(shown)).strip("\n") + "\n"


@settings(max_examples=10, deadline=None)
@given(sheets())
def test_the_template_in_the_documentation_writes_what_postil_does(told: Sheet) -> None:
    twice = "".join(plain.write([told, told]))  # and so without front matter
    assert "".join(TemplateFile("doc", example()).write([told])) == twice[: len(twice) // 2]
