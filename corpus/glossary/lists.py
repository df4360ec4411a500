"""Lists of terms and of words, as people keep them: a table with a source and a target column.

On a bird's-eye level: the two columns are parted by a tab; more columns may follow, of which
``status`` is looked at, since a forbidden rendering is no rendering. A first row that names the
columns ``source`` and ``target`` may put them anywhere; without one they are the first two. Empty
lines and lines that begin with # are read past.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..errors import InputError
from ..formats import read_text
from ..text.terms import TermPair

_FORBIDDEN = frozenset({"forbidden", "deprecated", "superseded", "deprecatedterm-admn-sts"})


def read_terms(
    path: str | Path, weight: float = 1.0, encoding: str | None = None
) -> tuple[TermPair, ...]:
    """The pairs of terms in a table (``-`` is standard input), each with this weight.

    Raises InputError for a file that cannot be read or holds no terms, with the line.
    """
    found = tuple(_terms(read_text(path, encoding), str(path), weight))
    if not found:
        raise InputError(
            "there are no terms in it",
            file=str(path),
            remedy="each line is a source term, a tab and a target term",
        )
    return found


def _terms(text: str, name: str, weight: float) -> Iterator[TermPair]:
    columns = {"source": 0, "target": 1}
    first = True
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        named = [cell.lower() for cell in cells]
        if first and {"source", "target"} <= set(named):
            columns = {cell: place for place, cell in enumerate(named) if cell}
            first = False
            continue
        first = False
        source, target = (_cell(cells, columns, name) for name in ("source", "target"))
        if not source or not target:
            raise InputError(
                "a source term and a target term were expected",
                file=name,
                place=f"line {number}",
                remedy="part them by a tab",
            )
        if _cell(cells, columns, "status").lower() not in _FORBIDDEN:
            yield TermPair(source, target, weight)


def _cell(cells: list[str], columns: dict[str, int], name: str) -> str:
    place = columns.get(name, len(cells))
    return cells[place] if place < len(cells) else ""
