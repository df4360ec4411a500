"""Excel workbooks: the columns of :mod:`.columns` in the first sheet. Both ways stream.

A cell that holds text is written as text and marked so that it stays text when somebody edits
it: nothing in a segment can become a formula. Formulas that are met on reading are never worked
out; the value they had when the file was saved is read. A date is read as the number Excel
stores for it: which cells are dates only the styles say, and those are not read. A workbook is a
zip of XML (:mod:`.package`); rows come from the same guarded parser as any other XML
(:mod:`.markup`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import BinaryIO, TypeVar

from ..errors import InputError, UsageError
from ..model import Bitext, Unit
from .columns import COLUMNS, Row, fields_of, read_rows
from .fields import NoticeTo, notify
from .files import Input
from .markup import Collector, attribute_value, collected_from, content, legal
from .package import TABLE, Package, add_member, package_writer

_SUMMARY = "an Excel workbook"
_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "sharedStrings"  # the kind of the relation to the texts cells share
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_T = TypeVar("_T")
# Excel's limits.
_MOST_ROWS = 1 << 20
_MOST_CHARACTERS = 32_767
_MOST_COLUMNS = 1 << 14
# What XML cannot hold is written by number, and what looks like such a number as well.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_UNESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n']")


# --- reading ----------------------------------------------------------------------------------


def read(
    source: Input,
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Bitext:
    """A bitext whose units are read from the first sheet as they are walked.

    The languages are those given, else those in the header, else recognised from the text.
    Raises InputError, then or while walking, for what is no workbook or is damaged.
    """
    return read_rows(
        rows(source, notice),
        source.name,
        "no cell for a source or a target; passed over",
        source_language=source_language,
        target_language=target_language,
        notice=notice,
    )


def rows(source: Input, notice: NoticeTo | None = None) -> Iterator[Row]:
    """The rows of the first sheet with their places, as they are walked."""
    package = Package(source, _SUMMARY, ".xlsx", TABLE)
    names, path, strings = _sheets(package)
    if len(names) > 1:
        notify(notice, f"sheet {names[0]}", f"only this sheet of {len(names)} was read")
    texts = _collected(package, strings, _Texts(), "sst") if strings else iter(())
    sheet = _Sheet(list(texts), package.place(path), notice)
    return _collected(package, path, sheet, "worksheet")


def _collected(package: Package, member: str, target: Collector[_T], root: str) -> Iterator[_T]:
    return collected_from(package.chunks(member), target, root, package.place(member))


class _Elements:
    """What all the parts of a workbook need of a parser's events: texts without namespaces."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.data: Callable[[str], object] = self._pieces.append

    def close(self) -> None:
        """Nothing to hand over that is not in ``done``."""


class _Named(_Elements):
    """Collects the attributes of the elements of one name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.done: list[Mapping[str, str]] = []
        self._name = name

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if _local(tag) == self._name:
            self.done.append(attributes)

    def end(self, tag: str) -> None:
        pass


def _sheets(package: Package) -> tuple[list[str], str, str]:
    """The names of all sheets, the member that holds the first that is not hidden, and the one
    that holds the texts cells share, "" if there is none."""
    book = package.main(_BOOK)
    sheets = list(_collected(package, book, _Named("sheet"), "workbook"))
    shown = [sheet for sheet in sheets if sheet.get("state", "visible") == "visible"] or sheets
    if shown:
        related = package.related(book)
        wanted = shown[0].get(_ID) or shown[0].get(_STRICT_ID) or ""
        _, path = related.get(wanted, ("", ""))
        if path:
            names = [attribute_value(sheet.get("name", "")) for sheet in shown]
            strings = [member for kind, member in related.values() if kind == _STRINGS]
            return names, path, strings[0] if strings else ""
    raise InputError(
        "it has no sheet", file=package.name, remedy="save it again with a sheet in it"
    )


class _Texts(_Elements):
    """Collects the strings that the cells of a workbook share: one for each ``si``."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self._parts: list[str] = []
        self._phonetic = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        match _local(tag):
            case "t":
                self._pieces.clear()
            case "si":
                self._parts.clear()
            case "rPh":
                self._phonetic += 1

    def end(self, tag: str) -> None:
        match _local(tag):
            case "t" if not self._phonetic:
                self._parts.append("".join(self._pieces))
            case "si":
                self.done.append(_unescape("".join(self._parts)))
            case "rPh":
                self._phonetic -= 1


