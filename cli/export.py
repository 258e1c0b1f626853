"""`postil export`: marks, and the articles they stand in, in the forms that other programs read."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import progress
from cli.endings import Misused, NothingFound, Refused, complain
from cli.opening import required
from cli.options import library_option
from cli.output import print_row, to_terminal
from cli.query import QueryCommand, query_argument, query_command, understood
from exchange.exporting.choice import by_ending, by_target, first_by
from exchange.exporting.collection import export, to_folder, together
from exchange.exporting.outcome import Outcome, Report
from exchange.exporting.upkeep import Order, keep_up, selected
from exchange.files import named
from exchange.formats.registry import FORMATS
from exchange.formats.sheet import By
from store.codebook import user_codebook
from store.errors import AmbiguousArticleError, NoSuchArticleError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exchange.formats.registry import Writer
    from exchange.formats.selection import Selection
    from store.library import Library


_ODD = {
    Outcome.CONFLICTING: " and the library changed the same place: look for “Postil:” in it.",
    Outcome.NO_TEXT: " is no text in UTF-8, so it was left alone: save it as such, or delete it.",
}
"""What is said of a file that someone should look at."""


class _ExportCommand(QueryCommand):
    """A command of a query that still has an option of one dash."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; `-o` alone is `--to`, and `-or` still a word that is not wanted."""
        return super().parse_args(ctx, ["--to" if argument == "-o" else argument for argument in args])


@query_command("export", _ExportCommand)
@query_argument
@click.option("--select", "selected", metavar="QUERY", default="", help="The same as QUERY, for scripts.")
@click.option(
    "--to", "target", metavar="DIR|FILE", help="A folder (it exists, or ends in /), or a file. Also -o."
)
@click.option(
    "--format",
    "name",
    type=click.Choice([*FORMATS]),
    help="Default: the folder's, or as the file ends.",
)
@click.option(
    "--by",
    type=click.Choice([by.value for by in By]),
    help="What a file is about, and its parts. Default: article.",
)
@click.option("--template", "template", metavar="FILE", help="A Jinja2 template of your own, not a --format.")
@click.option("--restore", is_flag=True, help="Write files of the folder again that you have deleted.")
@click.option("--watch", is_flag=True, help="Keep the folder in step with the library, until Ctrl+C.")
@library_option
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - an export is these things
    ctx: click.Context,
    query: str,
    selected: str,
    target: str | None,
    name: str | None,
    by: str | None,
    template: str | None,
    restore: bool,
    watch: bool,
) -> None:
    """Write marks for other programs: all of them, or those that answer QUERY, as for postil search.

    A folder gets one file for each article, claim, speaker or tag. A file, or standard output, gets them
    all, one after the other. What you typed into Markdown or Org since the last export stays there; a
    file whose marks have all gone is removed, unless you typed into it.
    """
    if target == "":
        raise Misused("--to names no folder and no file: a variable of the shell in it may not be set.")
    form = _form(name, template, target)
    order = Order(" ".join(filter(None, (query, selected))), form, _told(form, by))
    if understood(order.query).in_articles:
        raise Misused("Only marks are exported, and in:articles finds none: use postil search for passages.")
    if watch and (target is None or not to_folder(target)):
        raise Misused("--watch keeps a folder in step: name one with --to, and end a new one with /.")
    with required() as library:
        if target is None:
            _print(together(_something(library, order), form, order.by))
        elif watch:
            _watch(library, order, target, restore=restore)
        elif _tell(_exported(library, order, target, restore=restore), Path(target)):
            ctx.exit(Refused.exit_code)


def _exported(library: Library, order: Order, target: str, *, restore: bool) -> Report:
    if to_folder(target):
        if not order.form.by:
            _something(library, order)
        report = keep_up(library, order, named(target), restore=restore)
        if not report.outcomes:
            raise NothingFound(_nothing(library, order))
        return report
    chosen = _something(library, order)
    marks = None if chosen.whole else [mark for _, marks in chosen.marked() for mark in marks]
    return export(library, marks, target, order.form, order.by, restore=restore)


