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
from exchange.formats.iri import web_address
from exchange.markdown import origin_line
from exchange.notes import note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import Template

LONGEST = 16_000_000
"""Code points that one file may have."""
MEMORY = 1_000_000_000
"""Bytes of memory."""


_WRONG = (
    *(TemplateError, MemoryError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError),
    *(RuntimeError, AssertionError, SyntaxError, OSError, ImportError, StopIteration),
)
"""All that evaluating an expression of somebody else's can raise."""


def main() -> None:
    """Render what standard input tells: the template on the first line, then a sheet a line."""
    _bound_memory()
    try:
        template = compiled(json.loads(sys.stdin.readline()))
    except _WRONG as error:
        _tell({"wrong": _explained(error)})
        return
    for line in sys.stdin:
        _tell(_rendered(template, line))


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
    sandbox.filters |= {"note": note, "origin": _origin}
    return sandbox.from_string(source)


def _origin(article: Mapping[str, str]) -> str:
    """Where an article is from, as a line of Markdown."""
    told = (article[name] for name in ("byline", "publisher", "published"))
    return origin_line(told, web_address(article["source"]))


def _rendered(template: Template, line: str) -> dict[str, str]:
    try:
        return _bounded(template.generate(_told(line)))
    except _WRONG as error:
        return {"wrong": _explained(error)}


def _told(line: str) -> dict[str, Any]:
    """A sheet as it was sent, with its marks' articles in the place of their ids."""
    told: dict[str, Any] = json.loads(line)
    articles = told.pop("articles")
    for about in (told, *told["sections"]):
        about["article"] = articles.get(about["article"])
    for section in told["sections"]:
        for mark in section["marks"]:
            mark["article"] = articles[mark["article"]]
    return told


def _bounded(parts: Iterator[str]) -> dict[str, str]:
    kept: list[str] = []
    left = LONGEST
    for part in parts:
        left -= len(part)
        if left < 0:
            return {"wrong": f"it writes more than {LONGEST // 1_000_000} million characters"}
        kept.append(part)
    whole = "".join(kept)
    return {"text": whole.encode(errors="replace").decode()}  # a template can spell halves of characters


def _explained(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "it takes too much memory"
    number = getattr(error, "lineno", None)
    where = f"line {number}: " if number else ""
    return f"{where}{str(error) or type(error).__name__}".rstrip(".")


def _bound_memory() -> None:
    """Have the system refuse it more memory, where there is a system that does."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _tell(answer: dict[str, str]) -> None:
    sys.stdout.write(f"{json.dumps(answer)}\n")
    sys.stdout.flush()