class _Sheet(_Elements):
    """Collects the rows of a sheet that have anything in them."""

    def __init__(self, texts: list[str], name: str, notice: NoticeTo | None) -> None:
        super().__init__()
        self.done: list[Row] = []
        self._texts = texts
        self._name = name
        self._notice = notice
        self._number = self._width = 0
        self._cells: list[str] = []
        self._column = 0
        self._type = ""
        self._value = ""
        self._parts: list[str] = []
        self._phonetic = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = _local(tag)
        match name:
            case "t" | "v":
                self._pieces.clear()
            case "c":
                self._type = attributes.get("t", "n")
                self._column = _column(attributes.get("r", ""), len(self._cells))
                self._value = ""
                self._parts.clear()
            case "row":
                number = attributes.get("r", "")
                digits = number.isascii() and number.isdigit() and len(number) < 10
                self._number = int(number) if digits else self._number + 1
                self._cells = []
            case "f":
                notify(
                    self._notice,
                    f"row {self._number}",
                    "a formula; the value it had when the file was saved was read",
                )
            case "rPh":
                self._phonetic += 1

    def end(self, tag: str) -> None:
        match _local(tag):
            case "v":
                self._value = "".join(self._pieces)
            case "t" if not self._phonetic:
                self._parts.append("".join(self._pieces))
            case "c":
                if self._column < _MOST_COLUMNS:
                    self._cells += [""] * (self._column + 1 - len(self._cells))
                    self._cells[self._column] = self._text()
            case "row":
                if any(self._cells):
                    # Empty cells at the end are left out of the file.
                    self._width = max(self._width, len(self._cells))
                    self._cells += [""] * (self._width - len(self._cells))
                    self.done.append((f"row {self._number}", self._cells))
            case "rPh":
                self._phonetic -= 1

    def _text(self) -> str:
        """What the cell shows."""
        match self._type:
            case "s":
                number = self._value.strip()
                known = number.isascii() and number.isdigit() and len(number) < 10
                if known and int(number) < len(self._texts):
                    return self._texts[int(number)]
                raise InputError(
                    f"a cell has text {number[:10]!r} of {len(self._texts):,} shared texts",
                    file=self._name,
                    place=f"row {self._number}",
                    remedy="save it again with the program it came from",
                )
            case "inlineStr":
                return _unescape("".join(self._parts))
            case "b":
                return {"1": "TRUE", "0": "FALSE"}.get(self._value, self._value)
            case "str":
                return _unescape(self._value)
        return self._value


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _column(reference: str, following: int) -> int:
    """The number of the column in ``B7``, from 0; without a reference the next one."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return following
    number = 0
    for letter in found[1]:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _unescape(text: str) -> str:
    if "_x" not in text:
        return text
    # A lone surrogate is no character.
    return _UNESCAPE.sub(
        lambda found: (
            char if not "\ud800" <= (char := chr(int(found[1], 16))) <= "\udfff" else "\ufffd"
        ),
        text,
    )


# --- writing ----------------------------------------------------------------------------------


def write(bitext: Bitext, out: BinaryIO, notice: NoticeTo | None = None) -> int:
    """Write a workbook of one sheet, a row a unit; returns the number of units.

    A text longer than Excel's cells hold is cut, and told. Raises UsageError for more units than
    a sheet has rows.
    """
    count = 0

    def rows() -> Iterator[str]:
        nonlocal count
        for count, unit in enumerate(bitext, 1):
            if count >= _MOST_ROWS:
                raise UsageError(
                    f"a sheet has no more than {_MOST_ROWS:,} rows",
                    place=f"unit {count}",
                    remedy="choose another format, csv for instance",
                )
            yield _row(count + 1, unit, notice)

    sides = {"source": bitext.source_language, "target": bitext.target_language}
    names = [f"{name} ({sides[name]})" if sides.get(name) else name for name in COLUMNS]
    _write_sheet(names, rows(), out, notice)
    return count


def write_table(
    names: Sequence[str], cells: Iterable[Sequence[str]], out: BinaryIO, notice: NoticeTo | None
) -> None:
    """Write a workbook of one sheet: a header, and rows of texts, whatever they mean.

    Raises UsageError for more rows than a sheet has.
    """

    def rows() -> Iterator[str]:
        for number, row in enumerate(cells, 2):
            if number > _MOST_ROWS:
                raise UsageError(
                    f"a sheet has no more than {_MOST_ROWS:,} rows", remedy="write it as CSV"
                )
            written = (_text_cell(at, number, field, notice) for at, field in enumerate(row))
            yield legal(f'<row r="{number}">{"".join(written)}</row>\n', f"row {number}", notice)

    _write_sheet(names, rows(), out, notice)


def _write_sheet(
    names: Sequence[str], rows: Iterable[str], out: BinaryIO, notice: NoticeTo | None
) -> None:
    header = legal(
        "".join(_cell(at, 1, name, _HEADING) for at, name in enumerate(names)), "header", notice
    )
    with package_writer(out) as package:
        for member, text in _PARTS.items():
            add_member(package, member, [text])
        sheet = chain([_SHEET_BEGIN, f'<row r="1">{header}</row>\n'], rows, [_SHEET_END])
        add_member(package, "xl/worksheets/sheet1.xml", sheet)


def _row(number: int, unit: Unit, notice: NoticeTo | None) -> str:
    cells = []
    for at, field in enumerate(fields_of(unit)):
        if not field:
            continue
        if COLUMNS[at] == "probability":
            cells.append(f'<c r="{_letter(at)}{number}"><v>{field}</v></c>')
            continue
        cells.append(_text_cell(at, number, field, notice))
    return legal(f'<row r="{number}">{"".join(cells)}</row>\n', f"unit {number - 1}", notice)


def _text_cell(at: int, number: int, field: str, notice: NoticeTo | None) -> str:
    if not field:
        return ""
    if len(field) > _MOST_CHARACTERS:
        notify(
            notice,
            f"unit {number - 1}",
            f"cut after the {_MOST_CHARACTERS:,} characters that a cell of Excel holds",
        )
        field = field[:_MOST_CHARACTERS]
    return _cell(at, number, field, _LITERAL if _FORMULA.match(field) else _WRAPPED)


def _cell(at: int, number: int, text: str, style: int) -> str:
    escaped = _ESCAPE.sub(
        lambda found: "_x005F_" if found[0] == "_" else f"_x{ord(found[0]):04X}_", text
    )
    return (
        f'<c r="{_letter(at)}{number}" s="{style}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{content(escaped)}</t></is></c>'
    )


def _letter(at: int) -> str:
    return chr(ord("A") + at)


_HEADING, _WRAPPED, _LITERAL = 1, 2, 3
"""The styles of cells. The last keeps a text a text when it is edited, as a leading ' does."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WRAP = '<alignment vertical="top" wrapText="1"/></xf>'
_PARTS = {
    "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>',
    "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    _BOOK: f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="bitext" sheetId="1" r:id="rId1"/></sheets></workbook>',
    _RELATIONS: f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2">'
    '<font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    f"{_WRAP}"
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"'
    f' applyAlignment="1">{_WRAP}</cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
_SHEET_BEGIN = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
    '</sheetViews><cols><col min="1" max="2" width="60" customWidth="1"/>'
    '<col min="3" max="9" width="16" customWidth="1"/></cols><sheetData>\n'
)
_SHEET_END = "</sheetData></worksheet>"
