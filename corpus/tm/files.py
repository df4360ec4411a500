"""The upkeep of memories in files: what is read, changed on its way, and written.

Nothing is written before it is whole, the parts of a memory that is split included. What is
read twice by mistake (standard input), or both read and written, is refused before it is opened.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from itertools import count, takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

from ..convert import refuse_same_file
from ..errors import UsageError, plain_reason
from ..formats import (
    NoticeTo,
    TmxSettings,
    check_settings,
    format_for,
    output_files,
    read_bitext,
    write_bitext,
)
from ..formats.files import STANDARD, numbered_path, stem_and_suffixes
from ..formats.format import by_suffix
from ..model import Bitext, Notice, Unit
from .merge import check_languages, merge
from .split import ByParts, ByUnits, Split, split_units

PART = "{part}"
"""Stands in the name of an output for the name of a part."""
MOST_PARTS = 10_000


Change = Callable[[Iterable[Unit]], Iterable[Unit]]
"""What becomes of the units on their way."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read; None leaves it to be recognised."""

    format: str | None = None
    source_language: str | None = None
    target_language: str | None = None
    encoding: str | None = None

    def open(self, path: Path, notice: NoticeTo | None = None) -> Bitext:
        """The bitext in a file, its units read as they are walked."""
        return read_bitext(
            path,
            format=self.format,
            source_language=self.source_language,
            target_language=self.target_language,
            encoding=self.encoding,
            notice=notice,
        )


@dataclass(frozen=True, slots=True)
class Writing:
    """Where a bitext goes, and in which format; None leaves that to the suffix.

    ``tmx`` says for whom it is, if it is a TMX.
    """

    output: Path
    format: str | None = None
    notice: NoticeTo | None = None
    tmx: TmxSettings | None = None

    def check(self, sources: Iterable[Path]) -> None:
        """Raise UsageError for a format that is unknown and for an output that is a source."""
        check_settings(format_for(self.output, self.format, writing=True), self.tmx)
        for source in sources:
            refuse_same_file(source, self.output)

    def write(self, bitext: Bitext, change: Change, sources: Iterable[Path]) -> int:
        """Write it, its units changed on their way; returns the number of units."""
        # What the files are called may hang on the languages.
        for output in output_files(self.output, self.format, bitext):
            for source in sources:
                refuse_same_file(source, output)
        changed = replace(bitext, units=change(bitext.units))
        return write_bitext(
            changed, self.output, format=self.format, notice=self.notice, tmx=self.tmx
        )


def rewrite(
    source: Path,
    change: Change,
    reading: Reading,
    writing: Writing,
    notice: NoticeTo | None = None,
) -> int:
    """Read a bitext, change its units, write it; returns the number of units written.

    ``notice`` is told what had to be passed over in reading.
    """
    # Told before the source is opened: a wrong output is the quicker to mend.
    writing.check([source])
    return writing.write(reading.open(source, notice), change, [source])


def merge_files(
    sources: Sequence[Path],
    change: Change,
    reading: Reading,
    writing: Writing,
    *,
    provenance: bool = True,
    notice: NoticeTo | None = None,
) -> int:
    """Merge bitexts, one at least, change the units, write them; returns how many were written."""
    writing.check(sources)
    _read_once(sources)
    opened = ((str(path), reading.open(path, _of_file(notice, path))) for path in sources)
    merged = merge(opened, provenance=provenance, notice=notice)
    return writing.write(merged, change, sources)


@contextmanager
def open_two(
    old: Path, new: Path, reading: Reading, notice: NoticeTo | None = None
) -> Iterator[tuple[Bitext, Bitext]]:
    """Two bitexts to be compared, for the time of the block.

    Raises InputError if their languages differ.
    """
    _read_once((old, new))
    with ExitStack() as opened:
        bitexts = []
        for path in (old, new):
            bitext = reading.open(path, _of_file(notice, path))
            if isinstance(bitext.units, Generator):
                opened.enter_context(closing(bitext.units))
            bitexts.append(bitext)
        check_languages((str(old), bitexts[0]), (str(new), bitexts[1]), notice)
        yield bitexts[0], bitexts[1]


