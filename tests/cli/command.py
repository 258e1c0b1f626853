"""The command line, as its tests call it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from cli.main import postil

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

STORY = """\
---
author: Ann Other
---
# The Keeper

“I saw a ship,” said Ada Marsh. The ship came closer, and then the ship was gone.

> Nobody else saw it.
"""


class Command:
    """The command line, run in this process on a library of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = folder / "library.db"

    def __call__(self, *arguments: object, stdin: str | bytes = b"", expect: int = 0) -> Result:
        """Run a command; it must end with the exit code expected, and a sentence for every other than 0."""
        result = self.run(*arguments, stdin=stdin)
        assert (result.exit_code, bool(result.stderr)) == (expect, expect != 0), result.output
        return result

    def run(self, *arguments: object, stdin: str | bytes = b"") -> Result:
        """Run a command, however it ends, but by a bug."""
        environment = {"POSTIL_LIBRARY": str(self.library), "COLUMNS": "80"}
        result = CliRunner().invoke(postil, list(map(str, arguments)), input=stdin, env=environment)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def json(self, *arguments: object, expect: int = 0) -> Any:  # noqa: ANN401 - a test says what it expects
        return json.loads(self(*arguments, "--json", expect=expect).stdout)

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def text(self, article: str) -> str:
        return self("show", article, "--text").stdout_bytes.decode().removesuffix("\n")
