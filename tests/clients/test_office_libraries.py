"""python-pptx and python-docx, whose files are what most programs make; and LibreOffice's of them.

Each of the two makes one file with all that matters in it. It is read as it was meant, and so is
the file that LibreOffice, if it is there, saves of it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from duilian.corpus.formats import read_document
from duilian.corpus.model import Notice

from .test_libreoffice import converted, needs_libreoffice, shape

Make = Callable[[Path], None]
Shape = list[tuple[str, list[str]]]
CELLS = ("位置", "词", "右", "上联")

PRESENTATION = [
    ("heading", ["怎么贴"]),
    ("item", ["上联在右。"]),
    ("item", ["下联在左。", "记住。"]),
    ("heading", ["门上的对联"]),
    ("heading", ["写给邻居"]),
    ("heading", ["一张表"]),
    *(("cell", [cell]) for cell in CELLS),
    ("text", ["文本框换行"]),
    ("text", ["组里"]),
    ("note", ["慢慢讲。"]),
]
TEXT = [
    ("heading", ["门上的对联"]),
    ("text", ["春联贴在大门两边。", "上联在右。"]),
    ("item", ["一"]),
    ("item", ["二"]),
    *(("cell", [cell]) for cell in CELLS),
    ("text", ["末尾。"]),
    ("heading", ["小节"]),
    ("text", ["现。"]),
]


def presentation(path: Path) -> None:
    """Slides that were put into another order, one of them hidden; notes, a table, a chart."""
    pptx = pytest.importorskip("pptx", reason="no python-pptx: pip install python-pptx")
    charts = pytest.importorskip("pptx.chart.data")
    kinds = pytest.importorskip("pptx.enum.chart").XL_CHART_TYPE
    made = pptx.Presentation()
    slides, layouts = made.slides, made.slide_layouts
    first = slides.add_slide(layouts[0])
    first.shapes.title.text, first.placeholders[1].text = "门上的对联", "写给邻居"

    points = slides.add_slide(layouts[1])
    points.shapes.title.text = "怎么贴"
    frame = points.placeholders[1].text_frame
    frame.text = "上联在右。"
    below = frame.add_paragraph()
    below.text, below.level = "下联在左。", 1
    bold = below.add_run()
    bold.text, bold.font.bold = "记住。", True
    points.notes_slide.notes_text_frame.text = "慢慢讲。"

    mixed = slides.add_slide(layouts[5]).shapes
    mixed.title.text = "一张表"
    table = mixed.add_table(2, 2, 914400, 1828800, 3657600, 914400).table
    for number, cell in enumerate(CELLS):
        table.cell(number // 2, number % 2).text = cell
    mixed.add_textbox(914400, 3657600, 3657600, 914400).text_frame.text = "文本框\v换行"
    mixed.add_group_shape().shapes.add_textbox(0, 0, 914400, 914400).text_frame.text = "组里"
    data = charts.CategoryChartData()
    data.categories = ["甲"]
    data.add_series("系", (1,))
    mixed.add_chart(kinds.BAR_CLUSTERED, 0, 0, 914400, 914400, data)

    hidden = slides.add_slide(layouts[6])
    hidden.shapes.add_textbox(0, 0, 914400, 914400).text_frame.text = "藏"
    hidden._element.set("show", "0")
    order = slides._sldIdLst
    order.insert(0, order[1])
    made.save(path)


def text(path: Path) -> None:
    """Headings, lists, a table; a header and a footer, and text that is hidden."""
    docx = pytest.importorskip("docx", reason="no python-docx: pip install python-docx")
    made = docx.Document()
    made.add_heading("门上的对联", 1)
    made.add_paragraph("春联贴在大门两边。上联在右。")
    made.add_paragraph("一", style="List Bullet")
    made.add_paragraph("二", style="List Number")
    table = made.add_table(2, 2)
    for number, cell in enumerate(CELLS):
        table.cell(number // 2, number % 2).text = cell
    made.sections[0].header.paragraphs[0].text = "页眉"
    made.sections[0].footer.paragraphs[0].text = "页脚"
    made.add_page_break()
    made.add_paragraph("末").add_run("尾。").bold = True
    made.add_heading("小节", 2)
    last = made.add_paragraph()
    last.add_run("隐").font.hidden = True
    last.add_run("现。")
    made.save(path)


@pytest.mark.parametrize(
    ("make", "expected", "told"),
    [
        (presentation, PRESENTATION, {"a chart or a diagram", "a hidden slide"}),
        (text, TEXT, {"hidden text", "a page's header", "a page's footer"}),
    ],
    ids=["pptx", "docx"],
)
def test_what_they_make_is_read_as_it_was_meant(
    make: Make, expected: Shape, told: set[str], tmp_path: Path
) -> None:
    path = tmp_path / f"a.{'pptx' if make is presentation else 'docx'}"
    make(path)
    assert_read(path, expected, told)


@needs_libreoffice
@pytest.mark.parametrize(
    ("make", "form", "expected", "told"),
    [
        (presentation, "pptx", PRESENTATION, {"a chart or a diagram", "a hidden slide"}),
        (text, "docx", TEXT, {"hidden text", "a page's header", "a page's footer"}),
        (text, "odt", TEXT, {"hidden text"}),
    ],
    ids=["pptx", "docx", "odt"],
)
def test_what_libreoffice_saves_of_it_is_read_the_same(
    make: Make, form: str, expected: Shape, told: set[str], tmp_path: Path
) -> None:
    path = tmp_path / f"a.{'pptx' if make is presentation else 'docx'}"
    make(path)
    assert_read(converted(path, form, tmp_path), expected, told)


def assert_read(path: Path, expected: Shape, told: set[str]) -> None:
    notices: list[Notice] = []
    assert shape(read_document(path, notice=notices.append)) == expected
    assert {f"{what} passed over" for what in told} <= {each.reason for each in notices}
