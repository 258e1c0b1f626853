"""`postil import`: marks that other programs made, in."""

from __future__ import annotations

import sys
import tempfile
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.endings import Refused, complain
from cli.opening import created
from cli.options import json_option, library_option, library_path
from cli.output import print_json, print_row, to_terminal
from exchange.bring import bring, bring_file
from exchange.json import annotation_json
from exchange.source import LIMIT_BYTES
from store.library import Library
from store.tidy import excerpt
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exchange.attach import Attached
    from exchange.bring import Brought
    from exchange.json import Json

INTERRUPTED = 130
"""The exit code of a program that was interrupted from the keyboard, as shells have it."""


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
    """Import marks that other programs made, from the files they wrote; - for standard input.

    The format is told by what a file holds. Each mark goes to its article; of one that is not in the library,
    a stub is kept. What was imported before is left as it is. All marks of a file are one step of undo.
    """
    brought: list[Brought] = []
    with _rehearsed() if dry_run else created() as library:
        for file in files:
            one = _bring_standard_input(library, name) if file == "-" else bring_file(library, file, _tell)
            brought.append(one)
            if not one.attached.is_whole:
                break
    if as_json:
        print_json([_json(one) for one in brought])
    else:
        for one in brought:
            _print(one, dry_run=dry_run)
    for sentence in (sentence for one in brought for sentence in one.refused):
        complain(sentence)
    if not all(one.attached.is_whole for one in brought):
        complain(_INTERRUPTION)
        ctx.exit(INTERRUPTED)
    ctx.exit(Refused.exit_code if any(one.refused for one in brought) else 0)


def _bring_standard_input(library: Library, name: str) -> Brought:
    data = sys.stdin.buffer.read(LIMIT_BYTES + 1) if sys.stdin else b""
    return bring(library, data, name or "standard input", _tell)


@contextmanager
def _rehearsed() -> Iterator[Library]:
    """The library, or an empty one where there is none yet, that afterwards is as it was."""
    path = library_path()
    with tempfile.TemporaryDirectory() if not path.exists() else nullcontext() as folder:
        opened = Path(folder, "library.db") if folder else path
        with suppress(_Rehearsed), Library.open(opened) as library, library.transaction():
            yield library
            raise _Rehearsed


def _tell(done: int, of: int) -> None:
    """Show on a terminal how far a long import has come."""
    if sys.stderr is None or not sys.stderr.isatty() or of < _LONG:
        return
    told = "" if done == of else f"Looked at {done} of {of} works"
    click.echo(f"{_CLEAR_LINE}{told}", nl=False, err=True)


def _json(brought: Brought) -> Json:
    attached = brought.attached
    return {
        "file": brought.name,
        "format": brought.format,
        "added": attached.added,
        "known": attached.known,
        "completed": attached.completed,
        "deleted": attached.deleted,
        "articles": attached.articles,
        "changed": attached.changed,
        "lost": [annotation_json(mark) for mark in attached.lost],
        "stubs": list(attached.stubs),
        "refused": list(brought.refused),
    }


def _print(brought: Brought, *, dry_run: bool) -> None:
    attached = brought.attached
    if not to_terminal():
        numbers = attached.added, attached.known, attached.deleted, attached.changed, len(attached.lost)
        print_row(brought.name, brought.format, *numbers, len(attached.stubs), len(brought.refused))
        return
    click.echo(
        clean_line(f"{brought.name}{_described(brought.format)}: {_summed_up(attached, dry_run=dry_run)}.")
    )
    for mark in attached.lost[:_NAMED]:
        click.echo(f"  Not in the text of {excerpt(mark.article_title)}: {excerpt(mark.anchor.exact)}")
    for title in attached.stubs[:_NAMED]:
        click.echo(f"  Not in the library, so only its marks are kept: {excerpt(title)}")
    more = max(0, len(attached.lost) - _NAMED) + max(0, len(attached.stubs) - _NAMED)
    if more:
        click.echo(f"  … and {more} more: postil search is:lost, postil list tag:stub.")


def _described(form: str) -> str:
    return f" ({form})" if form else ""


def _summed_up(attached: Attached, *, dry_run: bool) -> str:
    facts = (
        (attached.articles, "articles with their texts"),
        (attached.added, "would be added" if dry_run else "added"),
        (attached.known, "already there"),
        (attached.completed, "of these completed with a page or a colour"),
        (attached.deleted, "left out, as you deleted them"),
        (attached.changed, "found in other words"),
        (len(attached.lost), "not found in the text, kept as lost"),
    )
    said = [f"{count} {what}" for count, what in facts if count]
    return ", ".join(said) or "no marks in it"


_INTERRUPTION = (
    "The import was interrupted: what had been looked at is there, and the rest comes in when you repeat it."
)
_CLEAR_LINE = "\r\x1b[K"
_LONG = 3
"""Works in a file from which on it is told how far the import has come."""
_NAMED = 10
"""Lost marks and stubs that are named on a terminal."""
