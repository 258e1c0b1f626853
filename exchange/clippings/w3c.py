"""W3C Web Annotations in JSON-LD: one, a list, a page or a collection of them.

(https://www.w3.org/TR/annotation-model/)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

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
_OWN = "urn:postil:mark:"
"""How the names begin that Postil gives its marks on the way out."""
_OWN_PURPOSES = ("classifying", "identifying", "assessing")
_MOST_TARGETS = 1000


class _Body(NamedTuple):
    """One body of an annotation: what it says, and whether as “tag”, “note” or what Postil alone tells."""

    said: str
    role: str


class _Target(NamedTuple):
    """One target of an annotation."""

    source: str
    title: str
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
    told = {body.role: body.said for body in bodies}
    targets = _marked(list(_targets(annotation.get("target"))))
    for number, target in enumerate(targets, start=1):
        yield Clipping(
            words=target.found.words,
            note="\n\n".join(body.said for body in bodies if body.role == "note"),
            tags=tuple(body.said for body in bodies if body.role == "tag"),
            kind=told.get("classifying")
            or next((_KINDS[each] for each in motivations if each in _KINDS), ""),
            speaker=told.get("identifying", ""),
            status=told.get("assessing", ""),
            made=utc(_plain(annotation, "created")),
            title=target.title,
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
    usual = "tag" if _TAGGING.intersection(motivations) else "note"
    is_own = _plain(annotation, "id").startswith(_OWN)
    value = text(annotation, "bodyValue")
    if value:
        yield _Body(value, usual)
    for body in listed(annotation.get("body")):
        chosen = _chosen(body)
        purposes = texts(chosen.get("purpose"), "purpose") if isinstance(chosen, dict) else ()
        said = _said(chosen)
        if said and not _COPIES.intersection(purposes):
            yield _Body(said, _role(purposes, is_own=is_own) if purposes else usual)


def _role(purposes: tuple[str, ...], *, is_own: bool) -> str:
    """What a body with these purposes is."""
    if is_own and purposes[0] in _OWN_PURPOSES:
        return purposes[0]
    return "tag" if _TAGGING.intersection(purposes) else "note"


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
            yield _Target(target, "", "", Selected())
            continue
        thing = mapping(target, "its target")
        if _SEVERAL.intersection(_types(thing, "")):
            yield from _targets([item for item in listed(thing.get("items")) if isinstance(item, str)])
            yield from (_target(item) for item in listed(thing.get("items")) if isinstance(item, dict))
        else:
            yield _target(thing)


def _target(thing: dict[str, Json]) -> _Target:
    languages = texts(thing.get("language"), "language")
    language = languages[0] if len(languages) == 1 else ""
    title = text(thing, "dcterms:title", "dc:title", "title")
    return _Target(_source(thing), title, language, selected(thing.get("selector")))


def _marked(targets: list[_Target]) -> list[_Target]:
    """The targets that have words; where none has, the first alone."""
    return (
        [target for target in targets if target.found.words]
        or targets[:1]
        or [_Target("", "", "", Selected())]
    )


def _plain(annotation: dict[str, Json], key: str) -> str:
    value = annotation.get(key)
    return value if isinstance(value, str) else ""


def _origin(annotation: dict[str, Json], number: int) -> str:
    identity = _plain(annotation, "id") or _plain(annotation, "@id")
    if not identity:
        return ""
    if identity.startswith(_OWN):
        return f"postil:{unquote(identity.removeprefix(_OWN))}"
    return f"w3c:{identity}" if number == 1 else f"w3c:{identity}#{number}"
