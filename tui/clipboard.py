"""The clipboard: the terminal's, by its escape sequence OSC 52, and the platform's, by the tool for it."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from exchange.errors import TooLongToCopyError

if TYPE_CHECKING:
    from tui.app import Postil

TERMINAL_BYTES = 74_994
"""The longest text sent to a terminal: in Base64 and its sequence 100,000 bytes, which many take at most."""

PATIENCE_SECONDS = 2.0
"""How long a tool may take."""


class Tool(NamedTuple):
    """A program that reads what is to be copied, where the environment names what it talks to."""

    command: tuple[str, ...]
    needs: str = ""
    encoding: str = "utf-8"
    locale: str = ""

    @property
    def name(self) -> str:
        """What people call it."""
        return os.path.basename(self.command[0])  # noqa: PTH119 - a name, not a path that is used


_TOOLS = (
    Tool(("pbcopy",), locale="en_US.UTF-8"),  # elsewhere it reads Mac Roman
    Tool(("wl-copy", "--type", "text/plain"), "WAYLAND_DISPLAY"),
    Tool(("xclip", "-selection", "clipboard", "-in"), "DISPLAY"),
    Tool(("xsel", "--clipboard", "--input"), "DISPLAY"),
    Tool(("clip.exe",), encoding="utf-16"),  # with a byte order mark, or it reads the console's code page
)


async def copy(app: Postil, text: str) -> str:
    """Copy text wherever it can be; in words, by what.

    Raises `TooLongToCopyError` where only the terminal could take it, and will not.
    """
    data = text.encode()
    by_terminal = len(data) <= TERMINAL_BYTES
    if by_terminal:
        app.copy_to_clipboard(text)
    tool = await asyncio.to_thread(platform_tool)
    is_taken = tool is not None and await asyncio.to_thread(hand_over, tool, text)
    if tool is not None and is_taken:
        return f"with {tool.name}"
    if not by_terminal:
        raise TooLongToCopyError(size=len(data) // 1000, most=TERMINAL_BYTES // 1000)
    return "through the terminal" + (f", as {tool.name} does not work" if tool else "")


def platform_tool() -> Tool | None:
    """The tool for the clipboard of the machine that one sits at; over SSH, that is not this one."""
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return None
    for tool in _TOOLS:
        if tool.needs and not os.environ.get(tool.needs):
            continue
        if path := shutil.which(tool.command[0]):
            return tool._replace(command=(path, *tool.command[1:]))
    return None


def hand_over(tool: Tool, text: str) -> bool:
    """Have a tool take a text, away from the terminal; whether it did, in time."""
    try:
        done = subprocess.run(  # noqa: S603 - one of the tools above; the text is only its input
            tool.command,
            input=text.encode(tool.encoding),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": tool.locale} if tool.locale else None,
            start_new_session=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
