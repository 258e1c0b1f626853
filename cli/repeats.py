"""`postil repeats`: what articles tell in nearly the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.endings import NothingFound
from cli.opening import required
from cli.options import json_option, library_option
from cli.output import SHORT_ID, print_json, print_row, set_lines, to_terminal

if TYPE_CHECKING:
    from exchange.json import Json
    from store.library import Library
    from store.records import Article
    from store.repeats import Copied, Repeat
    from text.repeats import Difference, Piece
    from text.span import Span

_NONE = "–"


@click.command("repeats")
@click.argument("article", default="")
@json_option
@library_option
def command(article: str, *, as_json: bool) -> None:
    """Show the passages that an ARTICLE shares with others; without one, which repeat much of another.

    Where the other telling differs, [12 → 14] is what stands here and what stands there.

    In a pipe, the fields of a line are: start, end, share of equal words, the other article's id and title,
    start and end there, words. Without an ARTICLE: id, share, the other article's id, the two titles.
    """
    with required() as library:
        if article:
            _print_repeats(library.repeats(library.find(article).id), as_json=as_json)
        else:
            _print_copies(_copies(library), as_json=as_json)


def _print_repeats(found: list[Repeat], *, as_json: bool) -> None:
    if as_json:
        print_json([_json(each) for each in found])
    for each in found if not as_json else ():
        if to_terminal():
            _print(each)
        else:
            there = (each.other.id, each.other.title, each.other_span.start, each.other_span.end)
            print_row(each.span.start, each.span.end, f"{each.score:.2f}", *there, _told(each))
    if not found:
        raise NothingFound("No other article has passages of this one.")


def _json(repeat: Repeat) -> Json:
    other = repeat.other_span
    return {
        "start": repeat.span.start,
        "end": repeat.span.end,
        "exact": repeat.words,
        "article": {"id": repeat.other.id, "title": repeat.other.title},
        "there": {"start": other.start, "end": other.end, "exact": repeat.other_words},
        "differences": [_difference(repeat, each) for each in repeat.differences],
        "score": round(repeat.score, 3),
    }


def _difference(repeat: Repeat, difference: Difference) -> Json:
    """What stands here and there."""
    here = _part(difference.here, repeat.words, repeat.span)
    return {**here, "there": _part(difference.there, repeat.other_words, repeat.other_span)}


def _part(at: Span, words: str, told: Span) -> dict[str, Json]:
    """A part of the words of a passage."""
    return {"start": at.start, "end": at.end, "exact": words[at.start - told.start : at.end - told.start]}


def _print(repeat: Repeat) -> None:
    alike = f"{repeat.score:.0%} the same" if repeat.differences else "word for word"
    facts = click.style(f"{repeat.other.id[:SHORT_ID]} · {alike}", dim=True)
    click.echo(f"{click.style(repeat.other.title, bold=True)}  {facts}")
    for line in set_lines(_told(repeat), "  "):
        click.echo(line)
    click.echo()


def _told(repeat: Repeat) -> str:
    """The passage, with what the other telling has instead."""
    return "".join(map(_piece, repeat.pieces))


def _piece(piece: Piece) -> str:
    if piece.there is None:
        return piece.here
    between = f"[{piece.here or _NONE} → {piece.there or _NONE}]"
    return between if piece.here else f" {between}"


def _copies(library: Library) -> list[tuple[Article, Copied]]:
    """The articles that repeat much of another one, newest added first, each two once."""
    found: list[tuple[Article, Copied]] = []
    seen: set[frozenset[str]] = set()
    for article in library.articles():
        copied = library.copied(article.id)
        if copied is not None and (both := frozenset({article.id, copied.article.id})) not in seen:
            seen.add(both)
            found.append((article, copied))
    return found


def _print_copies(found: list[tuple[Article, Copied]], *, as_json: bool) -> None:
    if as_json:
        print_json([{**_named(article), "repeats": copied_json(copied)} for article, copied in found])
    for article, copied in found if not as_json else ():
        if to_terminal():
            click.echo(f"“{article.title}” ({article.id[:SHORT_ID]}) {sentence(copied)}")
        else:
            other = copied.article
            print_row(article.id, f"{copied.share:.2f}", other.id, article.title, other.title)
    if not found:
        raise NothingFound("No article repeats much of another one.")


def sentence(copied: Copied) -> str:
    """That an article repeats another one, as the end of a sentence."""
    other = copied.article
    return f"shares {copied.share:.0%} of its words with “{other.title}” ({other.id[:SHORT_ID]})."


def copied_json(copied: Copied) -> dict[str, Json]:
    """What an article repeats."""
    return {**_named(copied.article), "share": round(copied.share, 3)}


def _named(article: Article) -> dict[str, Json]:
    return {"id": article.id, "title": article.title}
