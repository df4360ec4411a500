"""Word, OpenDocument, PowerPoint and EPUB files: what the samples do not show."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.corpus.errors import InputError

from .samples import (
    WORD,
    docx,
    epub,
    odt,
    paragraph,
    pptx,
    read,
    read_with_notices,
    shape,
    shape_of,
    zipped,
)

RUN = "<w:r><w:t>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph("a", '<w:outlineLvl w:val="2"/>'), ["heading3: a"]),
        (paragraph("a", '<w:outlineLvl w:val="9"/>'), ["text: a"]),
        (paragraph("a", '<w:pStyle w:val="Title"/>'), ["heading1: a"]),
        (paragraph("a", '<w:pStyle w:val="Sub2"/>'), ["heading2: a"]),
        (paragraph("a", '<w:pStyle w:val="Loop"/>'), ["text: a"]),
        (paragraph("a", '<w:pStyle w:val="H9"/>'), ["text: a"]),
        (paragraph("a", '<w:pStyle w:val="B"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
         ["text: a"]),
        (paragraph("a", "<w:rPr><w:vanish/></w:rPr>"), ["text: a"]),
        (paragraph("a", '<w:tabs><w:tab w:val="left"/></w:tabs>'), ["text: a"]),
        ('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>a</w:t></w:r></w:p>', ["text: a"]),
        ('<w:p><w:r><w:rPr><w:rStyle w:val="Unseen"/></w:rPr><w:t>a</w:t></w:r>'
         "<w:r><w:t>b</w:t></w:r></w:p>", ["text: b"]),
        ("<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>"
         "<m:oMath><m:r><m:t>c</m:t></m:r></m:oMath></w:p>", ["text: a-bc"]),
        ("<w:p><w:r><w:t>a.</w:t><w:br/><w:t>b</w:t></w:r></w:p>", ["text: a.", "text: b"]),
        ("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>", ["text: 甲乙"]),
        (f"<w:tbl><w:tr><w:tc>{paragraph('a')}<w:tbl><w:tr><w:tc>{paragraph('b')}</w:tc></w:tr>"
         f"</w:tbl>{paragraph('c')}</w:tc></w:tr></w:tbl>{paragraph('d')}",
         ["cell: a", "cell: b", "cell: c", "text: d"]),
        ("<w:p><w:r><w:pict><w:txbxContent>" + paragraph("a") + "</w:txbxContent></w:pict></w:r>"
         + RUN.format("b") + "</w:p>", ["text: b", "text: a"]),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + RUN.format("a") + "</w:p>", ["text: a"]),
        ("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:del>" + RUN.format("a")
         + "</w:del></w:p></w:tc></w:tr></w:tbl>" + paragraph("b"), ["text: b"]),
        ('<w:p><w:fldSimple w:instr="REF x">' + RUN.format("a") + "</w:fldSimple></w:p>",
         ["text: a"]),
    ],
)  # fmt: skip
def test_word(body: str, expected: list[str], tmp_path: Path) -> None:
    styles = (
        '<w:style w:styleId="Title"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="Sub"><w:name w:val="x"/><w:basedOn w:val="H2"/></w:style>'
        '<w:style w:styleId="Sub2"><w:name w:val="y"/><w:basedOn w:val="Sub"/></w:style>'
        '<w:style w:styleId="Loop"><w:name w:val="z"/><w:basedOn w:val="Loop"/></w:style>'
        '<w:style w:styleId="B"><w:name w:val="List Bullet"/></w:style>'
        f'<w:style w:styleId="H9"><w:name w:val="heading {"9" * 5000}"/></w:style>'
        '<w:style w:styleId="Unseen"><w:name w:val="u"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    assert shape_of(read(docx(body, styles=styles), ".docx", tmp_path)) == expected


def test_a_strict_word_document_with_a_main_part_of_another_name(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    data = zipped(
        {
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'relationships"><Relationship Id="a" Type="{kind}" Target="/word/document2.xml"/>'
            "</Relationships>",
            "word/document2.xml": f'<d:document xmlns:d="{strict}"><d:body><d:p><d:r><d:t>a</d:t>'
            "</d:r></d:p></d:body></d:document>",
        }
    )
    assert strict != WORD
    assert read(data, ".docx", tmp_path).texts() == ["a"]


def test_a_note_referred_to_twice_stands_once(tmp_path: Path) -> None:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    data = docx(
        f"<w:p>{RUN.format('a')}{reference}{reference}</w:p>",
        footnotes=f'<w:footnote w:id="1">{paragraph("n")}{paragraph("m")}</w:footnote>',
    )
    assert shape_of(read(data, ".docx", tmp_path)) == ["text: a", "note: n", "note: m"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<text:p>a\n  b</text:p>", ["text: a b"]),
        ("<text:h>a</text:h>", ["heading1: a"]),
        ('<text:h text:outline-level="x">a</text:h>', ["heading1: a"]),
        ("<text:p>a</text:p>stray<text:p/>", ["text: a"]),
        ('<text:section text:display="none"><text:p>a</text:p></text:section><text:p>b</text:p>',
         ["text: b"]),
        ("<text:list><text:list-item><text:p>a</text:p><text:list><text:list-item><text:p>b"
         "</text:p></text:list-item></text:list></text:list-item></text:list>",
         ["item: a", "item: b"]),
        ("<text:p>a.<text:line-break/>b</text:p>", ["text: a.", "text: b"]),
        ('<text:p text:style-name="Subtitle">a</text:p>', ["heading2: a"]),
    ],
)  # fmt: skip
def test_opendocument(body: str, expected: list[str], tmp_path: Path) -> None:
    assert shape_of(read(odt(body), ".odt", tmp_path)) == expected


def test_an_opendocument_with_a_password(tmp_path: Path) -> None:
    entry = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    with pytest.raises(InputError, match="password"):
        read(odt("<text:p>a</text:p>", manifest=entry), ".odt", tmp_path)


def test_hidden_slides_are_told_of(tmp_path: Path) -> None:
    document, notices = read_with_notices(pptx(shape("a"), show='show="1"'), ".pptx", tmp_path)
    assert (document.texts(), notices) == (["a"], [])
    with pytest.raises(InputError, match="no text"):
        read(pptx(shape("a"), show='show="0"'), ".pptx", tmp_path)


def test_charts_are_told_of(tmp_path: Path) -> None:
    chart = (
        "<p:graphicFrame><a:graphic><a:graphicData"
        ' uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic>'
        "</p:graphicFrame>"
    )
    document, notices = read_with_notices(pptx(shape("a") + chart), ".pptx", tmp_path)
    assert (document.texts(), notices) == (
        ["a"],
        ["slide 1, at the start: a chart or a diagram passed over"],
    )


def test_fields_of_slides(tmp_path: Path) -> None:
    field = '<a:fld type="{}"><a:t>{}</a:t></a:fld>'
    text = (
        f"<p:sp><p:txBody><a:p>{field.format('slidenum', 3)}{field.format('datetime1', 2024)}"
        f"{field.format('other', 'a')}</a:p></p:txBody></p:sp>"
    )
    assert read(pptx(text), ".pptx", tmp_path).texts() == ["a"]


def test_the_navigation_of_a_book_goes(tmp_path: Path) -> None:
    nav = '<item id="n" href="toc%20x.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    data = epub({"a": "<p>a"}, '<itemref idref="n"/><itemref idref="a"/>', manifest=nav)
    document, notices = read_with_notices(data, ".epub", tmp_path)
    assert (document.texts(), len(notices)) == (["a"], 1)


def test_the_header_of_a_chapter_is_text(tmp_path: Path) -> None:
    data = epub({"a": "<header><h1>A</h1><p>b</p></header>c"}, '<itemref idref="a"/>')
    assert shape_of(read(data, ".epub", tmp_path)) == ["heading1: A", "text: b", "text: c"]


def test_a_chapter_is_read_once(tmp_path: Path) -> None:
    data = epub({"a": "<p>a"}, '<itemref idref="a"/><itemref idref="a"/><itemref idref="?"/>')
    assert read(data, ".epub", tmp_path).texts() == ["a"]
