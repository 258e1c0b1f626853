"""The `postil` command itself."""

from __future__ import annotations

import os
import signal
import sys
from io import TextIOWrapper

import click

from cli.lazy import LazyGroup
from cli.options import library_option

EXIT_CODES = (
    "Exit codes: 0 found or done, 1 nothing found, 2 wrong usage, 3 the input was refused, "
    "4 the library cannot be used."
)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXIT_CODES,
)
@click.version_option(package_name="postil", message="%(prog)s %(version)s")
@library_option
@click.pass_context
def postil(ctx: click.Context) -> None:
    """Read articles, mark quotes and claims, find them again.

    Without a command, open the library.

    Where a command takes an ARTICLE, give its id or the start of it, its path, or its title or words of
    it that no other title has.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    if ctx.invoked_subcommand is None:
        from cli.read import open_reader  # noqa: PLC0415 - only the reader itself needs it

        ctx.exit(open_reader())


def main() -> None:
    """Run the command line of this process."""
    if hasattr(signal, "SIGPIPE"):
        # As every Unix filter does: end quietly when nobody reads on.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what the locale cannot write shows as "?"
            stream.reconfigure(errors="replace")
    postil(prog_name="postil")
