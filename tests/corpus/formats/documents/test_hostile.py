"""Files made to do harm: each is refused in one line, and nothing is read that was not meant."""

from __future__ import annotations

import io
import struct
import zipfile
from collections import deque
from pathlib import Path

import pytest

from duilian.corpus.errors import InputError
from duilian.corpus.formats import open_input, package
from duilian.corpus.formats.package import Limits, Package, inside

from .samples import docx, epub, odt, paragraph, pptx, read, shape, zipped

MAIN = {
    ".docx": (docx(paragraph("text")), "word/document.xml"),
    ".odt": (odt("<text:p>text</text:p>"), "content.xml"),
    ".pptx": (pptx(shape("text")), "ppt/slides/slide1.xml"),
    ".epub": (epub({"a": "<p>text"}, '<itemref idref="a"/>'), "OEBPS/book.opf"),
}
ENTITIES = {
    "laughs": '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>',
    "file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "network": '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://localhost/a.dtd"> %a;]>',
}


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def refusal(data: bytes, suffix: str, folder: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(data, suffix, folder)
    assert str(folder / f"sample{suffix}") in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
    return caught.value.problem


@pytest.mark.parametrize("suffix", MAIN)
@pytest.mark.parametrize("kind", ENTITIES)
def test_entities(suffix: str, kind: str, tmp_path: Path) -> None:
    data, main = MAIN[suffix]
    parts = members(data)
    parts[main] = ENTITIES[kind].encode() + parts[main].replace(b"text", b"&a;")
    assert "refused" in refusal(zipped(parts), suffix, tmp_path)


def test_a_doctype_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "a.dtd").write_text('<!ENTITY a "fetched">')
    parts = members(MAIN[".docx"][0])
    parts["word/document.xml"] = (
        f'<!DOCTYPE document SYSTEM "{tmp_path}/a.dtd">'.encode() + parts["word/document.xml"]
    )
    assert read(zipped(parts), ".docx", tmp_path).texts() == ["text"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"text", b"&a;")
    assert "not well-formed" in refusal(zipped(parts), ".docx", tmp_path)


@pytest.mark.parametrize("suffix", MAIN)
def test_a_bomb(suffix: str, tmp_path: Path) -> None:
    data, main = MAIN[suffix]
    parts = members(data) | {main: b"<x>" + b" " * (5 << 20)}
    assert "zip bomb" in refusal(zipped(parts), suffix, tmp_path)


