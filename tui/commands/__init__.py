"""The commands: what a key, the palette and the help can do, in one table."""

from __future__ import annotations
