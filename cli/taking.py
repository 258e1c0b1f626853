"""Telling what becomes of articles that are added: as they come, and all in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli import progress
from cli.endings import Refused, complain
from cli.output import SHORT_ID, print_json, print_row, to_terminal
from cli.refusals import tell
from cli.repeats import copied_json, sentence
from exchange.intake import copies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exchange.errors import RefusedError
    from exchange.intake import Taken
    from exchange.json import Json
    from store.library import Library
    from store.records import Added
    from store.repeats import Copied

INTERRUPTED = 130
"""The exit code after Ctrl+C, as shells have it."""


class Report:
    """Takes articles in, and tells what becomes of them."""

    def __init__(self, library: Library, *, as_json: bool) -> None:
        self.exit_code = 0
        self._library = library
        self._as_json = as_json
        self._json: list[Json] = []
        self._refused: list[RefusedError] = []
        self._counts = {"added": 0, "revised": 0, "already there": 0, "refused": 0}

    def take(self, articles: Iterable[Taken]) -> None:
        """Take all in, or those until Ctrl+C, telling of each."""
        try:
            for taken in articles:
                self._tell(taken)
        finally:
            progress.wipe()

    def complain(self) -> None:
        """Name what was refused since the last time."""
        if self._refused:
            self.exit_code = Refused.exit_code
        tell(self._refused)
        self._refused.clear()

    def end(self, *, is_interrupted: bool) -> None:
        """Tell what became of all, after the last."""
        self.complain()
        if self._as_json:
            print_json(self._json)
        elif to_terminal() and sum(self._counts.values()) > 1:
            click.echo(_summary(self._counts))
        if is_interrupted:
            complain("Interrupted: what was added stays, and the same command goes on from there.")
            self.exit_code = INTERRUPTED

    def _tell(self, taken: Taken) -> None:
        if taken.refused is not None:
            self._counts["refused"] += 1
            self._refused.append(taken.refused)
        if taken.added is not None:
            self._count(taken.added, is_one_of_many=taken.of > 1)
        if taken.guess:
            progress.wipe()
            complain(taken.guess)
        progress.show(taken.at, taken.of, taken.name, self._counts["refused"])

    def _count(self, added: Added, *, is_one_of_many: bool) -> None:
        """Count one; of many that were there already, people want to know no more than how many."""
        is_known = not (added.new or added.revised)
        self._counts["already there" if is_known else "added" if added.new else "revised"] += 1
        if self._as_json or not (is_known and is_one_of_many and to_terminal()):
            progress.wipe()
            self._print(added)

    def _print(self, added: Added) -> None:
        is_told = self._as_json or to_terminal()
        copied = copies(self._library, [added]).get(added.article.id) if is_told else None
        if self._as_json:
            self._json.append(_json(added, copied))
        elif to_terminal():
            _print_sentence(added, copied)
        else:
            became = "new" if added.new else "revised" if added.revised else "known"
            print_row(added.article.id, became, added.article.title)


def _summary(counts: dict[str, int]) -> str:
    """All in all, in a sentence."""
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"All in all: {told}."


def _json(added: Added, copied: Copied | None) -> Json:
    article = added.article
    return {
        "id": article.id,
        "title": article.title,
        "byline": article.byline,
        "source": article.source,
        "new": added.new,
        "repeats": copied_json(copied) if copied else None,
    }


def _print_sentence(added: Added, copied: Copied | None) -> None:
    said = "Added" if added.new else "Revised" if added.revised else "Already there:"
    click.echo(f"{said} “{added.article.title}” ({added.article.id[:SHORT_ID]})")
    if copied is not None:
        click.echo(f"  It {sentence(copied)}")
