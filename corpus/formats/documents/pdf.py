"""PDF files, as far as they allow: they hold places of letters, not paragraphs.

The text is that which pypdf (the extra ``pdf``) gives, page by page. Lines without a full stop
that return at the top or the bottom of pages, and numbers there, are taken for running heads
and feet; words parted at the end of a line are joined. The rest is read like a plain text with
wrapped lines: the sentences are mostly right, the paragraphs are not known, and the order may
be wrong where there are columns. A notice says so.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from ...errors import InputError, UsageError
from ...model import Document
from ..blocks import ends_sentence
from ..fields import NoticeTo, notify
from ..files import Input, split_lines
from ..plain import parse

_DIGITS = re.compile(r"[0-9０-９]+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|第)?\s*(?:[0-9]{1,4}|[ivxlc]{1,6})\s*(?:(?:of|/)\s*[0-9]{1,4}|页|頁)?\W*",
    re.IGNORECASE,
)
_PARTED = re.compile(r"(?<=[^\W\d_])-\n(?=[a-zß-ÿ])")
_EDGE_LINES = 2
"""So many lines at the top and at the bottom of a page may be furniture."""
_RETURNS = 0.5
"""On so many of the pages: left and right ones may differ."""


def read(
    source: Input,
    *,
    language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Document:
    """The document in an open PDF file. Raises UsageError if pypdf is not installed."""
    pages = [_lines(text) for text in _texts(source)]
    if not any(pages):
        raise InputError(
            "this PDF holds no text, perhaps only pictures of its pages",
            file=source.name,
            remedy="recognise its text with an OCR program first",
        )
    notify(
        notice,
        "all of it",
        "a PDF does not say what its paragraphs, headings and columns are: check the sentences",
    )
    return parse(_joined(_without_furniture(pages, notice)), language, source.origin)


def _texts(source: Input) -> list[str]:
    try:
        from pypdf import PdfReader
    except ImportError:
        raise UsageError(
            "reading a PDF takes the package pypdf",
            file=source.name,
            remedy="pip install duilian[pdf], or save the PDF as text",
        ) from None
    if not source.head.lstrip().startswith(b"%PDF-"):
        raise InputError(
            "this is not a PDF, whatever its name says",
            file=source.name,
            remedy="give it the suffix of what it is",
        )
    with _silence():
        try:
            reader = PdfReader(source.from_start())
            if reader.is_encrypted and not reader.decrypt(""):
                raise InputError(
                    "this PDF is protected by a password",
                    file=source.name,
                    remedy="save it without one",
                )
            return [page.extract_text() for page in reader.pages]
        except InputError:
            raise
        except MemoryError:
            raise
        except Exception as error:
            # Of a damaged file pypdf may raise anything there is.
            raise InputError(
                f"this PDF is damaged, or of a kind that cannot be read ({type(error).__name__})",
                file=source.name,
                remedy="save it anew, or save it as text",
            ) from None


@contextmanager
def _silence() -> Iterator[None]:
    """Keep pypdf from writing on standard error what it finds odd in a file."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in split_lines(text) if line.strip()]


def _without_furniture(pages: list[list[str]], notice: NoticeTo | None) -> list[list[str]]:
    """The lines of each page without those that return, and without its number."""
    edges = [_edges(lines) for lines in pages]
    shapes = Counter(
        shape for page, places in zip(pages, edges, strict=True)
        for shape in {_shape(page[at]) for at in places if not ends_sentence(page[at])}
    )  # fmt: skip
    returning = {
        shape for shape, times in shapes.items() if times > 2 and times >= _RETURNS * len(pages)
    }
    kept: list[list[str]] = []
    for number, (lines, places) in enumerate(zip(pages, edges, strict=True), 1):
        furniture = {at for at in places if _shape(lines[at]) in returning or _is_number(lines, at)}
        for _ in furniture:
            notify(notice, f"page {number}", "a running head or foot passed over")
        kept.append([line for at, line in enumerate(lines) if at not in furniture])
    return kept


def _edges(lines: list[str]) -> set[int]:
    count = len(lines)
    return {*range(min(_EDGE_LINES, count)), *range(max(count - _EDGE_LINES, 0), count)}


def _is_number(lines: list[str], at: int) -> bool:
    return at in (0, len(lines) - 1) and bool(_PAGE_NUMBER.fullmatch(lines[at]))


def _shape(line: str) -> str:
    return _DIGITS.sub("0", line)


def _joined(pages: list[list[str]]) -> str:
    """One text: a sentence that goes on on the next page is not parted."""
    text = ""
    parts: list[str] = []
    for lines in pages:
        if not lines:
            continue
        if parts:
            parts.append("\n\n" if ends_sentence(text) else "\n")
        text = "\n".join(lines)
        parts.append(text)
    return _PARTED.sub("", "".join(parts))
