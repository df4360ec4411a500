"""OpenDocument texts: what LibreOffice writes, and what stands in its pages.

Everything is in ``content.xml``. What was deleted while changes were tracked stands apart in it
and goes, as do annotations, indexes that are made by themselves, hidden text, alternative texts
of pictures and the numbers of lists. Headers and footers are in another part, which only tells
what its styles are. Notes go to the end of the document, text boxes behind their paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...model import Document
from ..blocks import document_of
from ..events import End, Event, Start, prune
from ..fields import NoticeTo
from ..files import Input
from ..package import Package
from .gather import BREAK, Gatherer

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_PREFIXES = {
    _SPACE.format(name): name
    for name in ("office", "text", "table", "style", "presentation", "manifest")
} | {_SPACE.format("drawing"): "draw", _SPACE.format("svg-compatible"): "svg"}
_SUMMARY = "an OpenDocument text"

_UNWANTED = {
    "text:tracked-changes": "deleted text",
    **dict.fromkeys(("office:annotation", "office:annotation-end"), "a comment"),
    **dict.fromkeys(("text:hidden-text", "text:hidden-paragraph"), "hidden text"),
    **dict.fromkeys(
        (
            "text:table-of-content",
            "text:illustration-index",
            "text:table-index",
            "text:object-index",
            "text:user-index",
            "text:alphabetical-index",
        ),
        "an index",
    ),
    **dict.fromkeys(("text:page-number", "text:page-count"), "a page number"),
    **dict.fromkeys(
        (
            "text:note-citation",
            "text:ruby-text",
            "text:number",
            "office:forms",
            "office:scripts",
            "svg:title",
            "svg:desc",
            "style:header",
            "style:footer",
        ),
        "",
    ),
}
_LEVELS = tuple(map(str, range(1, 11)))
_TITLES = {"Title": 1, "Subtitle": 2}


def read(
    source: Input,
    *,
    language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Document:
    """The document in an open ODT file, which says itself what encoding it is in."""
    package = Package(source, _SUMMARY, ".odt")
    manifest = "META-INF/manifest.xml"
    if manifest in package:
        for event in package.events(manifest, "manifest", _PREFIXES):
            if isinstance(event, Start) and event.tag == "manifest:encryption-data":
                raise package.refused("it is protected by a password")
    gatherer = Gatherer(notice)
    text = _Text(gatherer)
    if "styles.xml" in package:
        text.learn(package.events("styles.xml", "document-styles", _PREFIXES))
    text.gather(package.events("content.xml", "document-content", _PREFIXES))
    return document_of(gatherer.taken(), language, source.origin)


class _Text:
    """Walks through the content and tells the gatherer what is a paragraph."""

    def __init__(self, gatherer: Gatherer) -> None:
        self._to = gatherer
        self._style = ""
        self._parents: dict[str, str] = {}
        self._hidden: set[str] = set()
        self._paragraphs = 0
        self._in_body = False

    def learn(self, events: Iterable[Event]) -> None:
        """Learn the styles from a part that has no text for us."""
        for event in events:
            if isinstance(event, Start):
                self._learn(event)

    def gather(self, events: Iterable[Event]) -> None:
        """Walk through the events, to their end."""
        for event in prune(events, self._unwanted, self._to.passed_over):
            match event:
                case str():
                    if self._paragraphs:
                        self._to.add(event)
                case Start(tag, attributes):
                    self._learn(event)
                    self._start(tag, attributes)
                case End(tag):
                    self._end(tag)

    def _learn(self, element: Start) -> None:
        tag, attributes = element
        if tag == "style:style":
            self._style = attributes.get("style:name", "")
            self._parents[self._style] = attributes.get("style:parent-style-name", "")
        elif tag == "style:text-properties" and attributes.get("text:display") == "none":
            self._hidden.add(self._style)

    def _unwanted(self, element: Start) -> str | None:
        tag, attributes = element
        if tag in _UNWANTED:
            return _UNWANTED[tag]
        if tag.startswith("text:"):
            if attributes.get("text:display") == "none":
                return "hidden text"
            if attributes.get("text:style-name") in self._hidden:
                return "hidden text"
        return None

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        match tag:
            case "text:h":
                self._paragraphs += 1
                depth = attributes.get("text:outline-level", "")
                self._to.open("heading", int(depth) if depth in _LEVELS else 1)
            case "text:p":
                self._paragraphs += 1
                level = self._title_level(attributes.get("text:style-name", ""))
                self._to.open("heading" if level else "text", level)
            case "text:list-item":
                self._to.open("item")
            case "table:table-cell":
                self._to.open("cell")
            case "text:note-body":
                self._to.open_aside("note")
            case "draw:text-box":
                self._to.open_aside()
            case "text:line-break":
                self._to.add(BREAK)
            case "text:tab" | "text:s":
                # However many spaces it stands for, one will be left of them.
                self._to.add(" ")

    def _end(self, tag: str) -> None:
        match tag:
            case "text:h" | "text:p":
                self._paragraphs -= 1
                self._to.close()
            case "text:list-item" | "table:table-cell":
                self._to.close()
            case "text:note-body" | "draw:text-box":
                self._to.close_aside()

    def _title_level(self, style: str) -> int:
        """1 or 2 for what is set as the title of the document, 0 for all else."""
        for name in (style, self._parents.get(style, "")):
            if name in _TITLES:
                return _TITLES[name]
        return 0
