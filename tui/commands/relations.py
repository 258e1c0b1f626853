"""Linking marks to each other, and following what links them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from store.links import Relation
from store.records import AnchorState
from store.tidy import excerpt
from tui.commands.table import command
from tui.session import Spot

if TYPE_CHECKING:
    from store.records import Annotation
    from tui.screens.claim import ClaimScreen
    from tui.screens.links import LinksScreen
    from tui.screens.reader import ReaderScreen
    from tui.screens.relation import RelationScreen
    from tui.screens.sayings import SayingsScreen
    from tui.screens.search import SearchScreen

    MarksScreen = ReaderScreen | SearchScreen | SayingsScreen | ClaimScreen


@command("mark.link", "Link from the mark here; at another one, link the two")
async def link(screen: MarksScreen, _: int | None) -> None:
    """Remember the mark here, or ask what the one remembered is to it; the same one again is forgotten."""
    mark, session = screen.mark_here(), screen.postil.session
    if mark is None:
        screen.say("No mark here to link.")
    elif mark.id == session.linking:
        screen.link_from("")
        screen.say("No longer linking.")
    elif known := screen.postil.library.among([session.linking]):
        await _ask(screen, known[0], mark)
    else:
        screen.link_from(mark.id)
        again = screen.key_hint("mark.link", "at the other links them")
        screen.say(f"Linking this {mark.kind}: {again}")


@command("mark.follow", "Follow a link of the mark here")
async def follow(screen: MarksScreen, _: int | None) -> None:
    """Go to the mark that the one here is linked to; where there are several, choose one."""
    mark = _linked(screen)
    if mark is None:
        return
    if len(mark.links) > 1:
        await _list(screen, mark)
        return
    other = mark.links[0].seen_from(mark.id)[1]
    await go_to(screen, *screen.postil.library.among([other]))


@command("mark.links", "List the links of the mark here")
async def links(screen: MarksScreen, _: int | None) -> None:
    """Show all links of the mark here, to follow one or to take it away."""
    mark = _linked(screen)
    if mark is not None:
        await _list(screen, mark)


@command("links.open", "Go to the mark")
async def open_link(screen: LinksScreen, _: int | None) -> None:
    """Go to the mark that the list stands on."""
    await screen.accept()


@command("links.remove", "Take the link away")
async def remove(screen: LinksScreen, _: int | None) -> None:
    """Take away the link that the list stands on."""
    await screen.take_away()


async def _relate(screen: RelationScreen, _: int | None, *, relation: Relation) -> None:
    await screen.accept(relation)


for _relation in Relation:
    command(f"relation.{_relation}", f"This {_relation} that")(partial(_relate, relation=_relation))


@command("relation.turn", "Turn it round: that for this")
def turn(screen: RelationScreen, _: int | None) -> None:
    """Exchange the two marks."""
    screen.turn()


@command("relation.accept", "Link them as the list stands")
async def accept(screen: RelationScreen, _: int | None) -> None:
    """Link the marks by the relation that the list stands on."""
    await screen.accept()


async def go_to(screen: MarksScreen, mark: Annotation) -> None:
    """Go to a mark from a page or a list, where one can come back to."""
    if mark.anchor_state is AnchorState.LOST:
        screen.say(f"The words {excerpt(mark.anchor.exact)} are no longer in “{mark.article_title}”.")
        return
    from tui.screens.reader import ReaderScreen  # noqa: PLC0415 - it has been loaded where it is asked for

    if not isinstance(screen, ReaderScreen):
        await screen.postil.open_at(mark)
        return
    if screen.panel.on:
        screen.panel.jump()
    screen.journey.leave()
    await screen.journey.travel_to(Spot(mark.article_id, mark.span.start, mark.anchor.revision))
    screen.latest = mark.id


def _linked(screen: MarksScreen) -> Annotation | None:
    """The mark here if it is linked to another; says so if it is not."""
    mark = screen.mark_here()
    if mark is None:
        screen.say("No mark here.")
    elif not mark.links:
        screen.say(f"The {mark.kind} here is not linked. {screen.key_hint('mark.link', 'links it')}")
    return mark if mark is not None and mark.links else None


async def _ask(screen: MarksScreen, one: Annotation, other: Annotation) -> None:
    from tui.screens.relation import RelationScreen  # noqa: PLC0415 - not needed for the first frame

    async def make(source: Annotation, relation: Relation, target: Annotation) -> None:
        screen.link_from("")
        await screen.write(lambda library: library.links.make(source.id, relation, target.id))
        screen.say(f"Linked: this {relation} that. {screen.key_hint('app.undo', 'undoes')}")

    await screen.app.push_screen(RelationScreen(one, other, make))


async def _list(screen: MarksScreen, mark: Annotation) -> None:
    from tui.screens.links import LinksScreen  # noqa: PLC0415 - not needed for the first frame

    await screen.app.push_screen(LinksScreen(mark, partial(go_to, screen)))
