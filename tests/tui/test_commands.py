from __future__ import annotations

from pathlib import Path

import pytest

from keymaps.load import load, presets
from tui.commands.reference import reference
from tui.commands.table import commands


@pytest.mark.parametrize("preset", presets())
def test_every_preset_names_only_commands_and_reaches_every_one(preset: str) -> None:
    bound = load(preset, known=commands()).commands()
    assert bound == set(commands())


def test_every_command_says_what_it_does() -> None:
    for name, command in commands().items():
        assert command.title[0].isupper(), name
        assert not command.title.endswith("."), name


def test_the_reference_in_the_docs_is_what_make_docs_writes() -> None:
    written = Path(__file__).parents[2] / "docs" / "keys.md"
    assert written.read_text(encoding="utf-8") == reference({name: load(name) for name in presets()})
