"""Records of a file, read one by one: what one of them gets wrong costs only that one."""

from __future__ import annotations

import re
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from exchange.clippings.clipping import Clipping, Parsed
from text.clean import clean, clean_line, newlines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from exchange.json import Json

T = TypeVar("T")

LONGEST = 1_000_000
"""The most code points that one field of a clipping may have."""

_MOST_REFUSALS = 1000
_LARGEST_OFFSET = 2**53
"""The largest whole number that every program that writes JSON can count to (RFC 8259, 6)."""

_LONG = ("words", "note", "prefix", "suffix")
_SHORT = (
    *("kind", "colour", "made", "title", "author", "publisher", "published", "language"),
    *("source", "place", "speaker", "status", "origin"),
)
_longs, _shorts = attrgetter(*_LONG), attrgetter(*_SHORT)


CORRECT = "correct it there and import the file again"
NOTHING = "there is nothing in it to keep"
"""What helps where a record is damaged, and where it is empty."""

_NAMED = 3
"""Records that are named of the many that were left out for one reason."""

_UUID = r"(?<![0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])"
_WORLDWIDE = re.compile(rf"^[a-z][a-z0-9+.-]*:\S|{_UUID}", re.IGNORECASE)
_REFUSAL = re.compile(r"(.+?) of (“.*?”) was left out, (as .*)", re.DOTALL)


class BadRecordError(Exception):
    """Why a record cannot be read: the clause after “as” in a sentence about it, and what helps."""

    def __init__(self, why: str, helps: str = CORRECT) -> None:
        super().__init__(why)
        self.helps = helps


def gather(
    format_name: str, file: str, records: Iterable[tuple[str, T]], read: Callable[[T], Iterable[Clipping]]
) -> Parsed:
    """All that `read` makes of the records, each of which comes with what to call it in a sentence."""
    clippings: list[Clipping] = []
    refused: list[str] = []
    for where, record in records:
        try:
            clippings += [_named(_checked(clipping), format_name) for clipping in read(record)]
        except BadRecordError as why:
            refused.append(refusal(where, file, str(why), why.helps))
    return Parsed(tuple(clippings), format_name, few(refused))


def refusal(where: str, file: str, why: str, helps: str = CORRECT) -> str:
    """The sentence about a record that was left out."""
    return f"{where} of “{file}” was left out, as {why}: {helps}."


def grouped(refused: Iterable[str]) -> Iterator[str]:
    """The sentences, where many records of a file were left out for one reason in one that counts them."""
    alike: dict[str, list[str]] = {}
    for sentence in refused:
        found = _REFUSAL.fullmatch(sentence)
        reason = f"of {found[2]} were left out, each {found[3]}" if found else sentence
        alike.setdefault(reason, []).append(sentence)
    for reason, sentences in alike.items():
        if len(sentences) <= _NAMED:
            yield from sentences
            continue
        first, *others = (sentence.partition(" of “")[0] for sentence in sentences[:_NAMED])
        names = ", ".join([first, *(name[:1].lower() + name[1:] for name in others)])
        yield f"{names} and {len(sentences) - _NAMED} more {reason}"


def few(refused: list[str]) -> tuple[str, ...]:
    """The first thousand refusals, and how many there are beyond them."""
    more = len(refused) - _MOST_REFUSALS
    return (
        *map(clean_line, refused[:_MOST_REFUSALS]),
        *([f"{more} more records were left out likewise."] if more > 0 else ()),
    )


def numbered(noun: str, records: Iterable[T]) -> Iterator[tuple[str, T]]:
    """The records with their names: “Row 1”, “Row 2”."""
    return ((f"{noun} {number}", record) for number, record in enumerate(records, start=1))


def mapping(value: Json, what: str = "it") -> dict[str, Json]:
    """A JSON object; raises `BadRecordError` for anything else, which it calls `what`."""
    if isinstance(value, dict):
        return value
    raise BadRecordError(f"{what} is no JSON object")


def inner(record: dict[str, Json], key: str) -> dict[str, Json]:
    """The object under a key, empty where there is none."""
    value = record.get(key)
    return {} if value is None else mapping(value, f"its “{key}”")


