"""W3C Web Annotations in JSON-LD: one, a list, a page or a collection of them.

(https://www.w3.org/TR/annotation-model/)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exchange.clippings.clipping import Clipping, Parsed
from exchange.clippings.moment import utc
from exchange.clippings.record import BadRecordError, gather, listed, mapping, numbered, text, texts
from exchange.clippings.selectors import Selected, selected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.json import Json

FORMAT = "W3C Web Annotation"

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_TAGGING = frozenset({"tagging", "classifying", "oa:tagging", "oa:classifying"})
_COPIES = frozenset({"highlighting", "oa:highlighting"})
_SEVERAL = frozenset({"Composite", "List", "Independents", "Choice"})
_KINDS = {"assessing": "claim", "oa:assessing": "claim"}
_MOST_TARGETS = 1000


class _Body(NamedTuple):
    """One body of an annotation: what it says, and to what purpose."""

    said: str
    is_tag: bool


class _Target(NamedTuple):
    """One target of an annotation."""

    source: str
    language: str
    found: Selected


def recognises(data: Json) -> bool:
    """Whether data is an annotation, or holds some, by its type or its context."""
    return any(isinstance(item, dict) and _is_ours(item) for item in listed(data)[:10])


def read(file: str, data: Json) -> Parsed:
    """The annotations of the data, in its order; one for each target that has words of its own."""
    return gather(FORMAT, file, numbered("Annotation", _annotations(data)), clippings)


def clippings(record: Json) -> Iterable[Clipping]:
    """The marks of one annotation; raises `BadRecordError` where it is none."""
    annotation = mapping(record)
    if "Annotation" not in _types(annotation, "Annotation"):
        raise BadRecordError("its type is not “Annotation”")
    motivations = texts(annotation.get("motivation"), "motivation")
    bodies = list(_bodies(annotation, motivations))
    targets = _marked(list(_targets(annotation.get("target"))))
    for number, target in enumerate(targets, start=1):
        yield Clipping(
            words=target.found.words,
            note="\n\n".join(body.said for body in bodies if not body.is_tag),
            tags=tuple(body.said for body in bodies if body.is_tag),
            kind=next((_KINDS[motivation] for motivation in motivations if motivation in _KINDS), ""),
            made=utc(_plain(annotation, "created")),
            source=target.source,
            language=target.language,
            prefix=target.found.prefix,
            suffix=target.found.suffix,
            start=target.found.start,
            end=target.found.end,
            place=target.found.place,
            origin=_origin(annotation, number),
        )


def _is_ours(item: dict[str, Json]) -> bool:
    types = _types(item, "")
    return (
        _CONTEXT in listed(item.get("@context"))
        or bool({"AnnotationPage", "AnnotationCollection"}.intersection(types))
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
            yield from (each for page in [*pages, item] for each in listed(page.get("items")))
        elif isinstance(item, dict) and "AnnotationPage" in _types(item, ""):
            yield from listed(item.get("items"))
        else:
            yield item


def _bodies(annotation: dict[str, Json], motivations: tuple[str, ...]) -> Iterator[_Body]:
    """The bodies that say something; what is elsewhere is told by its address."""
    is_tagging = bool(_TAGGING.intersection(motivations))
    value = text(annotation, "bodyValue")
    if value:
        yield _Body(value, is_tagging)
    for body in listed(annotation.get("body")):
        chosen = _chosen(body)
        purposes = texts(chosen.get("purpose"), "purpose") if isinstance(chosen, dict) else ()
        said = _said(chosen)
        if said and not _COPIES.intersection(purposes):
            yield _Body(said, bool(_TAGGING.intersection(purposes)) if purposes else is_tagging)


def _chosen(body: Json) -> Json:
    """A body as it is, or the first that there is to choose from."""
    items = listed(body.get("items")) if isinstance(body, dict) else []
    return items[0] if items else body


def _said(body: Json) -> str:
    """The text of a body, or the address of what is elsewhere."""
    if isinstance(body, str):
        return body
    body = mapping(body, "its body")
    value = body.get("value")
    if isinstance(value, dict):  # Mendeley tells its texts so
        return text(value, "text")
    return text(body, "value") or _source(body)


def _source(thing: dict[str, Json]) -> str:
    source = thing.get("source")
    if isinstance(source, dict):
        return text(source, "id", "@id")
    return text(thing, "source", "id", "@id")


def _targets(targets: Json) -> Iterator[_Target]:
    """The targets, those that a set holds among them."""
    for target in listed(targets)[:_MOST_TARGETS]:
        if isinstance(target, str):
            yield _Target(target, "", Selected())
            continue
        thing = mapping(target, "its target")
        if _SEVERAL.intersection(_types(thing, "")):
            yield from _targets([item for item in listed(thing.get("items")) if isinstance(item, str)])
            yield from (_target(item) for item in listed(thing.get("items")) if isinstance(item, dict))
        else:
            yield _target(thing)


def _target(thing: dict[str, Json]) -> _Target:
    languages = texts(thing.get("language"), "language")
    return _Target(
        _source(thing), languages[0] if len(languages) == 1 else "", selected(thing.get("selector"))
    )


def _marked(targets: list[_Target]) -> list[_Target]:
    """The targets that have words; where none has, the first alone."""
    return (
        [target for target in targets if target.found.words] or targets[:1] or [_Target("", "", Selected())]
    )


def _plain(annotation: dict[str, Json], key: str) -> str:
    value = annotation.get(key)
    return value if isinstance(value, str) else ""


def _origin(annotation: dict[str, Json], number: int) -> str:
    identity = _plain(annotation, "id") or _plain(annotation, "@id")
    if not identity:
        return ""
    return f"w3c:{identity}" if number == 1 else f"w3c:{identity}#{number}"
