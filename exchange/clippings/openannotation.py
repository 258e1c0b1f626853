"""Annotations in JSON-LD that is older than the W3C's model, or in another form, put into that model's own.

Open Annotation (http://www.openannotation.org/spec/core/), lists of IIIF Presentation 2, and JSON-LD with
prefixes, with whole addresses for names, or as a graph of nodes that name each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exchange.clippings.record import listed

if TYPE_CHECKING:
    from exchange.json import Json

_SIGN = re.compile(r"(?:.*[#:/])?hasTarget|@graph|resources")
_LOCAL = re.compile(r"\A.*[#:/@]", re.DOTALL)
_NAMES = {
    "hasBody": "body",
    "resource": "body",
    "hasTarget": "target",
    "on": "target",
    "hasSource": "source",
    "full": "source",
    "hasSelector": "selector",
    "motivatedBy": "motivation",
    "annotatedAt": "created",
    "chars": "value",
    "item": "items",
}
_NAMED_BY_TYPE = frozenset({"type", "motivation", "purpose"})
"""Of what these say, the last part of the address alone counts."""
_TAGS = frozenset({"Tag", "SemanticTag"})
_DEEPEST = 12
_MOST = 100
"""Values that are told anew at most for each node, as nodes may name each other over and over."""


def is_old(data: Json) -> bool:
    """Whether data is annotations that are told in another form than the model's own."""
    first = [item for item in listed(data)[:10] if isinstance(item, dict)]
    if not any(any(map(_SIGN.fullmatch, item)) or {"on", "resource"} <= item.keys() for item in first):
        return False
    return any("Annotation" in _types(node) for item in first for node in _nodes(item))


def modern(data: Json) -> list[Json]:
    """The annotations of the data, in the model's form."""
    nodes = [node for item in listed(data) for node in _nodes(item)]
    teller = _Teller(nodes)
    told = [teller.told(node) for node in nodes]
    return [node for node in told if isinstance(node, dict) and "Annotation" in listed(node.get("type"))]


def _types(node: Json) -> list[Json]:
    return (
        [_local(one) for one in listed(node.get("@type", node.get("type")))] if isinstance(node, dict) else []
    )


def _nodes(item: Json) -> list[Json]:
    """The nodes of a graph, the annotations of a list of IIIF's, or the item itself."""
    if not isinstance(item, dict):
        return []
    return listed(item.get("@graph", item.get("resources", item)))


class _Teller:
    """Tells nodes anew, those that they name in full where they are in the same graph."""

    def __init__(self, nodes: list[Json]) -> None:
        named = ((node.get("@id"), node) for node in nodes if isinstance(node, dict))
        self._named = {name: node for name, node in named if isinstance(name, str)}
        self._left = _MOST * (len(nodes) + 100)

    def told(self, value: Json, depth: int = 0) -> Json:
        """A value in the model's form; None beyond all measure."""
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            return None
        if isinstance(value, list):
            told = [self.told(each, depth + 1) for each in value]
            return told[0] if len(told) == 1 else told
        if isinstance(value, str):
            return self.told(self._named[value], depth + 1) if depth and value in self._named else value
        return self._object(value, depth) if isinstance(value, dict) else value

    def _object(self, value: dict[str, Json], depth: int) -> Json:
        if "@value" in value:
            return value["@value"]
        name = value.get("@id")
        if depth and len(value) == 1 and isinstance(name, str) and name in self._named:
            return self.told(self._named[name], depth + 1)
        told: dict[str, Json] = {}
        for key, each in value.items():
            local = _LOCAL.sub("", key)
            local = _NAMES.get(local, local)
            told[local] = each if local == "id" else self.told(each, depth + 1)
            if local in _NAMED_BY_TYPE:
                told[local] = [_local(one) for one in listed(told[local])]
        if _TAGS.intersection(one for one in listed(told.get("type")) if isinstance(one, str)):
            told.setdefault("purpose", "tagging")
        return told


def _local(value: Json) -> Json:
    """The last part of an address, which may be an object's name."""
    name = value.get("id") if isinstance(value, dict) else value
    return _LOCAL.sub("", name) if isinstance(name, str) else value