def split_file(
    source: Path,
    how: Split,
    pattern: str,
    reading: Reading,
    *,
    format: str | None = None,
    notice: NoticeTo | None = None,
    writing_notice: NoticeTo | None = None,
    tmx: TmxSettings | None = None,
) -> tuple[tuple[Path, int], ...]:
    """Split a bitext into files; returns them with the number of units in each.

    ``pattern`` is a path with :data:`PART` where the name of the part goes, numbers padded with
    zeros to one width. The files appear when all of them are whole. Raises UsageError for a
    pattern without that, for two parts whose names come out as the same, and for too many parts.
    """
    if PART not in Path(pattern).name:
        raise UsageError(
            f"the name of the output has no {PART} in it",
            file=pattern,
            remedy=f"write {PART} where the name of each part goes",
        )
    found = format_for(pattern, format, writing=True)
    check_settings(found, tmx)
    folder = Path(pattern).parent
    try:
        with TemporaryDirectory(dir=folder, prefix=".duilian-split-") as hidden:
            bitext = reading.open(source, notice)
            # The name of each, its number of units, its place here, and its files.
            parts: list[tuple[str, int, Path, list[Path]]] = []
            for name, units in split_units(bitext, how):
                if len(parts) == MOST_PARTS:
                    raise UsageError(f"more than {MOST_PARTS:,} parts", remedy="make larger ones")
                # Its suffixes say whether it is to be packed.
                path = Path(hidden) / f"{len(parts)}{stem_and_suffixes(Path(pattern))[1]}"
                part = replace(bitext, units=units)
                written = write_bitext(
                    part,
                    path,
                    format=found.name,
                    notice=_of_part(writing_notice, name),
                    tmx=tmx,
                )
                parts.append((name, written, path, _made(path, found.name, part)))
            names = [name for name, *_ in parts]
            # Numbers are padded, so that the files are in order; "7" as a property stays "7".
            if isinstance(how, ByUnits | ByParts):
                names = [name.zfill(len(names[-1])) for name in names]
            outputs = _outputs(names, pattern)
            moves = [
                (made, _renamed(made, path, output))
                for output, (_, _, path, files) in zip(outputs, parts, strict=True)
                for made in files
            ]
            for _, final in moves:
                refuse_same_file(source, final)
            for hidden_file, final in moves:
                os.replace(hidden_file, final)
    except OSError as error:
        raise UsageError(
            f"cannot write: {plain_reason(error)}",
            file=str(folder),
            remedy="give another path, or make this one writable",
        ) from None
    return tuple(zip(outputs, (written for _, written, *_ in parts), strict=True))


def _made(path: Path, format: str, part: Bitext) -> list[Path]:
    """The files that came of a part: one, as many as the format has, or those of a large TMX."""
    made = [each for each in output_files(path, format, part) if each.exists()]
    return made or list(takewhile(Path.exists, (numbered_path(path, n) for n in count(1))))


def _renamed(made: Path, path: Path, output: Path) -> Path:
    """What a file is called when the output it was made for, ``path``, becomes another.

    Its name is that of the output with something in it: ``-2`` before the suffixes, or ``.zh``
    behind all.
    """
    stem, suffixes = stem_and_suffixes(path)
    if made.name.startswith(path.name):
        return Path(f"{output}{made.name.removeprefix(path.name)}")
    number = made.name.removeprefix(f"{stem}-").removesuffix(suffixes)
    return numbered_path(output, int(number))


def _outputs(names: list[str], pattern: str) -> list[Path]:
    """The paths of the parts."""
    head, tail = os.path.split(pattern)
    outputs: dict[Path, str] = {}
    for name in names:
        path = Path(head) / tail.replace(PART, _as_file_name(name))
        if path in outputs:
            raise UsageError(
                f"the parts '{outputs[path]}' and '{name}' would have the same name",
                file=str(path),
                remedy="split by something else",
            )
        outputs[path] = name
    return list(outputs)


def _as_file_name(name: str) -> str:
    """What a file may be called: letters, digits, ``-``, ``.``; an underscore for the rest.

    The suffix of a format goes: the pattern has its own.
    """
    stem = stem_and_suffixes(Path(name))[0] if by_suffix(name) else name
    return re.sub(r"[^\w.-]+", "_", stem)[:80].lstrip(".") or "_"


def _read_once(sources: Sequence[Path]) -> None:
    if [str(path) for path in sources].count(STANDARD) > 1:
        raise UsageError("only one input can be standard input", remedy="give files")


def _of_file(notice: NoticeTo | None, path: Path) -> NoticeTo | None:
    """A notice that tells its file, where there are several."""
    if notice is None or str(path) == STANDARD:
        return notice
    return lambda told: notice(Notice(f"{path}: {told.place}", told.reason))


def _of_part(notice: NoticeTo | None, name: str) -> NoticeTo | None:
    if notice is None:
        return None
    return lambda told: notice(Notice(f"part {name}, {told.place}", told.reason))
