"""How commands take a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.endings import complain
from text.query import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from text.query import Query


class QueryCommand(click.Command):
    """A command of which `-word` is no option; `-h` alone still asks for help."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments."""
        return super().parse_args(ctx, ["--help"] if args == ["-h"] else args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options, `-h` as well."""
        options = (one for one in self.get_params(ctx) if isinstance(one, click.Option))
        records = filter(None, (option.get_help_record(ctx) for option in options))
        with formatter.section("Options"):
            formatter.write_dl([("-h, --help" if name == "--help" else name, said) for name, said in records])


def query_command(
    name: str, cls: type[QueryCommand] = QueryCommand
) -> Callable[[Callable[..., Any]], QueryCommand]:
    """Make a command that takes a query."""
    # Without `-h` no option has one dash, and so click leaves all that have to the query.
    settings = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
    return click.command(name, cls=cls, context_settings=settings)


def _joined(ctx: click.Context, param: click.Parameter, terms: tuple[str, ...]) -> str:
    del param
    for term in terms:
        if term.startswith("--") and term[2:3].isalpha():
            raise click.NoSuchOption(term, ctx=ctx)
    return " ".join(terms)


query_argument = click.argument("query", nargs=-1, callback=_joined, metavar="[QUERY]...")
"""The query, its arguments put together by spaces."""


def understood(query: str) -> Query:
    """The query as it was read; what was not understood is told on standard error."""
    asked = parse(query)
    for hint in asked.hints:
        complain(hint)
    return asked
