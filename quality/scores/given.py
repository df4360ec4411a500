"""Scores computed elsewhere: a number for each segment of each system, read from files.

On a bird's-eye level: ``NAME=FILE`` is one file. With one system it holds a number a line. With
several there is either a file for each, given in the order of the systems under the same name, or
one file with a column for each: of a table, in the order of the systems or under their names, or
of a file of JSON lines, under their names. JSON lines of one system, as COMET and MetricX write
them, are read by the key that a score usually has. Anything that is no number, and any other number
of lines than there are segments, is told with its place: a shifted column would give a score that
looks like one. Start reading
at :func:`read_given`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...corpus.errors import InputError, UsageError
from ...corpus.formats import read_text
from ...corpus.formats.files import split_lines
from .columns import Ratio, column
from .counting import Counted
from .texts import Text

_KEYS = ("score", "prediction", "value")
"""What a score is called in JSON lines, after the metric's own name."""
_ERRORS = ("metricx", "ter", "hter", "wer", "cer", "errors")
"""How the names of metrics begin that count errors."""
_PUBLISHED = ("comet", "xcomet")
"""How the names of metrics begin whose published thresholds are for scores of up to 100."""
_FINE = 10.0
"""Scores below this are shown with two more decimals."""


@dataclass(frozen=True, slots=True)
class Given:
    """A metric that was computed elsewhere: a number for each segment of each system's file."""

    name: str
    numbers: tuple[tuple[float, ...], ...]
    lower_is_better: bool = False

    def counted(self, systems: Sequence[Text]) -> Counted:
        """The numbers of those segments that are scored, in their order.

        Raises InputError if the files' segments are not those any more.
        """
        chosen = []
        for system, numbers in zip(systems, self.numbers, strict=True):
            if not system.places:
                raise InputError(
                    f"its segments were joined, so that {self.name} of them is not known",
                    file=system.name,
                    remedy="score texts that are cut alike",
                )
            chosen.append([numbers[place] for place in system.places])
        largest = max((abs(number) for row in self.numbers for number in row), default=0.0)
        known = self.name.startswith(_PUBLISHED)
        ratio = Ratio(
            self.name,
            (("given", "yes"), ("best", "lowest" if self.lower_is_better else "highest")),
            lower_is_better=self.lower_is_better,
            decimals=4 if largest < _FINE else 2,
            points=100.0 if known and largest < _FINE else 1.0,
        )
        return column(ratio, chosen)


def read_given(
    files: Iterable[str], systems: Sequence[Text], lower_is_better: Iterable[str] = ()
) -> tuple[Given, ...]:
    """The metrics that files give, ``NAME=FILE`` each or ``FILE``, in the order of their names.

    Of a mere ``FILE``, the name without suffixes is the metric's. ``systems`` are texts as they
    were read, ``lower_is_better`` names of metrics that count errors, beside those known to.
    Raises InputError for a file that does not hold what it should, UsageError for a metric without
    scores of every system.
    """
    of_name: dict[str, list[str]] = {}
    for each in files:
        name, file = _named(each)
        of_name.setdefault(name, []).append(file)
    errors = {name.strip().lower() for name in lower_is_better}
    if unknown := sorted(errors - set(of_name)):
        raise UsageError(
            f"{unknown[0]} is said to be better if lower, but there are no --scores of it",
            remedy=f"there are those of {', '.join(of_name)}" if of_name else "",
        )
    return tuple(
        Given(name, _numbers(name, paths, systems), name in errors or name.startswith(_ERRORS))
        for name, paths in of_name.items()
    )


def _named(given: str) -> tuple[str, str]:
    name, equals, file = given.partition("=")
    if not equals:
        name, file = Path(given).name.partition(".")[0], given
    if not name.strip() or not file:
        raise UsageError(f"--scores {given}: a name and a file were expected")
    return name.strip().lower(), file


def _numbers(
    name: str, files: Sequence[str], systems: Sequence[Text]
) -> tuple[tuple[float, ...], ...]:
    """The numbers of each system."""
    if len(files) == len(systems):
        found = [_one(_rows(file), name, file) for file in files]
    elif len(files) == 1:
        found = _columns(_rows(files[0]), systems, files[0])
        files = list(files) * len(systems)
    else:
        raise UsageError(
            f"{len(files)} files of {name} are given for {len(systems)} systems",
            remedy="give one for each, in their order, or one with a column for each",
        )
    for numbers, file, system in zip(found, files, systems, strict=True):
        if len(numbers) != len(system):
            raise InputError(
                f"{len(numbers)} scores, where {system.name} has {len(system)} segments",
                file=file,
                remedy="give a number for each segment, a line each",
            )
    return tuple(map(tuple, found))


