"""What there is to check: files that hold a bitext, and pairs of files that make one.

On a bird's-eye level: the command line names files and folders. A folder stands for all bitexts
in it; two files may be two texts that are aligned first, two catalogs with the same keys, or two
files whose lines answer each other. Each becomes a :class:`Source`, and :func:`open_source` makes
a bitext of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from ..corpus.errors import InputError, UsageError
from ..corpus.formats import FORMATS, NoticeTo, format_for, read_bitext, read_document
from ..corpus.formats.files import STANDARD
from ..corpus.keyed import are_catalogs, pair_by_key
from ..corpus.model import Bitext
from ..corpus.pairing import to_bitext

How = Literal["bitext", "parallel", "documents", "catalogs"]
Together = Literal["parallel", "documents"]

# What a folder may hold a great deal of that is no bitext is taken only if it is named.
_NOT_SEARCHED = frozenset({"docx", "json"})


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to check, and how it is read: a file, or two that make a bitext together."""

    files: tuple[Path, ...]
    how: How = "bitext"

    @property
    def name(self) -> str:
        """What the reports call it: the file that a translator would mend."""
        return str(self.files[-1])


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: what is None is recognised."""

    format: str | None = None
    source_language: str | None = None
    target_language: str | None = None
    encoding: str | None = None


_OPTIONS: dict[Together, str] = {"parallel": "parallel", "documents": "align"}
"""What the two ways of taking two files together are called on the command line."""


def sources(
    paths: Sequence[Path],
    *,
    together: Together | None = None,
    leave_out: Callable[[Path], bool] = lambda file: False,
) -> tuple[Source, ...]:
    """What the paths of a command line stand for, in their order; a folder's files by name.

    ``together`` says that the two paths given are line-parallel files or two texts to be aligned;
    two texts that can be nothing else are aligned without saying. ``leave_out`` tells which files
    of a folder are not wanted. Raises UsageError if the paths do not fit together, InputError for
    a folder without bitexts.
    """
    if together is not None:
        if len(paths) != 2 or any(path.is_dir() for path in paths):
            raise UsageError(
                f"--{_OPTIONS[together]} takes two files: the source and its translation",
                remedy=f"{len(paths)} given",
            )
        return (Source(tuple(paths), together),)
    if len(paths) == 2 and STANDARD not in map(str, paths):
        if all(_is_text(path) for path in paths):
            return (Source(tuple(paths), "documents"),)
        if all(path.suffix.lower() == ".json" for path in paths) and are_catalogs(*paths):
            return (Source(tuple(paths), "catalogs"),)
    found: list[Source] = []
    for path in paths:
        found.extend(_inside(path, leave_out) if path.is_dir() else (Source((path,)),))
    return tuple(found)


def _is_text(path: Path) -> bool:
    """Whether a file is a text in one language, and no bitext in any reading."""
    if path.is_dir():
        return False
    found = format_for(path, writing=False)
    return found.read_document is not None and not found.can_read


def _inside(folder: Path, leave_out: Callable[[Path], bool]) -> Iterator[Source]:
    suffixes = {
        suffix
        for each in FORMATS
        if each.can_read and each.name not in _NOT_SEARCHED
        for suffix in each.suffixes
    }
    found = sorted(
        file
        for file in _files(folder)
        if not suffixes.isdisjoint(each.lower() for each in file.suffixes[-2:])
        and not leave_out(file)
    )
    if not found:
        raise InputError(
            "there is no bitext in this folder",
            file=str(folder),
            remedy=f"looked for {', '.join(sorted(suffixes))}",
        )
    yield from (Source((file,)) for file in found)


def _files(folder: Path) -> Iterator[Path]:
    """The files below a folder; what is hidden is passed over."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root) / name for name in names if not name.startswith("."))


def open_source(source: Source, reading: Reading, notice: NoticeTo | None = None) -> Bitext:
    """The bitext that a source stands for; two texts are aligned now.

    Raises InputError for what cannot be read; with a file that streams, also later.
    """
    languages = {
        "source_language": reading.source_language,
        "target_language": reading.target_language,
    }
    if source.how == "documents":
        return _aligned(source, reading, notice)
    if source.how == "catalogs":
        one, other = source.files
        bitext, _ = pair_by_key(one, other, encoding=reading.encoding, notice=notice, **languages)
        return bitext
    if source.how == "parallel":
        return read_bitext(
            ",".join(map(str, source.files)),
            format="moses",
            encoding=reading.encoding,
            notice=notice,
            **languages,
        )
    return read_bitext(
        source.files[0],
        format=reading.format,
        encoding=reading.encoding,
        notice=notice,
        **languages,
    )


def _aligned(source: Source, reading: Reading, notice: NoticeTo | None) -> Bitext:
    from ..align.aligner import align

    tags = reading.source_language, reading.target_language
    one, other = (
        read_document(file, language=tag, encoding=reading.encoding, notice=notice)
        for file, tag in zip(source.files, tags, strict=True)
    )
    alignment = align(one, other)
    return replace(to_bitext(alignment), source_name=one.name, target_name=other.name)
