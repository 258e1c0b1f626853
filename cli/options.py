"""Options several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from store.annotation import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    Decorated = TypeVar("Decorated", bound=Callable[..., object])

VARIABLE = "POSTIL_LIBRARY"
_KEY = "postil.library"

MOST = 1_000_000
"""The highest `--limit`."""


def library_path() -> Path:
    """The library file the command line or the environment names, or the one in the user's data folder."""
    named: Path | None = click.get_current_context().meta.get(_KEY)
    if named is not None:
        return named.expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 - 40 ms, and only without a name

    return user_data_path("postil", appauthor=False) / "library.db"


def _remember(ctx: click.Context, param: click.Parameter, path: Path | None) -> None:
    """Keep the path for every command of this run; what is typed beats what the environment says."""
    typed = ctx.get_parameter_source(param.name or "") is ParameterSource.COMMANDLINE
    if path is not None and (typed or _KEY not in ctx.meta):
        ctx.meta[_KEY] = path


def library_option(command: Decorated) -> Decorated:
    """Let a command take `--library`."""
    return click.option(
        "--library",
        type=click.Path(path_type=Path),
        envvar=VARIABLE,
        metavar="PATH",
        expose_value=False,
        callback=_remember,
        help=f"The library file. Default: {VARIABLE}, or a file in your data folder.",
    )(command)


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


class _Kind(click.ParamType[str]):
    """A kind of mark: one of those that every library knows, or of the reader's own."""

    name = "kind"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The kind, if there is one of that name."""
        if value in KINDS:
            return KINDS[value]
        from store.codebook import user_codebook  # noqa: PLC0415 - only for a kind of the reader's own

        kinds = user_codebook().kinds
        if value not in kinds:
            self.fail(f"“{value}” is no kind of mark: those are {', '.join(kinds)}.", param, ctx)
        return value


kind_option = click.option("--kind", type=_Kind(), help=f"The kind of mark: {', '.join(KINDS)}, or your own.")


def limit_option(default: int) -> Callable[[Decorated], Decorated]:
    """Let a command take `--limit`."""
    return click.option(
        "--limit", type=click.IntRange(1, MOST), default=default, show_default=True, help="At most this many."
    )
