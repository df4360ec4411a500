"""PDF: lines put together again, and what cannot be known said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from duilian.corpus.errors import InputError, UsageError

from .samples import read, read_with_notices


def pdf(*pages: list[str]) -> bytes:
    """A PDF with the lines of each page, in ASCII."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font = "<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 12 Tf 50 700 Td {shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R"
            f" /Resources << /Font {font} >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out.encode("ascii")


BOOK = pdf(
    *(
        ["The Door", f"A page with {word} goes on", "to the next line. It is trans-",
         f"lated for {word} and", f"{number}"]
        for number, word in enumerate(("men", "oxen", "geese", "mice"), 1)
    )
)  # fmt: skip


def test_pages(tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason="no pypdf: pip install duilian[pdf]")
    document, notices = read_with_notices(BOOK, ".pdf", tmp_path)
    assert document.texts()[:2] == [
        "A page with men goes on to the next line.",
        "It is translated for men and A page with oxen goes on to the next line.",
    ]
    assert len(document) == 5
    assert "all of it: a PDF does not say" in notices[0]
    assert notices[1:3] == ["page 1: a running head or foot passed over"] * 2
    assert len(notices) == 9


def test_a_pdf_without_text(tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason="no pypdf: pip install duilian[pdf]")
    with pytest.raises(InputError, match="no text") as caught:
        read(pdf([]), ".pdf", tmp_path)
    assert "OCR" in caught.value.remedy


@pytest.mark.parametrize(
    "data", [BOOK[:300], b"%PDF-1.4\n" + b"1 0 obj <<" * 100, b"%PDF-", b"a text"]
)
def test_a_damaged_pdf(data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pypdf", reason="no pypdf: pip install duilian[pdf]")
    with pytest.raises(InputError) as caught:
        read(data, ".pdf", tmp_path)
    assert caught.value.remedy
    assert capsys.readouterr().err == ""


def test_without_pypdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(UsageError, match="pypdf") as caught:
        read(BOOK, ".pdf", tmp_path)
    assert "duilian[pdf]" in caught.value.remedy
