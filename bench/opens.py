"""Whether a command opens the library on a terminal and `q` leaves it.

For example: `python -m bench.opens -- make read`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.terminal import Terminal, surroundings

PATIENCE = 240.0
"""Seconds that setting up may take."""


def main() -> int:
    """Run the command after `--`; 0 when it opened and ended well."""
    command = sys.argv[sys.argv.index("--") + 1 :]
    with TemporaryDirectory() as home:
        more = {name: os.environ[name] for name in ("POSTIL_LIBRARY",) if name in os.environ}
        with Terminal(command, surroundings(Path(home), **more)) as terminal:
            shown = terminal.wait_for("A Pencil in the Margin", patience=PATIENCE)
            terminal.type("q")
            code = terminal.end()
    name = " ".join(command)
    sys.stdout.write(f"{name} showed the library after {shown / 1000:.1f} s and ended with {code}.\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
