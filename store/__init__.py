"""The library: the only room that knows SQLite."""

from __future__ import annotations
