"""PowerPoint presentations: the slides in the order they are shown, each from its title on.

A slide is a part of its own; the presentation says in which order they come. Titles are
headings, points are items, tables are read row by row, and groups are opened. Slide numbers,
dates and footers go, and slides that are hidden. What the speaker has noted becomes notes at
the end of the document. Charts and SmartArt are parts of other kinds, and are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...model import Document
from ..blocks import Block, document_of
from ..events import End, Event, Start, prune
from ..fields import NoticeTo
from ..files import Input
from ..package import Package
from .docx import PREFIXES
from .gather import BREAK, Gatherer

_SUMMARY = "a PowerPoint presentation"
_PREFIXES = {
    **PREFIXES,
    "http://schemas.openxmlformats.org/presentationml/2006/main": "p",
    "http://purl.oclc.org/ooxml/presentationml/main": "p",
}
_TITLES = {"title": 1, "ctrTitle": 1, "subTitle": 2}
_FURNITURE = {
    "sldNum": "a slide number",
    "dt": "a date",
    "ftr": "a slide's footer",
    "hdr": "a slide's header",
}
_NO_TEXT = re.compile(r".*/(?:chart|diagram)\Z")


def read(
    source: Input,
    *,
    language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Document:
    """The document in an open presentation, which says itself what encoding it is in."""
    package = Package(source, _SUMMARY, ".pptx")
    main = package.main("ppt/presentation.xml")
    related = package.related(main)
    gatherer = Gatherer(notice)
    for number, name in enumerate(_order(package.events(main, "presentation", _PREFIXES)), 1):
        _, slide = related.get(name, ("", ""))
        if slide not in package:
            raise package.refused(f"slide {number} is missing")
        gatherer.place = f"slide {number}"
        is_shown, blocks = _Slide(gatherer).blocks(package.events(slide, "sld", _PREFIXES))
        if not is_shown:
            gatherer.passed_over("a hidden slide")
            continue
        gatherer.extend(blocks)
        for kind, part in package.related(slide).values():
            if kind == "notesSlide" and part in package:
                notes = _Slide(gatherer, notes=True)
                gatherer.extend_notes(notes.blocks(package.events(part, "notes", _PREFIXES))[1])
    return document_of(gatherer.taken(), language, source.origin)


def _order(events: Iterable[Event]) -> list[str]:
    """The relationships that lead to the slides, in the order they are shown."""
    starts = (event for event in events if isinstance(event, Start) and event.tag == "p:sldId")
    return [start.attributes.get("r:id", "") for start in starts]


@dataclass(slots=True)
class _Shape:
    """A shape that is open: what it holds the place of, and if it is seen."""

    role: str | None = None
    is_seen: bool = True
    blocks: list[Block] = field(default_factory=list)


class _Slide:
    """Walks through a slide, or through the ``notes`` to one."""

    def __init__(self, to: Gatherer, notes: bool = False) -> None:
        self._to = to
        self._notes = notes
        self._text = Gatherer()
        self._shape = _Shape()
        self._done: list[_Shape] = []
        self._chosen: list[bool] = []
        self._in_text = False
        self._is_shown = True

    def blocks(self, events: Iterable[Event]) -> tuple[bool, list[Block]]:
        """Whether the slide is shown, and its blocks, those of its title first."""
        for event in prune(events, self._unwanted, self._to.passed_over):
            match event:
                case str():
                    if self._in_text:
                        self._text.add(event)
                case Start(tag, attributes):
                    self._start(tag, attributes)
                case End(tag):
                    self._end(tag)
        self._finish()
        shapes = sorted(self._done, key=lambda shape: shape.role not in ("title", "ctrTitle"))
        return self._is_shown, [block for shape in shapes for block in shape.blocks]

    def _unwanted(self, element: Start) -> str | None:
        tag, attributes = element
        if tag in ("mc:Choice", "mc:Fallback") and self._chosen:
            was_read, self._chosen[-1] = self._chosen[-1], True
            return "" if was_read else None
        if tag == "a:fld" and attributes.get("type", "").startswith(("slidenum", "datetime")):
            return "a slide number" if attributes["type"] == "slidenum" else "a date"
        if tag == "a:graphicData" and _NO_TEXT.match(attributes.get("uri", "")):
            return "a chart or a diagram"
        return None

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        match tag:
            case "p:sld":
                self._is_shown = attributes.get("show", "1") not in ("0", "false")
            case "p:sp" | "p:graphicFrame":
                self._finish()
            case "p:cNvPr" if attributes.get("hidden", "0") in ("1", "true"):
                self._shape.is_seen = False
            case "p:ph":
                self._shape.role = attributes.get("type", "obj")
            case "a:tc":
                self._text.open("cell")
            case "a:p":
                level = _TITLES.get(self._shape.role or "", 0)
                is_point = self._shape.role in ("body", "obj") and not self._notes
                self._text.open("heading" if level else "item" if is_point else "text", level)
            case "a:t":
                self._in_text = True
            case "a:br":
                self._text.add(BREAK)
            case "mc:AlternateContent":
                self._chosen.append(False)

    def _end(self, tag: str) -> None:
        match tag:
            case "a:p" | "a:tc":
                self._text.close()
            case "a:t":
                self._in_text = False
            case "p:sp" | "p:graphicFrame":
                self._finish()
            case "mc:AlternateContent" if self._chosen:
                self._chosen.pop()

    def _finish(self) -> None:
        """The shape at hand is complete: what it holds is kept, or told of."""
        shape, self._shape = self._shape, _Shape()
        shape.blocks = self._text.taken()
        if self._notes and shape.role != "body":
            return
        if not shape.blocks:
            return
        if shape.role in _FURNITURE:
            self._to.passed_over(_FURNITURE[shape.role])
        elif not shape.is_seen:
            self._to.passed_over("hidden text")
        else:
            self._done.append(shape)
