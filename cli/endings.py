"""How a command ends: the exit codes, and one sentence on standard error for every one but 0."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import click

from exchange.errors import RefusedError
from store import errors
from text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator


class Ending(click.ClickException):
    """The command ends here, with a sentence that says why; the leaves say with which exit code."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence to standard error."""
        complain(self.message, file)


class NothingFound(Ending):
    """There is nothing to show or to do."""

    exit_code = 1


class Misused(Ending):
    """The command was not called as it must be."""

    exit_code = 2


class Refused(Ending):
    """What came in, or where it should go, cannot be taken."""

    exit_code = 3


class Unusable(Ending):
    """The library cannot be used."""

    exit_code = 4


class Interrupted(Ending):
    """Ctrl+C was typed; the exit code is that of a program which is interrupted so, as shells have it."""

    exit_code = 130


def complain(sentence: str, file: IO[Any] | None = None, *, indent: str = "") -> None:
    """Print one sentence to standard error, harmless to a terminal whatever it quotes."""
    click.echo(indent + clean_line(sentence), file=file, err=True)


@contextmanager
def explained() -> Iterator[None]:
    """Turn every failure a person can cause into an `Ending`."""
    try:
        yield
    except errors.LibraryUnusableError as error:
        raise Unusable(str(error)) from error
    except (errors.NoSuchArticleError, errors.NoSuchAnnotationError, errors.NoSuchSpeakerError) as error:
        raise NothingFound(str(error)) from error
    except (errors.StoreError, RefusedError) as error:
        raise Refused(str(error)) from error
    except click.UsageError as error:
        raise Misused(_usage(error)) from error
    except errors.CodebookError as error:
        raise Misused(str(error)) from error
    except KeyboardInterrupt as error:
        raise Interrupted("Interrupted: what was done before stays.") from error
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        if error.filename is not None:
            raise Refused(f"“{error.filename}” cannot be used: {error.strerror}.") from error
        _drop_output()
        raise Refused(f"The output cannot be written: {error.strerror}.") from error


def _drop_output() -> None:
    """Lead what is still buffered nowhere: at its exit, Python would fail on it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "postil"
    return f"{error.format_message().rstrip('.')}. See: {command} --help"