def listed(value: Json) -> list[Json]:
    """A list as it is, nothing as an empty one, and anything else as a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text(record: dict[str, Json], *keys: str) -> str:
    """The text under the first of the keys that holds some; raises `BadRecordError` where it is none."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, bool) or not isinstance(value, str | int | float | None):
            raise BadRecordError(f"its “{key}” is no text")
        if value is not None and value != "":
            return str(value)
    return ""


def texts(value: Json, what: str, key: str = "name") -> tuple[str, ...]:
    """A list of texts, or of objects that hold one under `key`; raises `BadRecordError` for other things."""
    found: list[str] = []
    for item in listed(value):
        named = text(item, key) if isinstance(item, dict) else item
        if not isinstance(named, str):
            raise BadRecordError(f"its “{what}” holds what is no text")
        found.append(named)
    return tuple(found)


def offset(record: dict[str, Json], key: str) -> int | None:
    """The whole number under a key that can be an offset, or None."""
    value = record.get(key)
    is_offset = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST_OFFSET
    return value if is_offset else None  # type: ignore[return-value] # mypy does not follow the name


def origin(program: str, *parts: str) -> str:
    """A stable name for a mark that its program gives no id: the same for the same parts."""
    from hashlib import blake2b  # noqa: PLC0415 - most formats have ids

    digest = blake2b("\x1f".join(parts).encode(errors="surrogatepass"), digest_size=10)
    return f"{program}:{digest.hexdigest()}"


def identified(program: str, identity: str, *scopes: str) -> str:
    """The name of a mark that its program gives an id.

    Only an absolute IRI (RFC 3987, 2.2) or a UUID (RFC 9562) is no other mark's in another file; any other
    is told together with the first of the scopes that says something: what the mark was made in.
    """
    if _WORLDWIDE.search(identity):
        return f"{program}:{identity}"
    return origin(program, next(filter(None, scopes), ""), identity)


def _checked(clipping: Clipping) -> Clipping:
    """A clipping with every field clean; raises `BadRecordError` where it says nothing or too much."""
    if not (_is_clean(clipping) and _in_order(clipping)):
        clipping = _cleaned(clipping)
    if not (clipping.words.strip() or clipping.note.strip() or clipping.tags or clipping.end):
        helps = "to keep it, write a note on it in its program and export that"
        raise BadRecordError("it marks no words and holds no note", helps)
    return clipping


def _named(clipping: Clipping, format_name: str) -> Clipping:
    """The clipping with an origin, made of what it says where its program gave it no id."""
    if clipping.origin:
        return clipping
    place = re.sub(r"^p\. ", "page ", clipping.place)  # names are made of what pages were called at first
    said = (clipping.source, clipping.title, place, clipping.made, clipping.words, clipping.note)
    return replace(clipping, origin=origin(format_name.partition(" ")[0].lower(), *said))


def _is_clean(clipping: Clipping) -> bool:
    """Whether a clipping, as most, is clean as it is: a shortcut, as fields are many."""
    tags = clipping.tags
    short = " ".join([*filter(None, _shorts(clipping)), *tags])
    return (
        (not tags or (all(tags) and len(set(tags)) == len(tags)))
        and len(short) <= LONGEST
        and clean_line(short) == short
        and all(len(text_) <= LONGEST and text_.isprintable() for text_ in _longs(clipping))
    )


def _cleaned(clipping: Clipping) -> Clipping:
    """The clipping with what is not clean made so; raises `BadRecordError` where a field is too long."""
    changed: dict[str, object] = {}
    for names, cleaned in ((_LONG, _clean_text), (_SHORT, clean_line)):
        for name in names:
            value = getattr(clipping, name)
            if len(value) > LONGEST:
                raise BadRecordError(f"its “{name}” is longer than {LONGEST:,} characters")
            changed[name] = cleaned(value)
    if any(len(tag) > LONGEST for tag in clipping.tags):
        raise BadRecordError(f"one of its tags is longer than {LONGEST:,} characters")
    changed["tags"] = tuple(dict.fromkeys(filter(None, map(clean_line, clipping.tags))))
    if not _in_order(clipping):
        changed |= {"start": None, "end": None}
    return replace(clipping, **changed)  # type: ignore[arg-type] # each field by its name


def _clean_text(value: str) -> str:
    return value if value.isprintable() else clean(newlines(value))


def _in_order(clipping: Clipping) -> bool:
    if clipping.start is None or clipping.end is None:
        return clipping.start is clipping.end
    return clipping.start <= clipping.end
