"""Retelling: what clippings tell of marks that came in before, where their programs tell it otherwise by now.

What is told empty says nothing: few formats tell all that their programs know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store import tidy
from text.anchoring.lookup import is_same
from text.clean import clean, newlines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exchange.clippings.clipping import Clipping
    from store.attaching import Standing
    from store.library import Library
    from store.retelling import Kept

Fields = dict[str, str | list[str]]
"""Fields of a mark as the library keeps them; of its anchor, the words."""


@dataclass(frozen=True, slots=True)
class News:
    """What a clipping tells of a known mark, which stood on the words `exact`; `rewords`: not any more."""

    clipping: Clipping
    told: Fields
    exact: str
    rewords: bool = False


def news(library: Library, known: Mapping[str, tuple[Clipping, Standing]]) -> dict[str, News]:
    """What clippings tell of marks, but for what the reader has said of these and what is older than they."""
    differing = {mark: told for mark, each in known.items() if (told := _differing(*each))}
    found: dict[str, News] = {}
    for mark, kept in library.kept_from(differing).items() if differing else ():
        clipping, standing = known[mark]
        told = _taken(differing[mark], clipping.version, kept)
        rewords = bool(told.pop("anchor", ""))
        if told or rewords:
            if clipping.version:
                told["version"] = clipping.version
            found[mark] = News(clipping, told, standing.exact, rewords)
    return found


def _taken(told: Fields, version: str, kept: Kept) -> Fields:
    if version and version < kept.version:
        return {}
    return {name: value for name, value in told.items() if name not in kept.fields}


def _differing(clipping: Clipping, standing: Standing) -> Fields:
    """What a clipping tells otherwise than its mark says it; as a rule nothing, which is seen first.

    Postil's own exports do not all tell all: of its own marks only what they lack is told.
    """
    told: Fields = {}
    if clipping.place != standing.place and (place := tidy.place(clipping.place)) != standing.place:
        told["place"] = place
    if clipping.colour != standing.colour and (colour := tidy.colour(clipping.colour)) != standing.colour:
        told["colour"] = colour
    if clipping.origin.startswith("postil:"):
        return {name: value for name, value in told.items() if value and not getattr(standing, name)}
    if clipping.note != standing.note and (note := tidy.note(clipping.note)) != standing.note:
        told["note"] = note
    if clipping.tags != standing.tags and set(tags := tidy.subjects(clipping.tags)) != set(standing.tags):
        told["tags"] = tags
    words = clipping.words
    if words != standing.exact and not is_same(words := clean(newlines(words)), standing.exact):
        told["anchor"] = words.strip()
    return {name: value for name, value in told.items() if value}
