"""`postil stats`: the library in figures."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import click

from cli.endings import NothingFound
from cli.opening import required
from cli.options import json_option, library_option
from cli.output import print_json, print_row, to_terminal
from store.codebook import user_codebook
from text.charts import GAP, drawn

if TYPE_CHECKING:
    from exchange.json import Json
    from store.stats import Figure, Stats

_WIDEST = 120
"""Cells that are used at most."""


@click.command("stats")
@json_option
@library_option
def command(*, as_json: bool) -> None:
    """Show how claims stand, who is quoted most, and what is tagged, marked and read.

    The little bars on the right are the weeks, months or years since the library was begun.

    In a pipe, the fields of a line are: chart, name, count, query, counts by period, parted by commas.
    """
    with required() as library:
        stats = library.stats(user_codebook().statuses)
    if as_json:
        print_json(_json(stats))
    elif to_terminal():
        _print(stats)
    else:
        for chart in stats.charts:
            for each in chart.figures:
                print_row(chart.name, each.name, each.count, each.query, ",".join(map(str, each.series)))
    if not any(chart.figures for chart in stats.charts):
        raise NothingFound("There is nothing in this library yet: add articles with postil add.")


def _json(stats: Stats) -> Json:
    charts: dict[str, Json] = {
        chart.name: [_figure(each) for each in chart.figures] for chart in stats.charts
    }
    return {"unit": stats.periods.unit, "starts": list(stats.periods.starts), **charts}


def _figure(figure: Figure) -> Json:
    return {"name": figure.name, "count": figure.count, "query": figure.query, "series": list(figure.series)}


def _print(stats: Stats) -> None:
    width = min(_WIDEST, shutil.get_terminal_size().columns) - 1
    for chart in stats.charts:
        if chart.figures:
            click.secho(chart.title, bold=True)
            for parts in drawn(chart.figures, width):
                click.echo((" " * GAP).join(parts).rstrip())
            click.echo()
    click.secho(stats.periods.told, dim=True)
