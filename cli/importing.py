"""`postil import`: marks that other programs made, in."""

from __future__ import annotations

import sys
import tempfile
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import progress
from cli.brought import Report
from cli.opening import created
from cli.options import json_option, library_option, library_path
from exchange.attaching import tree
from exchange.attaching.bring import bring, bring_file
from exchange.errors import NoMarkedFilesError, RefusedError
from exchange.reading.source import LIMIT_BYTES
from store.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exchange.attaching.bring import Brought


class _Rehearsed(Exception):  # noqa: N818 - no error: it takes back what was only tried
    """All was tried, and nothing is to stay."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--name", default="", help="What to call standard input; an ending such as .csv tells its format."
)
@click.option("--dry-run", is_flag=True, help="Only say what would become of the marks.")
@json_option
@library_option
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], name: str, *, dry_run: bool, as_json: bool) -> None:
    """Import marks that other programs made, from files, folders, patterns, or - for standard input.

    The format is told by what a file holds. Each mark goes to its article; of one that is not in the
    library, a stub is kept. What was imported before is brought up to date, but for what you
    changed. All marks of a file are one step of undo. What is refused is named on standard error; the rest
    comes in, and the exit code is 3. After Ctrl+C, the same command goes on from there. Articles, and lists
    of them, are for postil add.

    In a pipe, each file is a row of numbers: how many marks were added, were there, were left out as you
    deleted them, are in other words, or are lost; how many stubs, what was refused, and how many of those
    that were there were brought up to date. --json names them.
    """
    report = Report(as_json=as_json, is_rehearsal=dry_run)
    is_interrupted = False
    try:
        with _rehearsed() if dry_run else created() as library:
            for source in files:
                is_interrupted = not _bring(library, source, name, report)
                if is_interrupted:
                    break
    except KeyboardInterrupt:
        is_interrupted = True
    report.end(is_interrupted=is_interrupted)
    ctx.exit(report.exit_code)


def _bring(library: Library, source: str, name: str, report: Report) -> bool:
    """Bring in the marks of what `source` names; whether it was not interrupted."""
    try:
        paths = None if source == "-" else tree.files(source)
    except RefusedError as error:
        report.refuse(source, error)
        return True
    if paths is not None:
        return _bring_files(library, source, paths, report)
    brought = _bring_standard_input(library, name) if source == "-" else _bring_file(library, source)
    report.tell(brought, is_one_of_many=False)
    return brought.attached.is_whole


def _bring_files(library: Library, source: str, paths: Sequence[Path], report: Report) -> bool:
    """Bring in the marks of files that were looked for, among which others may be; whether all were read."""
    are_bare = True
    for at, path in enumerate(paths, start=1):
        brought = _bring_file(library, str(path), f"{at} of {len(paths)}  ")
        are_bare = are_bare and brought.is_bare
        refused = () if brought.is_bare else brought.refused
        report.tell(replace(brought, refused=refused), is_one_of_many=True)
        if not brought.attached.is_whole:
            return False
    if are_bare:
        report.refuse(source, NoMarkedFilesError(name=source, count=len(paths)))
    return True


def _bring_file(library: Library, file: str, at: str = "") -> Brought:
    progress.say(f"{at}Reading {file}")
    return bring_file(library, file, partial(_tell, f"{at}{file}"))


def _bring_standard_input(library: Library, name: str) -> Brought:
    label = name or "standard input"
    progress.say(f"Reading {label}")
    data = sys.stdin.buffer.read(LIMIT_BYTES + 1) if sys.stdin else b""
    return bring(library, data, label, partial(_tell, label))


@contextmanager
def _rehearsed() -> Iterator[Library]:
    """The library, or an empty one where there is none yet, that afterwards is as it was."""
    path = library_path()
    with tempfile.TemporaryDirectory() if not path.exists() else nullcontext() as folder:
        opened = Path(folder, "library.db") if folder else path
        with suppress(_Rehearsed), Library.open(opened) as library, library.transaction():
            yield library
            raise _Rehearsed


def _tell(label: str, done: int, of: int) -> None:
    """Show on a terminal how far the import of a file has come."""
    progress.say(f"{label}: {done} of {of} works" if done < of else f"{label}: writing")
