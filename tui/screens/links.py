"""The links of a mark, to follow one or to take it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import NoSuchAnnotationError
from tui.screens.listing import ListScreen
from tui.widgets.rows import Rows, brief, fit, one_line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from store.links import Link
    from store.records import Annotation
    from tui.widgets.rows import Part

_RELATION, _OF = 18, 16


class LinksScreen(ListScreen):
    """What a mark is to others, and they to it; goes on with the one that is chosen."""

    MODE = "links"

    def __init__(self, mark: Annotation, then: Callable[[Annotation], Awaitable[None]]) -> None:
        super().__init__(Rows(height=2))
        self._mark = mark
        self._then = then
        self._items: list[tuple[Link, str, Annotation]] = []

    def on_mount(self) -> None:
        """Read the links."""
        self.reload()

    def reload(self) -> None:
        """List the links that the mark has now, and stand on the same one."""
        here = self._items[self._rows.index][0] if self._items else None
        try:
            self._mark = self.postil.library.annotation(self._mark.id)
        except NoSuchAnnotationError:
            self._items = []
        else:
            self._items = self._read()
        index = next((at for at, (link, *_) in enumerate(self._items) if link == here), None)
        self._rows.show(len(self._items), self._entry, index)
        self.locate()

    async def accept(self) -> None:
        """Close, and go to the mark under the cursor."""
        if self._items:
            _, _, other = self._items[self._rows.index]
            await self.app.pop_screen()
            await self._then(other)

    async def take_away(self) -> None:
        """Take the link under the cursor away."""
        if self._items:
            link, does, _ = self._items[self._rows.index]
            await self.postil.writer.do(lambda library: library.links.remove([link.id]))
            self.postil.refresh_screens()
            self.say(f"Took the link “{does}” away. {self.key_hint('app.undo', 'undoes')}")

    def locate(self) -> None:
        """Say whose links these are, and what the keys do."""
        ways = (("links.open", "goes there"), ("links.remove", "takes it away"), ("app.back", "leaves"))
        words = brief(one_line(self._mark.anchor.exact), _OF)
        title = f"Links of {words}: {self.key_hints(ways)}" if self._items else f"No links of {words}."
        self.status.locate(title, str(len(self._items) or ""))

    def _read(self) -> list[tuple[Link, str, Annotation]]:
        seen = [(link, *link.seen_from(self._mark.id)) for link in self._mark.links]
        known = {mark.id: mark for mark in self.postil.library.among(other for _, _, other in seen)}
        return [(link, does, known[other]) for link, does, other in seen if other in known]

    def _entry(self, at: int, width: int) -> list[list[Part]]:
        """What it is to the other mark, and that one's words; under them, who said them and where."""
        _, does, other = self._items[at]
        words = one_line(other.anchor.exact)
        facts = "  ".join(filter(None, (f"— {other.speaker}" if other.speaker else "", other.article_title)))
        room = width - _RELATION - 2
        return [
            [(" " + fit(does, _RELATION), "key"), (fit(words, room), "")],
            [(" " * (_RELATION + 1), ""), (fit(facts, room), "dim")],
        ]
