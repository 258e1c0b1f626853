"""Which formats there are. Each is imported when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from exchange.formats.sheet import By

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.formats.selection import Selection
    from exchange.formats.sheet import Sheet


class Writer(Protocol):
    """What sheets are written by: a format, or a template of the reader's own."""

    @property
    def name(self) -> str:
        """The name of the format, or the path of the template."""
        ...

    @property
    def ending(self) -> str:
        """The ending of its files."""
        ...

    @property
    def by(self) -> tuple[By, ...]:
        """What a file of it can be about; nothing if it is always one file, of all that is selected."""
        ...

    def write(self, told: Iterable[Sheet] | Selection) -> Iterator[str]:
        """The sheets, or all that is selected if it is always one file, piece by piece."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format that Postil knows: its name, its module, and what a `Writer` has."""

    name: str
    module: str
    ending: str
    by: tuple[By, ...] = tuple(By)

    def write(self, told: Iterable[Sheet] | Selection) -> Iterator[str]:
        """What is told, in this format."""
        texts: Iterator[str] = import_module(f"exchange.formats.{self.module}").write(told)
        return texts


MARKDOWN = Format("markdown", "plain", ".md")
_OTHERS = (
    Format("obsidian", "obsidian", ".md"),
    Format("logseq", "logseq", ".md"),
    Format("org", "org", ".org"),
    Format("html", "page", ".html", (By.ARTICLE,)),
    Format("csv", "table", ".csv"),
    Format("jsonl", "jsonlines", ".jsonl", ()),
    Format("w3c", "webannotation", ".jsonld"),
    Format("hypothesis", "hypothesis", ".json"),
    Format("readwise", "readwise", ".csv"),
    Format("claimreview", "claimreview", ".jsonld", (By.CLAIM,)),
    Format("argdown", "argdown", ".argdown", ()),
    Format("bibtex", "bibtex", ".bib"),
    Format("csl", "csljson", ".json"),
)
FORMATS = {form.name: form for form in (MARKDOWN, *_OTHERS)}
"""The formats by their names."""
