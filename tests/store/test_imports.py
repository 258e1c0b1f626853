from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from store.library import Library
from store.records import Kind
from tests.store.making import draft
from text.document import Span

HEAVY = {"sqlite_utils", "rapidfuzz", "markdown_it", "textual", "click", "yaml", "sentencex"}

READ = (
    "library.articles(); library.document(library.articles()[0].id); library.annotations(); library.history()"
)
MARK = "library.annotate(library.articles()[0].id, Span(0, 3), Kind.QUOTE); library.undo()"


@pytest.mark.parametrize("verbs", [READ, MARK])
def test_reading_and_marking_import_nothing_heavy(path: Path, verbs: str) -> None:
    with Library.open(path) as library:
        article = library.add(draft()).article
        library.annotate(article.id, Span(0, 3), Kind.QUOTE)
    script = f"""
import sys
from pathlib import Path
from store.library import Library
from store.records import Kind
from text.document import Span
with Library.open(Path(sys.argv[1])) as library:
    {verbs}
print(*{{name.partition(".")[0] for name in sys.modules}})
"""
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True, cwd=root
    )
    loaded = set(ran.stdout.split())
    assert "store" in loaded
    assert not loaded & HEAVY
