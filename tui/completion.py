"""The rest of a field's value, while it is typed into a query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.suggester import Suggester

from store.errors import StoreError
from text.fold import fold
from text.query import ALIASES, FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.known import Known

_UNFINISHED = re.compile(r'(?:^|(?<=[\s(+-]))([a-z]+):("[^"]*|[^\s"()]*)$')
_KNOWN = {"tag": "tags", "speaker": "speaker", "kind": "kind", "status": "status", "colour": "colour"}
_AROUND = " .,;:!?()[]“”‘’\"'"


class Completion(Suggester):
    """Shows the rest of the likeliest value dim behind the cursor; the arrow to the right takes it."""

    def __init__(self, known: Known) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = known

    async def get_suggestion(self, value: str) -> str | None:
        """What is typed, with the rest of the value it ends in."""
        found = _UNFINISHED.search(value)
        if not found:
            return None
        name = ALIASES.get(found[1], found[1])
        field = _KNOWN.get(name)
        try:
            values = await self._known.values(field) if field else FIELDS.get(name, ())
        except StoreError:
            return None  # what is wrong is told where what was typed is searched for
        rest = rest_of(found[2], values)
        return value + rest if rest else None


def rest_of(typed: str, values: Iterable[str]) -> str:
    """What is missing of the first of some values that begins with what is typed, or has such a word.

    Behind a quotation mark, values are whole, and end in one.
    """
    quoted = typed.startswith('"')
    begun = typed.removeprefix('"')
    if not begun:
        return ""
    for value in values:
        for known in [value] if quoted else value.split():
            whole = known if quoted else known.strip(_AROUND)
            if len(whole) > len(begun) and fold(whole[: len(begun)]) == fold(begun):
                return whole[len(begun) :] + '"' * quoted
    return ""
