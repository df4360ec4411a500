"""Files to read, written here by hand: the least that is a DOCX, an ODT, a PPTX, an EPUB."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from duilian.corpus.formats import read_document
from duilian.corpus.model import Document, Notice

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_OPEN = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        *((name, name) for name in ("office", "text", "table", "style", "manifest")),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
    ]
)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip file with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    return out.getvalue()


def relationships(**targets: str) -> str:
    """A part that says what another refers to: ``kind_id="target"``."""
    rows = "".join(
        f'<Relationship Id="{name.rpartition("_")[2]}"'
        f' Type="{OFFICE}/{name.rpartition("_")[0]}" Target="{target}"/>'
        for name, target in targets.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{rows}</Relationships>'


def docx(body: str, **parts: str) -> bytes:
    """A Word document: the content of its body, and of other parts by the name of their root."""
    roots = {"header": "hdr", "footer": "ftr"}
    members = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relationships(officeDocument_r1="word/document.xml"),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(
            **{f"{name}_{name}": f"{name}.xml" for name in parts}
        ),
    }
    for name, content in parts.items():
        root = roots.get(name, name)
        members[f"word/{name}.xml"] = f"<w:{root} {_NAMES}>{content}</w:{root}>"
    return zipped(members)


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of Word's."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def odt(body: str, styles: str = "", automatic: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text: the content of its body, and its styles."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f"<manifest:manifest {_OPEN}>{manifest}</manifest:manifest>",
            "styles.xml": f"<office:document-styles {_OPEN}>{styles}</office:document-styles>",
            "content.xml": f"<office:document-content {_OPEN}>"
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        }
    )


def pptx(*slides: str, notes: Mapping[int, str] | None = None, show: str = "") -> bytes:
    """A presentation whose parts are numbered backwards: the order is not that of the names."""
    count = len(slides)
    order = "".join(f'<p:sldId id="{256 + n}" r:id="s{n}"/>' for n in range(count))
    targets = {f"slide_s{n}": f"slides/slide{count - n}.xml" for n in range(count)}
    members = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relationships(officeDocument_r1="ppt/presentation.xml"),
        "ppt/presentation.xml": f"<p:presentation {_NAMES}><p:sldIdLst>{order}</p:sldIdLst>"
        "</p:presentation>",
        "ppt/_rels/presentation.xml.rels": relationships(**targets),
    }
    for n, shapes in enumerate(slides):
        members[f"ppt/slides/slide{count - n}.xml"] = (
            f"<p:sld {_NAMES} {show}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
        )
    for n, shapes in (notes or {}).items():
        members[f"ppt/slides/_rels/slide{count - n}.xml.rels"] = relationships(
            notesSlide_r1=f"../notesSlides/note{n}.xml"
        )
        members[f"ppt/notesSlides/note{n}.xml"] = (
            f"<p:notes {_NAMES}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:notes>"
        )
    return zipped(members)


def shape(*paragraphs: str, role: str = "", hidden: bool = False) -> str:
    """A shape of a slide; ``role`` is what it holds the place of."""
    place = f'<p:ph type="{role}"/>' if role else ""
    flag = ' hidden="1"' if hidden else ""
    text = "".join(f"<a:p><a:r><a:t>{each}</a:t></a:r></a:p>" for each in paragraphs)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"{flag}/><p:nvPr>{place}</p:nvPr></p:nvSpPr>'
        f"<p:txBody>{text}</p:txBody></p:sp>"
    )


def epub(pages: Mapping[str, str], spine: str, *, manifest: str = "", guide: str = "") -> bytes:
    """A book: pages by name, and the elements of its spine, which refer to them by name."""
    items = "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>'
        for name in pages
    )
    members: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
        'container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        "OEBPS/book.opf": f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}'
        f"{manifest}</manifest><spine>{spine}</spine><guide>{guide}</guide></package>",
    }
    for name, body in pages.items():
        members[f"OEBPS/{name}.xhtml"] = (
            '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
            f"<head><title/></head><body>{body}</body></html>"
        )
    return zipped(members)


def read(data: bytes | str, suffix: str, folder: Path, language: str = "en") -> Document:
    """The document in a file with that suffix."""
    path = folder / f"sample{suffix}"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_document(path, language=language)


def read_with_notices(
    data: bytes | str, suffix: str, folder: Path, language: str = "en"
) -> tuple[Document, list[str]]:
    """The document, and a line for each thing that was passed over: its place, and what it is."""
    path = folder / f"sample{suffix}"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    notices: list[Notice] = []
    document = read_document(path, language=language, notice=notices.append)
    return document, [f"{notice.place}: {notice.reason}" for notice in notices]


def shape_of(document: Document) -> list[str]:
    """A line for each paragraph: its kind, the level of a heading, its sentences."""
    return [
        f"{each.kind}{each.level or ''}: " + " | ".join(document.texts(each.sentences))
        for each in document.paragraphs
    ]
