"""Start the program.

Its rooms are private modules: a wheel nests them beside this file, so this folder goes
first on the path, as Python itself does when it runs a directory.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path


def main() -> None:
    """Run the `postil` command."""
    gc.disable()  # a tenth of the start, for garbage that is none; the command itself runs with it enabled
    sys.path.insert(0, str(Path(__file__).parent))
    try:
        from cli.main import main as run  # noqa: PLC0415 - the path above must be set first

        run()
    except KeyboardInterrupt:  # while it is still being loaded
        print("Interrupted.", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
