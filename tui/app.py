"""The app: it opens the library, loads the keys, and moves between the screens."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.filter import NoColor

from keymaps.layer import Mistake
from keymaps.load import KeymapError, load
from store.codebook import GIVEN, KEYS_VARIABLE, user_keys
from store.errors import StoreError
from store.library import Library
from tui import curtain, preferences, signs
from tui.barrier import Barrier
from tui.commands.kinds import own_commands, own_keys
from tui.commands.table import commands
from tui.covered import Covered
from tui.inks import has_few_colours
from tui.keyed import KeyedScreen
from tui.known import Known
from tui.seeker import Seeker
from tui.session import Session
from tui.themes import DARK, LIGHT
from tui.typist import Typist, apart
from tui.writer import Writer

if TYPE_CHECKING:
    from pathlib import Path

    from keymaps.keymap import Keymap
    from store.codebook import Codebook
    from store.records import Annotation

_LOOK_SECONDS = 0.4
"""How often an open screen looks for what another process has written."""

_LAST_WORDS_SECONDS = 2.0
"""How long a signal to end leaves for keeping the reading position and restoring the terminal."""

_ENDING_SIGNALS = ("SIGTERM", "SIGHUP", "SIGQUIT")


class Postil(App[int], inherit_bindings=False):
    """The reading room."""

    TITLE = "Postil"
    CSS_PATH = "styles/app.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, path: Path, keymap: Keymap, article: str | None = None, codebook: Codebook = GIVEN
    ) -> None:
        super().__init__()
        self.codebook = codebook
        self.commands = commands() | own_commands(codebook)
        signs.learn(codebook)
        if has_few_colours(self):
            # Textual's own answer to NO_COLOR is greys, which are colours too.
            self.no_color = True
            self._filters.append(NoColor())
        self._filters.append(Barrier())
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.library = Library.open(path)
        # Set without telling: a theme that changes would have every stylesheet parsed again.
        self.set_reactive(Postil.theme, (LIGHT if preferences.is_light(self.library) else DARK).name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.writer = Writer(path)
        self.seeker = Seeker(path)
        self.known = Known(self.seeker, codebook)
        self.keymap = keymap
        self.session = Session()
        self.typist = Typist(self._press, self._run_named)
        self._article = article

    async def on_mount(self) -> None:
        """Show the article asked for, or the library; then heed the keys."""
        self._heed_signals()
        if self._article is None:
            from tui.screens.library import LibraryScreen  # noqa: PLC0415 - the reader alone need not load it

            await self.push_screen(LibraryScreen())
        else:
            await self.open_article(self.library.find(self._article).id)
        self.run_worker(self.typist.work(), group="typist")
        self.set_timer(0.2, self._settle_in)

    def get_default_screen(self) -> Covered:
        """What lies under all other screens, and is never seen."""
        return Covered()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What the stylesheets' own variables are when a theme does not set them."""
        return dict(DARK.variables)

    def on_unmount(self) -> None:
        """Close the connections."""
        self.writer.close()
        self.seeker.close()
        self.library.close()

    async def on_event(self, event: events.Event) -> None:
        """Let keys wait their turn; everything else goes Textual's way."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            for typed in apart(event, self.keymap):
                self.typist.put(typed)
        else:
            await super().on_event(event)

    async def open_article(self, article_id: str, offset: int | None = None) -> None:
        """Read an article, from `offset` or from where it was left."""
        from tui.screens.reader import ReaderScreen  # noqa: PLC0415 - the library alone need not load it

        await self.push_screen(ReaderScreen(self.library.article(article_id), offset))

    async def open_at(self, mark: Annotation) -> None:
        """Go to a mark's passage, on a page over the screen in sight."""
        await self.open_article(mark.article_id, mark.span.start)

    async def switch_theme(self) -> None:
        """From dark to light, and back; the library remembers."""
        if has_few_colours(self):
            self.say("There are no colours here to switch.")
            return
        light = self.theme == DARK.name
        self.theme = (LIGHT if light else DARK).name
        await self.writer.do(lambda library: preferences.prefer_light(library, light=light))

    async def quit(self) -> None:
        """End the program, unless a screen holds what would be lost and has not said so yet."""
        if all(screen.may_end() for screen in self._keyed()):
            await self.end(0)

    async def end(self, code: int) -> None:
        """Keep what the screens hold as far as can be, and end the program whatever comes of that."""
        try:
            for screen in self._keyed():
                await screen.keep()
        finally:
            self.typist.end()
            self.exit(code)

    def say(self, message: str) -> None:
        """Show a message on the screen in front."""
        for screen in self._keyed()[-1:]:
            screen.say(message)

    def refresh_screens(self) -> None:
        """Let every screen show what the library holds now."""
        for screen in self._keyed():
            screen.reload()

    def _keyed(self) -> list[KeyedScreen]:
        return [screen for screen in self.screen_stack if isinstance(screen, KeyedScreen)]

    async def _press(self, event: events.Key) -> None:
        screen = self.screen
        if isinstance(screen, KeyedScreen) and await screen.press(event):
            return
        await super().on_event(event)
        if isinstance(screen, KeyedScreen) and not event.is_printable:
            await screen.let_through()

    async def _run_named(self, name: str) -> None:
        if isinstance(self.screen, KeyedScreen):
            await self.screen.run_named(name)

    def _settle_in(self) -> None:
        """Once the first frame stands: ready the writer, and begin to look for others' changes."""
        curtain.release()
        gc.freeze()
        gc.enable()
        self.writer.warm_up()
        self.set_interval(_LOOK_SECONDS, self._look)

    def _look(self) -> None:
        try:
            if self.library.changed():
                self.refresh_screens()
        except StoreError as error:
            self.say(str(error))

    def _heed_signals(self) -> None:
        """Leave the terminal as it was when the process is told to end."""
        loop = asyncio.get_running_loop()
        for name in _ENDING_SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(
                    NotImplementedError, RuntimeError, ValueError
                ):  # not on Windows, nor off the main thread
                    loop.add_signal_handler(number, self._end, 128 + number)

    def _end(self, code: int) -> None:
        # Where the terminal has gone, Textual may wait for ever to write its last words to it.
        watchdog = threading.Timer(_LAST_WORDS_SECONDS, os._exit, (code,))
        watchdog.daemon = True
        watchdog.start()
        self.run_worker(self.end(code))


def read_keymap(path: Path, codebook: Codebook) -> Keymap:
    """The keymap in force: the default one with the keys of the codebook and the reader's own file over it.

    Raises `KeymapError` with every mistake of the file.
    """
    named = KEYS_VARIABLE in os.environ
    try:
        source = path.read_text(encoding="utf-8", errors="replace") if named or path.is_file() else None
    except OSError as error:
        why = f"it cannot be read: {error.strerror}. See {KEYS_VARIABLE}."
        raise KeymapError([Mistake(str(path), 0, why)]) from error
    known = commands() | own_commands(codebook)
    return load(user=source, user_name=str(path), known=known, between=own_keys(codebook))


def run(library_path: Path, article: str | None = None, codebook: Codebook = GIVEN) -> int:
    """Open the app on a library, at an article if one is named; answer the exit code.

    The very first start plants the sample articles. Raises `KeymapError`, and `StoreError` when the
    library cannot be used.
    """
    keymap = read_keymap(user_keys(), codebook)
    with Library.open(library_path) as library:
        if not library.planted() and not library.articles():
            from seeds import plant  # noqa: PLC0415 - once in a library's life

            plant(library)
    app = Postil(library_path, keymap, article, codebook)
    code = app.run()
    return code if code is not None else app.return_code or 0
