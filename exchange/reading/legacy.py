"""Guessing the encoding of a text that neither says it nor is UTF-8.

charset-normalizer tells the scripts apart. Among the Latin ones it often finds several encodings equally
good, so there the letters decide: a text is taken for what makes most of its letters those of one
language. Nor does it always know Japanese, which its hiragana betrays.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FALLBACK = "cp1252"

_LATIN = (FALLBACK, "cp1250", "iso8859_2", "cp1254", "cp1257", "mac_roman", "cp850", "cp852")
"""The encodings compared, the more usual first."""

_JAPANESE = ("euc_jp", "cp932")
_HIRAGANA = re.compile("[\u3041-\u3096]")
_MUCH_HIRAGANA = 0.15
_MISLEADING = ["cp932", "shift_jis", "shift_jis_2004", "shift_jisx0213"]
"""Encodings of Japanese in which much Cyrillic reads as half-width katakana."""

_HIGH = re.compile(rb"[\x80-\xff]")
_LONE = re.compile(rb"(?<=[A-Za-z])[\x80-\xff](?![\x80-\xff])")
"""A byte beyond ASCII, and one within or at the end of a word that is ASCII otherwise."""

_ALPHABETS = (
    "àâæçèéêëîïôœùûüÿ",  # French
    "äöüß",  # German
    "áàâãçéêíóôõúü",  # Portuguese
    "áéíñóúüçàèïòªº",  # Spanish, Catalan
    "àèéìíîòóùú",  # Italian
    "åäöéæøáíóúýðþ",  # the languages of the north
    "áéëïóöüèê",  # Dutch
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýžľĺŕôä",  # Czech, Slovak
    "áéíóöőúüű",  # Hungarian
    "čćđšž",  # Croatian, Slovene
    "ăâîșțşţ",  # Romanian
    "çğıİöşüâîû",  # Turkish
    "āčēģīķļņšūžąęėįųūöäõü",  # the languages of the Baltic
)
_SIGNS = frozenset("“”‘’„‚«»‹›–—…•·°§©®™€£¡¿´\u00a0\u00ad")
_MARKED = re.compile(r"(.?)([^\x00-\x7f])", re.DOTALL)
_MOST_MARKED = 5000
_SAMPLE = 1_000_000
_EVIDENT = 0.9
_ABSURD = 0.6
_MANY = 50
"""From how many bytes beyond ASCII on a reading of less than a share is taken for none."""


def guess(data: bytes) -> str:
    """The encoding `data` is most likely in, as Python calls it: windows-1252 where too little tells.

    Nothing where much of it makes no sense in any.
    """
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 30 ms, only for what is not UTF-8

    sample = data if len(data) <= _SAMPLE else _telling(data)
    japanese = next(
        (codec for codec in _JAPANESE if _is_japanese(sample.decode(codec, errors="replace"))), ""
    )
    if japanese:
        return japanese
    best = from_bytes(sample, cp_exclusion=_MISLEADING).best()
    if best is not None and not _is_sprinkled(sample) and not _is_latin(str(best)):
        codec: str = best.encoding
        return codec
    ranked = max(_LATIN, key=lambda codec: _plausibility(sample, codec))
    likely = _plausibility(sample, ranked)
    if best is not None or likely >= _EVIDENT:
        return ranked
    return FALLBACK if likely >= _ABSURD or len(_HIGH.findall(sample)) < _MANY else ""


def _telling(data: bytes) -> bytes:
    """The lines of a long text that are not ASCII, as far as they are needed."""
    lines = (line for line in data.splitlines(keepends=True) if not line.isascii())
    return b"".join(islice(lines, _MOST_MARKED))[:_SAMPLE]


def _marked(text: str) -> Iterator[re.Match[str]]:
    return islice(_MARKED.finditer(text), _MOST_MARKED)


def _is_sprinkled(data: bytes) -> bool:
    """Whether a few accents stand in words of ASCII letters: of so few, nothing else tells the script."""
    high = len(_HIGH.findall(data))
    return high < _MANY and 2 * len(_LONE.findall(data)) > high


def _is_japanese(text: str) -> bool:
    foreign = sum(not sign.isascii() for sign in text)
    return len(_HIRAGANA.findall(text)) > _MUCH_HIRAGANA * foreign


def _is_latin(text: str) -> bool:
    """Whether most of what is not ASCII lies in the blocks of Latin letters and common signs."""
    signs = [found[2] for found in _marked(text)]
    latin = [sign for sign in signs if sign < "\u0250" or sign in _SIGNS]
    return 2 * len(latin) > len(signs)


def _plausibility(data: bytes, codec: str) -> float:
    """The share, 0.0 to 1.0, of what is not ASCII that one language and its punctuation explain."""
    found = [(match[1], match[2]) for match in _marked(data.decode(codec, errors="replace"))]
    signs = sum(sign in _SIGNS for _, sign in found)
    # A capital within a word is the sign of another encoding.
    letters = [sign.lower() for before, sign in found if not (sign.isupper() and before.islower())]
    known = max(sum(letter in alphabet for letter in letters) for alphabet in _ALPHABETS)
    return (signs + known) / max(1, len(found))
