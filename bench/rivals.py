"""Other programs that find lines: `fzf --filter`, and frizbee, on all cores."""

from __future__ import annotations

import importlib
import shutil
import subprocess
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from types import ModuleType

    from bench.prose import Prose

FZF = "fzf --filter"
RANKED = 10

Engine: TypeAlias = "Callable[[str], Sequence[int]]"
"""What answers a query with the places of annotations, best first."""


def rivals(marks: Sequence[Prose], folder: Path) -> Iterator[tuple[str, Engine]]:
    """Those of them that are installed, with their names; fzf reads a file in `folder`."""
    lines = folder / "lines.txt"
    lines.write_text("".join(f"{at}\t{mark.line}\n" for at, mark in enumerate(marks)), encoding="utf-8")
    if fzf := shutil.which("fzf"):
        yield FZF, lambda query: _filtered(fzf, lines, query)
    else:
        print("fzf is not installed; it is left out.\n")
    try:
        frizbee = importlib.import_module("frizbee")
    except ImportError:
        print("frizbee is not installed; it is left out.\n")
        return
    haystacks = frizbee.Haystacks([mark.line for mark in marks])
    yield "frizbee, one typo a word", lambda query: _frizbee(frizbee, haystacks, query)


def _filtered(fzf: str, lines: Path, query: str) -> list[int]:
    with lines.open("rb") as standing:
        done = subprocess.run(
            [fzf, "--filter", query, "--delimiter", "\t", "--nth", "2.."],
            stdin=standing,
            capture_output=True,
            check=False,
        )
    return [int(line.split(b"\t", 1)[0]) for line in done.stdout.split(b"\n", RANKED)[:RANKED] if line]


def _frizbee(frizbee: ModuleType, haystacks: object, query: str) -> list[int]:
    """Every word must match somewhere, long ones with a typo: what served frizbee best."""
    patterns = [frizbee.Pattern(word, max_typos=int(len(word) >= 5)) for word in query.split()]
    matcher = frizbee.Matcher.from_patterns(patterns, max_items=RANKED)
    return [match.index for match in matcher.match_list_parallel(haystacks, 2)]
