"""What is done with the marks that a search has found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from store.records import Kind, Status
from tui.answers import counted
from tui.commands.table import command
from tui.keyed import KeyedScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from store.library import Library
    from store.records import Annotation
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
    """Ask for tags, and put them on every mark found."""
    marks = await _marks(screen)
    if not marks:
        return

    async def put(answer: str) -> None:
        tags = answer.replace(",", " ").split()
        number = await _edit(screen, marks, tags=tags)
        _tell(screen, f"Tagged {counted(number)}." if number else "", counted(len(marks)))

    await _ask(screen, f"Tag {counted(len(marks))} with", await screen.postil.known.values("tags"), put)


@command("results.status", "Set the status of all claims among the results")
async def set_status(screen: SearchScreen, _: int | None) -> None:
    """Ask for a status, and set it on every claim found."""
    claims = [mark for mark in await screen.everything() if mark.kind is Kind.CLAIM]
    told = counted(len(claims), "claim")
    if not claims:
        screen.say("No claim is among the results: only claims have a status.")
        return

    async def put(answer: str) -> None:
        status = answer.casefold()
        if status not in list(Status):
            screen.say(f"“{answer}” is no status: a claim is {', '.join(Status)}.")
            return
        number = await _edit(screen, claims, status=status)
        done = f"Set the status of {counted(number, 'claim')} to {status}." if number else ""
        _tell(screen, done, told)

    await _ask(screen, f"Set the status of {told} to", list(Status), put)


@command("results.export", "Export all results as Markdown")
async def export(screen: SearchScreen, _: int | None) -> None:
    """Ask for a folder or a file, and write every mark found there."""
    marks = await _marks(screen)
    if not marks:
        return
    told = counted(len(marks))

    async def put(answer: str) -> None:
        from exchange.collection import export as write  # noqa: PLC0415 - YAML comes with it

        files = await screen.postil.seeker.ask(lambda library, _: write(library, marks, answer))
        where = files[0] if len(files) == 1 else f"{len(files)} files in {files[0].parent}"
        screen.say(f"Exported {told} to {where}.")

    await _ask(screen, f"Export {told} to a file, or a folder that is there or ends in /", (), put)


@command("results.delete", "Delete all results")
async def delete_all(screen: SearchScreen, _: int | None) -> None:
    """Ask whether to delete every mark found."""
    marks = await _marks(screen)
    if not marks:
        return
    screen.question = partial(_delete, screen, [mark.id for mark in marks])
    yes = " or ".join(screen.postil.keymap.keys_for("confirm", "confirm.yes"))
    screen.say(f"Delete {counted(len(marks))}? {yes} deletes, any other key leaves them.")


@command("confirm.yes", "Do it")
async def confirm(screen: SearchScreen, _: int | None) -> None:
    """Do what was asked about."""
    question, screen.question = screen.question, None
    if question is not None:
        await question()


@command("confirm.no", "Do nothing")
def decline(screen: SearchScreen, _: int | None) -> None:
    """Forget what was asked about."""
    screen.question = None


async def _marks(screen: SearchScreen) -> list[Annotation]:
    """All marks found; says so when there are none."""
    marks = await screen.everything()
    if not marks:
        screen.say("No mark is among the results.")
    return marks


async def _ask(
    screen: SearchScreen, question: str, known: Sequence[str], put: Callable[[str], Awaitable[None]]
) -> None:
    from tui.screens.prompt import PromptScreen  # noqa: PLC0415 - not needed for the first frame

    await screen.app.push_screen(PromptScreen(question, known, put))


async def _edit(
    screen: SearchScreen, marks: Iterable[Annotation], *, tags: Sequence[str] = (), status: str = ""
) -> int:
    ids = [mark.id for mark in marks]
    return await _write(screen, lambda library: library.edit_all(ids, more_tags=tags, status=status))


async def _write(screen: SearchScreen, verb: Callable[[Library], int]) -> int:
    """Change many marks; that may take seconds, so say that it has begun, on the screen in front."""
    front = screen.app.screen
    if isinstance(front, KeyedScreen):
        front.say("Working…")
    return await screen.write(verb)


def _tell(screen: SearchScreen, done: str, asked: str) -> None:
    """Say what was done, and how to take it back; or that nothing had to be."""
    undo = screen.key_hint("app.undo", "undoes")
    screen.say(f"{done} {undo}" if done else f"Nothing to change in {asked}.")


async def _delete(screen: SearchScreen, ids: Sequence[str]) -> None:
    number = await _write(screen, lambda library: _delete_known(library, ids))
    undo = screen.key_hint("app.undo", "brings them back")
    screen.say(f"Deleted {counted(number)}. {undo}" if number else "Those marks had gone already.")


def _delete_known(library: Library, ids: Sequence[str]) -> int:
    with library.transaction():
        return library.delete([mark.id for mark in library.among(ids)])
