from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from bench import quotes

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXT = (
    "“We go,” said Ann Lee.\nShe called it a “mistake.”\n''We stay,'' said Ann Lee.\nShe said that it was so."
    "\nBo Ek: Why?\nAnn Lee: We must.\nBo Ek: And then?\nAnn Lee: We come back."
)


def test_predictions_are_the_whole_speeches_between_double_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cases, predictions = tmp_path / "cases.json", tmp_path / "out.jsonl"
    cases.write_text(json.dumps([{"id": "a", "text": TEXT}] * 2), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["quotes", str(cases), "--predictions", str(predictions)])
    quotes.main()
    (line,) = predictions.read_text(encoding="utf-8").splitlines()
    (quote,) = json.loads(line)["quotes"]
    assert TEXT[quote["start"] : quote["end"]] == "We go,"
    assert TEXT[slice(*quote["speaker"])] == "Ann Lee"
    assert "ms per 100 kB" in capsys.readouterr().out
