"""Claims as JSON objects: the shape the command line prints."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from exchange.json import annotation_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exchange.json import Json
    from store.claims import Claim
    from store.records import Annotation


def claim_json(claim: Claim, marks: Iterable[Annotation] | None = None) -> dict[str, Json]:
    """A claim, every field of it; with `marks`, its appearances under that name."""
    told: dict[str, Json] = asdict(claim)
    return told if marks is None else told | {"marks": [annotation_json(mark) for mark in marks]}
