"""Workbooks as openpyxl and Excel write them, and some that nobody should open."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from duilian.corpus.errors import InputError
from duilian.corpus.formats import write_bitext
from duilian.corpus.model import Bitext, Unit

from .samples import COUPLET, read_back

ZH_EN = {"source_language": "zh", "target_language": "en"}
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
# A workbook taken apart: its strings under a name that is not the usual one.
PARTS = {
    "xl/workbook.xml": f'<workbook {SPACE} xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="Old" sheetId="1" state="hidden" r:id="r9"/>'
    '<sheet name="Doors" sheetId="2" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f"<Relationships {RELATIONS}>"
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="/xl/worksheets/a.xml"/>'
    f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="Texts.xml"/></Relationships>',
    "xl/Texts.xml": f"<sst {SPACE}><si><t>door</t></si>"
    '<si><r><t>红</t></r><r><rPr><b/></rPr><t xml:space="preserve">门 </t></r>'
    "<rPh sb='0' eb='1'><t>hong</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si></sst>",
    "xl/worksheets/a.xml": f"<worksheet {SPACE}><sheetData>"
    '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>0</v></c></row>'
    '<row r="7"><c r="B7" t="str"><f>A2</f><v>red</v></c></row>'
    '<row r="8"><c r="A8" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>'
    '<c r="B8" t="s"><v>2</v></c></row>'
    '<row><c t="b"><v>1</v></c><c><v>1.5</v></c></row>'
    "</sheetData></worksheet>",
}


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def workbook(*sheets: list[list[Any]]) -> bytes:
    """What openpyxl makes of these rows."""
    openpyxl = pytest.importorskip("openpyxl", reason="no openpyxl: pip install openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pairs(bitext: Bitext) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in bitext]


def test_texts_that_cells_share(tmp_path: Path) -> None:
    bitext, notices = read_back(package(PARTS), tmp_path / "a.xlsx", **ZH_EN)
    assert pairs(bitext) == [
        ("红门 ", "door"),
        ("", "red"),
        ("inline", "a\rb_x0041_"),
        ("TRUE", "1.5"),
    ]
    assert [(notice.place, notice.reason) for notice in notices] == [
        ("row 7", "a formula; the value it had when the file was saved was read")
    ]


def test_openpyxl(tmp_path: Path) -> None:
    data = workbook(
        [["Note", "English", "Chinese"], ["x", "door", "门"], [], [None, "line", "联"], ["y"]],
        [["a", "b"]],
    )
    bitext, notices = read_back(data, tmp_path / "a.xlsx")
    assert pairs(bitext) == [("door", "门"), ("line", "联"), ("", "")]
    assert (bitext.source_language, bitext.target_language) == ("en", "zh")
    assert [(notice.place, notice.reason) for notice in notices] == [
        ("sheet Sheet", "only this sheet of 2 was read"),
        ("row 1", "columns not read: Note"),
    ]


def test_rich_text(tmp_path: Path) -> None:
    rich = pytest.importorskip("openpyxl.cell.rich_text", reason="no openpyxl")
    font = pytest.importorskip("openpyxl.cell.text").InlineFont(b=True)
    text = rich.CellRichText("a ", rich.TextBlock(font, "red"), " door")
    bitext, _ = read_back(workbook([["门", text]]), tmp_path / "a.xlsx", **ZH_EN)
    assert pairs(bitext) == [("门", "a red door")]


def test_a_formula_without_a_value_is_told(tmp_path: Path) -> None:
    bitext, notices = read_back(workbook([["门", "=1+1"]]), tmp_path / "a.xlsx", **ZH_EN)
    assert pairs(bitext) == [("门", "")]
    assert [notice.place for notice in notices] == ["row 1"]


def test_a_date_is_its_number(tmp_path: Path) -> None:
    """As Excel stores it: no style is looked up."""
    rows = [["日期", datetime.date(2024, 2, 10)], ["数", 7]]
    bitext, _ = read_back(workbook(rows), tmp_path / "a.xlsx", **ZH_EN)
    assert [unit.target for unit in bitext] == ["45332", "7"]


def test_openpyxl_reads_ours(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="no openpyxl: pip install openpyxl")
    path = tmp_path / "a.xlsx"
    units = (Unit("=1+1", "@x", probability=0.5), Unit("a\nb", "_x0041_"))
    write_bitext(Bitext("zh", "en", units), path)
    rows = list(openpyxl.load_workbook(path).active.iter_rows())
    assert [cell.value for cell in rows[0][:2]] == ["source (zh)", "target (en)"]
    assert [cell.data_type for cell in rows[1][:3]] == ["s", "s", "n"]
    assert [cell.value for cell in rows[1][:3]] == ["=1+1", "@x", 0.5]
    assert rows[2][0].value == "a\nb"


BOMB = package({**PARTS, "xl/Texts.xml": b"<sst><si><t>" + b" " * (40 << 20) + b"</t></si></sst>"})
ENTITIES = '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(BOMB, "a zip bomb", id="a bomb"),
        pytest.param(package(PARTS)[:-40], "damaged or cut short", id="cut short"),
        pytest.param(b"\xd0\xcf\x11\xe0 old", "of an old Office format", id="an old file"),
        pytest.param(package({"a.txt": "a"}), "xl/workbook.xml is missing", id="another zip"),
        pytest.param(
            package({**PARTS, "xl/worksheets/a.xml": ENTITIES + PARTS["xl/worksheets/a.xml"]}),
            "entit",
            id="entities",
        ),
        pytest.param(
            package(
                {
                    **PARTS,
                    "xl/_rels/workbook.xml.rels": f"<Relationships {RELATIONS}>"
                    "<Relationship Id='r1' Target='../../../../etc/passwd'/></Relationships>",
                    "../../../../etc/passwd": "<worksheet/>",
                }
            ),
            "etc/passwd",
            id="a name that leads out",
        ),
        pytest.param(
            package({**PARTS, "xl/Texts.xml": f"<sst {SPACE}/>"}),
            "of 0 shared texts",
            id="a text that is not there",
        ),
        pytest.param(
            package({**PARTS, "xl/worksheets/a.xml": "<worksheet><sheetData>"}),
            "ends in the middle",
            id="a cut sheet",
        ),
    ],
)
def test_hostile_files_are_one_line(data: bytes, problem: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        read_back(data, tmp_path / "a.xlsx", **ZH_EN)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_bitext(COUPLET, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
