"""W3C Web Annotations in JSON-LD: one, a list, a page, a set or a collection of them.

(https://www.w3.org/TR/annotation-model/; sets of e-books: https://github.com/readium/annotations)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from exchange.clippings import openannotation
from exchange.clippings.bodies import bodies, source
from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import utc, version
from exchange.clippings.place import place
from exchange.clippings.record import (
    BadRecordError,
    gather,
    identified,
    inner,
    listed,
    mapping,
    numbered,
    text,
    texts,
)
from exchange.clippings.selectors import Selected, selected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from exchange.json import Json

FORMAT = "W3C Web Annotation"

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_PAGES = frozenset({"AnnotationPage", "AnnotationSet"})
_SEVERAL = frozenset({"Composite", "List", "Independents", "Choice"})
_KINDS = {"assessing": "claim", "oa:assessing": "claim"}
_OWN = "urn:postil:mark:"
"""How the names begin that Postil gives its marks on the way out."""
_MOST_TARGETS = 1000
_DEEPEST = 8
"""Annotations on annotations, as far as they are followed to what the first of them marks."""


class _Target(NamedTuple):
    """One target of an annotation."""

    source: str = ""
    title: str = ""
    language: str = ""
    found: Selected = Selected()


def recognises(data: Json) -> bool:
    """Whether data is an annotation, or holds some, by its type or its context."""
    items = listed(data)[:10]
    return any(isinstance(item, dict) and _is_ours(item) for item in items) or openannotation.is_old(data)


def read(file: str, data: Json) -> Parsed:
    """The annotations of the data, in its order; one for each target that has words of its own."""
    found = openannotation.modern(data) if openannotation.is_old(data) else list(_annotations(data))
    known = {name: item for item in found if isinstance(item, dict) and (name := _plain(item, "id"))}
    return gather(FORMAT, file, numbered("Annotation", found), lambda record: clippings(record, known))


def clippings(record: Json, known: Mapping[str, dict[str, Json]] | None = None) -> Iterable[Clipping]:
    """The marks of one annotation; raises `BadRecordError` where it is none.

    known: the annotations by their names, of which this one may be about others.
    """
    annotation = mapping(record)
    if "Annotation" not in _types(annotation, "Annotation"):
        raise BadRecordError("its type is not “Annotation”")
    motivations = texts(annotation.get("motivation"), "motivation")
    identity = _plain(annotation, "id") or _plain(annotation, "@id")
    said = list(bodies(annotation, motivations, is_own=identity.startswith(_OWN)))
    if "linking" in motivations and known and _names(annotation).intersection(known):
        raise BadRecordError(
            "it links other annotations, and marks no words itself", "link them in the reader"
        )
    if "painting" in motivations or ("bookmarking" in motivations and not said):
        return
    told = {body.role: body.said for body in reversed(said)}
    targets = _marked(list(_targets(_answered(annotation, known or {}))))
    about = inner(annotation, "about")
    for number, target in enumerate(targets, start=1):
        yield Clipping(
            words=target.found.words,
            note="\n\n".join(body.said for body in said if body.role == "note"),
            tags=tuple(body.said for body in said if body.role == "tag"),
            kind=told.get("classifying")
            or next((_KINDS[each] for each in motivations if each in _KINDS), ""),
            colour=told.get("colour", ""),
            speaker=told.get("identifying", ""),
            status=told.get("assessing", ""),
            made=utc(_plain(annotation, "created")),
            version=version(annotation, "modified"),
            title=target.title,
            author=", ".join(texts(about.get("dc:creator"), "dc:creator")),
            publisher=text(about, "dc:publisher"),
            published=text(about, "dc:date"),
            source=target.source,
            language=target.language,
            prefix=target.found.prefix,
            suffix=target.found.suffix,
            start=target.found.start,
            end=target.found.end,
            place=target.found.place,
            origin=_origin(identity, number, target),
        )


def _is_ours(item: dict[str, Json]) -> bool:
    types = _types(item, "")
    return (
        _CONTEXT in listed(item.get("@context"))
        or bool({"AnnotationCollection", *_PAGES}.intersection(types))
        or ("Annotation" in types and "target" in item)
    )


def _types(item: dict[str, Json], default: str) -> tuple[str, ...]:
    found = listed(item.get("type", item.get("@type", default)))
    return tuple(name.removeprefix("oa:") for name in found if isinstance(name, str))


def _annotations(data: Json) -> Iterator[Json]:
    """The annotations in a list, or on the pages that a collection holds; not those it only names."""
    for item in listed(data):
        if isinstance(item, dict) and "AnnotationCollection" in _types(item, ""):
            pages = [page for page in (item.get("first"), item.get("last")) if isinstance(page, dict)]
            yield from (each for page in [*pages, item] for each in _held(page))
        elif isinstance(item, dict) and _PAGES.intersection(_types(item, "")):
            yield from _held(item)
        else:
            yield item


def _held(page: dict[str, Json]) -> list[Json]:
    """The annotations on a page, each with what a set of them is about."""
    items, about = listed(page.get("items")), page.get("about")
    if not isinstance(about, dict):
        return items
    return [{**item, "about": about} if isinstance(item, dict) else item for item in items]


def _names(annotation: dict[str, Json]) -> set[str]:
    """What the targets of an annotation are called."""
    targets = listed(annotation.get("target"))
    return {
        each if isinstance(each, str) else _plain(each, "id")
        for each in targets
        if isinstance(each, str | dict)
    }


def _answered(annotation: dict[str, Json], known: Mapping[str, dict[str, Json]]) -> dict[str, Json]:
    """The annotation that an annotation is about in the end, itself where it is about none."""
    for _ in range(_DEEPEST):
        target = annotation.get("target")
        name = _plain(target, "id") if isinstance(target, dict) else target
        if not isinstance(name, str) or name not in known:
            break
        annotation = known[name]
    return annotation


def _targets(annotation: dict[str, Json]) -> Iterator[_Target]:
    """The targets, those that a set holds among them."""
    about = inner(annotation, "about")
    for target in listed(annotation.get("target"))[:_MOST_TARGETS]:
        held = _items(target)
        yield from (_target(each, about) for each in ([target] if held is None else held[:_MOST_TARGETS]))


def _items(target: Json) -> list[Json] | None:
    """What a set of targets holds; None where it is none."""
    is_set = isinstance(target, dict) and _SEVERAL.intersection(_types(target, ""))
    return listed(target.get("items")) if is_set and isinstance(target, dict) else None


def _target(target: Json, about: dict[str, Json]) -> _Target:
    if isinstance(target, str):
        return _Target(target)
    thing = mapping(target, "its target")
    languages = texts(thing.get("language"), "language")
    found = selected(thing.get("selector"))
    title = text(about, "dc:title")
    if about:  # a set about an e-book, of which the target is a file
        names = texts(about.get("dc:identifier"), "dc:identifier")
        return _Target(
            "" if title else next(iter(names), ""), title, "", _within(found, inner(thing, "meta"))
        )
    title = text(thing, "dcterms:title", "dc:title", "title")
    found = found._replace(place=text(thing, "bibo:locator") or found.place)
    return _Target(source(thing), title, languages[0] if len(languages) == 1 else "", found)


def _within(found: Selected, meta: dict[str, Json]) -> Selected:
    """Selectors with the page and the chapter that a set tells beside them; offsets are of a file only."""
    headings = [mapping(heading, "a heading") for heading in listed(meta.get("headings"))]
    chapter = text(headings[-1], "txt") if headings else ""
    where = place(page=text(meta, "page"), chapter=chapter) or found.place
    return found._replace(start=None, end=None, place=where)


def _marked(targets: list[_Target]) -> list[_Target]:
    """The targets that have words; where none has, the first alone."""
    return [target for target in targets if target.found.words] or targets[:1] or [_Target()]


def _plain(annotation: dict[str, Json], key: str) -> str:
    value = annotation.get(key)
    return value if isinstance(value, str) else ""


def _origin(identity: str, number: int, target: _Target) -> str:
    if not identity or identity.startswith("_:"):  # a name for this file alone
        return ""
    if identity.startswith(_OWN):
        return f"postil:{unquote(identity.removeprefix(_OWN))}"
    named = identity if number == 1 else f"{identity}#{number}"
    return identified("w3c", named, target.source, target.title, target.found.words)
