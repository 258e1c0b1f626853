"""Bodies of W3C Web Annotations: what their makers say of what they marked.

(https://www.w3.org/TR/annotation-model/#bodies-and-targets)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from exchange.clippings.hypertext import plain
from exchange.clippings.record import listed, mapping, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exchange.json import Json

_TAGGING = frozenset({"tagging", "classifying", "oa:tagging", "oa:classifying"})
_COPIES = frozenset({"highlighting", "oa:highlighting", "styling"})
_COLOUR = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]{3,20}", re.IGNORECASE)
_OWN_PURPOSES = ("classifying", "identifying", "assessing")


class Body(NamedTuple):
    """What a body says, and its role: “note”, “tag”, “colour”, or the purpose that Postil alone gives it."""

    said: str
    role: str


def bodies(annotation: dict[str, Json], motivations: tuple[str, ...], *, is_own: bool) -> Iterator[Body]:
    """The bodies that say something; what is elsewhere is told by its address.

    motivations: of the annotation, which tell what bodies are that have no purpose of their own.
    is_own: whether Postil wrote it.
    """
    usual = "tag" if motivations and _TAGGING.issuperset(motivations) else "note"
    value = text(annotation, "bodyValue")
    if value:
        yield Body(value, usual)
    for body in listed(annotation.get("body")):
        for each in _chosen(body):
            yield from _told(each, usual, is_own=is_own)


def source(thing: dict[str, Json]) -> str:
    """The address of what a body or target is, or is a part of."""
    where = thing.get("source")
    if isinstance(where, dict):
        return text(where, "id", "@id")
    return text(thing, "source", "id", "@id")


def _told(body: Json, usual: str, *, is_own: bool) -> Iterator[Body]:
    if isinstance(body, str):
        yield Body(body, usual)
        return
    body = mapping(body, "its body")
    purposes, said = texts(body.get("purpose"), "purpose"), _said(body)
    if _COPIES.intersection(purposes):  # of the words, or in what colour
        if is_own or _COLOUR.fullmatch(said):
            yield Body(said, "colour")
    elif said:
        yield Body(said, _role(purposes, is_own=is_own) if purposes else usual)
    yield from (Body(tag, "tag") for name in ("tag", "tags") for tag in texts(body.get(name), name))
    if isinstance(colour := body.get("color"), str):  # the tags and colours of Readium's annotations
        yield Body(colour, "colour")


def _role(purposes: tuple[str, ...], *, is_own: bool) -> str:
    """What a body with these purposes is."""
    if is_own and purposes[0] in _OWN_PURPOSES:
        return purposes[0]
    return "tag" if _TAGGING.intersection(purposes) else "note"


def _chosen(body: Json) -> list[Json]:
    """A body as it is, the first that there is to choose from, or all of several."""
    if not isinstance(body, dict):
        return [body]
    items = listed(body.get("items"))
    is_choice = "Choice" in listed(body.get("type", body.get("@type")))
    return (items[:1] if is_choice else items) or [body]


def _said(body: dict[str, Json]) -> str:
    """The text of a body, or the address of what is elsewhere."""
    value = body.get("value")
    if isinstance(value, dict):  # Mendeley tells its texts so
        return text(value, "text")
    if "value" in body:
        said = text(body, "value")
        return plain(said) if "html" in text(body, "format") else said
    return source(body)
