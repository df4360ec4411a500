"""Which formats there are, how each is recognised, and which functions read and write it.

The registry is :data:`FORMATS`, in plain sight: to add a format, write its module and add a
record here. A format is told by the name the user gives, else by the suffix of the file, else
(when reading) by how the file begins. Bitexts have two languages side by side, documents one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO

from ..errors import UsageError
from ..model import Bitext, Document
from . import (
    beads,
    csv,
    docx_table,
    json_catalog,
    jsonl,
    moses,
    plain,
    po,
    table,
    tmx,
    tsv,
    xliff,
    xliff12,
    xliff21,
    xlsx,
)
from .catalog import EntryReader
from .documents import docx, epub, html, markdown, odt, pdf, pptx, subtitles
from .encoding import detect_encoding, lenient
from .fields import NoticeTo
from .files import STANDARD, Input, atomic_bytes, atomic_output, open_input
from .packed import inner_name

# What a zip file and a PDF begin with: no text, whatever the bytes that follow look like.
_BINARY = (b"PK\x03\x04", b"%PDF-")


class Reader(Protocol):
    """Reads an open file into a bitext whose units stream."""

    def __call__(
        self,
        source: Input,
        *,
        source_language: str | None = None,
        target_language: str | None = None,
        encoding: str | None = None,
        notice: NoticeTo | None = None,
    ) -> Bitext: ...


class DocumentReader(Protocol):
    """Reads an open file into a document, and closes it."""

    def __call__(
        self,
        source: Input,
        *,
        language: str | None = None,
        encoding: str | None = None,
        notice: NoticeTo | None = None,
    ) -> Document: ...


Writer = Callable[[Bitext, str | Path, NoticeTo | None], int]
"""Writes a bitext to the file (or files) a path names; returns the number of units written."""


def in_text(write: Callable[[Bitext, TextIO, NoticeTo | None], int]) -> Writer:
    """The writer of a text file, from a function that writes to an open one."""

    def write_file(bitext: Bitext, path: str | Path, notice: NoticeTo | None) -> int:
        with atomic_output(path) as out:
            return write(bitext, out, notice)

    return write_file


def in_bytes(write: Callable[[Bitext, BinaryIO, NoticeTo | None], int]) -> Writer:
    """The writer of a binary file, likewise."""

    def write_file(bitext: Bitext, path: str | Path, notice: NoticeTo | None) -> int:
        with atomic_bytes(path) as out:
            return write(bitext, out, notice)

    return write_file


class FilesReader(Protocol):
    """Reads a bitext from the files that a name stands for."""

    def __call__(
        self,
        path: str | Path,
        *,
        source_language: str | None = None,
        target_language: str | None = None,
        encoding: str | None = None,
        notice: NoticeTo | None = None,
    ) -> Bitext: ...


@dataclass(frozen=True, slots=True)
class SeveralFiles:
    """What a format of more than one file needs besides: ``outputs`` are what it will write."""

    read: FilesReader
    outputs: Callable[[str | Path, Bitext], tuple[Path, ...]]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    ``suffixes`` are lower case, with their dot. ``sniff`` tells from the beginning of a text
    whether it is in this format. ``read`` and ``write`` are None for what cannot be done.
    ``crossing`` is False for what must keep the order of both sides, and so cannot say that
    text was moved. ``read_document`` reads what is the text of one language. ``detect`` tells the
    encoding of all the bytes of a file, given a name for messages; None where the format says it
    itself. ``entries`` reads texts that have keys, for pairing two files of them. ``several`` is
    for a format of more than one file.
    """

    name: str
    suffixes: tuple[str, ...]
    summary: str
    sniff: Callable[[str], bool]
    read: Reader | None = None
    write: Writer | None = None
    read_document: DocumentReader | None = None
    detect: Callable[[bytes, str], str] | None = None
    crossing: bool = True
    entries: EntryReader | None = None
    several: SeveralFiles | None = None

    @property
    def can_read(self) -> bool:
        """True if a bitext can be read from it."""
        return self.read is not None or self.several is not None


def _sniff_tmx(head: str) -> bool:
    start = head.lstrip("\ufeff \t\r\n")
    return start.startswith("<") and "<tmx" in start


def _sniff_html(head: str) -> bool:
    start = head.lstrip("\ufeff \t\r\n")[:1000].lower()
    return start.startswith(("<!doctype html", "<html")) or (
        start.startswith("<?xml") and "<html" in start
    )


def _in_package(name: str) -> Callable[[str], bool]:
    """Tells a zip file by a name, of a member or a type, that is near its beginning."""
    return lambda head: head.startswith("PK\x03\x04") and name in head


def _never(head: str) -> bool:
    return False


def _always(head: str) -> bool:
    return True


