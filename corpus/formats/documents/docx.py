"""Word documents: the text as it would be printed, changes accepted, without what is around it.

The main part is walked through once, run by run; styles are read before it, to know headings
by, and the notes, which go to the end of the document. Headers and footers are parts of their
own and stay out, as do comments, deleted and hidden text, the codes of fields (their results
stay), and tables of contents, which Word makes itself. Text boxes follow the paragraph they are
anchored in. Numbers of lists and headings are no text: Word makes them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ...model import Document
from ..blocks import Block, document_of
from ..events import End, Event, Start, prune
from ..fields import NoticeTo
from ..files import Input
from ..package import Package
from .gather import BREAK, Gatherer, Mark

_MAIN = "http://schemas.openxmlformats.org/{}/main"
_STRICT = "http://purl.oclc.org/ooxml/{}/main"
PREFIXES = {
    _MAIN.format("wordprocessingml/2006"): "w",
    _STRICT.format("wordprocessingml"): "w",
    _MAIN.format("drawingml/2006"): "a",
    _STRICT.format("drawingml"): "a",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
}
_SUMMARY = "a Word document"
_LEVELS = tuple("123456789")
_LONGEST_CHAIN = 20
_OFF = ("0", "false", "off")

_UNWANTED = {
    **dict.fromkeys(("w:del", "w:moveFrom"), "deleted text"),
    "w:commentReference": "a comment",
    "w:altChunk": "a document within the document",
    # The pronunciation beside Chinese characters.
    "w:rt": "",
    # What the formatting was before it was changed.
    **dict.fromkeys(("w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:sectPrChange"), ""),
}
_PROPERTIES = frozenset(("w:pPr", "w:rPr", "w:trPr", "w:tblPr", "w:tcPr", "w:sectPr"))
_CHARACTERS = {
    **dict.fromkeys(("w:tab", "w:ptab"), "\t"),
    **dict.fromkeys(("w:br", "w:cr"), BREAK),
    "w:noBreakHyphen": "-",
}


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of its paragraphs, or of its characters. None: what its base says."""

    base: str = ""
    heading: int | None = None
    item: bool | None = None
    hidden: bool | None = None
    contents: bool = False