def _watch(library: Library, order: Order, target: str, *, restore: bool) -> None:
    """Export what changes, until Ctrl+C."""
    from exchange.exporting.following import follow  # noqa: PLC0415 - only to watch

    progress.watching(f"the library, to keep “{target}” in step")
    before = Report()
    with suppress(KeyboardInterrupt):
        for report in follow(library, order, named(target), restore=restore):
            _tell_files(report.since(before))
            _complain_of(report.since(before))
            before = report


def _tell(report: Report, target: Path) -> bool:
    """Tell what became of a folder's files; of any, name those that need a look. Whether there are such."""
    if list(report.outcomes) != [target]:
        _tell_files(report)
        if to_terminal():
            counts = [(len(report.of(outcome)), outcome) for outcome in Outcome]
            click.echo(f"{', '.join(f'{number} {outcome}' for number, outcome in counts if number)}.")
    return _complain_of(report)


def _tell_files(report: Report) -> None:
    """The files that changed or were left alone."""
    for path, outcome in report.news.items():
        print_row(click.format_filename(path), outcome)


def _complain_of(report: Report) -> bool:
    """Name the files that someone should look at; whether there are any."""
    odd = report.of(*_ODD)
    for path in odd:
        complain(f"“{click.format_filename(path)}”{_ODD[report.outcomes[path]]}")
    return bool(odd)


def _form(name: str | None, template: str | None, target: str | None) -> Writer:
    """The format that is named, or else the one that the target has, or else the reader's usual one."""
    if template is None:
        if name is not None:
            return FORMATS[name]
        usual = user_codebook().export.format
        return by_ending("", usual) if target is None else by_target(target, usual)
    if name is not None:
        raise Misused("A template is a format of its own: leave out --format or --template.")
    from exchange.formats.template import read_template  # noqa: PLC0415 - few have one

    return read_template(named(template))


def _told(form: Writer, by: str | None) -> By:
    """What a file is about; the first thing that it can be, unless it is said."""
    if by is None:
        return first_by(form)
    if by not in form.by:
        can_be = f"one for each {' or '.join(form.by)}" if form.by else "always one"
        raise Misused(f"There is no file of this format ({form.name}) for each {by}: it is {can_be}.")
    return By(by)


def _something(library: Library, order: Order) -> Selection:
    """What is selected. Raises `NothingFound` if that is nothing."""
    found = selected(library, order)
    is_all = found.whole and not order.form.by  # articles and claims are told without marks too
    if not (bool(found.articles) if is_all else _any(found, order.by)):
        raise NothingFound(_nothing(library, order))
    return found


def _any(selection: Selection, by: By) -> bool:
    """Whether there is anything to write."""
    if not selection.whole:
        return next(selection.sheets(by), None) is not None
    match by:
        case By.ARTICLE:
            return any(article.marks for article in selection.articles.values())
        case By.CLAIM:
            return bool(selection.library.claims.all())
        case By.SPEAKER:
            return bool(selection.library.speakers.all())
        case By.TAG:
            return bool(selection.library.tags())


def _nothing(library: Library, order: Order) -> str:
    if order.by is By.ARTICLE:
        if article := _named(library, order.query):
            return f"No mark matches; for those of an article, write article:{article}."
        return "No mark matches." if order.query else "There are no marks to export yet."
    if order.query:
        return f"No mark that matches has a {order.by}."
    return f"There are no marks with a {order.by} to export yet."


def _named(library: Library, query: str) -> str:
    """The beginning of the id of an article that a query may have been meant to name, as elsewhere."""
    if not re.fullmatch(r"[0-9a-f]{4,}", query):
        return ""
    with suppress(NoSuchArticleError, AmbiguousArticleError):
        return library.find(query).id[: len(query)]
    return ""


def _print(texts: Iterable[str]) -> None:
    """Print in UTF-8, whatever the locale says."""
    for text in texts:
        click.echo(text.encode(), nl=False)
