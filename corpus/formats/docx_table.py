"""A bilingual table in a Word file: for reviewers who have no translation tool, there and back.

A row a unit: its identifier, source, target, probability and a remark, under a heading that is
repeated on every page. Rows that their probability makes doubtful are shaded. Reviewers correct
the target and write remarks; :func:`read` then reads the first table of the file again, changes
that were tracked taken as accepted. Sentence numbers, spans, attributes and properties have no
column here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import BinaryIO

from ..errors import InputError
from ..model import Bitext, Unit
from .columns import header_of
from .facts import is_doubtful
from .fields import NoticeTo, notify, parse_probability, show_probability, with_languages
from .files import Input
from .markup import collected_from, content, legal, quoted
from .package import TABLE, Package, add_member, package_writer

_SUMMARY = "a Word document"
_DOCUMENT = "word/document.xml"
_COLUMNS = ("#", "source", "target", "probability", "remark")
# Twentieths of a point, on A4 laid across with margins of 2 cm.
_WIDTHS = (850, 5550, 5550, 1250, 1370)
_SHADE = "FFF2CC"


# --- reading ----------------------------------------------------------------------------------

_Cell = tuple[str, ...]
"""The paragraphs of a cell."""


def read(
    source: Input,
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Bitext:
    """A bitext whose units are the rows of the first table, read as they are walked.

    The table must have a heading as :mod:`.columns` knows it, or just two columns. Languages are
    those given, else those in the heading, else recognised from the text. Raises InputError, then
    or while walking, for what is no Word file or has no such table.
    """
    package = Package(source, _SUMMARY, ".docx", TABLE)
    main = package.main(_DOCUMENT)
    rows = collected_from(package.chunks(main), _Table(), "document", package.place(main))
    first = next(rows, None)
    if first is None or len(first) < 2:
        raise InputError(
            "its first table has no two columns" if first else "it has no table",
            file=source.name,
            remedy="a table of source and target was expected; to align a text, give duilian align"
            " the two files",
        )
    heading = ["\n".join(cell) for cell in first]
    header = header_of(heading, source_language, target_language)
    places = {"source": 0, "target": 1} if header is None else header.places
    if header is None:
        rows = chain([first], rows)
        if len(first) > 2:
            notify(notice, "row 1", "only the first two columns were read")
    from_language, to_language, units = with_languages(
        _units(rows, places, 1 if header is None else 2, notice),
        source_language or (header.source_language if header else ""),
        target_language or (header.target_language if header else ""),
    )
    return Bitext(from_language, to_language, units)


def _units(
    rows: Iterator[list[_Cell]], places: Mapping[str, int], begin: int, notice: NoticeTo | None
) -> Iterator[Unit]:
    for number, row in enumerate(rows, begin):
        values = {name: row[at] for name, at in places.items() if at < len(row)}
        if "source" not in values or "target" not in values:
            notify(notice, f"row {number}", "no cell for a source or a target; passed over")
            continue
        texts = {name: "\n".join(cell) for name, cell in values.items()}
        if not any(texts.values()):
            continue
        stated = texts.get("probability", "").strip()
        probability = parse_probability(stated) if stated else None
        if stated and probability is None:
            notify(notice, f"row {number}", "its probability is no number from 0 to 1; not read")
        yield Unit(
            texts["source"],
            texts["target"],
            texts.get("#", ""),
            probability,
            notes=tuple(note for note in values.get("remark", ()) if note),
        )


class _Table:
    """Collects the rows of the first table: for each cell its paragraphs.

    What is inside a table in a cell becomes text of that cell. Deleted text is left out, and
    the tab stops of a paragraph (``tabs``) are no tabs in it.
    """

    def __init__(self) -> None:
        self.done: list[list[_Cell]] = []
        self._pieces: list[str] = []
        self.data: Callable[[str], object] = self._pieces.append
        self._row: list[_Cell] = []
        self._paragraphs: list[str] = []
        self._text: list[str] = []
        self._depth = self._gone = self._stops = 0
        self._over = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "tbl":
            self._depth += 1
        elif self._over or not self._depth:
            return
        elif name == "t":
            self._pieces.clear()
        elif name == "tr" and self._depth == 1:
            self._row = []
        elif name == "tc" and self._depth == 1:
            self._paragraphs = []
        elif name == "p":
            self._text.clear()
        elif name in ("del", "moveFrom", "Fallback"):
            self._gone += 1
        elif name == "tabs":
            self._stops += 1
        elif not self._gone and name in ("br", "cr"):
            self._text.append("\n")
        elif not self._gone and not self._stops and name == "tab":
            self._text.append("\t")
        elif not self._gone and name == "noBreakHyphen":
            self._text.append("\u2011")

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name == "tbl":
            self._depth -= 1
            self._over = self._over or not self._depth
        elif self._over or not self._depth:
            return
        elif name == "t" and not self._gone:
            self._text.append("".join(self._pieces))
        elif name == "p":
            self._paragraphs.append("".join(self._text))
            self._text.clear()
        elif name == "tc" and self._depth == 1:
            self._row.append(tuple(self._paragraphs))
        elif name == "tr" and self._depth == 1:
            self.done.append(self._row)
        elif name in ("del", "moveFrom", "Fallback"):
            self._gone -= 1
        elif name == "tabs":
            self._stops -= 1

    def close(self) -> None:
        """Nothing to hand over that is not in ``done``."""


# --- writing ----------------------------------------------------------------------------------


def write(bitext: Bitext, out: BinaryIO, notice: NoticeTo | None = None) -> int:
    """Write a table with a row for each unit; returns the number of units."""
    count = 0

    def rows() -> Iterator[str]:
        nonlocal count
        for count, unit in enumerate(bitext, 1):
            yield legal(_row(count, unit), f"unit {count}", notice)

    sides = {"source": bitext.source_language, "target": bitext.target_language}
    names = [f"{name} ({sides[name]})" if sides.get(name) else name for name in _COLUMNS]
    cells = "".join(_cell(at, [name], bold=True) for at, name in enumerate(names))
    heading = legal(
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>\n", "header", notice
    )
    with package_writer(out) as package:
        for member, text in _PARTS.items():
            add_member(package, member, [text])
        add_member(package, "word/styles.xml", [legal(_styles(bitext), "header", notice)])
        add_member(package, _DOCUMENT, chain([_BEGIN, heading], rows(), [_END]))
    return count


def _row(number: int, unit: Unit) -> str:
    probability = "" if unit.probability is None else show_probability(unit.probability)
    paragraphs = (
        [unit.id or str(number)],
        [unit.source],
        [unit.target],
        [probability],
        list(unit.notes) or [""],
    )
    shade = is_doubtful(unit)
    cells = "".join(_cell(at, texts, shade=shade) for at, texts in enumerate(paragraphs))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>\n"


def _cell(at: int, paragraphs: list[str], *, bold: bool = False, shade: bool = False) -> str:
    filled = f'<w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/>' if shade else ""
    body = "".join(f"<w:p>{_run(text, bold)}</w:p>" for text in paragraphs)
    return f'<w:tc><w:tcPr><w:tcW w:w="{_WIDTHS[at]}" w:type="dxa"/>{filled}</w:tcPr>{body}</w:tc>'


def _run(text: str, bold: bool) -> str:
    """A run of text; tabs and line ends are elements of their own in it."""
    if not text:
        return ""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    inside = "<w:br/>".join(
        "<w:tab/>".join(
            f'<w:t xml:space="preserve">{content(piece)}</w:t>' if piece else ""
            for piece in line.split("\t")
        )
        for line in lines
    )
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{inside}</w:r>"


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>',
    "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
}
_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="999999"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_BEGIN = (
    f'{_XML}<w:document xmlns:w="{_MAIN}"><w:body><w:tbl><w:tblPr>'
    f'<w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{_EDGES}</w:tblBorders>'
    '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
    + "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    + "</w:tblGrid>\n"
)
_END = (
    '</w:tbl><w:p/><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567"'
    ' w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>'
)


def _styles(bitext: Bitext) -> str:
    """Fonts for letters and for Chinese characters, each set by name so that neither is guessed."""
    languages = (bitext.source_language, bitext.target_language)
    east = next((tag for tag in languages if tag.split("-")[0] in _EAST_ASIAN), "zh-CN")
    west = next((tag for tag in languages if tag.split("-")[0] not in _EAST_ASIAN), "en")
    return (
        f'{_XML}<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"'
        f' w:eastAsia="{_EAST_ASIAN.get(east.split("-")[0], "SimSun")}"/>'
        f'<w:sz w:val="20"/><w:lang w:val={quoted(west)} w:eastAsia={quoted(east)}/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/></w:style></w:styles>'
    )


# A font each system has, or has a substitute for under this name.
_EAST_ASIAN = {"zh": "SimSun", "yue": "SimSun", "ja": "MS Mincho", "ko": "Batang"}
