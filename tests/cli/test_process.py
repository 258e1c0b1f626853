"""What only a process of its own can show."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.library import Library
from store.records import Kind
from tests.store.making import span

if TYPE_CHECKING:
    from tests.cli.command import Command

CHECKOUT = Path(__file__).resolve().parents[2]
SLOW = {"textual", "sqlite_utils", "markdown_it", "yaml", "rapidfuzz", "rich"}
NOT_TO_SEARCH = {
    *("store.articles", "store.records", "store.marking", "store.operations", "store.projection"),
    *("store.undo", "store.references", "store.revisions", "store.anchoring", "store.migrations"),
    *("text.document", "exchange.escape", "exchange.markdown", "platformdirs", "hashlib"),
}
SPY = """
import atexit, sys
atexit.register(lambda: print(*sys.modules, file=sys.__stderr__))
sys.argv = ["postil", *sys.argv[1:]]
from postil.__main__ import main
main()
"""


def environment(command: Command, **more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    return kept | {"POSTIL_LIBRARY": str(command.library), "PYTHONPATH": str(CHECKOUT)} | more


def run(command: Command, *arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    line = [sys.executable, "-m", "postil", *arguments]
    return subprocess.run(
        line, capture_output=True, check=False, env=environment(command, **more), timeout=60
    )


def loaded(command: Command, *arguments: str) -> set[str]:
    line = [sys.executable, "-c", SPY, *arguments]
    done = subprocess.run(line, capture_output=True, check=False, env=environment(command), timeout=60)
    return set(done.stderr.decode().splitlines()[-1].split())


@pytest.mark.parametrize(
    "arguments",
    [
        *(
            (),
            ("--help",),
            ("list",),
            ("search", "ship"),
            ("search", "-gone", "tag:sea", "or", '"the ship', "--format", "jsonl"),
            ("search", "in:articles", "nobody"),
            ("list", "keeper", "is:unread"),
            ("show", "Keeper", "--text"),
            ("history",),
            ("undo",),
        ),
        ("mark", "Keeper", "--exact", "came closer"),
    ],
)
def test_a_command_imports_nothing_slow(marked: Command, arguments: tuple[str, ...]) -> None:
    found = {name.partition(".")[0] for name in loaded(marked, *arguments)}
    assert "cli" in found
    assert not found & SLOW


def test_the_help_imports_no_command_and_no_store(marked: Command) -> None:
    found = loaded(marked, "--help")
    assert "cli.main" in found
    assert not {"cli.list", "store.library", "platformdirs"} & found


@pytest.mark.parametrize("query", ["ship", "shhip gone", '+ship "the ship" kind:quote'])
def test_a_search_imports_nothing_that_writes_or_reads_articles(marked: Command, query: str) -> None:
    found = loaded(marked, "search", query)
    assert {"store.search", "store.marks"} <= found
    assert not NOT_TO_SEARCH & found


def test_it_runs_as_a_process_with_its_exit_code(marked: Command) -> None:
    found = run(marked, "search", "ship", "--json")
    assert (found.returncode, found.stderr, len(json.loads(found.stdout))) == (0, b"", 2)
    assert [run(marked, *line).returncode for line in (("search", "zeppelin"), ("add", "absent"))] == [1, 3]


def test_it_tells_its_version(postil: Command) -> None:
    assert run(postil, "--version").stdout.startswith(b"postil ")


@pytest.mark.parametrize("encoding", ["ascii:strict", "latin-1:strict", "cp1252:strict"])
def test_no_encoding_of_the_output_brings_it_down(marked: Command, encoding: str) -> None:
    marked("add", marked.write("book.txt", "日本語 “quoted” 🎈, a text."))
    marked("mark", "book", "--exact", "日本語 “quoted” 🎈")
    for arguments in (("list",), ("show", "book"), ("search",), ("history",), ("show", "“"), ("export",)):
        done = run(marked, *arguments, PYTHONIOENCODING=encoding)
        assert b"Traceback" not in done.stderr
    exact = json.loads(run(marked, "search", "--json", PYTHONIOENCODING=encoding).stdout)[0]["exact"]
    assert exact == "日本語 “quoted” 🎈"


def test_the_exact_text_is_the_same_in_every_locale(marked: Command) -> None:
    everywhere = {
        run(marked, "show", "Keeper", "--text", PYTHONIOENCODING=name).stdout for name in ("ascii", "utf-8")
    }
    assert everywhere == {marked.text("Keeper").encode() + b"\n"}


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
def test_a_reader_that_stops_reading_is_no_error(marked: Command) -> None:
    marked("add", marked.write("long.txt", "Some words.\n\n" * 20_000))
    line = [sys.executable, "-m", "postil", "show", "long"]
    pipe = subprocess.PIPE
    with subprocess.Popen(line, env=environment(marked), stdout=pipe, stderr=pipe) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
def test_a_search_into_head_ends_quietly(marked: Command) -> None:
    words = "\n\n".join(f"Words of line {number}." for number in range(600))
    (added,) = marked.json("add", marked.write("many.txt", words))
    with Library.open(marked.library) as library, library.transaction():
        for number in range(600):
            library.annotate(added["id"], span(f"line {number}.", words), Kind.QUOTE, note="x" * 400)
    line = f'"{sys.executable}" -m postil search line --limit 600 --format jsonl | head -n 1'
    shell = ["sh", "-c", line]
    done = subprocess.run(shell, capture_output=True, check=True, env=environment(marked), timeout=60)
    assert (done.stdout.count(b"\n"), done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_an_output_that_is_full_is_one_sentence(marked: Command) -> None:
    with Path("/dev/full").open("wb") as full:
        line = [sys.executable, "-m", "postil", "list"]
        done = subprocess.run(
            line, stdout=full, stderr=subprocess.PIPE, check=False, env=environment(marked), timeout=60
        )
    assert (done.returncode, done.stderr.count(b"\n")) == (3, 1)


def on_a_terminal(command: Command, *arguments: str, **more: str) -> bytes:
    """What the command writes to a terminal, and its exit code behind it."""
    pty = pytest.importorskip("pty", reason="needs a Unix terminal")
    controller, terminal = pty.openpty()
    line = [sys.executable, "-m", "postil", *arguments]
    with subprocess.Popen(
        line, env=environment(command, **more), stdin=terminal, stdout=terminal, stderr=terminal
    ) as process:
        os.close(terminal)
        written = b""
        while chunk := _read(controller):
            written += chunk
    os.close(controller)
    return written + b"exit %d" % process.returncode


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other side has closed
        return b""


def test_what_matched_is_lit_and_typing_errors_are_named(marked: Command) -> None:
    written = on_a_terminal(marked, "search", "shhip", "gone", TERM="xterm")
    assert b"\x1b[1m\x1b[4mship\x1b[0m" in written
    assert "shhip → ship".encode() in written


def test_people_get_colour_unless_they_ask_for_none(marked: Command) -> None:
    assert b"\x1b[" in on_a_terminal(marked, "search", "ship", TERM="xterm")
    plain = on_a_terminal(marked, "search", "ship", TERM="xterm", NO_COLOR="1")
    assert b"\x1b[" not in plain
    assert b"I saw a ship" in plain
    assert b"\x1b[" not in run(marked, "search", "ship").stdout


@pytest.mark.parametrize("name", ["dumb", ""])
def test_the_reader_refuses_a_terminal_that_cannot_do_it(postil: Command, name: str) -> None:
    written = on_a_terminal(postil, TERM=name)
    assert b"TERM" in written
    assert written.endswith(b"exit 2")
    assert b"\x1b" not in written


def test_an_export_of_what_is_there_already_imports_no_format(marked: Command) -> None:
    line = ("export", "--to", f"{marked.folder}/notes/")
    assert "exchange.formats.plain" in loaded(marked, *line)
    found = loaded(marked, *line)
    assert "exchange.exporting.upkeep" in found
    assert not {"exchange.formats.plain", "store.articles", "exchange.exporting.merge"} & found
    assert not {name.partition(".")[0] for name in found} & SLOW


def test_an_interruption_while_the_program_loads_is_no_traceback(postil: Command) -> None:
    code = """
import sys
class Interrupts:
    def find_spec(self, name, *_):
        if name == "click":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupts())
from postil.__main__ import main
main()
"""
    line = [sys.executable, "-c", code]
    done = subprocess.run(line, capture_output=True, check=False, env=environment(postil), timeout=60)
    assert (done.returncode, done.stderr) == (130, b"Interrupted." + os.linesep.encode())