Cells = tuple[object, ...]
_Objects = list[tuple[int, dict[str, object]]]
_Table = list[tuple[int, Cells]]
"""Lines with their numbers from 1: what each holds under which key, or its cells."""


def _rows(file: str) -> tuple[_Objects, _Table]:
    """The lines of a file of JSON lines, or those of a table; blank ones at the end are none."""
    lines = list(enumerate(split_lines(read_text(file).rstrip()), start=1))
    if lines and lines[0][1].lstrip().startswith("{"):
        return [(number, _object(line, number, file)) for number, line in lines], []
    return [], [(number, tuple(map(str.strip, line.split("\t")))) for number, line in lines]


def _object(line: str, number: int, file: str) -> dict[str, object]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise InputError("this is no object in JSON", file=file, place=f"line {number}")
    return {key.lower(): each for key, each in value.items()}


def _one(rows: tuple[_Objects, _Table], name: str, file: str) -> list[float]:
    """The numbers of a file that is one system's."""
    objects, table = rows
    if objects:
        keys = (name, *_KEYS)
        key = next((key for key in keys if key in objects[0][1]), None)
        if key is None:
            raise InputError(
                "there is no score in it",
                file=file,
                place=f"line {objects[0][0]}",
                remedy=f"the score was looked for under {', '.join(keys)}",
            )
        return [_number(each.get(key), number, file) for number, each in objects]
    _, table = _headed(table)
    for number, cells in table:
        if len(cells) != 1:
            raise InputError(
                f"{len(cells)} columns, where one was expected", file=file, place=f"line {number}"
            )
    return [_number(cells[0], number, file) for number, cells in table]


def _columns(
    rows: tuple[_Objects, _Table], systems: Sequence[Text], file: str
) -> list[list[float]]:
    """The numbers of each system, of a file that has those of all."""
    objects, table = rows
    head: Cells = tuple(objects[0][1]) if objects else ()
    if not objects:
        head, table = _headed(table)
    if head:
        places = [_place(system, head, file) for system in systems]
    else:
        places = list(range(len(systems)))
    if objects:
        keys = [str(head[place]) for place in places]
        return [[_number(each.get(key), number, file) for number, each in objects] for key in keys]
    width = len(head) or len(systems)
    for number, cells in table:
        if len(cells) != width:
            raise InputError(
                f"{len(cells)} columns, where {width} were expected",
                file=file,
                place=f"line {number}",
                remedy="give a column for each system, or a file for each",
            )
    return [[_number(cells[place], number, file) for number, cells in table] for place in places]


def _headed(table: _Table) -> tuple[Cells, _Table]:
    """The head of a table, if it has one, and the rest: a head holds no number at all."""
    if len(table) > 1 and not any(map(_is_number, table[0][1])):
        return tuple(str(cell).lower() for cell in table[0][1]), table[1:]
    return (), table


def _place(system: Text, head: Cells, file: str) -> int:
    """Which column is a system's: the one that has the name of its file, with or without folders
    and suffixes."""
    path = Path(system.name)
    for name in (str(path), path.name, path.stem, path.name.partition(".")[0]):
        if name.lower() in head:
            return head.index(name.lower())
    raise InputError(
        f"no column of it is called {path.name}",
        file=file,
        remedy=f"the columns are {', '.join(map(str, head))}",
    )


def _is_number(cell: object) -> bool:
    try:
        float(str(cell))
    except ValueError:
        return False
    return True


def _number(cell: object, line: int, file: str) -> float:
    """A cell as a number that can be counted with."""
    is_number = _is_number(cell) and not isinstance(cell, bool)
    value = float(str(cell)) if is_number else math.nan
    if not math.isfinite(value):
        shown = "nothing" if cell in (None, "") else f"'{cell}'"
        raise InputError(
            f"{shown} stands there, where a number was expected", file=file, place=f"line {line}"
        )
    return value
