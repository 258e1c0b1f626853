"""Date lines of news pages: when a thing was published, in the words of several languages."""

from __future__ import annotations

import datetime as dt
import re

from text.news.phrases import words

_MONTHS = (
    "january jan januar janvier enero janeiro gennaio januari janv января січня",
    "february feb februar février fevrier febrero fevereiro febbraio februari févr февраля лютого",
    "march mar märz mars marzo março maart марта березня",
    "april apr avril abril aprile апреля квітня",
    "may mai mayo maio maggio mei maj мая травня",
    "june jun juni juin junio junho giugno июня червня",
    "july jul juli juillet julio julho luglio июля липня",
    "august aug août aout agosto augustus augusti августа серпня",
    "september sep sept septembre septiembre setembro settembre сентября вересня",
    "october oct oktober octobre octubre outubro ottobre okt октября жовтня",
    "november nov novembre noviembre novembro ноября листопада",
    "december dec dezember décembre decembre diciembre dezembro dicembre dez дек декабря грудня",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}

_LABELS = words("""
    published posted updated modified created date released issued release veröffentlicht aktualisiert publié
    modifié publicado actualizado atualizado pubblicato gepubliceerd publicerad опубликовано обновлено
""")
_AGO = words("ago yesterday today")
_CLOCK = words("""
    a am p pm m h s z t at et edt est gmt utc bst cet cest pt pdt pst ct cdt cst mt msk ist eet eest uhr
    à às alle
    hour hours hr hrs minute minutes min mins day days week weeks month months year years time local
    eastern uk
""")
_WEEKDAYS = words("""
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi
    dimanche lunes martes miércoles jueves viernes sábado domingo
""")
_FILLERS = words("first last on read an one and st nd rd th de del le el il am um den der stand")
_VOCABULARY = frozenset(_MONTH) | _LABELS | _AGO | _CLOCK | _WEEKDAYS | _FILLERS
_TELLING = frozenset(_MONTH) | _LABELS | _AGO
_WORD = re.compile(r"[^\W\d_]+")
_NAME = "|".join(sorted(_MONTH, key=len, reverse=True))
_NTH = r"(?:st|nd|rd|th|\.|º)?"
_DATE = re.compile(
    rf"""
      \b(?P<year>\d{{4}}) [-/] (?P<month>\d\d?) [-/] (?P<day>\d\d?) (?!\d)
    | \b(?P<day2>\d\d?){_NTH} \s+ (?:de\s+)? (?P<name2>{_NAME})\b\.?,? \s+ (?:de\s+)? (?P<year2>\d{{4}})
    | \b(?P<name3>{_NAME})\b\.? \s+ (?P<day3>\d\d?){_NTH},? \s+ (?P<year3>\d{{4}})
    | \b(?P<day4>\d\d?) \. (?P<month4>\d\d?) \. (?P<year4>\d{{4}})
    | \b(?P<either5>\d\d?) / (?P<other5>\d\d?) / (?P<year5>\d{{4}})
    """,
    re.IGNORECASE | re.VERBOSE,
)


def find_date(text: str) -> str:
    """The first full date in `text`, as ISO 8601 (YYYY-MM-DD); empty where there is none.

    Of a date in slashes the day is the part above 12; where both could be a month it is not
    guessed, and nothing is returned.
    """
    return next(filter(None, map(_iso, _DATE.finditer(text))), "")


def is_date_line(text: str) -> bool:
    """Whether `text` says nothing but when: a date, a time, "3 hours ago", with or without a label."""
    if len(text) > 120 or not any(map(str.isdigit, text)):
        return text.strip().lower() in {"yesterday", "today", "just now"}
    said = [word.lower() for word in _WORD.findall(text)]
    if not _VOCABULARY.issuperset(said):
        return False
    return _DATE.search(text) is not None or not _TELLING.isdisjoint(said)


def _iso(found: re.Match[str]) -> str:
    parts = found.groupdict()
    year = int(parts["year"] or parts["year2"] or parts["year3"] or parts["year4"] or parts["year5"])
    month, day = _month_and_day(parts)
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _month_and_day(parts: dict[str, str]) -> tuple[int, int]:
    """The two numbers, or zeros where the order of a date in slashes cannot be told."""
    if parts["either5"]:
        low, high = sorted((int(parts["either5"]), int(parts["other5"])))
        return (low, high) if high > 12 else (0, 0)
    name = parts["name2"] or parts["name3"]
    month = _MONTH[name.lower()] if name else int(parts["month"] or parts["month4"])
    return month, int(parts["day"] or parts["day2"] or parts["day3"] or parts["day4"])
