"""The command line with documents: what is read of them, and what it says of the rest."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from duilian.cli import run
from duilian.corpus.formats import read_document

GOLDEN = Path(__file__).parent / "golden"
CLEAN, WRONG = 0, 2


def html_of(text: Path, language: str) -> str:
    """A page with the paragraphs of a text, and with a menu."""
    document = read_document(text, language=language)
    paragraphs = "".join(
        f"<p>{document.text[each.span.start : each.span.end]}</p>" for each in document.paragraphs
    )
    return f'<html><meta charset="utf-8"><nav>Home</nav>{paragraphs}</html>'


@pytest.fixture
def pages(tmp_path: Path) -> tuple[Path, Path]:
    """The Chinese text of the golden files in a book, the English one as a page."""
    zh, en = tmp_path / "door.epub", tmp_path / "door.html"
    en.write_text(html_of(GOLDEN / "door.en.txt", "en"), encoding="utf-8")
    with zipfile.ZipFile(zh, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="door.opf"/></rootfiles></container>',
        )
        book.writestr(
            "door.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml"'
            ' media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine>'
            "</package>",
        )
        book.writestr("a.xhtml", html_of(GOLDEN / "door.zh.txt", "zh"))
    return zh, en


def test_align_reads_documents(
    pages: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["align", *map(str, pages), "--format", "beads"]) == CLEAN
    printed = capsys.readouterr()
    assert printed.out == (GOLDEN / "door.beads").read_text(encoding="utf-8")
    zh, en = pages
    assert printed.err.splitlines() == [
        f"duilian: note: {zh}: a.xhtml, at the start: navigation passed over",
        f"duilian: note: {en}: at the start: navigation passed over",
        "duilian: note: 99.7% of the 7 pairs can be expected to be right",
    ]


def test_quiet_says_nothing(pages: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["align", *map(str, pages), "-q"]) == CLEAN
    assert capsys.readouterr().err == ""


def test_lines_of_a_document_are_refused(
    pages: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["align", "--lines", *map(str, pages)]) == WRONG
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "--lines is for plain text, and this is an EPUB book" in printed.err
    assert printed.err.count("\n") == 1


def test_info_of_documents(pages: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    zh, en = pages
    for path, summary, encoding in ((zh, "an EPUB book", ""), (en, "an HTML page", "utf-8")):
        assert run(["info", str(path)]) == CLEAN
        printed = capsys.readouterr()
        assert printed.out.startswith(f"{path}: {summary}\nlanguage ")
        assert ("encoding          utf-8\n" in printed.out) == bool(encoding)
        assert "navigation passed over" in printed.err
        assert run(["info", "-q", "--output-format", "json", str(path)]) == CLEAN
        printed = capsys.readouterr()
        found = json.loads(printed.out)
        assert (found["encoding"], found["sentences"] > 6) == (encoding, True)
        assert printed.err == ""


def test_info_counts_the_kinds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Door\n\n- a\n- b\n\n|c|\n|-|\n\ntext[^1]\n\n[^1]: d\n", encoding="utf-8")
    assert run(["info", str(path)]) == CLEAN
    expected = "paragraphs        6, 1 of them headings, 2 items, 1 cell, 1 note\n"
    assert expected in capsys.readouterr().out
