"""Which reports go where: what the command line asks for, and the writing of them.

The same for all commands that report; each has a registry of its own :class:`Output` s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Generic, TypeVar

from ...corpus.errors import UsageError
from ...corpus.formats import atomic_output
from .style import PLAIN, Style

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Output(Generic[T]):
    """A form a report can take: its name, what it is, and the function that makes it.

    The pieces that ``render`` yields are the whole of the report when they are joined. ``suffixes``
    are those of files that hold such reports. ``styled`` makes the report for a person at a
    terminal, in colours and in its width, where that is another thing.
    """

    name: str
    summary: str
    render: Callable[[T], Iterator[str]]
    suffixes: tuple[str, ...] = ()
    styled: Callable[[T, Style], Iterator[str]] | None = None

    def pieces(self, outcome: T, style: Style) -> Iterator[str]:
        """The pieces of the report, in this style if it has any."""
        return self.styled(outcome, style) if self.styled else self.render(outcome)


@dataclass(frozen=True, slots=True)
class Wanted(Generic[T]):
    """A report, and the file to write it to (``-`` is standard output)."""

    output: Output[T]
    file: Path


def wanted(
    reports: Sequence[Output[T]], format: str | None, files: Sequence[str], *, default: str
) -> tuple[Wanted[T], ...]:
    """Those of the reports that a command line asks for.

    ``files`` are written ``NAME=FILE`` or ``FILE``; a file without a name takes the format of its
    suffix, else ``format``. Standard output gets ``format``, unless a file has taken it, or the
    default if there are no files. Raises UsageError for a name that is none, and for a file whose
    format cannot be told.
    """
    found = [_file(reports, each, format) for each in files]
    asked = format is not None and format not in {each.output.name for each in found}
    if (asked or not found) and Path("-") not in {each.file for each in found}:
        found.insert(0, Wanted(named(reports, format or default), Path("-")))
    return tuple(found)


def named(reports: Sequence[Output[T]], name: str) -> Output[T]:
    """The report of this name. Raises UsageError if there is none."""
    names = [each.name for each in reports]
    if name in names:
        return reports[names.index(name)]
    near = get_close_matches(name, names, 1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise UsageError(
        f"there is no report '{name}'", remedy=f"{hint}the reports are {', '.join(names)}"
    )


def _file(reports: Sequence[Output[T]], given: str, format: str | None) -> Wanted[T]:
    name, equals, path = given.partition("=")
    if equals and name.replace("-", "").isalnum():
        return Wanted(named(reports, name), Path(path))
    file = Path(given)
    suffix = file.suffix.lower()
    found = next((each for each in reports if suffix and suffix in each.suffixes), None)
    if found is None and format is None:
        raise UsageError(
            "the report cannot be told from the name",
            file=given,
            remedy="write it as NAME=FILE, or give --output-format",
        )
    return Wanted(found or named(reports, format or ""), file)


def write(outcome: T, reports: Sequence[Wanted[T]], style: Style = PLAIN) -> None:
    """Write every report. Each file appears when it is whole.

    ``style`` is that of what goes to standard output; files are plain.
    """
    for each in reports:
        with atomic_output(each.file) as out:
            worn = style if each.file == Path("-") else PLAIN
            for piece in each.output.pieces(outcome, worn):
                out.write(piece)
