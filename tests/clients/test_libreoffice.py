"""LibreOffice, whose files are the real ones: what it writes is read as it was meant.

It is run headless and saves one text, with all that is not to be read in it, in each of its
formats. The other way round it opens the tables and workbooks that we write. Presentations are in
test_office_libraries.py.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from duilian.corpus.formats import read_bitext, read_document, write_bitext
from duilian.corpus.model import Bitext, Document, Notice, Unit

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="no soffice: apt-get install --no-install-recommends libreoffice-writer",
)

SPACE = "urn:oasis:names:tc:opendocument:xmlns"
CHANGE = (
    "<office:change-info><dc:creator>x</dc:creator><dc:date>2024-01-01T00:00:00</dc:date>"
    "</office:change-info>"
)
TEXT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="{SPACE}:office:1.0" xmlns:text="{SPACE}:text:1.0"
  xmlns:table="{SPACE}:table:1.0" xmlns:draw="{SPACE}:drawing:1.0"
  xmlns:svg="{SPACE}:svg-compatible:1.0" xmlns:style="{SPACE}:style:1.0"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
  <style:style style:name="H" style:family="text">
    <style:text-properties text:display="none"/></style:style>
  <style:page-layout style:name="PL"><style:header-style/><style:footer-style/>
  </style:page-layout>
</office:automatic-styles>
<office:master-styles>
  <style:master-page style:name="Standard" style:page-layout-name="PL">
    <style:header><text:p>Running head</text:p></style:header>
    <style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer>
  </style:master-page>
</office:master-styles>
<office:body><office:text>
<text:tracked-changes>
  <text:changed-region text:id="c1"><text:deletion>{CHANGE}<text:p>gone</text:p></text:deletion>
  </text:changed-region>
  <text:changed-region text:id="c2"><text:insertion>{CHANGE}</text:insertion>
  </text:changed-region>
</text:tracked-changes>
<text:h text:outline-level="1">门上的对联</text:h>
<text:p>春联贴在<text:change text:change-id="c1"/><text:change-start
 text:change-id="c2"/>大门的<text:change-end text:change-id="c2"/>两边<text:note
 text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p
>左右各一。</text:p></text:note-body></text:note>。<text:span
 text:style-name="H">看不见。</text:span>上联在右。<office:annotation><dc:creator
>x</dc:creator><text:p>真的吗？</text:p></office:annotation></text:p>
<text:p>Old Li<draw:frame text:anchor-type="paragraph" svg:width="4cm" svg:height="2cm"
><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame> is 78<text:note
 text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p
>This year.</text:p></text:note-body></text:note>.</text:p>
<text:list><text:list-item><text:p>Red paper</text:p></text:list-item>
<text:list-item><text:p>Ink</text:p></text:list-item></text:list>
<table:table><table:table-column table:number-columns-repeated="2"/><table:table-row>
<table:table-cell><text:p>左</text:p></table:table-cell>
<table:table-cell><text:p>右</text:p></table:table-cell></table:table-row></table:table>
<text:p>The end.</text:p>
</office:text></office:body></office:document>
"""
READ = [
    ("heading", ["门上的对联"]),
    ("text", ["春联贴在大门的两边。", "上联在右。"]),
    ("text", ["Old Li is 78."]),
    ("text", ["In a box."]),
    ("item", ["Red paper"]),
    ("item", ["Ink"]),
    ("cell", ["左"]),
    ("cell", ["右"]),
    ("text", ["The end."]),
    ("note", ["左右各一。"]),
    ("note", ["This year."]),
]


def saved(text: str, name: str, suffix: str, folder: Path) -> Path:
    """The text as LibreOffice saves it."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return converted(path, suffix, folder)


def converted(path: Path, form: str, folder: Path, *options: str) -> Path:
    """The file as LibreOffice saves it: ``form`` is a suffix, perhaps with a filter after it."""
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            *options,
            "--convert-to",
            form,
            "--outdir",
            str(folder / "out"),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return folder / "out" / f"{path.stem}.{form.partition(':')[0]}"


def shape(document: Document) -> list[tuple[str, list[str]]]:
    return [(each.kind, document.texts(each.sentences)) for each in document.paragraphs]


@needs_libreoffice
@pytest.mark.parametrize("suffix", ["odt", "docx"])
def test_texts(suffix: str, tmp_path: Path) -> None:
    notices: list[Notice] = []
    document = read_document(saved(TEXT, "a.fodt", suffix, tmp_path), notice=notices.append)
    assert shape(document) == READ
    told = {each.reason for each in notices}
    assert {f"{what} passed over" for what in ("deleted text", "hidden text", "a comment")} <= told


@needs_libreoffice
def test_a_book(tmp_path: Path) -> None:
    """Its EPUB says by style alone what is a heading or hidden, and keeps what was deleted."""
    texts = read_document(saved(TEXT, "a.fodt", "epub", tmp_path)).texts()
    assert texts[0] == "门上的对联"
    assert texts[-3:] == ["The end.", "左右各一。", "This year."]
    assert "Old Li is 78." in texts


@needs_libreoffice
def test_a_pdf(tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason="no pypdf: pip install duilian[pdf]")
    chapter = "<p>Spring couplets are pasted on both sides of the front door.</p>" * 60
    page = f"<html><body><h1>The door</h1>{chapter}<p>The end.</p></body></html>"
    texts = read_document(saved(page, "a.html", "pdf", tmp_path)).texts()
    assert texts.count("Spring couplets are pasted on both sides of the front door.") >= 58
    assert texts[-1] == "The end."


OURS = Bitext(
    "zh",
    "en",
    (
        Unit("门上的对联", "The couplets on the door", "a", 0.98),
        Unit("=1+1", "@SUM(A1) & <b>red</b>", "b", 0.5),
        Unit("上联在右，\n下联在左。", '"Right", left\tand -1', "c"),
    ),
)
# Fields parted by commas, in double quotes, UTF-8.
CSV = "Text - txt - csv (StarCalc):44,34,76"


@needs_libreoffice
def test_our_word_table_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_bitext(OURS, path)
    text = converted(path, "txt:Text (encoded):UTF8", tmp_path).read_text(encoding="utf-8-sig")
    for unit in OURS.units:
        for line in f"{unit.source}\n{unit.target}".split("\n"):
            assert line in text
    saved_again = converted(path, "docx", tmp_path)
    assert tuple(read_bitext(saved_again)) == OURS.units


@needs_libreoffice
def test_our_workbook_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_bitext(OURS, path)
    with open(converted(path, f"csv:{CSV}", tmp_path), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [tuple(row[:2]) for row in rows[1:]] == [(u.source, u.target) for u in OURS.units]
    saved_again = converted(path, "xlsx", tmp_path)
    assert tuple(read_bitext(saved_again)) == OURS.units


@needs_libreoffice
def test_our_csv_is_opened_without_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_bitext(OURS, path)
    book = converted(path, "xlsx", tmp_path, f"--infilter={CSV}")
    again = tuple(read_bitext(book))
    assert [unit.source for unit in again] == ["门上的对联", "'=1+1", "上联在右，\n下联在左。"]
