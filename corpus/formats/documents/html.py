"""HTML pages: the text a reader came for, by what the elements mean and nothing cleverer.

Every element is either inline or makes a block (:data:`_KINDS`), and what is plainly of the
page and not of the text goes: navigation, the page's own header and footer (a title in them
stays), menus, forms, scripts, whatever is hidden. No article is guessed at: what has no such
mark stays. Notes go to the end of the document, and the marks that refer to them go altogether.
The pronunciation beside Chinese characters (``ruby``) is dropped, and the characters stay.

The encoding is that of a byte-order mark, else what the page says of itself, unless it does
not fit; else what can be told from the bytes. Chapters of an EPUB and the HTML in Markdown
come through :func:`gather_html` as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...errors import UsageError
from ...model import Document, ParagraphKind
from ..blocks import document_of
from ..encoding import decode, detect_encoding, known_codec
from ..events import End, Event, Start, html_events, prune
from ..fields import NoticeTo
from ..files import Input
from .gather import BREAK, Gatherer, Mark, as_breaks


def _words(text: str) -> list[str]:
    return text.split()


_KINDS: dict[str, ParagraphKind] = {
    **dict.fromkeys(
        _words(
            "address article aside blockquote body center details dialog dir div dl fieldset"
            " figcaption figure footer form header hgroup hr html legend main menu ol p pre section"
            " summary table tbody tfoot thead tr ul"
        ),
        "text",
    ),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("td", "th", "caption"), "cell"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}
"""The elements that make a block, and of which kind; all others are inline."""

# No text of the page, or none that a reader sees.
_SILENT = frozenset(
    _words(
        "title script style template noscript svg canvas audio video object iframe embed map"
        " rt rtc rp datalist frameset annotation annotation-xml"
    )
)
_FURNITURE = {
    "nav": "navigation",
    **dict.fromkeys(("button", "input", "select", "textarea"), "a form control"),
    "del": "deleted text",
}
_FURNITURE_ROLES = {
    **dict.fromkeys(
        ("navigation", "menu", "menubar", "toolbar", "search", "tablist", "doc-toc"), "navigation"
    ),
    "banner": "the page's header",
    "contentinfo": "the page's footer",
    **dict.fromkeys(("doc-pagebreak", "pagebreak"), "a page number"),
    **dict.fromkeys(("doc-noteref", "noteref"), ""),
    **dict.fromkeys(("doc-backlink", "backlink"), ""),
    **dict.fromkeys(("toc", "landmarks", "page-list"), "navigation"),
}
_NOTE_ROLES = frozenset(
    _words(
        "doc-footnote doc-endnote doc-endnotes footnote footnotes endnote endnotes rearnote"
        " rearnotes"
    )
)
# In one of these, a header or footer is not that of the page.
_SECTIONS = frozenset(("article", "main", "section", "blockquote", "aside", "dialog"))
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# What a link to a note looks like; bare digits and letters only if they are raised.
_NOTE_MARK = re.compile(
    r"\s*(?:[\[(（〔【]\s*(?:注|註|note\s|fn)?\s*[0-9]{1,4}\s*[\])）〕】]|[注註][0-9]{1,4}"
    r"|[*†‡§¶#^↩↑①-⑳]\ufe0e?)\s*",
    re.IGNORECASE,
)
_RAISED_MARK = re.compile(r"\s*[^\W_]{1,4}\s*")

_DECLARED = re.compile(
    rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([-\w.:]+)|<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([-\w.:]+)",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
# Python has more encodings, some of which are none of text ("idna").
_OF_THE_WEB = re.compile(
    r"utf-8(-sig)?|gb18030|big5hkscs|euc_.*|shift_jis.*|iso2022_.*|cp(932|949|874|866|125[0-8])"
    r"|iso8859-.*|koi8-.*|mac-.*|tis-620"
)
# As browsers do: a page says the lesser name and has characters of the greater.
_GREATER = {
    **dict.fromkeys(("gb2312", "gbk", "hz", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5hkscs"), "big5hkscs"),
    **dict.fromkeys(("iso8859-1", "ascii"), "cp1252"),
    # A page whose declaration could be read is in none of these.
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be", "utf-32"), "utf-8"),
}


def read(
    source: Input,
    *,
    language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Document:
    """The document in an open HTML file. Raises InputError if it holds no text."""
    data = source.read()
    text = decode(data, source.name, encoding or page_encoding(data, source.name))
    gatherer = Gatherer(notice)
    gather_html(text, gatherer, of_a_site=True)
    return document_of(gatherer.taken(), language, source.origin)


def page_encoding(data: bytes, name: str = "") -> str:
    """The codec a page is in. Raises InputError if it is in none that can be told."""
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    # A mark goes before what the page says; and so does what the bytes do not allow.
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            codec = known_codec((declared[1] or declared[2]).decode("ascii", "replace"))
            codec = _GREATER.get(codec, codec)
            if _OF_THE_WEB.fullmatch(codec):
                data.decode(codec)
                return codec
        except (UsageError, UnicodeDecodeError):
            pass
    return detect_encoding(data, name)


def gather_html(text: str, gatherer: Gatherer, *, of_a_site: bool = False) -> None:
    """The blocks of an HTML text, into the gatherer.

    The header and footer of a page ``of_a_site`` are those of the site; in a book they are text.
    """
    events = prune(html_events(text), _furniture, gatherer.passed_over)
    _Page(gatherer, of_a_site).gather(_without_code(events, gatherer))


def _furniture(element: Start) -> str | None:
    """What an element is called that is not of the text; None if it is."""
    tag, attributes = element
    if tag in _SILENT or attributes.get("aria-hidden", "").lower() == "true":
        return ""
    if tag in _FURNITURE:
        return _FURNITURE[tag]
    for role in roles(attributes):
        if role in _FURNITURE_ROLES:
            return _FURNITURE_ROLES[role]
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
        return "hidden text"
    return None


def roles(attributes: Mapping[str, str]) -> list[str]:
    """What an element says it is for, by ARIA or, in an EPUB, by ``epub:type``."""
    return f"{attributes.get('role', '')} {attributes.get('epub:type', '')}".lower().split()


def _without_code(events: Iterator[Event], gatherer: Gatherer) -> Iterator[Event]:
    """The events without preformatted program code: ``pre`` whose first element is ``code``."""
    held: list[Event] = []
    for event in events:
        match event:
            case Start("pre"):
                yield from held
                held = [event]
            case Start("code") if held:
                held = []
                gatherer.passed_over("a block of code")
                depth = 2  # of the pre, and of the code in it
                for inner in events:
                    depth += isinstance(inner, Start) - isinstance(inner, End)
                    if not depth:
                        break
            case str() if held and not event.strip():
                held.append(event)
            case _:
                yield from held
                held = []
                yield event
    yield from held


@dataclass(slots=True)
class _Open:
    """An element that is open, and what is to be done when it ends."""

    tag: str
    is_block: bool = False
    is_note: bool = False
    of_page: bool = False
    mark: Mark | None = None
    raised: bool = False


class _Page:
    """Walks through a page and tells the gatherer what is a block."""

    def __init__(self, gatherer: Gatherer, of_a_site: bool) -> None:
        self._to = gatherer
        self._of_a_site = of_a_site
        self._open: list[_Open] = []
        # How many of these are open: sections, the page's headers and footers, h1, pre, sup.
        self._sections = self._of_page = self._titles = self._preformatted = self._raised = 0
        self._told = False

    def gather(self, events: Iterable[Event]) -> None:
        """Walk through the events, to their end."""
        for event in events:
            match event:
                case Start(tag, attributes):
                    self._start(tag, attributes)
                case End():
                    self._end()
                case str():
                    self._text(event)

    def _text(self, text: str) -> None:
        if self._of_page and not self._titles:
            if text.strip() and not self._told:
                self._told = True
                self._to.passed_over("the page's header or footer")
            return
        self._to.add(as_breaks(text) if self._preformatted else text)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        element = _Open(tag)
        self._open.append(element)
        if not _NOTE_ROLES.isdisjoint(roles(attributes)):
            element.is_note = True
            self._to.open_aside("note")
        if self._of_a_site and tag in ("header", "footer") and not self._sections:
            element.of_page = True
            self._told = self._told and self._of_page > 0
        if tag in _KINDS:
            element.is_block = True
            kind = _KINDS[tag]
            self._to.open(kind, int(tag[1]) if kind == "heading" else 0)
        elif tag == "br":
            self._text(BREAK)
        elif tag == "a" and "#" in attributes.get("href", ""):
            element.mark = self._to.mark()
        self._count(element, 1)

    def _end(self) -> None:
        if not self._open:
            return
        element = self._open.pop()
        self._count(element, -1)
        if element.mark is not None and self._is_note_mark(element, element.mark):
            self._to.take_back(element.mark)
        if self._open:
            self._open[-1].raised |= element.raised or element.tag == "sup"
        if element.is_block:
            self._to.close()
        if element.is_note:
            self._to.close_aside()

    def _is_note_mark(self, link: _Open, mark: Mark) -> bool:
        text = self._to.text_since(mark)
        is_raised = link.raised or self._raised
        return bool(_NOTE_MARK.fullmatch(text) or (is_raised and _RAISED_MARK.fullmatch(text)))

    def _count(self, element: _Open, by: int) -> None:
        self._sections += by * (element.tag in _SECTIONS)
        self._of_page += by * element.of_page
        self._titles += by * (element.tag == "h1")
        self._preformatted += by * (element.tag == "pre")
        self._raised += by * (element.tag == "sup")
