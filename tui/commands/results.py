"""What is done with the marks that a search has found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from store import tidy
from store.records import Kind
from tui.answers import counted
from tui.asking import ask, confirm_first
from tui.commands.copying import held
from tui.commands.table import command
from tui.widgets.rows import brief

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.library import Library
    from store.records import Annotation
    from tui.asking import Asking
    from tui.screens.search import SearchScreen


@command("results.open", "Go to the passage")
async def open_passage(screen: SearchScreen, _: int | None) -> None:
    """Open the article of the mark under the cursor, at its passage."""
    await screen.accept()


@command("results.list", "Work on the results")
def to_list(screen: SearchScreen, _: int | None) -> None:
    """Let keys act on the list."""
    screen.to_list()


@command("results.line", "Back to the query")
def to_line(screen: SearchScreen, _: int | None) -> None:
    """Let keys type into the line."""
    screen.to_line()


@command("results.sort", "Sort by the next order: best, newest, place")
def sort(screen: SearchScreen, _: int | None) -> None:
    """List in another order."""
    screen.sort_next()


@command("results.facets", "Narrow by kind, tag, speaker, status or article")
async def narrow(screen: SearchScreen, _: int | None) -> None:
    """Show what the results have in common, with counts; what is chosen is put into the query."""
    from tui.screens.narrowing import FacetsScreen  # noqa: PLC0415 - not needed for the first frame
    from tui.terms import common  # noqa: PLC0415 - the same

    asked = screen.asked
    found = await screen.postil.seeker.ask(lambda library, stop: common(library, asked, stop))
    if not found:
        screen.say("Nothing was found that could be narrowed.")
        return
    await screen.app.push_screen(FacetsScreen(found, asked, screen.toggle))


@command("results.tag", "Tag all results")
async def tag_all(screen: SearchScreen, _: int | None) -> None:
    """Ask for tags and, once more, whether to put them on every mark found."""
    marks = await held(screen)
    if not marks:
        return
    told = counted(len(marks))

    async def put(answer: str) -> None:
        tags = tidy.tags([answer])
        if not tags:
            screen.say("That is no tag.")
            return
        question = f"Tag {told} with {brief(' '.join(tags))}?"
        confirm_first(screen, question, "tags them", partial(_edit, screen, marks, tags=tags))

    await ask(screen, f"Tag {told} with", await screen.postil.known.values("tags"), put)


@command("results.status", "Set the status of all claims among the results")
async def set_status(screen: SearchScreen, _: int | None) -> None:
    """Ask for a status and, once more, whether to set it on every claim found."""
    statuses = screen.postil.codebook.statuses
    claims = [mark for mark in await screen.everything() if mark.kind is Kind.CLAIM]
    told = counted(len(claims), "claim")
    if not claims:
        screen.say("No claim is among the results: only claims have a status.")
        return

    async def put(answer: str) -> None:
        status = answer.casefold()
        if status not in statuses:
            screen.say(f"“{answer}” is no status: a claim is {', '.join(statuses)}.")
            return
        confirm_first(
            screen, f"Set {told} to {status}?", "sets them", partial(_edit, screen, claims, status=status)
        )

    await ask(screen, f"Set the status of {told} to", statuses, put)


@command("results.delete", "Delete all results")
async def delete_all(screen: SearchScreen, _: int | None) -> None:
    """Ask whether to delete every mark found."""
    marks = await held(screen)
    if marks:
        confirm_first(
            screen, f"Delete {counted(len(marks))}?", "deletes them", partial(_delete, screen, marks)
        )


@command("confirm.yes", "Do it")
async def confirm(screen: Asking, _: int | None) -> None:
    """Do what was asked about."""
    question, screen.question = screen.question, None
    if question is not None:
        await question()


@command("confirm.no", "Do nothing")
def decline(screen: Asking, _: int | None) -> None:
    """Forget what was asked about."""
    screen.question = None


async def _edit(
    screen: SearchScreen, marks: Sequence[Annotation], *, tags: Sequence[str] = (), status: str = ""
) -> str:
    ids = [mark.id for mark in marks]
    number = await screen.write(lambda library: library.edit_all(ids, more_tags=tags, status=status))
    what = "claim" if status else "mark"
    if not number:
        return f"Nothing to change in {counted(len(marks), what)}."
    done = f"Set {counted(number, what)} to {status}." if status else f"Tagged {counted(number)}."
    return f"{done} {screen.key_hint('app.undo', 'undoes')}"


async def _delete(screen: SearchScreen, marks: Sequence[Annotation]) -> str:
    number = await screen.write(lambda library: _delete_known(library, [mark.id for mark in marks]))
    undo = screen.key_hint("app.undo", "brings them back")
    return f"Deleted {counted(number)}. {undo}" if number else "Those marks had gone already."


def _delete_known(library: Library, ids: Sequence[str]) -> int:
    with library.transaction():
        return library.delete([mark.id for mark in library.among(ids)])
