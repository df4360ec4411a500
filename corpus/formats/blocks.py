"""From the blocks of a text to a Document: the one place where paragraphs and sentences are laid.

On a bird's-eye view: a reader knows where paragraphs, headings, items and cells begin and end.
If it read a plain text, it says where they stand in it (:class:`Place`), and :func:`build`
cuts each into sentences. If it read a file whose text stands between markup, it gives the
:class:`Block` s one after another, and :func:`document_of` lays them into a text of their own
first, a blank line between. Either way no sentence goes from one block into the next, a
heading is one sentence, and every offset is one into ``Document.text``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..errors import InputError
from ..model import Document, Paragraph, ParagraphKind, Sentence, Span

Segmenter = Callable[[str, str], list[tuple[int, int]]]
"""Takes a paragraph and its language; returns contiguous half-open offsets."""

LINE_END = re.compile(r"\r\n|\n|\r")
# What str.strip() takes for white space, and two characters that only look like nothing.
_BLANK = r"[\s\ufeff\u200b]"
_EDGE_START = re.compile(rf"{_BLANK}*")
_BLANKS = re.compile(rf"{_BLANK}+")
_SEPARATOR = "\n\n"

_CLOSERS = "\"'”’」』）)】》〉]*_"
_ENDERS = ".!?…。！？．｡:：;；—"

# Characters set without spaces between them. A quotation mark, a dash or an ellipsis belongs
# to Chinese as well as to English: it counts as Chinese where its neighbour is.
_CJK = re.compile(
    "[\u2e80-\u2fdf\u3000-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
_SHARED = frozenset("“”‘’…—·")


@dataclass(frozen=True, slots=True)
class Block:
    r"""A paragraph to be, with its text. A line end in it is soft, as in a hard-wrapped file."""

    text: str
    kind: ParagraphKind = "text"
    level: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph to be, where it stands in a text; ``words`` is the part that is not markup."""

    span: Span
    words: Span
    kind: ParagraphKind = "text"
    level: int = 0


def document_of(
    blocks: Iterable[Block],
    language: str | None = None,
    name: str = "",
    *,
    segmenter: Segmenter | None = None,
) -> Document:
    """The document whose paragraphs are these blocks; its text is theirs, a blank line between.

    ``language`` is a BCP 47 tag, recognised from the text if not given. Raises InputError if
    the blocks hold no text.
    """
    parts: list[str] = []
    places: list[Place] = []
    at = 0
    for block in blocks:
        text = block.text[slice(*trim(block.text, 0, len(block.text)))]
        if not text:
            continue
        span = Span(at, at + len(text))
        places.append(Place(span, span, block.kind, block.level))
        parts.append(text)
        at = span.end + len(_SEPARATOR)
    return build(_SEPARATOR.join(parts), places, language, name, segmenter=segmenter)


def build(
    text: str,
    places: Iterable[Place],
    language: str | None = None,
    name: str = "",
    *,
    segmenter: Segmenter | None = None,
) -> Document:
    """The document in a text whose paragraphs are known, each cut into sentences.

    ``language`` and errors are those of :func:`document_of`; ``segmenter`` is ours by default.
    """
    if trim(text, 0, len(text)) == (len(text), len(text)):
        raise InputError(
            "the file holds no text", file=name, remedy="check that it is the right one"
        )
    tag = language or detect(text)
    segment = segmenter or _our_segmenter()
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    for place in places:
        first = len(sentences)
        sentences += _sentences(text, place, len(paragraphs), segment, tag)
        paragraphs.append(
            Paragraph(place.span, range(first, len(sentences)), place.kind, place.level)
        )
    return Document(text, tag, tuple(paragraphs), tuple(sentences), name)


def detect(text: str) -> str:
    """The language of a text, as a BCP 47 tag."""
    from ..text.script import detect_language

    return detect_language(text)


def unwrap(text: str) -> str:
    """The text with its soft line breaks undone.

    A break and the blanks around it become nothing between Chinese or Japanese characters and
    one space anywhere else.
    """

    def joint(found: re.Match[str]) -> str:
        if not LINE_END.search(found[0]):
            return found[0]
        start, end = found.span()
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        kinds = [bool(_CJK.match(char)) for char in (before, after)]
        fits = [kind or char in _SHARED for kind, char in zip(kinds, (before, after), strict=True)]
        return "" if any(kinds) and all(fits) else " "

    return _BLANKS.sub(joint, text)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets without the white space at both ends."""
    found = _EDGE_START.match(text, start, end)
    start = found.end() if found else start
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\ufeff\u200b"):
        end -= 1
    return start, end


def ends_sentence(line: str) -> bool:
    """True if a line ends as a sentence or a clause does, quotation marks aside."""
    return line.rstrip(_CLOSERS + " ")[-1:] in tuple(_ENDERS)


def _our_segmenter() -> Segmenter:
    from ..text.segment import segment_spans

    return segment_spans


def _sentences(
    text: str, place: Place, paragraph: int, segment: Segmenter, language: str
) -> Iterator[Sentence]:
    start, end = place.words.start, place.words.end
    # Soft breaks become spaces of the same length: no segmenter need know of them.
    flat = LINE_END.sub(lambda found: " " * len(found[0]), text[start:end])
    spans = [(0, len(flat))] if place.kind == "heading" else segment(flat, language)
    for first, last in spans:
        span = Span(*trim(text, start + first, start + last))
        if span.start < span.end:
            yield Sentence(unwrap(text[span.start : span.end]), span, paragraph)
