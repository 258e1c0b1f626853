"""The library: the only room that knows SQLite.

Its modules are imported when they are first asked for, as `store.articles`, say: who only searches waits
for nothing that writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType
else:  # a checker is to know the modules by their names

    def __getattr__(name: str) -> ModuleType:
        from importlib import import_module  # noqa: PLC0415 - only where something is asked for in this way

        try:
            return import_module(f"store.{name}")
        except ModuleNotFoundError as error:
            raise AttributeError(name) from error
