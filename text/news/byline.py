"""Bylines: who wrote it, in the ways news pages say so."""

from __future__ import annotations

import re

from text.news.dates import is_date_line
from text.news.phrases import one_of, words

_PARTICLES = words("al bin da das de del della den der di dos du e el ibn la le ten ter van von y zu")
_ROLES = words("""
    agency analyst bureau chief columnist contributor contributors correspondent correspondents desk editor
    editorial editors fellow guest journalist newsroom opinion photographer press producer reporter reporters
    senior service staff team writer writers
""")
_NOT_NAMES = words("a an at how in on the what why")

_LABEL = one_of(r"""
    (?:(?:original |main )?authors?|by ?line|reporter|journalist|writer)\s*[:：]\s*
    (?:written|words|story) by\s*[:：]\s*
    (?:autore?|auteur|autorin|redakteur|författare|автор|автори|авторы|текст|作者|著者|記者)\s*[:：]\s*
    (?:written|words|story|text|report|reported|posted|interview|analysis|opinion|review|reporting) by\s+
    by:?\s+
""")
_FOREIGN_BY = one_of(r"(?:von|par|por|di|door|av|af|przez)\s+")
_SOURCE = one_of(
    r"(?:source|publisher|publication|quelle|fuente|fonte|источник|джерело)\s*[:：]\s+(?P<name>\S.{1,60})"
)
_AGENCIES = one_of(r"(?:,? and (?:news )?agencies)?\.?$")
_DESK = one_of(r"""
    \((?:additional )?(?:reporting|writing|editing|compiled|edited|written)\b[^()]{0,600}\)\.?
    (?:additional )?(?:reporting|writing) by [^.;]{3,300}; ?(?:additional |edit|writ|report)[^.]{3,200}\.?
""")
_ORIGIN = one_of(r"""
    (?:this \w+ (?:was )?)?(?:first|originally) (?:published|appeared) (?:by|on|in|at) (?P<name>.{2,80}?)\.?
""")
_CUT = re.compile(
    r"\s+[|•·–—-]\s+|\s*[\n(|]|\s+(?:for|in|at|from|on|of|via|with)\s+|,\s*(?=\d)|\s+\w+ News$", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*(?:[,;、]|\band\b|&|\bund\b|\bet\b|\bи\b)\s*(?:and\s+|&\s*)?")
_SMALL_END = re.compile(r"\b(?:\w|Jr|Sr|Ph\.D)\.$")
_PLACE = re.compile(r"(.+?)\s+(?:in|with|for)\s+[A-Z][\w.’'-]+(?:[ ,]+(?:and )?[A-Z][\w.’'-]+){0,4}")
_BAR = re.compile(r"\s*[|•·–—]\s*")
_LONGEST = 160


def authors(text: str) -> str:
    """The names in a labelled byline ("By Ann Lee and Bo Rae, Staff writers"), "" where `text` is none."""
    if len(text) > _LONGEST:
        return ""
    label = _LABEL.match(text)
    if label and (label[0].rstrip().endswith((":", "：")) or not _is_sentence(text)):
        return _names(text[label.end() :], alone=True)
    label = _FOREIGN_BY.match(text)
    return _names(text[label.end() :], alone=False) if label and not _is_sentence(text) else ""


def signed(text: str) -> str:
    """The names in a byline with no label but a role, place or date ("Ann Lee, Staff writer"), else ""."""
    if len(text) > _LONGEST or _is_sentence(text):
        return ""
    name, comma, rest = text.partition(",")
    place = _PLACE.fullmatch(text)
    dated = is_date_line(_BAR.split(text, maxsplit=1)[-1])
    if dated or (comma and is_name(name.strip()) and is_role(rest)) or (place and is_name(place[1])):
        return _names(text, alone=False)
    return ""


def source(text: str) -> str:
    """The name in a source line ("Source: Reuters"), else ""."""
    found = _SOURCE.fullmatch(text) if len(text) <= _LONGEST else None
    return _AGENCIES.sub("", found["name"]) if found else ""


def closing(text: str) -> tuple[str, str] | None:
    """What a line under an article says of its authors and publisher; None where it says nothing of them."""
    names = authors(text)
    if names or source(text):
        return names, source(text)
    if len(text) < 700 and _DESK.fullmatch(text):
        return "", ""
    found = _ORIGIN.fullmatch(text) if len(text) <= _LONGEST else None
    return ("", found["name"]) if found else None


def is_name(text: str) -> bool:
    """Whether `text` looks like one person's name: two to five capitalised words, none of them a role."""
    parts = text.split()
    if not 2 <= len(parts) <= 5 or parts[0].lower() in _NOT_NAMES:
        return False
    return all(map(_is_name_word, parts)) and any(part.lower() not in _PARTICLES for part in parts)


def is_role(text: str) -> bool:
    """Whether `text` says what somebody is ("Political correspondent", "BBC News, Kyiv")."""
    parts = [part.strip(".,'’").lower() for part in text.split()]
    told = not _ROLES.isdisjoint(parts) or {"bbc", "news"}.issubset(parts)
    return told and len(parts) <= 8 and not _is_sentence(text)


def _names(text: str, *, alone: bool) -> str:
    """The leading names of `text`, joined; one of a single word counts only where it may stand `alone`."""
    listed = _CUT.split(text.strip(), maxsplit=1)[0].strip().removesuffix(".")
    found: list[str] = []
    for part in _BETWEEN.split(listed):
        if not (is_name(part) or (alone and not found and _is_desk(part))):
            break
        found.append(part.title() if part.isupper() and " " in part else part)
    return " and ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))


def _is_desk(part: str) -> bool:
    """Whether it may be a name of one word, or an agency's desk ("Reuters Staff")."""
    parts = part.split()
    return 0 < len(parts) <= 3 and all(map(_is_capital, parts))


def _is_capital(word: str) -> bool:
    return word[0].isalpha() and not word[0].islower()


def _is_name_word(word: str) -> bool:
    if word.lower() in _PARTICLES:
        return True
    letters = re.sub(r"[.,'’‘\"-]", "", word)
    return letters.isalpha() and _is_capital(letters) and letters.lower() not in _ROLES


def _is_sentence(text: str) -> bool:
    """Whether it ends as a sentence does; an initial or "Jr." at the end does not count."""
    return text.rstrip().endswith((".", "!", "?", "…")) and not _SMALL_END.search(text)
