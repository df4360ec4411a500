"""Beads files, or folders of them, against gold; and the result as a table or as JSON.

In folders, files belong together by their path without suffix: ``zh/001.gold`` and
``zh/001.beads``. Where a folder holds several such files, the one ending in ``.gold`` is gold,
and one that does not is the test; so gold and test may stand in one folder. Start reading at
:func:`evaluate_files`; what the rates mean is said in :mod:`.evaluate`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..corpus.errors import InputError, UsageError
from ..corpus.formats import parse_beads, read_text
from .evaluate import Evaluation, Pair, Rates, evaluate

GOLD_SUFFIXES = (".gold", ".beads")
TEST_SUFFIXES = (".beads", ".ladder", ".gold")


@dataclass(frozen=True, slots=True)
class Report:
    """The evaluation of each document, by name, in order; and what else there is to say."""

    documents: tuple[tuple[str, Evaluation], ...]
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> Evaluation:
        """All documents together: counts are summed before anything is divided."""
        return sum((each for _, each in self.documents), Evaluation())


def evaluate_files(gold: Path, test: Path) -> Report:
    """Compare a beads file with its gold, or every file of a folder.

    Raises InputError for what cannot be read and for gold without a test file, UsageError if
    one path is a folder and the other a file.
    """
    if not gold.is_dir() and not test.is_dir():
        return _report([(gold.stem, gold, test)], [])
    for folder, other in ((gold, test), (test, gold)):
        if folder.is_dir() and not other.is_dir():
            # Let a file that is not there be reported as such.
            if other.exists():
                raise UsageError(
                    "this is a file, where a folder was expected",
                    file=str(other),
                    remedy="give two beads files, or two folders of them",
                )
            raise InputError("there is no such folder", file=str(other), remedy="check the path")
    wanted = _files(gold, GOLD_SUFFIXES[::-1])
    given = _files(test, TEST_SUFFIXES[::-1])
    if not wanted:
        raise InputError(
            f"there is no file ending in {' or '.join(GOLD_SUFFIXES)} in it", file=str(gold)
        )
    missing = [name for name in wanted if name not in given]
    if missing:
        names = ", ".join(missing[:5]) + (", ..." if len(missing) > 5 else "")
        raise InputError(
            f"nothing to compare with gold for {len(missing)} of {len(wanted)}: {names}",
            file=str(test),
            remedy=f"each needs a file of that name ending in {', '.join(TEST_SUFFIXES)}",
        )
    extra = [name for name in given if name not in wanted]
    notes = [f"{test / name}: no gold for it; not counted" for name in extra[:5]]
    if len(extra) > 5:
        notes.append(f"{test}: no gold for {len(extra) - 5} more; not counted")
    return _report([(name, path, given[name]) for name, path in wanted.items()], notes)


def _files(folder: Path, suffixes: Sequence[str]) -> dict[str, Path]:
    """The beads files under a folder by their path without suffix; of two, the later suffix's."""
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path
        for suffix in suffixes
        for path in sorted(folder.rglob(f"*{suffix}"))
        if path.is_file() and not path.name.startswith(".")
    }


def _report(triples: list[tuple[str, Path, Path]], notes: list[str]) -> Report:
    documents = []
    for name, gold, test in sorted(triples):
        wanted, given = _beads(gold), _beads(test)
        notes += _mismatch(wanted, given, test)
        documents.append((name, evaluate(wanted, given)))
    return Report(tuple(documents), tuple(notes))


def _beads(path: Path) -> list[Pair]:
    return list(parse_beads(read_text(path), str(path)))


def _mismatch(wanted: list[Pair], given: list[Pair], test: Path) -> Iterator[str]:
    """Say so if the two were plainly not made from the same sentences."""
    for side, name in enumerate(("source", "target")):
        last = [
            max((i for bead in beads for i in bead[side]), default=-1) for beads in (wanted, given)
        ]
        if last[0] != last[1]:
            yield (
                f"{test}: its last {name} sentence is {last[1]}, that of the gold {last[0]}:"
                " were both made from the same sentences?"
            )


# --- showing it -------------------------------------------------------------------------------


def show(report: Report) -> Iterator[str]:
    """The lines of a table: a row a document and their total, then the shapes of the beads."""
    total = report.total
    rows = [*report.documents]
    if len(rows) > 1:
        rows.append(("total", total))
    width = max(len("document"), *(len(name) for name, _ in rows))
    yield f"{'':<{width}}  {'strict':<21}  lax"
    yield f"{'document':<{width}}  " + "  ".join(["precision recall    F1"] * 2)
    for name, result in rows:
        yield f"{name:<{width}}  {_rates(result.strict)}  {_rates(result.lax)}"
    yield ""
    yield f"{'bead':<{width}}  {'given':>9} {'wanted':>6} {'hit':>5}"
    for kind in kinds(total):
        counts = (total.given[kind], total.wanted[kind], total.hit[kind])
        yield f"{kind:<{width}}  {counts[0]:>9} {counts[1]:>6} {counts[2]:>5}"


def _rates(rates: Rates) -> str:
    return f"{rates.precision:>9.3f} {rates.recall:>6.3f} {rates.f1:>5.3f}"


def as_json(report: Report) -> dict[str, Any]:
    """The same as a value that JSON can hold, with figures to 6 decimals."""
    return {
        "documents": [{"name": name} | _record(result) for name, result in report.documents],
        "total": _record(report.total),
    }


def _record(result: Evaluation) -> dict[str, Any]:
    return {
        "strict": _rates_record(result.strict),
        "lax": _rates_record(result.lax),
        "beads": {
            kind: {
                "given": result.given[kind],
                "wanted": result.wanted[kind],
                "hit": result.hit[kind],
            }
            for kind in kinds(result)
        },
    }


def _rates_record(rates: Rates) -> dict[str, float]:
    return {
        "precision": round(rates.precision, 6),
        "recall": round(rates.recall, 6),
        "f1": round(rates.f1, 6),
    }


def kinds(result: Evaluation) -> list[str]:
    """The shapes of bead met, the commonest in the gold first."""
    return sorted(
        result.given.keys() | result.wanted.keys(),
        key=lambda kind: (-result.wanted[kind], -result.given[kind], kind),
    )
