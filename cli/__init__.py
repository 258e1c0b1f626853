"""The `postil` command: one small module a subcommand."""

from __future__ import annotations
