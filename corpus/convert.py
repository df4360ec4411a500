"""From one bitext file to another, unit by unit."""

from __future__ import annotations

import os
from pathlib import Path

from .errors import UsageError
from .formats import (
    NoticeTo,
    TmxSettings,
    check_settings,
    format_for,
    output_files,
    read_bitext,
    write_bitext,
)


def convert(
    source: str | Path,
    target: str | Path,
    *,
    source_format: str | None = None,
    target_format: str | None = None,
    source_language: str | None = None,
    target_language: str | None = None,
    encoding: str | None = None,
    reading: NoticeTo | None = None,
    writing: NoticeTo | None = None,
    tmx: TmxSettings | None = None,
) -> int:
    """Read a bitext from one file, write it to another, and return the number of units written.

    ``reading`` is told what had to be passed over in the source, ``writing`` what the target's
    format could not hold. ``tmx`` is as for :func:`duilian.corpus.formats.write_bitext`. Raises
    InputError for a source that cannot be read, UsageError for a format that is unknown and for
    a target that cannot be written to or is the source itself.
    """
    # Told before the source is opened: a wrong output is the quicker to mend.
    check_settings(format_for(target, target_format, writing=True), tmx)
    refuse_same_file(source, target)
    bitext = read_bitext(
        source,
        format=source_format,
        source_language=source_language,
        target_language=target_language,
        encoding=encoding,
        notice=reading,
    )
    for output in output_files(target, target_format, bitext):
        refuse_same_file(source, output)
    return write_bitext(bitext, target, format=target_format, notice=writing, tmx=tmx)


def refuse_same_file(source: str | Path, target: str | Path) -> None:
    """Raise UsageError if what is to be read is what is to be written."""
    if os.path.exists(source) and os.path.exists(target) and os.path.samefile(source, target):
        raise UsageError(
            "input and output are the same file",
            file=str(target),
            remedy="give the output another name",
        )