def resized(data: bytes, member: str, size: int) -> bytes:
    """The package, whose headers now tell another size of the member."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        info = opened.getinfo(member)
    told = struct.pack("<LL", info.compress_size, info.file_size)
    assert data.count(told) == 2
    return data.replace(told, struct.pack("<LL", info.compress_size, size))


def test_two_gigabytes(tmp_path: Path) -> None:
    data = resized(*MAIN[".docx"], 2 << 30)
    assert "2,048 MiB" in refusal(data, ".docx", tmp_path)


def test_a_size_that_lies(tmp_path: Path) -> None:
    parts = members(MAIN[".docx"][0]) | {"word/document.xml": b"<x>" + b" " * (5 << 20)}
    data = resized(zipped(parts), "word/document.xml", 1000)
    assert "damaged" in refusal(data, ".docx", tmp_path)


def test_many_members_that_are_large_together(tmp_path: Path) -> None:
    pages = {f"p{n}": "<p>text" * 200 for n in range(10)}
    (tmp_path / "a.epub").write_bytes(epub(pages, ""))
    source = open_input(tmp_path / "a.epub")
    opened = Package(source, "a book", ".epub", Limits(5000, 5000))
    members = iter(opened.members())
    with pytest.raises(InputError, match="MiB of markup"):
        deque(map(opened.read, members), maxlen=0)
    assert next(members, None)  # not the last of them
    source.close()


def test_a_directory_that_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_LONGEST_READ", 1000)
    parts = members(MAIN[".docx"][0]) | {f"{n}": b"" for n in range(100)}
    assert "damaged" in refusal(zipped(parts), ".docx", tmp_path)


@pytest.mark.parametrize("suffix", MAIN)
@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.95])
def test_a_file_cut_short(suffix: str, share: float, tmp_path: Path) -> None:
    data, _ = MAIN[suffix]
    assert "damaged" in refusal(data[: int(len(data) * share)], suffix, tmp_path)


@pytest.mark.parametrize("suffix", MAIN)
def test_a_part_that_is_missing(suffix: str, tmp_path: Path) -> None:
    data, main = MAIN[suffix]
    parts = members(data)
    del parts[main]
    assert "missing" in refusal(zipped(parts), suffix, tmp_path)


@pytest.mark.parametrize("suffix", MAIN)
def test_encrypted_members(suffix: str, tmp_path: Path) -> None:
    # The first bit of the flags, in each entry of the directory.
    entry = b"PK\x01\x02\x14\x03\x14\x00"
    data = MAIN[suffix][0].replace(entry + b"\x00", entry + b"\x01")
    assert "encrypted" in refusal(data, suffix, tmp_path)


@pytest.mark.parametrize("suffix", MAIN)
def test_other_files_under_the_name(suffix: str, tmp_path: Path) -> None:
    assert "password" in refusal(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), suffix, tmp_path)
    assert "whatever its name says" in refusal(b"Just a text.", suffix, tmp_path)
    assert "damaged" in refusal(b"PK\x03\x04" + bytes(100), suffix, tmp_path)
    other = next(data for name, (data, _) in MAIN.items() if name != suffix)
    problem = refusal(other, suffix, tmp_path)
    assert "missing" in problem or "not <presentation>" in problem


def test_an_unusual_compression(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as opened:
        for name, content in members(MAIN[".docx"][0]).items():
            opened.writestr(name, content)
    assert "compressed in a way" in refusal(out.getvalue(), ".docx", tmp_path)


def test_a_book_without_an_order(tmp_path: Path) -> None:
    assert "no spine" in refusal(epub({"a": "<p>text"}, ""), ".epub", tmp_path)


def test_a_book_with_a_lock(tmp_path: Path) -> None:
    lock = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData>'
        '<CipherReference URI="OEBPS/{}"/></CipherData></EncryptedData></encryption>'
    )
    parts = members(MAIN[".epub"][0])
    parts["META-INF/encryption.xml"] = lock.format("font.otf").encode()
    assert read(zipped(parts), ".epub", tmp_path).texts() == ["text"]
    parts["META-INF/encryption.xml"] = lock.format("a.xhtml").encode()
    assert "DRM" in refusal(zipped(parts), ".epub", tmp_path)


@pytest.mark.parametrize(
    ("folder", "reference", "member"),
    [
        ("OEBPS", "a%20b.xhtml#c", "OEBPS/a b.xhtml"),
        ("ppt/slides", "../notes/n.xml", "ppt/notes/n.xml"),
        ("word", "/word/a.xml", "word/a.xml"),
        ("a", "../../../../etc/passwd", "etc/passwd"),
        ("a", "http://example.org/b", ""),
        ("a", "//example.org/b", ""),
        ("a", "http://[broken", ""),
        ("a", "", ""),
    ],
)
def test_where_references_lead(folder: str, reference: str, member: str) -> None:
    assert inside(folder, reference) == member


def test_a_name_that_leads_out_stays_inside(tmp_path: Path) -> None:
    (tmp_path / "outside.xhtml").write_text("<p>outside")
    name = f"..{tmp_path}/outside"
    data = epub({name: "<p>inside"}, f'<itemref idref="{name}"/>')
    assert "missing" in refusal(data, ".epub", tmp_path)


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".html", b"<div>" * 20_000 + b"text"),
        (".html", b"<p>text" + b"<br>" * 20_000),
        (".md", b"> " * 50 + b"text\n" + b"> " * 20_000),
        (".odt", odt("<text:section>" * 5000 + "<text:p>text</text:p>" + "</text:section>" * 5000)),
        (".docx", docx("<w:sdt>" * 5000 + paragraph("text") + "</w:sdt>" * 5000)),
        (".docx", docx("<w:p><w:txbxContent>" * 5000 + paragraph("text")
                       + "</w:txbxContent></w:p>" * 5000)),
    ],
)  # fmt: skip
def test_deep_nesting(suffix: str, data: bytes, tmp_path: Path) -> None:
    assert read(data, suffix, tmp_path).texts() == ["text"]
