"""Telling what became of marks that are imported: file by file, and all in all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from cli import progress
from cli.endings import Interrupted, Refused, complain
from cli.output import print_json, print_row, to_terminal
from cli.refusals import tell
from exchange.attaching.bring import Brought
from exchange.clippings.record import grouped
from exchange.errors import RefusedError
from exchange.json import annotation_json
from store.tidy import excerpt
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exchange.attaching.attach import Attached
    from exchange.json import Json

_NAMED = 10
"""Lost marks and stubs that are named on a terminal."""

_INTERRUPTION = "Interrupted: what came in stays, and the same command brings in the rest."


class _ToldError(RefusedError):
    """A sentence about a file that was refused, or a part of it."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(name=name)
        self.args = (sentence,)


class Report:
    """Tells what becomes of files of marks, as they come; `is_rehearsal` if they do not stay."""

    def __init__(self, *, as_json: bool, is_rehearsal: bool) -> None:
        self.exit_code = 0
        self._as_json = as_json
        self._is_rehearsal = is_rehearsal
        self._json: list[Json] = []
        self._bare: list[RefusedError] = []
        self._files = 0
        self._counts: Counter[str] = Counter()

    def tell(self, brought: Brought, *, is_one_of_many: bool) -> None:
        """Tell of a file; of many that were looked for, people are not told of those without marks."""
        progress.wipe()
        counts = _counts(brought.attached, is_rehearsal=self._is_rehearsal)
        facts = _listed(counts)
        self._files += 1
        self._counts.update(counts)
        self._counts["refused"] += len(brought.refused)
        self._counts["without marks"] += not facts and not brought.refused
        if self._as_json:
            self._json.append(_json(brought))
        elif not to_terminal():
            _print_row(brought)
        elif facts or not (is_one_of_many or brought.refused or not brought.attached.is_whole):
            _print(brought, facts or "no marks in it")
        if brought.is_bare:
            self._bare += [_ToldError(brought.name, sentence) for sentence in brought.refused]
        else:
            self._complain(brought.name, brought.refused)

    def refuse(self, source: str, error: RefusedError) -> None:
        """Tell why there are no files of marks at all in a folder; those that were looked at are told of."""
        if self._as_json:
            self._json.append(_json(Brought(source, refused=(str(error),))))
        self._complain(source, [str(error)])

    def end(self, *, is_interrupted: bool) -> None:
        """Tell what became of all, after the last."""
        progress.wipe()
        if self._bare:
            self.exit_code = Refused.exit_code
            tell(self._bare)
        if self._as_json:
            print_json(self._json)
        elif to_terminal() and self._files > 1:
            click.echo(f"All in all, of {self._files} files: {_listed(self._counts)}.")
        if is_interrupted:
            complain("Interrupted: nothing was changed." if self._is_rehearsal else _INTERRUPTION)
            self.exit_code = Interrupted.exit_code

    def _complain(self, name: str, refused: Sequence[str]) -> None:
        if refused:
            self.exit_code = Refused.exit_code
            progress.wipe()
            tell(_ToldError(name, sentence) for sentence in grouped(refused))


def _json(brought: Brought) -> Json:
    attached = brought.attached
    return {
        "file": brought.name,
        "format": brought.format,
        "added": attached.added,
        "known": attached.known,
        "updated": attached.updated,
        "deleted": attached.deleted,
        "articles": attached.articles,
        "changed": attached.changed,
        "lost": [annotation_json(mark) for mark in attached.lost],
        "stubs": list(attached.stubs),
        "refused": list(brought.refused),
    }


def _print_row(brought: Brought) -> None:
    attached = brought.attached
    numbers = attached.added, attached.known, attached.deleted, attached.changed, len(attached.lost)
    named = len(attached.stubs), len(brought.refused)
    print_row(brought.name, brought.format, *numbers, *named, attached.updated)


def _print(brought: Brought, facts: str) -> None:
    attached = brought.attached
    form = f" ({brought.format})" if brought.format else ""
    click.echo(clean_line(f"{brought.name}{form}: {facts}."))
    for mark in attached.lost[:_NAMED]:
        click.echo(f"  Not in the text of {excerpt(mark.article_title)}: {excerpt(mark.anchor.exact)}")
    for title in attached.stubs[:_NAMED]:
        click.echo(f"  Not in the library, so only its marks are kept: {excerpt(title)}")
    more = max(0, len(attached.lost) - _NAMED) + max(0, len(attached.stubs) - _NAMED)
    if more:
        click.echo(f"  … and {more} more: postil search is:lost, postil list tag:stub.")


def _counts(attached: Attached, *, is_rehearsal: bool) -> dict[str, int]:
    """How often which thing became of the marks of a file."""
    return {
        "articles with their texts": attached.articles,
        "would be added" if is_rehearsal else "added": attached.added,
        "already there": attached.known,
        "of these brought up to date": attached.updated,
        "left out, as you deleted them": attached.deleted,
        "found in other words": attached.changed,
        "not found in the text, kept as lost": len(attached.lost),
    }


def _listed(counts: Mapping[str, int]) -> str:
    """What there is, in words; nothing if there is none of it."""
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)
