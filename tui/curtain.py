"""The first page, on the screen before Textual is: one reads while the program still loads.

It is the sheet that the page will show, in the same inks, so that the page takes its place unnoticed.
Keys typed meanwhile are not echoed, and wait for the app.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.cells import set_cell_size
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from text.clean import clean
from text.layout import view
from text.layout.flow import Flow
from text.motions import sentence_at
from text.outline import beginning
from tui import palettes, preferences
from tui.inks import Inkwell
from tui.masthead import masthead
from tui.widgets.lines import Focus
from tui.widgets.overlay import Overlay
from tui.widgets.sheet import LEAST_COLUMNS, LEAST_LINES, frame, segments, sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from store.library import Library
    from store.records import Article
    from text.document import Document

_RAISE, _LOWER = "\x1b[?1049h\x1b[?25l", "\x1b[0m\x1b[?25h\x1b[?1049l"
_LOADING = "  opening… "
_ENDING_SIGNALS = ("SIGTERM", "SIGHUP", "SIGQUIT")


_held: list[Document] = []


@contextmanager
def raised(library: Library, article: Article) -> Iterator[None]:
    """Show where an article is read on, until the app does; it must start within the block.

    Where the block fails, the terminal is as it was. The document stays in use until `release`, so that
    the app need not read it again.
    """
    out = sys.__stderr__  # where Textual writes
    size = os.terminal_size((0, 0)) if out is None or not out.isatty() else os.get_terminal_size(out.fileno())
    if out is None or os.name == "nt" or size.columns < LEAST_COLUMNS or size.lines < LEAST_LINES:
        yield
        return
    _held.append(library.document(article.id))
    with _quiet_keys(), _orderly_ends():
        try:
            out.write(_RAISE + painted(library, article, size.columns, size.lines - 1, os.environ))
            out.flush()
            yield
        except BaseException:
            out.write(_LOWER)
            out.flush()
            raise


def release() -> None:
    """Let the document of the first page go; the app has it by now, or never opened."""
    _held.clear()


def painted(
    library: Library, article: Article, columns: int, lines: int, environment: Mapping[str, str]
) -> str:
    """The first page of an article in so many columns and lines, as a terminal takes it."""
    document = library.document(article.id)
    within = frame(columns, preferences.measure(library))
    flow = Flow(document, within.measure, within.room, masthead(article, document))
    start = article.position or beginning(document)
    seen = view.move_to(flow, view.View(), lines, start)
    overlay = Overlay(library.annotations(article.id))
    system = _colour_system(environment)
    well = _well(library) if system else Inkwell(Style.null(), {})
    focus = Focus(sentence_at(document, seen.cursor))
    rows = [segments(line, well, within)[0] for line in sheet(flow, seen, lines, overlay, focus)]
    rows.append([Segment(_status(article.title, columns), well.style("status"))])
    return "".join(
        f"\x1b[{number};1H" + "".join(_styled(piece.style, piece.text, system) for piece in row)
        for number, row in enumerate(rows, 1)
    )


def _status(title: str, columns: int) -> str:
    """The status line, as long as nothing else can be said."""
    return set_cell_size(f" {title}", columns - len(_LOADING)) + _LOADING


def _styled(style: Style | str | None, text: str, system: ColorSystem | None) -> str:
    words = clean(text)
    return style.render(words, color_system=system) if isinstance(style, Style) else words


def _well(library: Library) -> Inkwell:
    colours = palettes.LIGHT if preferences.is_light(library) else palettes.DARK
    return Inkwell(Style(color=colours["foreground"], bgcolor=colours["background"]), colours)


def _colour_system(environment: Mapping[str, str]) -> ColorSystem | None:
    """The colours of the terminal, as Rich tells them; None where they are too few for the inks."""
    if environment.get("NO_COLOR"):
        return None
    if environment.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return ColorSystem.TRUECOLOR
    many = environment.get("TERM", "").rpartition("-")[2] in {"256color", "kitty"}
    return ColorSystem.EIGHT_BIT if many else None


@contextmanager
def _quiet_keys() -> Iterator[None]:
    """Let the terminal keep what is typed, unechoed and as it comes; afterwards it is as it was."""
    import termios  # noqa: PLC0415 - not on Windows

    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)
    quiet = termios.tcgetattr(number)
    quiet[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(number, termios.TCSANOW, quiet)
    try:
        yield
    finally:
        termios.tcsetattr(number, termios.TCSANOW, before)


@contextmanager
def _orderly_ends() -> Iterator[None]:
    """Let a signal to end come as `SystemExit`, until the app heeds it itself."""
    numbers = [getattr(signal, name) for name in _ENDING_SIGNALS]
    before = [signal.signal(number, lambda got, _: sys.exit(128 + got)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
