"""Taking marks out, into files and folders."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from exchange.errors import RefusedError
from text.graphemes import cells
from tui.answers import counted
from tui.asking import Asking, ask, confirm_first, yes
from tui.commands.copying import Holder, held
from tui.commands.table import command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exchange.formats.registry import Writer
    from store.records import Annotation
    from tui.widgets.status import Status

_LEAST = 2
"""Columns that a path has at the least: the key that says yes matters more."""


class _Screen(Asking, Holder, Protocol):
    """A screen whose marks can be exported."""

    @property
    def status(self) -> Status:
        """Where it asks."""
        ...


@command("results.export", "Export all results to a file or a folder")
async def export(screen: _Screen, _: int | None) -> None:
    """Ask for a folder or a file and, once more, whether to write every mark found there."""
    marks = await held(screen)
    if not marks:
        return

    async def put(answer: str) -> None:
        try:
            await _confirm(screen, marks, answer, _form(screen, answer))
        except RefusedError as error:
            screen.say(str(error))

    question = f"Export {counted(len(marks))} to a file, or a folder that is there or ends in /"
    await ask(screen, question, (), put, answer=screen.postil.codebook.export.to)


@command("marks.export", "Export all marks of the article to a file or a folder")
async def export_article(screen: _Screen, _: int | None) -> None:
    """The same for every mark of the article."""
    await export(screen, None)


def _form(screen: _Screen, target: str) -> Writer:
    from exchange.exporting.choice import by_target  # noqa: PLC0415 - not needed for the first frame

    return by_target(target, screen.postil.codebook.export.format)


async def _confirm(screen: _Screen, marks: Sequence[Annotation], target: str, form: Writer) -> None:
    from exchange.exporting.collection import to_folder  # noqa: PLC0415 - not needed for the first frame
    from exchange.files import is_file, named  # noqa: PLC0415 - the same

    merges = is_file(named(target))
    start = f"Merge {counted(len(marks))} into “" if merges else f"Export {counted(len(marks))} to “"
    end = "”" if form.name == "markdown" else f"” as {form.name.rpartition('/')[2]}"
    end += await _merging(screen, marks, target, form) if to_folder(target) else ""
    does = "merges" if merges else "exports"
    room = screen.status.room - cells(f"{start}{end}? {yes(screen)} {does}.")
    question = f"{start}{_end_of(target, max(room, _LEAST))}{end}?"
    confirm_first(screen, question, does, partial(_export, screen, marks, target, form))


def _end_of(path: str, room: int) -> str:
    """As much of the end of a path as there is room for: it tells most."""
    if cells(path) <= room:
        return path
    while cells(path) >= room:
        path = path[1:]
    return f"…{path}"


async def _export(screen: _Screen, marks: Sequence[Annotation], target: str, form: Writer) -> str:
    from exchange.exporting.choice import first_by  # noqa: PLC0415 - not needed for the first frame
    from exchange.exporting.collection import export as write  # noqa: PLC0415 - YAML comes with it
    from exchange.exporting.outcome import Outcome  # noqa: PLC0415 - the same
    from exchange.files import named  # noqa: PLC0415 - the same

    report = await screen.postil.writer.do(
        lambda library: write(library, marks, target, form, first_by(form))
    )
    files = report.files
    where = files[0] if len(files) == 1 else f"{len(files)} files in {named(target)}"
    left, odds = len(report.of(Outcome.LEFT, Outcome.NO_TEXT)), len(report.of(Outcome.CONFLICTING))
    done = f"Exported {counted(len(marks))} to {where}." if files else "Nothing was exported."
    if left:
        done += f" {counted(left, 'file')} left alone: deleted, or no text."
    return f"{done} Look for “Postil:” in {counted(odds, 'file')}: both sides changed it." if odds else done


async def _merging(screen: _Screen, marks: Sequence[Annotation], folder: str, form: Writer) -> str:
    """How many files of a folder an export merges with, in words; nothing if there are none."""
    from exchange.exporting.replacing import replaced  # noqa: PLC0415 - not needed for the first frame

    there = await screen.postil.seeker.ask(lambda library, _: len(replaced(library, marks, folder, form)))
    return f", merging with {counted(there, 'file')}" if there else ""
