"""Mending what is safe to mend, in the file itself.

On a bird's-eye level: findings bring fixes along (:class:`.finding.Fix`): a full-width comma in
English becomes a comma, two spaces one. Those of a unit are made in its target; where the target
stands in the file is found by searching (:mod:`.written`), and only those characters are changed.
Then the changed file is read again, beside the old one: every unit must be what it was, but for
the texts that were to change. Otherwise nothing is written. What cannot be mended so is counted.
"""

from __future__ import annotations

import difflib
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..corpus.errors import InputError, UsageError
from ..corpus.formats import format_for
from ..corpus.formats.encoding import detect_encoding, known_codec
from ..corpus.formats.files import STANDARD, atomic_bytes
from ..corpus.formats.packed import PACKED
from ..corpus.model import Unit
from .finding import Finding, Fix
from .inputs import Reading, Source, open_source
from .written import WRITTEN, as_written, spots


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after: how many fixes were made, and how many could not be."""

    file: Path
    before: str
    after: str
    encoding: str
    made: int
    left: int

    def diff(self) -> Iterator[str]:
        """The change, as ``diff -u`` would show it."""
        return difflib.unified_diff(
            self.before.splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            f"{self.file}",
            f"{self.file} (mended)",
        )

    def write(self) -> None:
        """Put the mended text in the place of the old one."""
        with atomic_bytes(self.file) as out:
            out.write(self.after.encode(self.encoding))


def mend(source: Source, findings: Iterable[Finding], reading: Reading) -> Mended:
    """The file of a source with the fixes of its findings made; nothing is written yet.

    Raises UsageError for a kind of file that cannot be mended in place, InputError if the file
    would not be the same afterwards but for the fixes.
    """
    file, format = _file_and_format(source, reading)
    raw = file.read_bytes()
    encoding = (
        known_codec(reading.encoding) if reading.encoding else detect_encoding(raw, str(file))
    )
    before = raw.decode(encoding, "replace")
    if before.encode(encoding, "replace") != raw:
        raise _not_in_place(file)
    units = tuple(open_source(source, reading))
    wanted = _targets(units, findings)
    pieces = []
    end = made = left = 0
    changed: dict[int, str] = {}
    # Of line-parallel files, the one to mend has the targets alone.
    alone = source.how == "parallel"
    texts = ((unit.target if alone else unit.source, unit.target) for unit in units)
    for number, spot in enumerate(spots(before, texts, format)):
        if number not in wanted:
            continue
        text, fixes = wanted[number]
        if spot is None:
            left += fixes
            continue
        pieces += [before[end : spot.span.start], as_written(text, format, spot.way)]
        end = spot.span.end
        made += fixes
        changed[number] = text
    after = "".join([*pieces, before[end:]])
    mended = Mended(file, before, after, encoding, made, left)
    if made:
        _prove(mended, source, reading, units, changed)
    return mended


def _file_and_format(source: Source, reading: Reading) -> tuple[Path, str]:
    file = source.files[-1]
    if str(file) == STANDARD:
        raise UsageError("what comes from standard input cannot be mended", remedy="name a file")
    if source.how == "parallel":
        return file, "moses"
    format = reading.format or (
        format_for(file, writing=False).name if source.how == "bitext" else ""
    )
    if format not in WRITTEN or format == "moses" or file.name.lower().endswith(PACKED):
        raise _not_in_place(file)
    return file, format


def _not_in_place(file: Path) -> UsageError:
    kinds = ", ".join(sorted(set(WRITTEN) - {"moses"}))
    return UsageError(
        "files of this kind cannot be mended in place",
        file=str(file),
        remedy=f"--fix is for {kinds} that are not packed, and for --parallel",
    )


def _targets(units: tuple[Unit, ...], findings: Iterable[Finding]) -> dict[int, tuple[str, int]]:
    """The new targets of the units that change, by their place; and how many fixes each has."""
    fixes: defaultdict[int, list[Fix]] = defaultdict(list)
    for found in findings:
        if found.target == units[found.unit - 1].target:
            fixes[found.unit - 1] += [fix for fix in found.fixes if fix.side == "target"]
    return {
        number: mended(units[number].target, these)
        for number, these in fixes.items()
        if these and not units[number].target_markup
    }


def mended(text: str, fixes: Iterable[Fix]) -> tuple[str, int]:
    """A text with fixes made, from left to right; and how many. One that overlaps is left out."""
    pieces = []
    end = made = 0
    for fix in sorted(set(fixes), key=lambda fix: (fix.span.start, fix.span.end)):
        if fix.span.start < end:
            continue
        pieces += [text[end : fix.span.start], fix.text]
        end = fix.span.end
        made += 1
    return "".join([*pieces, text[end:]]), made


def _prove(
    mended: Mended,
    source: Source,
    reading: Reading,
    units: tuple[Unit, ...],
    changed: dict[int, str],
) -> None:
    """Read the mended file, and raise InputError unless it is what was meant."""
    with tempfile.TemporaryDirectory(prefix="duilian-") as folder:
        copy = Path(folder) / mended.file.name
        copy.write_bytes(mended.after.encode(mended.encoding))
        files = (*source.files[:-1], copy)
        again = tuple(open_source(Source(files, source.how), reading))
    ours = [(unit.source, changed.get(number, unit.target)) for number, unit in enumerate(units)]
    if ours != [(unit.source, unit.target) for unit in again]:
        raise InputError(
            "the file cannot be mended without changing more than what was found",
            file=str(mended.file),
            remedy="mend it by hand; nothing was written",
        )
