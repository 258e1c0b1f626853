from __future__ import annotations

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOWER_ROOMS = ("text", "keymaps", "store", "exchange", "seeds")
SLOW_BY_NATURE = "store.migrations"  # Made of sqlite_utils, and itself imported only when one is due.
REPORT = """
import importlib, sys
for name in {names!r}:
    importlib.import_module(name)
print({module!r} in sys.modules)
"""


def modules(room: str) -> list[str]:
    """Return the names of a room's modules as they stand in the checkout."""
    return [room, *(found.name for found in pkgutil.walk_packages([str(ROOT / room)], f"{room}."))]


def imports(names: list[str], module: str) -> bool:
    """Tell whether a fresh interpreter that imports `names` has `module` loaded."""
    command = [sys.executable, "-c", REPORT.format(names=names, module=module)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip() == "True"


def test_the_report_tells_what_is_imported() -> None:
    assert imports(["textual"], "textual")
    assert not imports(["text"], "textual")


@pytest.mark.parametrize("room", LOWER_ROOMS)
def test_no_lower_room_imports_textual(room: str) -> None:
    assert not imports(modules(room), "textual")


def test_the_store_waits_for_sqlite_utils_until_it_is_needed() -> None:
    assert not imports([name for name in modules("store") if name != SLOW_BY_NATURE], "sqlite_utils")


@pytest.mark.parametrize(
    "module", ["lxml", "trafilatura", "charset_normalizer", "webencodings", "markdown_it"]
)
def test_a_plain_text_is_taken_in_without_the_parsers_of_other_formats(module: str) -> None:
    code = (
        "import sys; from exchange.intake import take_in; from exchange.reading.source import read_bytes;"
        f" read_bytes(b'Words.', 'a.txt'); print({module!r} in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
