"""In which format marks are exported, where nobody says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from exchange.errors import AmbiguousEndingError
from exchange.exporting.collection import to_folder
from exchange.exporting.listing import listings
from exchange.exporting.vault import FOLDER
from exchange.files import named
from exchange.formats.registry import FORMATS, MARKDOWN
from exchange.formats.sheet import By

if TYPE_CHECKING:
    from exchange.formats.registry import Writer

_PLAIN = ("markdown", "csv")
"""The formats that are meant by an ending which several have."""


def by_target(target: str, usual: str = "") -> Writer:
    """The format that a folder was exported in before, or that a file ends like; else the usual one.

    Raises what `by_habit` and `by_ending` raise.
    """
    return by_habit(named(target), usual) if to_folder(target) else by_ending(target, usual)


def by_ending(target: str, usual: str = "") -> Writer:
    """The format of a file by the ending of its name; the usual one, if that has it too, or no format has.

    Raises `AmbiguousEndingError` where several formats have it and none is the plain one.
    """
    ending = Path(target).suffix.lower()
    named = [name for name, form in FORMATS.items() if form.ending == ending]
    if not named or usual in named:
        return FORMATS.get(usual, MARKDOWN)
    plain = [name for name in named if name in _PLAIN or len(named) == 1]
    if not plain:
        raise AmbiguousEndingError(name=target, ending=ending, formats=" and ".join(named))
    return FORMATS[plain[0]]


def by_habit(folder: Path, usual: str = "") -> Writer:
    """The format that files about articles were last exported to a folder in, or any; else the usual one.

    Raises `BadTemplateError` if that was a template which cannot be read any more.
    """
    known = [each for each in listings(folder / FOLDER) if each.form]
    last = next((each for each in known if each.of[1] == By.ARTICLE), known[0] if known else None)
    if last is None:
        return FORMATS.get(usual, MARKDOWN)
    if last.form in FORMATS:
        return FORMATS[last.form]
    from exchange.formats.template import read_template  # noqa: PLC0415 - few have one

    return read_template(Path(last.form))


def first_by(form: Writer) -> By:
    """What a file of a format is about, unless it is said."""
    return form.by[0] if form.by else By.ARTICLE
