"""`postil speakers`: who is quoted, what each has said, and who is who."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.endings import Misused, NothingFound, Refused
from cli.marks import print_marks
from cli.opening import existing, none_yet, required
from cli.options import json_option, library_option, library_path
from cli.output import print_json, print_row, to_terminal
from exchange.json import annotation_json
from store.errors import NoSuchSpeakerError
from text.namesakes import known_by, named
from text.retold import retold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exchange.json import Json
    from store.library import Library
    from store.speakers import Speaker

_TAKES = {"merge": "KEPT OTHER...", "rename": "OLD NEW", "split": "NAME ALIAS"}


@click.command("speakers")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--merge", "verb", flag_value="merge", help="KEPT OTHER...: the others are KEPT too.")
@click.option("--rename", "verb", flag_value="rename", help="OLD NEW: call OLD otherwise.")
@click.option("--split", "verb", flag_value="split", help="NAME ALIAS: ALIAS is somebody else.")
@json_option
@library_option
def command(*, names: tuple[str, ...], verb: str | None, as_json: bool) -> None:
    """List who is quoted, most quoted first, or with NAME, all that one of them has said, by date.

    Any of a speaker's names will do, or words of one that nobody else has. Each change can be undone.

    In a pipe, the fields of a line are: name, marks, articles, first and last time marked, other names; with
    NAME, those of postil search.
    """
    if verb is not None:
        _change(verb, names, as_json=as_json)
    elif names:
        _print_sayings(" ".join(names), as_json=as_json)
    else:
        _print_all(as_json=as_json)


def _change(verb: str, names: Sequence[str], *, as_json: bool) -> None:
    """Say who is who, and print the speaker it is about."""
    known, *others = names or [""]
    if not others or (verb != "merge" and len(others) > 1):
        raise Misused(f"--{verb} takes {_TAKES[verb]}.")
    with required() as library:
        if verb == "merge":
            done = library.speakers.merge(known, others)
        elif verb == "rename":
            done = library.speakers.rename(known, others[0])
        else:
            name = library.speakers.one(known).name
            parted = library.speakers.split(name, others[0])
            # Nothing may have been filed under the name that is kept.
            done = next((each for each in library.speakers.all() if each.name == name), parted)
    _print([done], as_json=as_json)


def _print_all(*, as_json: bool) -> None:
    with existing() as library:
        found = library.speakers.all() if library else []
    _print(found, as_json=as_json)
    if library is None:
        raise NothingFound(none_yet(library_path()))
    if not found:
        raise NothingFound("Nobody is quoted in this library yet.")


def _print(found: Sequence[Speaker], *, as_json: bool) -> None:
    if as_json:
        print_json([_json(speaker) for speaker in found])
        return
    for each in found:
        others = ", ".join(each.aliases)
        if not to_terminal():
            print_row(each.name, each.marks, each.articles, each.first, each.last, others)
            continue
        facts = f"{each.marks:6} {'mark ' if each.marks == 1 else 'marks'}  {each.last[:10]}"
        also = click.style(f", also called {others}", dim=True) if others else ""
        click.echo(f"{click.style(facts, dim=True)}  {each.name}{also}")


def _print_sayings(name: str, *, as_json: bool) -> None:
    with required() as library:
        speaker = _find(library, name)
        marks = {mark.id: mark for mark in library.speakers.said_by(speaker.name)}
        # Between the two, some of it may have been deleted, or more filed.
        said = [saying for saying in library.speakers.sayings(speaker.name) if saying.id in marks]
    if not as_json:
        print_marks([marks[saying.id] for saying in said])
        return
    fullest = {at: group[0] for group in retold([saying.words for saying in said]) for at in group}
    told: list[Json] = []
    for at, saying in enumerate(said):
        again = None if fullest[at] == at else said[fullest[at]].id
        told.append({**annotation_json(marks[saying.id]), "date": saying.date, "repeats": again})
    print_json({**_json(speaker), "said": told})


def _find(library: Library, name: str) -> Speaker:
    """Who has a name, or words of it that nobody else has."""
    try:
        return library.speakers.one(name)
    except NoSuchSpeakerError:
        everyone = library.speakers.all()
    found = named(name, [known_by([each.name, *each.aliases]) for each in everyone])
    if not found:
        raise NothingFound(f"Nobody called “{name}” is quoted in this library.")
    if len(found) > 1:
        names = ", ".join(everyone[at].name for at in found[:5])
        raise Refused(f"“{name}” may be {len(found)} speakers: {names}. Say more of the name.")
    return everyone[found[0]]


def _json(speaker: Speaker) -> dict[str, Json]:
    """A speaker; times are ISO 8601 in UTC."""
    return {
        "name": speaker.name,
        "aliases": list(speaker.aliases),
        "marks": speaker.marks,
        "articles": speaker.articles,
        "first": speaker.first,
        "last": speaker.last,
    }
