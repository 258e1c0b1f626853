from __future__ import annotations

import codecs
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.errors import BinarySourceError, UnknownEncodingError
from exchange.reading.encoding import Decoded, decode

CASES = Path(__file__).resolve().parents[3].parent / "shared" / "cases" / "encodings"
ALIASES = {"MacCyrillic": "mac_cyrillic", "MacRoman": "mac_roman"}
MARKUP = {".html", ".xml"}
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))

RUSSIAN = "Корабль подошёл к берегу, и никто не вышел ему навстречу. Смотритель молча закрыл дверь."
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl strážce majáku a zavřel dveře."
FRENCH = "Le gardien a refermé la porte : personne n’était venu à sa rencontre, ce soir-là."
JAPANESE = "灯台守は静かに扉を閉めた。その夜、船を迎える者は誰もいなかった。"


@given(TEXT.map(lambda text: text.lstrip("\ufeff")))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    assert decode(text.encode(), "story.txt") == decode(codecs.BOM_UTF8 + text.encode(), "story.txt")
    assert decode(text.encode(), "story.txt").text == text


@given(TEXT, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_byte_order_mark_tells_the_encoding(text: str, codec: str) -> None:
    decoded = decode(text.encode(codec), "story.txt")
    assert (decoded.text, decoded.guessed) == (text, "")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [RUSSIAN, FRENCH, "A plain line.\n"])
def test_wide_encodings_are_recognised_without_a_mark(text: str, codec: str) -> None:
    decoded = decode(text.encode(codec), "story.txt")
    assert (decoded.text, decoded.guessed) == (text, codec.upper())


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (RUSSIAN, "koi8-r", "KOI8-R"),
        (RUSSIAN, "windows-1251", "windows-1251"),
        (CZECH, "iso8859-2", "ISO-8859-2"),
        (CZECH, "windows-1250", "windows-1250"),
        (FRENCH, "windows-1252", "windows-1252"),
        (JAPANESE, "euc-jp", "EUC-JP"),
        (JAPANESE, "cp932", "CP932"),
    ],
)
def test_a_legacy_encoding_is_guessed_and_named(text: str, codec: str, name: str) -> None:
    decoded = decode(text.encode(codec), "story.txt")
    assert (decoded.text, decoded.guessed) == (text, name)


@given(st.integers(0, 3000), st.sampled_from([b"\xff", b"\xe2\x80", b"\x97"]))
def test_a_damaged_byte_leaves_the_rest_of_a_utf_8_text_readable(at: int, damage: bytes) -> None:
    whole = (f"{FRENCH} {RUSSIAN}\n" * 10).encode()
    decoded = decode(whole[:at] + damage + whole[at:], "story.txt")
    assert decoded.guessed == "UTF-8"
    assert decoded.text.count("\ufffd") <= 4
    assert decoded.text.count(RUSSIAN) >= 9


@given(st.integers(200, 900))
def test_a_utf_8_text_cut_anywhere_is_read_as_utf_8(end: int) -> None:
    whole = f"{FRENCH} {RUSSIAN}\n" * 10
    text = decode(whole.encode()[:end], "story.txt").text
    assert whole.startswith(text.rstrip("\ufffd"))


@given(st.sampled_from([FRENCH, CZECH]), st.integers(10, 60))
def test_a_text_that_ends_in_an_accent_is_not_taken_for_a_cut_one(text: str, end: int) -> None:
    data = f"{text[:end]}, hélas, hé".encode("iso8859-2", errors="ignore")
    assert decode(data, "story.txt").guessed != "UTF-8"


def test_what_makes_no_sense_in_any_encoding_is_refused() -> None:
    bytes_of_many_kinds = bytes(range(0x80, 0x100)) * 3
    with pytest.raises(
        UnknownEncodingError, match=r"^“story\.txt” is in an encoding that cannot be told: .*\.$"
    ):
        decode(b"one " + bytes_of_many_kinds + b" two", "story.txt")


@pytest.mark.parametrize("text", ["café", "naïve café", "Où?", "Zoë’s Æon"])
def test_a_few_accents_are_enough(text: str) -> None:
    assert decode(text.encode("cp1252"), "story.txt").text == text


def test_seven_bit_japanese_is_told_by_its_escapes() -> None:
    assert decode(JAPANESE.encode("iso2022_jp"), "story.txt").text == JAPANESE


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0" encoding="{}"?>',
        "<meta charset={}>",
        '<meta http-equiv="Content-Type" content="text/html; charset={}">',
    ],
)
def test_markup_is_believed_what_it_declares(head: str) -> None:
    data = f"{head.format('koi8-r')}<p>{FRENCH[:20]} {RUSSIAN}".encode("koi8-r", errors="ignore")
    decoded = decode(data, "page.html", is_markup=True)
    assert RUSSIAN in decoded.text
    assert not decoded.guessed


def test_a_declaration_that_cannot_be_true_is_not_believed() -> None:
    assert RUSSIAN in decode(f"<meta charset=shift_jis>{RUSSIAN}".encode(), "a", is_markup=True).text
    assert "a" in decode(b"<meta charset=utf-16>a", "a", is_markup=True).text


def test_latin_1_means_windows_1252() -> None:
    data = "<meta charset=iso-8859-1>“so”".encode("windows-1252")
    assert decode(data, "page.html", is_markup=True).text.endswith("“so”")


@given(st.binary())
def test_any_bytes_are_a_text_or_refused(data: bytes) -> None:
    with suppress(BinarySourceError, UnknownEncodingError):
        assert len(decode(data, "story.txt").text) <= len(data)


def truth(path: Path) -> str | None:
    """The text of a case, in the encoding its folder names; None where Python does not know that."""
    folder = re.sub(r"^(iso-8859-\d+|windows-\d+)-[a-z]+$", r"\1", path.parent.name)
    try:
        return path.read_bytes().decode(ALIASES.get(folder, folder))
    except LookupError:
        return None


@pytest.mark.skipif(not CASES.exists(), reason="the encoding cases are not here")
def test_most_encodings_are_told_right() -> None:
    paths = sorted(path for path in CASES.glob("*/*") if path.is_file())
    wrong = []
    for path in paths:
        try:
            decoded = decode(path.read_bytes(), path.name, is_markup=path.suffix in MARKUP).text
        except UnknownEncodingError:
            decoded = "refused"
        if decoded.lstrip("\ufeff") != (truth(path) or "").lstrip("\ufeff"):
            wrong.append(path.parent.name)
    share = 1 - len(wrong) / len(paths)
    print(f"{len(paths)} encodings: {share:.3f} told right, but not {wrong}")
    assert share >= 0.96


def test_what_a_site_says_of_the_encoding_holds_where_it_can_be_true() -> None:
    assert decode(RUSSIAN.encode("koi8-r"), "page", is_markup=True, charset="koi8-r") == Decoded(RUSSIAN)
    declared = '<meta charset="windows-1252">' + RUSSIAN
    assert decode(declared.encode("koi8-r"), "page", is_markup=True, charset="KOI8-R") == Decoded(declared)
    assert decode(RUSSIAN.encode(), "page", charset="us-ascii-or-so") == Decoded(RUSSIAN)
    assert decode(codecs.BOM_UTF8 + RUSSIAN.encode(), "page", charset="koi8-r") == Decoded(RUSSIAN)
