"""A program in a terminal of its own: its keys are typed, its bytes are read and timed.

POSIX only. One thread: output is taken while the caller waits for something.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from bench.screen import Screen
from bench.sequences import words

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

SILENCE = 0.025
"""Seconds without a byte after which a burst of output is over."""

_CHUNK = 1 << 16
_ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # synchronised output: known, and off
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",  # size reports in band: unknown
    b"\x1b[c": b"\x1b[?62;22c",
}
"""What a modern terminal says when it is asked."""

# Opening a terminal is what makes it the controlling one of a session that has none.
_TAKE_TERMINAL = 'exec 3<"$0" 3<&-; exec "$@"'


class NeverShownError(AssertionError):
    """What was waited for did not come; says what stood on the screen instead."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The answer to some keys: milliseconds to its first and its last byte, and the bytes."""

    first: float
    last: float
    output: bytes


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """A small environment with true colours and every folder of the user under `home`."""
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        **folders,
        **more,
    }


class Terminal:
    """A running program and its terminal; leaving the context ends both."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = 80,
        lines: int = 24,
    ) -> None:
        self.output = bytearray()
        """Every byte written so far."""
        self._size = (columns, lines)
        self._screen, self._painted, self._answered = Screen(columns, lines), 0, 0
        self._master, slave = pty.openpty()
        self._set_size()
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", _TAKE_TERMINAL, os.ttyname(slave), *command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=dict(environment),
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()

    # Keys in

    def type(self, keys: str | bytes) -> None:
        """Send keys as the bytes a terminal sends for them, and wait for nothing."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            data = data[os.write(self._master, data) :]
            self._take(0)  # or both sides wait for the other to read

    def answer(self, keys: str, shown: str, *, patience: float = 5.0) -> float:
        """Send keys; milliseconds until some words are written after them, whatever follows.

        Raises `NeverShownError` when that does not come.
        """
        before = len(self.output)
        sent = time.perf_counter()
        self.type(keys)
        while shown not in words(bytes(self.output[before:])):
            if time.perf_counter() > sent + patience:
                raise NeverShownError(f"no {shown!r} after {keys!r}; on the screen:\n{self.screen}")
            self._take(0.1)
        return 1000 * (time.perf_counter() - sent)

    def press(
        self, keys: str | bytes, *, until: str = "", patience: float = 5.0, silence: float = SILENCE
    ) -> Timing:
        """Send keys and take the burst of output that answers them, up to `until` among its words at least.

        Raises `NeverShownError` when that does not come within `patience` seconds.
        """
        return self._answered_by(lambda: self.type(keys), repr(keys), until, patience, silence)

    def _answered_by(
        self, act: Callable[[], None], name: str, until: str, patience: float, silence: float
    ) -> Timing:
        before = len(self.output)
        sent = time.perf_counter()
        stamps: list[float] = []
        act()
        if len(self.output) > before:
            stamps.append(time.perf_counter())
        while self._take(silence if stamps and until in words(bytes(self.output[before:])) else patience):
            stamps.append(time.perf_counter())
        output = bytes(self.output[before:])
        if not stamps or until not in words(output):
            raise NeverShownError(f"no answer to {name}; on the screen:\n{self.screen}")
        return Timing(1000 * (stamps[0] - sent), 1000 * (stamps[-1] - sent), output)

    # Bytes out

    def wait_for(self, shown: str | Callable[[str], bool], *, patience: float = 10.0) -> float:
        """Wait until the screen shows some words, or fits; milliseconds since the program was started.

        Raises `NeverShownError` when it does not come to that.
        """
        fits = (lambda screen: shown in screen) if isinstance(shown, str) else shown
        until = time.perf_counter() + patience
        while not fits(self.screen):
            left = until - time.perf_counter()
            if left <= 0 or self._ended():
                raise NeverShownError(f"never shown: {shown!r}; on the screen:\n{self.screen}")
            self._take(min(left, 0.2))
        return 1000 * (time.perf_counter() - self.started)

    def wait_for_bytes(self, shown: str, *, patience: float = 30.0) -> float:
        """Like `wait_for`, on the words written since the start: no screen is kept, so that it costs less."""
        until = time.perf_counter() + patience
        while shown not in words(bytes(self.output)):
            left = until - time.perf_counter()
            if left <= 0 or self._ended():
                raise NeverShownError(f"never written: {shown!r}")
            self._take(left)
        return 1000 * (time.perf_counter() - self.started)

    def take_for(self, seconds: float) -> None:
        """Take output for so long, as a terminal does while its reader does something else."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._take(left)

    def settle(self, silence: float = 0.15, *, at_most: float = 2.0) -> None:
        """Take output until none comes for `silence` seconds, or for `at_most` (a cursor may blink)."""
        until = time.perf_counter() + at_most
        while self._take(silence) and time.perf_counter() < until:
            pass

    @property
    def screen(self) -> str:
        """What the screen shows now, one line each."""
        self._take(0)
        whole = len(self.output)
        self._screen.feed(bytes(self.output[self._painted : whole]))
        self._painted = whole
        return self._screen.text

    # The terminal itself

    def resize_and_take(self, columns: int, lines: int, *, patience: float = 5.0) -> Timing:
        """Give the terminal another size, and take the burst of output that answers it."""
        name = f"the size {columns}x{lines}"
        return self._answered_by(lambda: self.resize(columns, lines), name, "", patience, SILENCE)

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size."""
        self._size = (columns, lines)
        self._screen = Screen(columns, lines)
        self._painted = len(self.output)
        self._set_size()

    def hang_up(self) -> None:
        """Close the terminal under the program, as when its window is closed."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def end(self, *, patience: float = 10.0) -> int:
        """Take output until the program has ended; its exit code, negative for a signal.

        Raises `subprocess.TimeoutExpired` when it does not end.
        """
        until = time.perf_counter() + patience
        while not self._ended() and time.perf_counter() < until:
            self._take(0.1)
        code = self.process.wait(max(0.0, until - time.perf_counter()) + 0.1)
        self.settle(0)
        return code

    def modes(self) -> list[int]:
        """The terminal's own settings, as `termios.tcgetattr` tells the four flag words."""
        return [int(flags) for flags in termios.tcgetattr(self._master)[:4]]

    def _ended(self) -> bool:
        return self.process.poll() is not None and not self._take(0)

    def _set_size(self) -> None:
        columns, lines = self._size
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def _take(self, wait: float) -> bool:
        """Take what comes within `wait` seconds; whether anything came."""
        if self._master < 0 or not select.select([self._master], [], [], wait)[0]:
            return False
        try:
            data = os.read(self._master, _CHUNK)
        except OSError:  # Linux answers a read so when the far end is closed
            return False
        self.output += data
        self._answer()
        return bool(data)

    def _answer(self) -> None:
        unread = bytes(self.output[self._answered :])
        for asked, answer in _ANSWERS.items():
            if asked in unread:
                os.write(self._master, answer)
        # Kept from the last escape on: a question may come in two parts.
        at = unread.rfind(b"\x1b")
        whole = any(unread[at:].startswith(asked) for asked in _ANSWERS)
        torn = at >= 0 and len(unread) - at < max(map(len, _ANSWERS)) and not whole
        self._answered = len(self.output) - (len(unread) - at if torn else 0)
