from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange import errors
from exchange.reading.source import files, read_bytes, read_file


def test_a_text_file_is_one_article_known_by_its_absolute_path(tmp_path: Path) -> None:
    path = tmp_path / "a_short-story.txt"
    path.write_text("once upon a time there was\n\na story.\n", encoding="utf-8")
    draft = read_file(Path(os.path.relpath(path)))
    assert draft.source == str(path.resolve())
    assert "once upon a time" in draft.document.text


@pytest.mark.parametrize("ending", [".md", ".markdown", ".MD"])
def test_markdown_is_told_by_its_ending(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"note{ending}"
    path.write_text("# The *title*\n\nThe body.\n", encoding="utf-8")
    assert read_file(path).metadata.title == "The title"


def test_any_other_ending_is_read_as_plain_text() -> None:
    assert "# not a heading" in read_bytes(b"# not a heading\n\nbut text", "config.ini").document.text


def test_an_article_without_a_title_is_called_by_its_file() -> None:
    assert read_bytes(b"***\n\n> said nobody\n", "a_short-story.md").metadata.title == "a short story"


def test_standard_input_without_a_title_is_called_by_its_first_words() -> None:
    assert read_bytes(b"one two three,\nand so on and so on and so on and so on", "").metadata.title


def test_a_folder_is_read_in_order_without_what_is_hidden_or_no_text(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "deep/er/c.text", ".hidden.txt", ".git/d.txt", "e.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("words", encoding="utf-8")
    assert [path.name for path in files(str(tmp_path))] == ["a.md", "b.txt", "c.text"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", errors.EmptySourceError),
        (b" \n\t\r\n ", errors.EmptySourceError),
        (codecs.BOM_UTF8, errors.EmptySourceError),
        (b"text\x00text", errors.BinarySourceError),
        (b"%PDF-1.7 text", errors.BrokenPdfError),
        (b"PK\x03\x04", errors.BinarySourceError),
        (b"\x89PNG\r\n", errors.BinarySourceError),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"^“story\.txt” .*\.$"):
        read_bytes(data, "story.txt")


def test_standard_input_is_named_as_such() -> None:
    with pytest.raises(errors.EmptySourceError, match="standard input"):
        read_bytes(b"", "")


def test_what_cannot_be_found_or_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(errors.MissingSourceError, match="absent"):
        files(str(tmp_path / "absent"))
    with pytest.raises(errors.NoArticlesError, match="empty"):
        files(str(tmp_path / "empty"))
    with pytest.raises(errors.MissingSourceError):
        files("with a \x00 in it")
    with pytest.raises(errors.UnreadableSourceError, match="too long"):
        files("x" * 5000)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("words", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(errors.UnreadableSourceError, match="story"):
        read_file(path)


def test_a_source_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exchange.reading.source.LIMIT_BYTES", 1_000_000)
    with pytest.raises(errors.TooLargeError, match="1 MB"):
        read_bytes(b"a" * 1_000_001, "story.txt")


def test_five_megabytes_on_one_line_are_an_article() -> None:
    line = b"word " * 1_000_000
    assert len(read_bytes(line, "long.txt").document.text) == len(line) - 1


@given(st.binary())
def test_any_bytes_are_an_article_with_a_title_or_refused(data: bytes) -> None:
    try:
        draft = read_bytes(data, "")
    except errors.RefusedError:
        return
    assert draft.metadata.title.strip()
    assert draft.document.text.strip()