TMX = Format("tmx", (".tmx",), "a TMX 1.4 translation memory", _sniff_tmx, tmx.read, tmx.write_file)
JSONL = Format(
    "jsonl",
    (".jsonl", ".ndjson"),
    "JSON Lines, one unit a line, nothing lost",
    jsonl.sniff,
    jsonl.read,
    in_text(jsonl.write),
)
TSV = Format(
    "tsv",
    (".tsv", ".tab"),
    "tab-separated values, one unit a line",
    tsv.sniff,
    tsv.read,
    in_text(tsv.write),
)
CSV = Format("csv", (".csv",), "comma-separated values", csv.sniff, csv.read, in_text(csv.write))
XLSX = Format(
    "xlsx",
    (".xlsx",),
    "an Excel workbook",
    _in_package("xl/wor"),  # the workbook, a worksheet: "xl/" alone may stand anywhere by chance
    xlsx.read,
    in_bytes(xlsx.write),
)
DOCX = Format(
    "docx",
    (".docx", ".docm", ".dotx", ".dotm"),
    "a Word document; as a bitext, a table for reviewers",
    _in_package("word/"),
    docx_table.read,
    in_bytes(docx_table.write),
    read_document=docx.read,
)
XLIFF2 = Format(
    "xliff2",
    (),
    "XLIFF 2, written as 2.1",
    xliff.sniff_2,
    xliff.read,
    in_text(xliff21.write),
    entries=xliff.entries,
)
XLIFF = Format(
    "xliff",
    (".xlf", ".xliff"),
    "XLIFF, written as 1.2",
    xliff.sniff,
    xliff.read,
    in_text(xliff12.write),
    entries=xliff.entries,
)
PO = Format(
    "po",
    (".po", ".pot"),
    "a catalog of gettext",
    po.sniff,
    po.read,
    in_text(po.write),
    entries=po.entries,
)
JSON = Format(
    "json",
    (".json",),
    "a JSON catalog of texts with keys",
    json_catalog.sniff,
    entries=json_catalog.entries,
)
MOSES = Format(
    "moses",
    (),
    "two line-parallel files, PREFIX.zh and PREFIX.en",
    _never,
    write=moses.write,
    several=SeveralFiles(moses.read, moses.files_to_write),
    crossing=False,
)
BEADS = Format(
    "beads",
    (".beads", ".ladder", ".gold"),
    "sentence numbers only, as in [0]:[0, 1]",
    beads.sniff,
    write=in_text(beads.write),
)
TABLE = Format(
    "table", (), "a side-by-side table for the terminal", _never, write=in_text(table.write)
)
HTML = Format(
    "html",
    (".html", ".htm", ".xhtml", ".xht"),
    "an HTML page",
    _sniff_html,
    read_document=html.read,
    detect=html.page_encoding,
)
SRT = Format(
    "srt",
    (".srt",),
    "subtitles (SRT)",
    subtitles.sniff_srt,
    read_document=subtitles.read,
    detect=detect_encoding,
)
VTT = Format(
    "vtt",
    (".vtt",),
    "subtitles (WebVTT)",
    subtitles.sniff_vtt,
    read_document=subtitles.read,
    detect=detect_encoding,
)
PPTX = Format(
    "pptx",
    (".pptx", ".pptm", ".ppsx", ".potx"),
    "a PowerPoint presentation",
    _in_package("ppt/"),
    read_document=pptx.read,
)
ODT = Format(
    "odt",
    (".odt", ".ott"),
    "an OpenDocument text",
    _in_package("application/vnd.oasis.opendocument.text"),
    read_document=odt.read,
)
EPUB = Format(
    "epub", (".epub",), "an EPUB book", _in_package("application/epub+zip"), read_document=epub.read
)
PDF = Format(
    "pdf", (".pdf",), "a PDF", lambda head: head.startswith("%PDF-"), read_document=pdf.read
)
MARKDOWN = Format(
    "markdown",
    (".md", ".markdown"),
    "a Markdown text",
    _never,
    read_document=markdown.read,
    detect=detect_encoding,
)
TEXT = Format(
    "text",
    (".txt", ".text"),
    "a plain text",
    _always,
    read_document=plain.read,
    detect=detect_encoding,
)

FORMATS: tuple[Format, ...] = (
    *(TMX, XLIFF2, XLIFF, JSONL, TSV, CSV, XLSX, DOCX, PO, MOSES, JSON, BEADS, TABLE),
    *(PPTX, ODT, EPUB, PDF, HTML, SRT, VTT, MARKDOWN, TEXT),
)
"""Every format there is. The order is that of sniffing: what is plain to see first."""


def format_for(path: str | Path, name: str | None = None, *, writing: bool) -> Format:
    """The format of a file: the one named, else by its suffix, else by its beginning.

    Raises UsageError for a name that is none, or a format that cannot be written (when
    ``writing``); InputError if the file has to be looked into and cannot be.
    """
    if name is not None:
        return _checked(_named(name), path, writing)
    found = by_suffix(path)
    if found is None and not writing and str(path) != STANDARD:
        source = open_input(path)
        source.close()
        found = by_content(source)
    if found is None:
        raise UsageError(
            "the format cannot be told from the name",
            file="standard output" if str(path) == STANDARD else str(path),
            remedy=f"give --format with one of: {', '.join(_names(writing))}",
        )
    return _checked(found, path, writing)


def by_suffix(path: str | Path) -> Format | None:
    """The format a file's name ends like, if any."""
    suffix = Path(inner_name(str(path))).suffix.lower()
    return next((each for each in FORMATS if suffix and suffix in each.suffixes), None)


def by_content(source: Input) -> Format:
    """The format a file begins like; plain text if like no other."""
    if source.head.startswith(_BINARY):
        # Latin-1, where every byte is a character: what is looked for is ASCII.
        head = source.head.decode("latin-1")
    else:
        head = lenient(source.head[: 1 << 13])
    return next(each for each in FORMATS if each.sniff(head))


def _named(name: str) -> Format:
    wanted = name.strip().lower()
    for each in FORMATS:
        if wanted == each.name:
            return each
    names = [each.name for each in FORMATS]
    near = get_close_matches(wanted.lstrip("."), names, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise UsageError(f"unknown format '{name}'", remedy=f"{hint}the formats are {', '.join(names)}")


def _checked(found: Format, path: str | Path, writing: bool) -> Format:
    if writing and found.write is None:
        raise UsageError(
            f"a bitext cannot be written as {found.name} ({found.summary})",
            file=str(path),
            remedy=f"choose one of: {', '.join(_names(writing))}",
        )
    return found


def _names(writing: bool) -> list[str]:
    return [each.name for each in FORMATS if (each.write if writing else each.can_read)]
