"""`postil add`: articles in."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import progress
from cli.endings import Misused
from cli.opening import created
from cli.options import MOST, json_option, library_option
from cli.taking import Report
from exchange.intake import offers, settle, take_files
from exchange.offers import Wants
from exchange.reading.source import LIMIT_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exchange.intake import Taken
    from store.library import Library


@click.command("add")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--name", default="", help="What to call standard input; an ending such as .md tells its format."
)
@click.option("--fetch", is_flag=True, help="Get the pages of what a feed only sums up.")
@click.option("--limit", type=click.IntRange(1, MOST), help="At most this many new ones of a feed or list.")
@click.option("--watch", is_flag=True, help="Keep adding what appears in folders, until Ctrl+C.")
@json_option
@library_option
@click.pass_context
def command(  # noqa: PLR0913 - what can be said of sources
    ctx: click.Context,
    sources: tuple[str, ...],
    name: str,
    limit: int | None,
    *,
    fetch: bool,
    watch: bool,
    as_json: bool,
) -> None:
    """Add articles: files, folders, patterns, addresses, feeds and lists, or - for standard input.

    Text, Markdown, HTML, EPUB, and PDF with postil[pdf]. Lists are OPML, bookmarks, addresses one a line,
    and what read-later services export, as it came (ZIP too); their articles are fetched where they did not
    come along. Text may be in any encoding; one that had to be guessed is named on standard error. What the
    library holds already is not added twice. What is refused is named on standard error; the rest is
    added, and the exit code is 3. After Ctrl+C, what was added stays; the same command goes on from there.
    """
    with created() as library:
        report = Report(library, as_json=as_json)
        if watch:
            _watch(report, library, sources)
            return
        is_interrupted = False
        try:
            report.take(_taken(library, sources, name, Wants(fetch, limit, reread=len(sources) == 1)))
        except KeyboardInterrupt:
            is_interrupted = True
        report.end(is_interrupted=is_interrupted)
    ctx.exit(report.exit_code)


def _taken(library: Library, sources: Sequence[str], name: str, wants: Wants) -> Iterator[Taken]:
    reading = offers(library, wants)
    for source in sources:
        if source == "-":
            data = sys.stdin.buffer.read(LIMIT_BYTES + 1) if sys.stdin else b""
            offered = reading.of_bytes(data, name)
        else:
            offered = reading.of(source)
        yield from (settle(library, offer) for offer in offered)


def _watch(report: Report, library: Library, sources: Iterable[str]) -> None:
    """Add what is in folders and what appears there, until Ctrl+C."""
    import time  # noqa: PLC0415 - only to watch

    from exchange.watch import EVERY, Watch  # noqa: PLC0415 - as above

    folders = [Path(source) for source in sources]
    for folder in folders:
        if not folder.is_dir():
            raise Misused(f"--watch watches folders, and “{folder}” is none.")
    progress.watching(", ".join(f"“{folder}”" for folder in folders))
    watch = Watch(folders)
    with suppress(KeyboardInterrupt):
        while True:
            report.take(take_files(library, watch.settled()))
            report.complain()
            time.sleep(EVERY)