def read(
    source: Input,
    *,
    language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Document:
    """The document in an open Word file, which says itself what encoding it is in."""
    package = Package(source, _SUMMARY, ".docx")
    main = package.main("word/document.xml")
    related = package.related(main)
    parts: dict[str, list[str]] = {}
    for kind, target in related.values():
        if target in package:
            parts.setdefault(kind, []).append(target)

    styles: dict[str, _Style] = {}
    for part in parts.get("styles", []):
        styles |= dict(_styles(package.events(part, "styles", PREFIXES)))
    notes: dict[tuple[str, str], list[Block]] = {}
    for kind in ("footnote", "endnote"):
        for part in parts.get(f"{kind}s", []):
            events = package.events(part, f"{kind}s", PREFIXES)
            notes |= _Story(Gatherer(notice, f"{kind}s"), styles).notes(events, kind)

    gatherer = Gatherer(notice)
    _Story(gatherer, styles, notes).gather(package.events(main, "document", PREFIXES))
    _tell_of_margins(package, parts, gatherer)
    return document_of(gatherer.taken(), language, source.origin)


def _tell_of_margins(package: Package, parts: Mapping[str, list[str]], to: Gatherer) -> None:
    for kind, root in (("header", "hdr"), ("footer", "ftr")):
        for part in parts.get(kind, []):
            aside = Gatherer()
            _Story(aside, {}).gather(package.events(part, root, PREFIXES))
            if aside.taken():
                to.passed_over(f"a page's {kind}", part.rpartition("/")[2])


def _styles(events: Iterable[Event]) -> Iterator[tuple[str, _Style]]:
    """The styles by identifier, each with what it says itself."""
    name, style = "", _Style()
    for event in events:
        match event:
            case Start("w:style", attributes):
                name, style = attributes.get("w:styleId", ""), _Style()
            case Start("w:name", attributes):
                style = _named(style, attributes.get("w:val", "").lower())
            case Start("w:basedOn", attributes):
                style = replace(style, base=attributes.get("w:val", ""))
            case Start("w:outlineLvl", attributes):
                style = replace(style, heading=_outline_level(attributes))
            case Start("w:numId", attributes):
                style = replace(style, item=attributes.get("w:val") != "0")
            case Start("w:vanish", attributes):
                style = replace(style, hidden=_is_on(attributes))
            case End("w:style"):
                yield name, style


def _named(style: _Style, name: str) -> _Style:
    """The built-in styles have the same names in Word of any language."""
    if name.startswith("heading ") and name[8:] in _LEVELS:
        return replace(style, heading=int(name[8:]))
    if name in ("title", "subtitle"):
        return replace(style, heading=1 if name == "title" else 2)
    if name.startswith("toc ") and name[4:] in (*_LEVELS, "heading"):
        return replace(style, contents=True)
    return replace(style, item=True) if name.startswith("list ") else style


@dataclass(slots=True)
class _Paragraph:
    """A paragraph under way: what is said of it, and of the run it is at."""

    begins: Mark
    style: _Style = _Style()
    deleted_end: bool = False
    hidden_run: bool = False
    told: bool = False


class _Story:
    """Walks through a part and tells the gatherer what is a paragraph, and what is its text."""

    def __init__(
        self,
        gatherer: Gatherer,
        styles: Mapping[str, _Style],
        notes: Mapping[tuple[str, str], list[Block]] | None = None,
    ) -> None:
        self._to = gatherer
        self._styles = styles
        # Each is taken out when it is referred to: no note stands in a text twice.
        self._notes = dict(notes or {})
        self._paragraphs: list[_Paragraph] = []
        # The elements of properties that are open; of each field that is, if its code is; and of
        # each choice of forms, if one has been read.
        self._properties: list[str] = []
        self._codes: list[bool] = []
        self._chosen: list[bool] = []
        self._in_text = self._in_contents = self._is_placeholder = False
        # The text of a paragraph whose end is deleted: it belongs to the next.
        self._carried = ""

    def gather(self, events: Iterable[Event]) -> None:
        """Walk through the events, to their end."""
        for event in prune(events, self._unwanted, self._to.passed_over):
            self._event(event)
        self._to.add(self._carried)

    def notes(self, events: Iterable[Event], kind: str) -> dict[tuple[str, str], list[Block]]:
        """The notes of a part, by kind and identifier; the rules between them are none."""
        found: dict[tuple[str, str], list[Block]] = {}
        name = ""
        for event in prune(events, self._unwanted, self._to.passed_over):
            self._event(event)
            match event:
                case Start(tag, attributes) if tag == f"w:{kind}":
                    is_rule = attributes.get("w:type", "normal") != "normal"
                    name = "" if is_rule else attributes.get("w:id", "")
                case End(tag) if tag == f"w:{kind}":
                    blocks = self._to.taken()
                    if name:
                        found[kind, name] = blocks
        return found

    def _unwanted(self, element: Start) -> str | None:
        tag = element.tag
        match tag:
            case "mc:Choice" | "mc:Fallback" if self._chosen:
                # The same in two forms, for newer programs and for older: one of them is read.
                was_read, self._chosen[-1] = self._chosen[-1], True
                return "" if was_read else None
            case "w:sdtContent" if self._is_placeholder:
                self._is_placeholder = False
                return "a field nobody has filled in"
            case "w:del" if self._properties:
                # No text is deleted here, but the end of the paragraph.
                if self._properties == ["w:pPr", "w:rPr"] and self._paragraphs:
                    self._paragraphs[-1].deleted_end = True
                return ""
        return _UNWANTED.get(tag)

    def _event(self, event: Event) -> None:
        match event:
            case str():
                if self._in_text:
                    self._add(event)
            case Start("w:p"):
                self._begin_paragraph()
            case Start(tag, attributes) if self._properties:
                self._property(tag, attributes)
            case Start(tag, attributes):
                self._start(tag, attributes)
            case End("w:p"):
                self._end_paragraph()
            case End(tag):
                self._end(tag)

    def _begin_paragraph(self) -> None:
        self._to.open()
        self._paragraphs.append(_Paragraph(self._to.mark()))
        carried, self._carried = self._carried, ""
        self._to.add(carried)

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        if paragraph.deleted_end:
            self._carried = self._to.text_since(paragraph.begins)
            self._to.take_back(paragraph.begins)
        self._to.close()

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        match tag:
            case "w:t" | "m:t":
                self._in_text = True
            case "w:tc":
                self._to.open("cell")
            case "w:txbxContent":
                self._to.open_aside()
            case "w:r" if self._paragraphs:
                self._paragraphs[-1].hidden_run = False
            case "w:footnoteReference" | "w:endnoteReference":
                kind = tag[2:].removesuffix("Reference")
                self._to.extend_notes(self._notes.pop((kind, attributes.get("w:id", "")), []))
            case "w:fldChar":
                self._field(attributes.get("w:fldCharType", ""))
            case "mc:AlternateContent":
                self._chosen.append(False)
            case "w:showingPlcHdr":
                self._is_placeholder = True
        if tag in _CHARACTERS:
            self._add(_CHARACTERS[tag])
        if tag in _PROPERTIES:
            self._properties.append(tag)

    def _end(self, tag: str) -> None:
        match tag:
            case "w:t" | "m:t":
                self._in_text = False
            case "w:tc":
                self._to.close()
            case "w:txbxContent":
                self._to.close_aside()
            case "mc:AlternateContent" if self._chosen:
                self._chosen.pop()
            case "w:pPr" if self._paragraphs:
                self._settle(self._paragraphs[-1].style)
        if self._properties and self._properties[-1] == tag:
            self._properties.pop()

    def _property(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What is said of the paragraph, or of the run, that is under way."""
        if tag in _PROPERTIES:
            self._properties.append(tag)
        if not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        value = attributes.get("w:val", "")
        match self._properties[0], tag:
            case "w:pPr", "w:pStyle":
                paragraph.style = self._style(value)
            case "w:pPr", "w:outlineLvl":
                paragraph.style = replace(paragraph.style, heading=_outline_level(attributes))
            case "w:pPr", "w:numId":
                paragraph.style = replace(paragraph.style, item=value != "0")
            case "w:rPr", "w:vanish":
                paragraph.hidden_run = _is_on(attributes)
            case "w:rPr", "w:rStyle":
                paragraph.hidden_run = bool(self._style(value).hidden)

    def _settle(self, style: _Style) -> None:
        """What kind of paragraph this is, now that all is said of it."""
        if style.heading:
            self._to.retype("heading", style.heading)
        elif style.item:
            self._to.retype("item")
        if style.contents and not self._in_contents:
            self._to.passed_over("a table of contents")
        self._in_contents = style.contents

    def _style(self, name: str) -> _Style:
        """A style with what it has from those it is based on."""
        style = found = self._styles.get(name, _Style())
        for _ in range(_LONGEST_CHAIN):
            base = self._styles.get(style.base)
            if base is None:
                break
            found = _Style(
                heading=base.heading if found.heading is None else found.heading,
                item=base.item if found.item is None else found.item,
                hidden=base.hidden if found.hidden is None else found.hidden,
                contents=found.contents or base.contents,
            )
            style = base
        return found

    def _field(self, point: str) -> None:
        match point:
            case "begin":
                self._codes.append(True)
            case "separate" if self._codes:
                self._codes[-1] = False
            case "end" if self._codes:
                self._codes.pop()

    def _add(self, text: str) -> None:
        """Text, unless nobody sees it."""
        if not self._paragraphs or any(self._codes):
            return
        paragraph = self._paragraphs[-1]
        if paragraph.style.contents:
            return
        if paragraph.hidden_run or paragraph.style.hidden:
            if not paragraph.told:
                paragraph.told = True
                self._to.passed_over("hidden text")
            return
        self._to.add(text)


def _outline_level(attributes: Mapping[str, str]) -> int:
    """The level of a heading; 0 for body text, which Word counts as the tenth."""
    value = attributes.get("w:val", "")
    return int(value) + 1 if value == "0" or value in _LEVELS[:-1] else 0


def _is_on(attributes: Mapping[str, str]) -> bool:
    return attributes.get("w:val", "true").lower() not in _OFF
