"""The table for reviewers after they had it in hand, and tables that others made."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from duilian.corpus.errors import InputError
from duilian.corpus.formats import write_bitext
from duilian.corpus.model import Bitext, Unit

from .samples import read_back

ZH_EN = {"source_language": "zh", "target_language": "en"}
UNITS = (Unit("门", "door", "a", 0.5), Unit("联", "line", "b"), Unit("红", "red", "c"))
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def table(*rows: str) -> bytes:
    """A Word file with a table of these rows, and another table after it."""
    body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    other = cell("<w:r><w:t>other</w:t></w:r>") * 2
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f"<w:document {WORD}><w:body><w:p><w:r><w:t>Text.</w:t></w:r></w:p><w:tbl>{body}"
            f"</w:tbl><w:tbl><w:tr>{other}</w:tr></w:tbl></w:body></w:document>",
        )
    return out.getvalue()


def cell(*paragraphs: str) -> str:
    """A cell of paragraphs, given by what is inside them."""
    return f"<w:tc>{''.join(f'<w:p>{inside}</w:p>' for inside in paragraphs)}</w:tc>"


def text(run: str) -> str:
    """A run of text."""
    return f"<w:r><w:t>{run}</w:t></w:r>"


def edited(path: Path) -> Any:
    """Our table as python-docx opens it."""
    docx = pytest.importorskip("docx", reason="no python-docx: pip install python-docx")
    write_bitext(Bitext("zh", "en", UNITS), path)
    return docx.Document(str(path))


def test_what_a_reviewer_does(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = edited(path)
    rows = document.tables[0].rows
    rows[1].cells[2].text = "the door\nof the house"
    rows[1].cells[4].text = "Which?"
    rows[1].cells[4].add_paragraph("Red?")
    rows[2].cells[2].paragraphs[0].add_run("s").bold = True
    rows[3].cells[3].text = "good"
    new = document.tables[0].add_row().cells
    new[1].text, new[2].text = "纸", "paper"
    document.tables[0].add_row()
    document.save(str(path))
    bitext, notices = read_back(path.read_bytes(), path)
    assert tuple(bitext) == (
        Unit("门", "the door\nof the house", "a", 0.5, notes=("Which?", "Red?")),
        Unit("联", "lines", "b"),
        Unit("红", "red", "c"),
        Unit("纸", "paper"),
    )
    assert (bitext.source_language, bitext.target_language) == ("zh", "en")
    assert [(notice.place, notice.reason) for notice in notices] == [
        ("row 4", "its probability is no number from 0 to 1; not read")
    ]


def test_a_row_taken_out_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = edited(path)
    row = document.tables[0].rows[2]._tr
    row.getparent().remove(row)
    document.save(str(path))
    assert [unit.id for unit in read_back(path.read_bytes(), path)[0]] == ["a", "c"]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        pytest.param(text("a ") + text("red") + text(" door"), "a red door", id="runs"),
        pytest.param(
            f"<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins>{text('new')}</w:ins>",
            "new",
            id="tracked changes",
        ),
        pytest.param("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/></w:r>", "a\nb\t", id="marks"),
        pytest.param(
            '<w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>' + text("door"),
            "door",
            id="tab stops",
        ),
        pytest.param(f"<w:hyperlink>{text('door')}</w:hyperlink>", "door", id="a link"),
        pytest.param(
            f"<w:sdt><w:sdtContent>{text('door')}</w:sdtContent></w:sdt>", "door", id="a control"
        ),
        pytest.param(
            '<w:commentRangeStart w:id="0"/>' + text("door") + '<w:commentReference w:id="0"/>',
            "door",
            id="a comment",
        ),
        pytest.param("<w:r><w:instrText>PAGE</w:instrText></w:r>" + text("7"), "7", id="a field"),
    ],
)
def test_what_a_cell_says(inside: str, expected: str, tmp_path: Path) -> None:
    data = table(cell(text("门")) + cell(inside))
    bitext, notices = read_back(data, tmp_path / "a.docx", **ZH_EN)
    assert [(unit.source, unit.target) for unit in bitext] == [("门", expected)]
    assert notices == []


def test_a_table_of_others(tmp_path: Path) -> None:
    data = table(
        cell(text("No.")) + cell(text("English")) + cell(text("中文")),
        cell(text("1")) + cell(text("door")) + cell(text("门")),
        cell(text("A heading")),
        cell("") + cell("") + cell(""),
    )
    bitext, notices = read_back(data, tmp_path / "a.docx")
    assert [(unit.source, unit.target) for unit in bitext] == [("door", "门")]
    assert (bitext.source_language, bitext.target_language) == ("en", "zh")
    assert [notice.place for notice in notices] == ["row 3"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(table(), "no table", id="no row"),
        pytest.param(table(cell(text("door"))), "no two columns", id="one column"),
        pytest.param(table(cell(text("a")) * 2)[:-40], "cut short", id="cut short"),
    ],
)
def test_bad_files(data: bytes, problem: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        read_back(data, tmp_path / "a.docx", format="docx", **ZH_EN)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
