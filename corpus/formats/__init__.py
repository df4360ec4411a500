"""Files in and out: one module a format, each with the same two verbs.

:func:`read_document` reads a text to be aligned, :func:`read_bitext` and :func:`write_bitext`
read and write what has been. Large files stream: the units of a :class:`Bitext` are read as
they are walked, and written as they come. The registry is in :mod:`.format`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ..errors import InputError, UsageError
from ..model import Bitext, Document, Unit
from . import plain
from .beads import parse_beads
from .encoding import decode
from .fields import NoticeTo
from .files import STANDARD, Input, atomic_output, open_input, read_text
from .format import FORMATS, Format, by_content, by_suffix, format_for

__all__ = [
    "FORMATS",
    "Format",
    "NoticeTo",
    "atomic_output",
    "format_for",
    "open_input",
    "parse_beads",
    "read_bitext",
    "read_document",
    "read_text",
    "write_bitext",
]


def read_document(
    path: str | Path,
    *,
    language: str | None = None,
    lines: bool = False,
    encoding: str | None = None,
) -> Document:
    """Read a plain text (``-`` is standard input) into paragraphs and sentences with offsets.

    ``lines`` takes each line for one sentence, just as it is. ``language`` (a BCP 47 tag) and
    ``encoding`` are recognised if not given. Raises InputError if the file cannot be read or is
    no text in one language, UsageError for an unknown encoding.
    """
    source = open_input(path)
    try:
        found = by_suffix(path) or by_content(source)
        if not found.is_document:
            raise InputError(
                f"this is {found.summary}, where a plain text in one language was expected",
                file=source.name,
                remedy="give one text file for each language",
            )
        text = decode(source.read(), source.name, encoding)
    finally:
        source.close()
    name = "" if source.name == STANDARD else source.name
    parse = plain.parse_lines if lines else plain.parse
    return parse(text, language, name)


def read_bitext(
    path: str | Path,
    *,
    format: str | None = None,
    source_language: str | None = None,
    target_language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Bitext:
    """Read a bitext (``-`` is standard input); its units are read as they are walked, once.

    ``notice`` is called with what had to be passed over. Raises UsageError for an unknown
    format or encoding; InputError, now or while the units are walked, for a file that cannot be
    read or does not hold what its format promises.
    """
    named = format_for(path, format, writing=False) if format is not None else None
    source = open_input(path)
    try:
        found = named or by_suffix(path) or by_content(source)
        if found.read is None:
            raise InputError(
                f"this is {found.summary}, where two languages side by side were expected",
                file=source.name,
                remedy="align two texts first, or name the format with --format",
            )
        bitext = found.read(
            source,
            source_language=source_language,
            target_language=target_language,
            encoding=encoding,
            notice=notice,
        )
    except BaseException:
        source.close()
        raise
    return replace(bitext, units=_closing(bitext.units, source))


def write_bitext(
    bitext: Bitext,
    path: str | Path,
    *,
    format: str | None = None,
    notice: NoticeTo | None = None,
) -> int:
    """Write a bitext (``-`` is standard output) and return the number of units written.

    The file appears when it is whole; if anything fails, what was there before stays.
    ``notice`` is called with what the format could not hold. Raises UsageError for a format
    that is unknown or cannot hold this bitext, and for a place that cannot be written to.
    """
    found = format_for(path, format, writing=True)
    if found.write is None:
        raise UsageError(f"a bitext cannot be written as {found.name}", file=str(path))
    with atomic_output(path) as out:
        return found.write(bitext, out, notice)


def _closing(units: Iterable[Unit], source: Input) -> Iterator[Unit]:
    """The units; the file is closed after the last, or when something goes wrong."""
    try:
        yield from units
    finally:
        source.close()
