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
from .format import FORMATS, TEXT, TMX, Format, by_content, by_suffix, format_for
from .tmx import TmxSettings, write_file

__all__ = [
    "FORMATS",
    "Format",
    "NoticeTo",
    "TmxSettings",
    "atomic_output",
    "check_settings",
    "format_for",
    "open_input",
    "output_files",
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
    notice: NoticeTo | None = None,
) -> Document:
    """Read a text in one language (``-`` is standard input) into paragraphs and sentences.

    ``lines`` takes each line of a plain text for one sentence, just as it is. ``language`` (a
    BCP 47 tag) and ``encoding`` are recognised if not given. ``notice`` is called with what was
    passed over: page numbers, navigation, deleted text. Raises InputError if the file cannot be
    read or is no text in one language; UsageError for an unknown encoding, for ``lines`` of
    anything but plain text, and for a format that takes a package which is not installed.
    """
    source = open_input(path)
    try:
        found = by_suffix(path) or by_content(source)
        if found.read_document is None:
            raise InputError(
                f"this is {found.summary}, where a text in one language was expected",
                file=source.name,
                remedy="give one text file for each language",
            )
        if not lines:
            return found.read_document(source, language=language, encoding=encoding, notice=notice)
        if found is not TEXT:
            raise UsageError(
                f"--lines is for plain text, and this is {found.summary}",
                file=source.name,
                remedy="leave --lines out, or save the sentences as .txt, one on each line",
            )
        text = decode(source.read(), source.name, encoding)
        return plain.parse_lines(text, language, source.origin)
    finally:
        source.close()


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
    if named is not None and named.several is not None:
        return named.several.read(
            path,
            source_language=source_language,
            target_language=target_language,
            encoding=encoding,
            notice=notice,
        )
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
    tmx: TmxSettings | None = None,
) -> int:
    """Write a bitext (``-`` is standard output) and return the number of units written.

    The file appears when it is whole; if anything fails, what was there before stays.
    ``notice`` is called with what the format could not hold. ``tmx`` says for whom a TMX is, and,
    for whatever format, whether inline tags are to be left out.
    Raises UsageError for a format that is unknown or cannot hold this bitext, for settings of
    TMX with another format, and for a place that cannot be written to.
    """
    found = format_for(path, format, writing=True)
    check_settings(found, tmx)
    if tmx is not None and tmx.plain:
        bitext = replace(bitext, units=_without_tags(bitext.units))
    if found is TMX and tmx is not None:
        return write_file(bitext, path, notice, tmx)
    if found.write is None:
        raise UsageError(f"a bitext cannot be written as {found.name}", file=str(path))
    return found.write(bitext, path, notice)


def output_files(path: str | Path, format: str | None, bitext: Bitext) -> tuple[Path, ...]:
    """The files that writing will make or replace; none for standard output."""
    found = format_for(path, format, writing=True)
    if found.several is not None:
        return found.several.outputs(path, bitext)
    return () if str(path) == STANDARD else (Path(path),)


def check_settings(format: Format, tmx: TmxSettings | None) -> None:
    """Raise UsageError for settings of TMX with another format, where they would do nothing."""
    if tmx is not None and replace(tmx, plain=False) != TmxSettings() and format is not TMX:
        raise UsageError(
            f"profiles, sizes and names are for TMX, and the output is {format.name}",
            remedy="leave --profile, --max-bytes, --tm-name and --creation-id out",
        )


def _without_tags(units: Iterable[Unit]) -> Iterator[Unit]:
    for unit in units:
        tagged = unit.source_markup or unit.target_markup
        yield replace(unit, source_markup="", target_markup="") if tagged else unit


def _closing(units: Iterable[Unit], source: Input) -> Iterator[Unit]:
    """The units; the file is closed after the last, or when something goes wrong."""
    try:
        yield from units
    finally:
        source.close()
