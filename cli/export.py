"""`postil export`: marks, and the articles they stand in, in the forms that other programs read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.endings import Misused, NothingFound, Refused, complain
from cli.opening import required
from cli.options import library_option
from cli.output import to_terminal
from cli.query import QueryCommand, query_argument, query_command, understood
from exchange.collection import export, together
from exchange.files import named
from exchange.formats.registry import FORMATS
from exchange.formats.selection import Selection
from exchange.formats.sheet import By
from exchange.vault import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exchange.formats.registry import Writer
    from exchange.vault import Report
    from store.library import Library
    from store.records import Annotation


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
@click.option("--format", "name", type=click.Choice([*FORMATS]), help="Default: markdown.")
@click.option(
    "--by",
    type=click.Choice([by.value for by in By]),
    help="What a file is about, and its parts. Default: article.",
)
@click.option("--template", "template", metavar="FILE", help="A Jinja2 template of your own, not a --format.")
@click.option("--restore", is_flag=True, help="Write files of the folder again that you have deleted.")
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
) -> None:
    """Write marks for other programs: all of them, or those that answer QUERY, as for postil search.

    A folder gets one file for each article, claim, speaker or tag. A file, or standard output, gets them
    all, one after the other. What you typed into Markdown or Org since the last export stays there.
    """
    form = _form(name, template)
    told = _told(form, by)
    query = " ".join(filter(None, (query, selected)))
    if understood(query).in_articles:
        raise Misused("Only marks are exported, and in:articles finds none: use postil search for passages.")
    with required() as library:
        marks = _answering(library, query)
        selection = Selection(library, None if marks is None else [mark.id for mark in marks])
        if form.by and not _any(selection, told):
            raise NothingFound(_nothing(query, told))
        if target is None:
            _print(together(selection, form, told))
            return
        report = export(library, marks, target, form, told, restore=restore)
    _tell(ctx, report, Path(target))


def _tell(ctx: click.Context, report: Report, target: Path) -> None:
    """The files of a folder that changed or were left alone, and in any case those that need a look."""
    if list(report.outcomes) != [target]:
        for path, outcome in report.outcomes.items():
            if outcome is not Outcome.UNCHANGED:
                click.echo(f"{click.format_filename(path)}\t{outcome}")
        if to_terminal():
            counts = [(len(report.of(outcome)), outcome) for outcome in Outcome]
            click.echo(f"{', '.join(f'{number} {outcome}' for number, outcome in counts if number)}.")
    odd = report.of(Outcome.CONFLICTING, Outcome.NO_TEXT)
    for path in odd:
        complain(f"“{click.format_filename(path)}”{_ODD[report.outcomes[path]]}")
    if odd:
        ctx.exit(Refused.exit_code)


def _form(name: str | None, template: str | None) -> Writer:
    if template is None:
        return FORMATS[name or "markdown"]
    if name is not None:
        raise Misused("A template is a format of its own: leave out --format or --template.")
    from exchange.formats.template import read_template  # noqa: PLC0415 - few have one

    return read_template(named(template))


def _told(form: Writer, by: str | None) -> By:
    """What a file is about; the first thing that it can be, unless it is said."""
    if by is None:
        return form.by[0] if form.by else By.ARTICLE
    if by not in form.by:
        can_be = f"one for each {' or '.join(form.by)}" if form.by else "always one"
        raise Misused(f"There is no file of this format for each {by}: it is {can_be}.")
    return By(by)


def _answering(library: Library, query: str) -> list[Annotation] | None:
    """The marks that answer a query; None for all."""
    if not query:
        return None
    number = sum(article.marks for article in library.articles())
    return [hit.annotation for hit in library.search(query, limit=max(1, number))]


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


def _nothing(query: str, by: By) -> str:
    if by is By.ARTICLE:
        return "No mark matches." if query else "There are no marks to export yet."
    return f"No mark that matches has a {by}." if query else f"There are no marks with a {by} to export yet."


def _print(texts: Iterable[str]) -> None:
    """Print in UTF-8, whatever the locale says."""
    for text in texts:
        click.echo(text.encode(), nl=False)
