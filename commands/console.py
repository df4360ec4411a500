"""What the commands print: data on standard output, messages on standard error, exit codes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..corpus.errors import DuilianError, InputError, UsageError
from ..corpus.tally import counted as counted  # for the commands

if TYPE_CHECKING:
    from ..corpus.tally import Tally

CLEAN, FINDINGS, WRONG = 0, 1, 2
"""Exit codes."""

STANDARD = Path("-")
"""Standard input or output."""


def say_notes(notices: Tally, file: Path = STANDARD) -> None:
    """What was passed over in a file, a line for each reason."""
    where = "" if file == STANDARD else f"{file}: "
    for line in notices.lines():
        say(f"note: {where}{line}")


def say_written(output: Path, written: int) -> None:
    """How many units were written, and where: to one file, or to several named after it."""
    from ..corpus.formats.files import numbered_path

    where = str(output)
    if output == STANDARD:
        where = ""
    elif not output.exists():
        first = numbered_path(output, 1)
        where = f"{first} and on" if first.exists() else f"{output}.*"
    say(
        f"{where}: {counted(written, 'unit')} written"
        if where
        else counted(written, "unit") + " written"
    )


def say(message: str) -> None:
    """One line on standard error, whatever a file name or a text may hold."""
    line = "".join(char if char.isprintable() else "\ufffd" for char in " ".join(message.split()))
    with suppress(OSError):
        print(f"duilian: {line}", file=sys.stderr, flush=True)


def print_lines(lines: Iterable[str]) -> None:
    """Lines of data on standard output, in UTF-8 whatever the locale."""
    from ..corpus.formats import atomic_output

    with atomic_output("-") as out:
        for line in lines:
            out.write(line + "\n")
            out.flush()


def json_text(value: dict[str, Any]) -> str:
    """A value as a person may read it and a program too."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2)


@contextmanager
def naming_formats(writing: str) -> Iterator[None]:
    """In an error's remedy, --format is --from for what is read, else ``writing``."""
    try:
        yield
    except DuilianError as error:
        option = "--from" if isinstance(error, InputError) else writing
        error.remedy = error.remedy.replace("--format", option)
        raise


def language_tag(tag: str | None, option: str) -> str | None:
    """A language tag as the library wants it."""
    if tag is None:
        return None
    from ..corpus.text.script import normalize_tag

    try:
        return normalize_tag(tag)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None
