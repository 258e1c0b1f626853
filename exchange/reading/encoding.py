"""Bytes to text: marked, declared, valid UTF-8, or guessed, in this order."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category

from exchange.errors import BinarySourceError, UnknownEncodingError
from text.clean import REPLACEMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as UTF-16's mark does, so it stands first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "an archive or an office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"{\\rtf", "a rich text document"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_WIDE_SAMPLE = 20_000
_LEAST_ASCII = 4
_ESCAPED = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$", "iso2022_jp_2"), (b"\x1b(J", "iso2022_jp_2"))
_EAST_ASIAN = frozenset({"shift_jis", "gbk", "big5", "euc-kr"})
"""Encodings that browsers take for their vendor's extension, though the narrower one may be meant."""

_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ODD = frozenset({"Cc", "Cn", "Co", "Cs"})
_SPACES = frozenset("\t\n\r\f\v")
_FEW = 0.01

_DAMAGED = 0.1
"""The share of bytes that mean nothing as UTF-8, to the signs beyond ASCII, in a text that is only damaged.

In other encodings it is three quarters and more.
"""

_HEAD = 4096
_XML = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)""")
_META = re.compile(rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the name of its encoding where that had to be guessed."""

    text: str
    guessed: str = ""


def decode(data: bytes, name: str, *, is_markup: bool = False, charset: str = "") -> Decoded:
    """The text in `data`; what markup declares of its encoding is believed where it can be true.

    So is, before that, the `charset` that a site said it sends (HTML Living Standard, 13.2.3.2).
    Bytes that mean nothing become U+FFFD. Raises `BinarySourceError` where it is no text, and
    `UnknownEncodingError` where it may be one; they call the source `name`.
    """
    what = next((what for signature, what in _SIGNATURES if data.startswith(signature)), "")
    if what:
        raise BinarySourceError(name=name, what=what)
    for codec in _certain(data, charset, is_markup=is_markup):
        try:
            return Decoded(data.decode(codec))
        except UnicodeDecodeError:
            continue
    if not _is_text(data):
        raise BinarySourceError(name=name, what="a binary file")
    codec = _guess(data)
    if not codec:
        raise UnknownEncodingError(name=name)
    return Decoded(data.decode(codec, errors="replace"), _public_name(codec))


def _certain(data: bytes, charset: str, *, is_markup: bool) -> Iterator[str]:
    """The codecs the bytes name, or a site does, and UTF-8: the first that decodes them is right."""
    yield from (codec for mark, codec in _MARKS if data.startswith(mark))
    if charset:
        yield from _named(charset)
    if is_markup:
        yield from _declared(data)
    if b"\0" not in data or is_markup:
        yield from (codec for sequence, codec in _ESCAPED if sequence in data)
        yield "utf-8"


def _declared(data: bytes) -> Iterator[str]:
    """The encoding that markup says it is in, as browsers understand its name."""
    from webencodings import lookup  # noqa: PLC0415 - only for markup

    head = data[:_HEAD]
    found = _XML.match(head) or _META.search(head)
    name = found[1].decode("ascii", errors="replace") if found else ""
    encoding = lookup(name)
    # What can be read as ASCII this far is not UTF-16, whatever it says (HTML standard, 13.2.3.2).
    if encoding is not None and not encoding.name.startswith("utf-16"):
        yield from _named(name)


def _named(name: str) -> Iterator[str]:
    """The codecs that an encoding's name may mean."""
    from webencodings import lookup  # noqa: PLC0415 - only for what is named

    encoding = lookup(name)
    if encoding is None:
        return
    if encoding.name in _EAST_ASIAN:
        with suppress(LookupError):
            yield codecs.lookup(name).name
    yield encoding.codec_info.name


def _is_text(data: bytes) -> bool:
    """Whether bytes that are no sound UTF-8 may be text at all."""
    if b"\0" in data:
        return bool(_wide(data))
    return len(_CONTROLS.findall(data)) <= _FEW * len(data)


def _guess(data: bytes) -> str:
    """The codec of text that names none and is no sound UTF-8; nothing where it makes no sense in any."""
    if b"\0" in data:
        return _wide(data)
    if _is_damaged(data):
        return "utf-8"
    from exchange.reading import legacy  # noqa: PLC0415 - few texts need it

    return legacy.guess(data)


def _is_damaged(data: bytes) -> bool:
    """Whether bytes are UTF-8 with some that were lost or changed, or cut off at the end."""
    text, _ = codecs.utf_8_decode(data, "replace", False)  # not final, as the end may be cut
    bad = text.count(REPLACEMENT) - data.count(REPLACEMENT.encode())
    good = len(text) - len(text.encode("ascii", errors="ignore")) - bad
    return good > 0 and bad <= _DAMAGED * good


def _wide(data: bytes) -> str:
    """The codec of UTF-16 or UTF-32 without a mark, or nothing; ASCII is the sign of the true reading."""
    texts = {codec: data[:_WIDE_SAMPLE].decode(codec, errors="replace") for codec in _WIDE}
    signs = {codec: sum(map(str.isascii, text)) for codec, text in texts.items() if _is_prose(text)}
    codec = max(signs, key=signs.__getitem__, default="")
    return codec if signs.get(codec, 0) >= _LEAST_ASCII else ""


def _is_prose(text: str) -> bool:
    odd = sum(sign == REPLACEMENT or (category(sign) in _ODD and sign not in _SPACES) for sign in text)
    return odd <= _FEW * len(text)


def _public_name(codec: str) -> str:
    """What people call a codec."""
    from webencodings import lookup  # noqa: PLC0415 - few texts need it

    known = lookup(codec.replace("_", "-"))
    called = known.name if known else codec.replace("_", "-")
    return called if called.startswith("windows") else called.upper()
