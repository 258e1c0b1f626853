"""What marks are known to have: the values of a field, to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.library import Library

if TYPE_CHECKING:
    from store.codebook import Codebook
    from tui.seeker import Seeker


class Known:
    """Values of fields, most used first; counted anew only when the library has changed."""

    def __init__(self, seeker: Seeker, codebook: Codebook) -> None:
        self._seeker = seeker
        self._fixed = {"status": codebook.statuses, "kind": codebook.kinds}
        self._newest = -1
        self._counted: dict[str, list[str]] = {}

    async def values(self, field: str) -> list[str]:
        """The values that `tags`, `speaker`, `status`, `kind` or `colour` may be given."""
        if field not in _COUNTS:
            return list(self._fixed.get(field, ()))
        return await self._seeker.ask(lambda library, _: self._values(library, field))

    def _values(self, library: Library, field: str) -> list[str]:
        newest, _ = library.news()
        if newest != self._newest:
            self._newest, self._counted = newest, {}
        if field not in self._counted:
            self._counted[field] = [value for value, _ in _COUNTS[field](library)]
        return self._counted[field]


def _speakers(library: Library) -> list[tuple[str, int]]:
    """All names of those who are quoted: first the ones they go by."""
    everyone = library.speakers.all()
    aliases = [(alias, speaker.marks) for speaker in everyone for alias in speaker.aliases]
    return [*((speaker.name, speaker.marks) for speaker in everyone), *aliases]


_COUNTS = {"tags": Library.tags, "speaker": _speakers, "colour": Library.colours}
