"""EPUB books: the chapters in the order of the spine, each read as the HTML page it is.

The container names the package document, which lists the parts of the book and the order to
read them in. Tables of contents go; parts off the straight path (``linear="no"``) come last.
A chapter that is encrypted, as those of books sold with a lock are, is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...model import Document
from ..blocks import document_of
from ..encoding import decode
from ..events import Event, Start
from ..fields import NoticeTo
from ..files import Input
from ..package import Package, inside
from .gather import Gatherer
from .html import gather_html, page_encoding

_SUMMARY = "an EPUB book"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:container": "c",
    "http://www.idpf.org/2007/opf": "opf",
    "http://www.w3.org/2001/04/xmlenc#": "enc",
}
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")


@dataclass(slots=True)
class _Book:
    """What the package document says: the pages, those that are contents, and the order."""

    pages: dict[str, str] = field(default_factory=dict)
    contents: set[str] = field(default_factory=set)
    spine: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


def read(
    source: Input,
    *,
    language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Document:
    """The document in an open EPUB file, whose chapters say what encoding they are in."""
    package = Package(source, _SUMMARY, ".epub")
    events = package.events(_CONTAINER, "container", _PREFIXES)
    listing = _root_file(events)
    if not listing:
        raise package.refused(f"{_CONTAINER} names no book")
    book = _book(package.events(listing, "package", _PREFIXES), listing.rpartition("/")[0])
    if not book.spine:
        raise package.refused(f"{listing} says in no order what is to be read (it has no spine)")
    locked = _locked(package)
    gatherer = Gatherer(notice)
    for name in dict.fromkeys([*book.spine, *book.beside]):
        page = book.pages.get(name, "")
        gatherer.place = page.rpartition("/")[2]
        if page in book.contents:
            gatherer.passed_over("a table of contents")
        elif page in locked:
            raise package.refused(f"{page} is encrypted (DRM)")
        elif page:
            data, place = package.read(page), f"{source.name}, {page}"
            gather_html(decode(data, place, page_encoding(data, place)), gatherer)
    return document_of(gatherer.taken(), language, source.origin)


def _root_file(events: Iterable[Event]) -> str:
    """The member that lists the parts of the book; "" if none is named."""
    for event in events:
        if isinstance(event, Start) and event.tag == "c:rootfile":
            return inside("", event.attributes.get("full-path", ""))
    return ""


def _book(events: Iterable[Event], folder: str) -> _Book:
    book = _Book()
    for event in events:
        match event:
            case Start("opf:item", attributes):
                page = inside(folder, attributes.get("href", ""))
                if attributes.get("media-type", "").lower() in _PAGES:
                    book.pages[attributes.get("id", "")] = page
                if "nav" in attributes.get("properties", "").split():
                    book.contents.add(page)
            case Start("opf:itemref", attributes):
                is_beside = attributes.get("linear", "yes") == "no"
                (book.beside if is_beside else book.spine).append(attributes.get("idref", ""))
            case Start("opf:reference", attributes) if attributes.get("type", "") == "toc":
                book.contents.add(inside(folder, attributes.get("href", "")))
    return book


def _locked(package: Package) -> set[str]:
    """The members that are encrypted; fonts often are, and nobody minds."""
    if _ENCRYPTION not in package:
        return set()
    events = package.events(_ENCRYPTION, "encryption", _PREFIXES)
    return {
        inside("", event.attributes.get("URI", ""))
        for event in events
        if isinstance(event, Start) and event.tag == "enc:CipherReference"
    }
