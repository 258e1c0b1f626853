"""The process in which a template of the reader's own is rendered: it sees nothing but what it is told.

A template can loop for ever, or ask for a string of a terabyte, in ways that no sandbox counts. So it has
a process of its own, which is bounded in memory here and ended by `exchange.formats.template`.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from exchange import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Template

LONGEST = 16_000_000
"""Code points that one file may have."""
MEMORY = 1_000_000_000
"""Bytes of memory."""


def main() -> None:
    """Render what standard input tells: the template on the first line, then a sheet a line."""
    _bound_memory()
    try:
        template = compiled(json.loads(sys.stdin.readline()))
    except TemplateError as error:
        _tell({"wrong": _explained(error)})
        return
    for line in sys.stdin:
        _tell(_rendered(template, json.loads(line)))


def compiled(source: str) -> Template:
    """A template, in the immutable sandbox; raises `jinja2.TemplateError`."""
    sandbox = ImmutableSandboxedEnvironment(
        autoescape=False,  # what it writes is Markdown, and `block` and `inline` escape for that
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    sandbox.filters |= {"block": escape.block, "inline": escape.inline, "quotation": escape.quotation}
    return sandbox.from_string(source)


def _rendered(template: Template, told: dict[str, Any]) -> dict[str, str]:
    try:
        return _bounded(template.generate(told))
    except MemoryError:
        return {"wrong": "it takes too much memory"}
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
        return {"wrong": _explained(error)}


def _bounded(parts: Iterator[str]) -> dict[str, str]:
    kept: list[str] = []
    left = LONGEST
    for part in parts:
        left -= len(part)
        if left < 0:
            return {"wrong": f"it writes more than {LONGEST // 1_000_000} million characters"}
        kept.append(part)
    return {"text": "".join(kept)}


def _explained(error: Exception) -> str:
    number = getattr(error, "lineno", None)
    where = f"line {number}: " if number else ""
    return f"{where}{error}".rstrip(".")


def _bound_memory() -> None:
    """Have the system refuse it more memory, where there is a system that does."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _tell(answer: dict[str, str]) -> None:
    sys.stdout.write(f"{json.dumps(answer)}\n")
    sys.stdout.flush()
