"""Templates of the reader's own: Jinja2, in a process that is bounded in time, memory and what it writes."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Timer
from typing import IO, TYPE_CHECKING, cast

from exchange.formats.errors import BadTemplateError, SlowTemplateError
from exchange.formats.outline import facts
from exchange.formats.sheet import By, sections
from exchange.json import annotation_json, article_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exchange.formats.selection import Selection
    from exchange.formats.sheet import Section, Sheet
    from exchange.json import Json

SECONDS = 10.0
"""How long one file may take."""
LARGEST = 1_000_000
"""Bytes of a template."""
_ANSWER = 200_000_000
"""Bytes of an answer: every code point that may be written, escaped for JSON."""
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
_START += "from exchange.formats.rendering import main; main()"


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template, the file it was read from, and how long it may take for one file."""

    name: str
    source: str
    ending: str = ".md"
    by: tuple[By, ...] = tuple(By)
    seconds: float = SECONDS

    def write(self, told: Iterable[Sheet] | Selection) -> Iterator[str]:
        """Each sheet as the template writes it. Raises `BadTemplateError` and `SlowTemplateError`."""
        process = _started()
        try:
            _send(process, self.source)
            for sheet in cast("Iterable[Sheet]", told):
                yield self._answer(process, told_of(sheet))
        finally:
            process.kill()
            process.communicate()

    def _answer(self, process: subprocess.Popen[bytes], told: Json) -> str:
        """What the process makes of a sheet; it may be late already in taking it in."""
        late = Event()
        timer = Timer(self.seconds, _end, (process, late))
        timer.start()
        try:
            _send(process, told)
            line = cast("IO[bytes]", process.stdout).readline(_ANSWER)
        finally:
            timer.cancel()
        if late.is_set():
            raise SlowTemplateError(name=self.name, seconds=f"{self.seconds:g}")
        if not line.endswith(b"\n"):
            raise BadTemplateError(name=self.name, reason="it takes too much memory, or is nested too deep")
        answer = json.loads(line)
        if "wrong" in answer:
            raise BadTemplateError(name=self.name, reason=answer["wrong"])
        return str(answer["text"])


def read_template(path: Path) -> TemplateFile:
    """The template in a file, named as what it makes and `.j2`: `notes.md.j2`. Raises `BadTemplateError`."""
    try:
        if path.exists() and not path.is_file():  # a pipe that nobody writes to is read for ever
            raise BadTemplateError(name=path, reason="it is not a file")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        source = data.decode() if len(data) <= LARGEST else ""
    except OSError as error:
        raise BadTemplateError(name=path, reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise BadTemplateError(name=path, reason="it is not in UTF-8") from error
    except ValueError as error:  # a NUL in the name
        raise BadTemplateError(name=path, reason="there can be no such name") from error
    if len(data) > LARGEST:
        raise BadTemplateError(name=path, reason="it is larger than a megabyte")
    stem = path.name.removesuffix(".j2")
    return TemplateFile(str(path), source, Path(stem).suffix if stem != path.name else ".md")


def told_of(sheet: Sheet) -> dict[str, Json]:
    """What a template can tell of a sheet: `by`, `id`, `title`, `note`, `facts`, `article`, `sections`."""
    known: dict[str, Json] = {
        name: list(value) if isinstance(value, tuple) else value for name, value in facts(sheet).items()
    }
    return {
        "by": sheet.by.value,
        "id": sheet.id,
        "title": sheet.title,
        "note": sheet.claim.note if sheet.claim is not None else "",
        "facts": known,
        "article": sheet.id if sheet.by is By.ARTICLE else None,
        "articles": {article_id: article_json(sheet.articles[article_id]) for article_id in _articles(sheet)},
        "sections": [_section(section) for section in sections(sheet)],
    }


def _articles(sheet: Sheet) -> Iterable[str]:
    about = [sheet.id] if sheet.by is By.ARTICLE else []
    return dict.fromkeys([*about, *(mark.article_id for mark in sheet.marks)])


def _section(section: Section) -> dict[str, Json]:
    """Marks name their articles, which the process puts in their place: each is told once."""
    marks: list[Json] = [{**annotation_json(mark), "article": mark.article_id} for mark in section.marks]
    article = section.article.id if section.article else None
    return {"heading": section.heading, "article": article, "marks": marks}


def _started() -> subprocess.Popen[bytes]:
    line = [sys.executable, "-P", "-c", _START, json.dumps(sys.path)]  # -P: nothing of the folder one is in
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(line, stdin=pipe, stdout=pipe, stderr=nowhere)  # noqa: S603 - our own


def _end(process: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    process.kill()


def _send(process: subprocess.Popen[bytes], value: Json) -> None:
    """Tell the process something; one that has ended already answers nothing, which is seen then."""
    pipe = cast("IO[bytes]", process.stdin)
    try:
        pipe.write(f"{json.dumps(value)}\n".encode())
        pipe.flush()
    except BrokenPipeError:
        return
