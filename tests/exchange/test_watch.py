from __future__ import annotations

import os
from typing import TYPE_CHECKING

from exchange.watch import Watch

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_given_once_it_is_whole(tmp_path: Path) -> None:
    watch = Watch([tmp_path])
    file = tmp_path / "a.md"
    file.write_text("", encoding="utf-8")
    assert watch.settled() == []
    assert watch.settled() == []
    file.write_text("Half", encoding="utf-8")
    assert watch.settled() == []
    file.write_text("Half and half", encoding="utf-8")
    assert watch.settled() == []
    assert watch.settled() == [file]
    assert watch.settled() == []


def test_a_file_that_changes_is_given_again(tmp_path: Path) -> None:
    watch = Watch([tmp_path])
    file = tmp_path / "deep" / "a.md"
    file.parent.mkdir()
    file.write_text("Words", encoding="utf-8")
    assert [watch.settled(), watch.settled()] == [[], [file]]
    os.utime(file, (1, 1))
    assert [watch.settled(), watch.settled()] == [[], [file]]
    file.unlink()
    assert watch.settled() == []
    file.write_text("Words", encoding="utf-8")
    assert [watch.settled(), watch.settled()] == [[], [file]]


def test_what_is_no_article_or_hidden_is_passed_over(tmp_path: Path) -> None:
    watch = Watch([tmp_path, tmp_path / "absent"])
    for name in (".a.md", "a.md.part", "b.png"):
        (tmp_path / name).write_text("Words", encoding="utf-8")
    assert [watch.settled(), watch.settled()] == [[], []]
