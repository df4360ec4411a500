"""Which reports go where: what the command line asks for, and the writing of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from ...corpus.errors import UsageError
from ...corpus.formats import atomic_output
from . import REPORTS, Outcome, Output
from .style import PLAIN, Style

_SUFFIXES = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".sarif": "sarif",
    ".xml": "junit",
    ".html": "html",
    ".htm": "html",
    ".txt": "full",
    ".md": "github-summary",
}
"""What a file's suffix says of the report it is to hold."""

DEFAULT = "full"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report, and the file to write it to (``-`` is standard output)."""

    output: Output
    file: Path


def wanted(format: str | None, files: Sequence[str]) -> tuple[Wanted, ...]:
    """The reports that a command line asks for.

    ``files`` are written ``NAME=FILE`` or ``FILE``; a file without a name takes the format of its
    suffix, else ``format``. Standard output gets ``format``, unless a file has taken it, or the
    default if there are no files. Raises UsageError for a name that is none, and for a file whose
    format cannot be told.
    """
    found = [_file(each, format) for each in files]
    asked = format is not None and format not in {each.output.name for each in found}
    if (asked or not found) and Path("-") not in {each.file for each in found}:
        found.insert(0, Wanted(named(format or DEFAULT), Path("-")))
    return tuple(found)


def named(name: str) -> Output:
    """The output of this name. Raises UsageError if there is none."""
    names = [each.name for each in REPORTS]
    if name in names:
        return REPORTS[names.index(name)]
    near = get_close_matches(name, names, 1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise UsageError(
        f"there is no report '{name}'", remedy=f"{hint}the reports are {', '.join(names)}"
    )


def _file(given: str, format: str | None) -> Wanted:
    name, equals, path = given.partition("=")
    if equals and name.replace("-", "").isalnum():
        return Wanted(named(name), Path(path))
    file = Path(given)
    name = _SUFFIXES.get(file.suffix.lower(), "") or format or ""
    if not name:
        raise UsageError(
            "the report cannot be told from the name",
            file=given,
            remedy="write it as NAME=FILE, or give --output-format",
        )
    return Wanted(named(name), file)


def write(outcome: Outcome, reports: Sequence[Wanted], style: Style = PLAIN) -> None:
    """Write every report. Each file appears when it is whole.

    ``style`` is that of what goes to standard output; files are plain.
    """
    for each in reports:
        with atomic_output(each.file) as out:
            worn = style if each.file == Path("-") else PLAIN
            for piece in each.output.pieces(outcome, worn):
                out.write(piece)
