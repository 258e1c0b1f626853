from __future__ import annotations

import os
import stat
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exchange.errors import OvertakenError, UnwritableTargetError
from exchange.files import NAME_BYTES, file_name, make_folder, stamp, write
from tests.exchange.samples import article


@given(st.text())
@example("../../etc/passwd")
@example("con")
@example("nul.txt")
@example("..")
@example("")
@example("語" * 200)
@example("é" * 59 + "é")
@example(r"C:\windows\system32")
def test_any_title_makes_a_plain_file_name(title: str) -> None:
    name = file_name(article(title=title))
    assert Path(name).name == PureWindowsPath(name).name == name
    assert len(name.encode()) <= NAME_BYTES
    assert name.endswith(" 01234567.md")
    assert not name.startswith((".", "-", "~", " "))
    assert not set(name) & set('/\\:*?"<>|#^[]\n\x00')
    assert not PureWindowsPath(name).is_reserved()


def test_a_title_is_readable_in_its_file_name() -> None:
    assert file_name(article(title="Trump: “Maybe we can”?")) == "Trump “Maybe we can” 01234567.md"


def test_two_articles_of_one_title_go_to_two_files() -> None:
    assert file_name(article(id="1" * 16)) != file_name(article(id="2" * 16))


def test_a_file_is_written_and_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    write(target, ["first"])
    write(target, ["zwölf"])
    assert target.read_bytes() == "zwölf".encode()
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_is_made_with_the_usual_permissions(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    write(tmp_path / "out.md", ["text"])
    assert stat.S_IMODE((tmp_path / "out.md").stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)


def test_a_failed_write_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.md"
    write(target, ["old"])

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnwritableTargetError, match="No space left"):
        write(target, ["new"])
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_no_id_leads_out_of_the_folder() -> None:
    assert "/" not in file_name(article(id="/../../x"))
    assert "\\" not in file_name(article(id="\\..\\..\\x"))


def test_only_files_are_written_over(tmp_path: Path) -> None:
    with pytest.raises(UnwritableTargetError, match="not a file"):
        write(tmp_path, ["text"])
    with pytest.raises(UnwritableTargetError, match="not a file"):
        write(Path(os.devnull), ["text"])


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnwritableTargetError):
        write(tmp_path / "file" / "out.md", ["text"])
    with pytest.raises(UnwritableTargetError):
        make_folder(tmp_path / "file" / "folder")


def test_a_file_that_holds_the_same_is_left_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    first = write(target, ["ab"])
    assert stamp(target) == first
    assert write(target, ["a", "b"]) == first
    assert write(target, ["ba"]) != first
    assert list(tmp_path.iterdir()) == [target]


def test_what_somebody_else_wrote_to_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    seen = write(target, ["old"])
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(OvertakenError, match="something else wrote to it"):
        write(target, ["new"], still=seen)
    assert target.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [target]


def test_links_and_folders_have_no_stamp(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write(tmp_path / "file", ["text"])
    assert [stamp(tmp_path / name) for name in ("link", "absent", "n" * 300, ".")] == [None] * 4
