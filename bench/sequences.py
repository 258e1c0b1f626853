"""What a program writes to a terminal, taken apart: text, and the sequences a terminal would obey.

The grammar is ECMA-48's (control functions, sections 5.3 to 5.6) with xterm's BEL as a second end of
an operating system command, read as UTF-8.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Form(StrEnum):
    """The forms that output takes."""

    TEXT = "text"
    CSI = "csi"
    OSC = "osc"
    STRING = "string"  # DCS, SOS, PM, APC
    ESCAPE = "escape"
    C0 = "c0"
    C1 = "c1"
    UNDECODABLE = "undecodable"
    TORN = "torn"  # an escape character that begins nothing whole


_STRING = r"(?:\x07|\x1b\\|\x9c)"
_SEQUENCE = re.compile(
    r"(?P<csi>\x1b\[[0-?]*[ -/]*[@-~])"
    rf"|(?P<osc>\x1b\][^\x07\x1b\x9c]*{_STRING})"
    rf"|(?P<string>\x1b[PX^_][^\x07\x1b\x9c]*{_STRING})"
    r"|(?P<escape>\x1b[ -/]*[0-OQ-WYZ\\`-~])"
    r"|(?P<torn>\x1b)"
    r"|(?P<c0>[\x00-\x1f\x7f])"
    r"|(?P<c1>[\x80-\x9f])"
    r"|(?P<undecodable>[\udc80-\udcff]+)"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f\udc80-\udcff]+)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of output."""

    form: Form
    text: str


def tokens(output: bytes) -> Iterator[Token]:
    """Every piece of `output` in order; nothing is left out."""
    for match in _SEQUENCE.finditer(output.decode("utf-8", "surrogateescape")):
        yield Token(Form(match.lastgroup or ""), match[0])


def words(output: bytes) -> str:
    """The text of `output` in the order it was written, without any sequence."""
    return "".join(token.text for token in tokens(output) if token.form is Form.TEXT)
