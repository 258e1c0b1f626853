"""Opening an address in the system's browser, away from the terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from text.links import Link

_OPENERS = (("open",),) if sys.platform == "darwin" else (("xdg-open",), ("gio", "open"), ("wslview",))


def browse(link: Link, tell: Callable[[str], None]) -> str:
    """Open a link; the sentence that says so. If it then fails, another is told, from a thread.

    The opener has no terminal, so that a browser made for one cannot take the screen.
    """
    if sys.platform == "win32":
        os.startfile(link.address)  # noqa: S606 - the system's own way to open an address
        return f"Opening {link.host}."
    opener = next((each for each in _OPENERS if shutil.which(each[0])), None)
    if opener is None:
        return f"There is no browser to open {link.address} with."
    threading.Thread(target=_run, args=([*opener, link.address], tell), daemon=True).start()
    return f"Opening {link.host}."


def _run(command: list[str], tell: Callable[[str], None]) -> None:
    done = subprocess.run(  # noqa: S603 - an address that begins with http, as one argument of its own
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        check=False,
    )
    if done.returncode:
        tell(f"No browser could be opened for {command[-1]}")
