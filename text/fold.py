"""Folding: text as search sees it, and the one tokeniser that index and queries share.

Case, diacritics, letter variants and quotation glyphs are folded away, so "Łódź" is "lodz" and
“don’t” is "dont". Scripts written without spaces become overlapping pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD_LIMIT = 40
"""Code points of a word that count; longer ones are mostly not words."""

_QUOTES = dict.fromkeys("‘’‚‛′‵ʼʻˈ❛❜｀`´", "'") | dict.fromkeys("“”„‟«»‹›″‶❝❞〝〞＂「」『』", '"')
# What most text that is not in ASCII has alone: replaced, it needs no table.
_COMMON_QUOTES = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'))
_COMMON_SIGNS = ("—", "–", "…")
_LETTERS = dict(zip("ŁłØøĐđÐðĦħı", "llooddddhhi", strict=True)) | dict(
    zip("ÆæŒœÞþ", ("ae", "ae", "oe", "oe", "th", "th"), strict=True)
)
_TATWEEL = "\u0640"
_GLUED = frozenset({"t", "d", "m", "ll", "re", "ve"})
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai and Lao, Myanmar, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana and Han
    "\U00020000-\U0003ffff"  # Han beyond the first plane
)
# Strings, which `re` compiles when first used: 5 ms that a start without a search need not pay.
_RUN = f"[{_UNSPACED}]+|[^{_UNSPACED}]+"
_UNSPACED_START = f"[{_UNSPACED}]"
_INITIALS = r"\b[^\W\d_](?:\.[^\W\d_])+\b"


class _Folding(dict[int, str]):
    """What each code point of decomposed text folds to, learnt as it is met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = folded = _fold_character(character)
        return folded


def _fold_character(character: str) -> str:
    """The code point itself, nothing for a mark or a format character, a space for half a surrogate pair."""
    category = unicodedata.category(character)
    if category == "Cs":
        return " "
    if category in ("Cf", "Me") or _is_accent(character):
        return ""
    return character


def _is_accent(mark: str) -> bool:
    """Whether a mark only modifies its letter; vowel signs and the voicing of kana spell the word itself."""
    order = unicodedata.combining(mark)
    return order == 1 or 10 <= order <= 36 or order >= 200 or "\ufe00" <= mark <= "\ufe0f"


class _Separating(dict[int, str]):
    """What parts words (a space) and what makes them (itself), learnt as it is met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        inside = character == "'" or unicodedata.category(character)[0] in "LNM"
        self[code] = kept = character if inside else " "
        return kept


_FOLDING = _Folding(str.maketrans({**_QUOTES, **_LETTERS, _TATWEEL: ""}))
_SEPARATING = _Separating()


def fold(text: str) -> str:
    """Strip case, diacritics and format characters, and make quotation marks ' or "."""
    if not text.isascii():
        for glyph, plain in _COMMON_QUOTES:
            text = text.replace(glyph, plain)
    if text.isascii():
        return text.lower().replace("`", "'")
    plain = unicodedata.normalize("NFKD", text.translate(_FOLDING)).translate(_FOLDING)
    return unicodedata.normalize("NFC", plain.casefold())


def words(text: str) -> list[str]:
    """List the folded words of `text` in order, each of letters, digits and vowel signs only."""
    if not text.isascii():
        for sign in _COMMON_SIGNS:
            text = text.replace(sign, " ")
    folded = fold(text)
    if folded.count(".") > folded.count(". ") + folded.endswith("."):
        folded = re.sub(_INITIALS, lambda initials: initials[0].replace(".", ""), folded)
    pieces = folded.translate(_SEPARATING).split()
    if folded.isascii() and "'" not in folded and max(map(len, pieces), default=0) <= WORD_LIMIT:
        return pieces
    parted = (
        (piece[:WORD_LIMIT],) if piece.isascii() and "'" not in piece else _parts(piece) for piece in pieces
    )
    return list(chain.from_iterable(parted))


def unspaced(word: str) -> bool:
    """Whether a folded word is a pair of characters, or the last one, of a script without spaces."""
    return re.match(_UNSPACED_START, word) is not None


def _parts(piece: str) -> Iterator[str]:
    for word in _without_apostrophes(piece):
        for run in re.findall(_RUN, word):
            if re.match(_UNSPACED_START, run):
                yield from (run[at : at + 2] for at in range(len(run)))
            else:
                yield run[:WORD_LIMIT]


def _without_apostrophes(piece: str) -> Iterator[str]:
    """`don't` is one word, `trump's` is trump, `l'homme` is two."""
    parts = [part for part in piece.split("'") if part]
    while parts:
        word = parts.pop(0)
        while parts and parts[0] in _GLUED:
            word += parts.pop(0)
        if parts and parts[0] == "s":
            parts.pop(0)
        yield word
