"""`postil read`, and `postil` alone: the reader on the terminal."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from cli.endings import Misused
from cli.opening import created
from cli.options import library_option, library_path
from keymaps.load import KeymapError
from store.codebook import user_codebook
from store.errors import CodebookError, NoSuchArticleError

if TYPE_CHECKING:
    from store.codebook import Codebook
    from store.library import Library
    from store.records import Article

_ESCAPE_MILLISECONDS = "25"
"""How long an escape waits for the rest of what may be a longer key; Textual's own wait can be felt."""


@click.command("read")
@click.argument("article")
@library_option
@click.pass_context
def command(ctx: click.Context, article: str) -> None:
    """Open an ARTICLE in the reader; a file that is not in the library yet is added first."""
    ctx.exit(open_reader(article))


def open_reader(article: str | None = None) -> int:
    """Open the library on the terminal, or one of its articles; the exit code."""
    _check_terminal()
    os.environ.setdefault("ESCDELAY", _ESCAPE_MILLISECONDS)
    gc.disable()  # a seventh of the start, for garbage that is none; the app enables it after its first frame
    try:
        codebook = user_codebook()
        return _run(codebook) if article is None else _run_on(article, codebook)
    except (KeymapError, CodebookError) as error:
        sys.stderr.write(f"{error}\n")
        return 2


def _run_on(reference: str, codebook: Codebook) -> int:
    from tui import signs  # noqa: PLC0415 - only for those who read
    from tui.curtain import raised  # noqa: PLC0415 - the same

    signs.learn(codebook)

    with ExitStack() as stack:
        with created() as library:
            found = _known_or_added(library, reference)
            stack.enter_context(raised(library, found))
        return _run(codebook, found.id)


def _run(codebook: Codebook, article_id: str | None = None) -> int:
    from tui.app import run  # noqa: PLC0415 - Textual is slow to import, and may wait for the first page

    return run(library_path(), article_id, codebook)


def _known_or_added(library: Library, reference: str) -> Article:
    try:
        return library.find(reference)
    except NoSuchArticleError:
        if not os.path.isfile(reference):  # noqa: PTH113 - pathlib's fails on a name too long to be one
            raise
    from exchange.intake import take_in  # noqa: PLC0415 - not for what is in the library

    intake = take_in(library, reference)
    for refusal in intake.refused:
        raise refusal
    return intake.added[0].article


def _check_terminal() -> None:
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise Misused("The reader needs a terminal: for scripts there is postil --help.")
    if os.environ.get("TERM", "") in {"", "dumb", "unknown"} and os.name != "nt":
        raise Misused("The reader needs a terminal that can move its cursor: set TERM to its name.")
