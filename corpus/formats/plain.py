"""Plain text into a Document: paragraphs, headings, sentences, each with its offsets.

On a bird's-eye view: blank lines make blocks. What the line breaks inside blocks mean is
decided once for the whole text (:func:`is_hard_wrapped`): either an editor wrapped the lines,
and a block is one paragraph whose breaks are soft; or, as in most Chinese text files, each
line is a paragraph. Headings are told by their form. Sentences are the segmenter's, trimmed
of white space. Start reading at :func:`parse`; :func:`parse_lines` is for files that hold one
sentence a line already, and takes them as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from ..model import Document, Paragraph, ParagraphKind, Sentence, Span
from .blocks import LINE_END, Place, Segmenter, build, detect, ends_sentence, trim
from .encoding import decode
from .fields import NoticeTo
from .files import Input

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_MARKS = re.compile(r"[,.;:!?，。；：！？、…]")

_MARKDOWN = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_MARKDOWN_END = re.compile(r"[ \t]+#+\Z")
_ITEM = re.compile(
    r"(?:[-*+•·●○▪][ \t]+|[0-9]{1,3}[.)][ \t]+|[（(][0-9一二三四五六七八九十]+[)）])"
)
_CHINESE_NUMBER = r"第[0-9０-９〇零一二三四五六七八九十百千两]+(部分|[编編篇卷部章回节節])"
_CHINESE_PART = re.compile(rf"{_CHINESE_NUMBER}(?=[\s：:·.、—]|\Z)")
_ENGLISH_NUMBER = (
    r"(?i:(part|book|volume|chapter|section))\s+(?:[0-9]+(?:\.[0-9]+)*|[IVXLC]+|"
    r"(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))"
)
_ENGLISH_PART = re.compile(rf"{_ENGLISH_NUMBER}(?=[\s:.\-–—]|\Z)")
# The same on a line of a block. "Section 3 of the law" may begin any line of a wrapped text: here
# the number must end the line or have a colon or the like after it.
_TITLE_LINE = re.compile(
    rf"(?:{_CHINESE_NUMBER}(?:[\s：:·.—][^。！？；，]*)?|{_ENGLISH_NUMBER}(?:\s*[:.–—-][^.!?;,]*)?)"
)
# The ranks of what heads a text; the levels of a document are the ranks it uses, closed up.
_RANKS = {
    **dict.fromkeys(["部分", "编", "編", "篇", "卷", "部", "part", "book", "volume"], 1),
    **dict.fromkeys(["章", "回", "chapter"], 2),
    **dict.fromkeys(["节", "節", "section"], 3),
}
_UNNAMED_RANK = 4
# A heading fits on one line: 30 Chinese characters, or about ten English words.
_HEADING_WIDTH = 60
# More lines without a full stop in a row than this are a list, not headings.
_HEADINGS_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph to be: its place, its kind, and the rank of a heading before levels are set.

    ``rank`` is 0 for no heading, negative for the depth that Markdown states outright.
    ``skipped`` is the length of the mark before a heading that is no part of its text.
    """

    start: int
    end: int
    kind: ParagraphKind = "text"
    rank: int = 0
    skipped: int = 0


def read(
    source: Input,
    *,
    language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Document:
    """The document in an open plain text file; nothing of it is passed over."""
    text = decode(source.read(), source.name, encoding)
    return parse(text, language, source.origin)


def parse(
    text: str,
    language: str | None = None,
    name: str = "",
    *,
    segmenter: Segmenter | None = None,
) -> Document:
    """The document in a text: paragraphs by blank line or by line, sentences by the segmenter.

    ``language`` is a BCP 47 tag, recognised from the text if not given. ``segmenter`` takes a
    paragraph and a language and returns contiguous half-open offsets; ours by default.
    Raises InputError for a text that holds no sentence.
    """
    blocks = _with_headings(text, list(_blocks(text, is_hard_wrapped(text))))
    levels = _levels(blocks)
    places = (
        Place(
            Span(block.start, block.end), _words(text, block), block.kind, levels.get(block.rank, 0)
        )
        for block in blocks
    )
    return build(text, places, language, name, segmenter=segmenter)


def parse_lines(text: str, language: str | None = None, name: str = "") -> Document:
    r"""The document in a file of one sentence a line, each line just as it is.

    Sentence ``n`` is line ``n`` counted from 0, so an empty line is an empty sentence, and
    each is a paragraph of kind "line". Only ``\n``, ``\r\n`` and ``\r`` end a line; nothing is
    trimmed but a byte-order mark before the first.
    """
    tag = language or detect(text)
    sentences: list[Sentence] = []
    paragraphs: list[Paragraph] = []
    for start, end in _lines(text, start=int(text.startswith("\ufeff"))):
        at = len(sentences)
        span = Span(start, end)
        sentences.append(Sentence(text[start:end], span, at))
        paragraphs.append(Paragraph(span, range(at, at + 1), "line"))
    return Document(text, tag, tuple(paragraphs), tuple(sentences), name)


def is_hard_wrapped(text: str) -> bool:
    """True if the line breaks inside blocks were put there by an editor, to fit a width.

    Every break inside a block votes: it looks like a wrap unless the line before it ends a
    sentence. More than half must look so. The breaks at headings and items of lists, which are
    there whatever the width, have no vote. A block without any punctuation is a list (a menu, a
    table of contents), and has none either unless a line of it goes on in lower case.
    """
    wraps = breaks = 0
    for block in _line_blocks(text):
        lines = [text[start:end].strip() for start, end in block]
        prose = any(map(_MARKS.search, lines)) or any(line[0].islower() for line in lines[1:])
        if not prose:
            continue
        for line, following in pairwise(lines):
            if not _starts_anew(line, following):
                breaks += 1
                wraps += not ends_sentence(line)
    return wraps > breaks / 2


def _lines(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """The offsets of each line without its end; no line after a final line end."""
    while start < len(text):
        found = _LINE.match(text, start)
        assert found is not None  # the pattern matches anywhere
        yield found.span(1)
        start = found.end()


def _line_blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """The runs of lines between blank lines, each line trimmed."""
    block: list[tuple[int, int]] = []
    for start, end in _lines(text):
        line = trim(text, start, end)
        if line[0] < line[1]:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _blocks(text: str, wrapped: bool) -> Iterator[_Block]:
    """The paragraphs, with the headings that Markdown marks and the items of lists."""
    for lines in _line_blocks(text):
        start, end = lines[0]
        for (line_start, line_end), following in zip(lines, [*lines[1:], None], strict=True):
            end = line_end
            joined = following is not None and wrapped
            if joined and following is not None:
                joined = not _starts_anew(text[line_start:line_end], text[slice(*following)])
            if not joined:
                yield _block(text, start, end)
                start = following[0] if following else end


def _block(text: str, start: int, end: int) -> _Block:
    mark = _MARKDOWN.match(text, start, end)
    if mark:
        return _Block(start, end, "heading", -len(mark[1]), len(mark[0]))
    return _Block(start, end, "item" if _ITEM.match(text, start, end) else "text")


def _starts_anew(line: str, following: str) -> bool:
    """True if the break between two lines is there whatever the width: at a heading or an item."""
    return bool(
        _MARKDOWN.match(line)
        or _MARKDOWN.match(following)
        or _ITEM.match(following)
        or _TITLE_LINE.fullmatch(line)
        or _TITLE_LINE.fullmatch(following)
    )


def _with_headings(text: str, blocks: list[_Block]) -> list[_Block]:
    """The blocks, with the headings told by their words or by being short and unstopped.

    An unnamed heading must have something under it and stand among few of its like: the last
    line of a text (a date, a signature) and the lines of a list are no headings.
    """
    ranked = [_ranked(text, block) for block in blocks]
    found: list[_Block] = []
    for unnamed, group in groupby(ranked, lambda block: block.rank == _UNNAMED_RANK):
        run = list(group)
        at = len(found)
        is_last = at + len(run) == len(blocks)
        if unnamed and (is_last or len(run) > _HEADINGS_IN_A_ROW):
            run = blocks[at : at + len(run)]
        found += run
    return found


def _ranked(text: str, block: _Block) -> _Block:
    """The block as a heading, if it has the form of one."""
    words = text[block.start : block.end]
    if block.kind != "text" or LINE_END.search(words) or ends_sentence(words):
        return block
    if words[-1] in ",，、" or _width(words) > _HEADING_WIDTH:
        return block
    if not any(map(str.isalnum, words)):
        return block
    named = _CHINESE_PART.match(words) or _ENGLISH_PART.match(words)
    if not named and re.search("[:：]", words):
        return block  # "Editor: somebody" is a line of credits
    rank = _RANKS[named[1].lower()] if named else _UNNAMED_RANK
    return _Block(block.start, block.end, "heading", rank)


def _levels(blocks: Iterable[_Block]) -> dict[int, int]:
    """The level of each rank in use: the highest is 1, with no gap between; Markdown's stays."""
    ranks = {block.rank for block in blocks}
    levels = {rank: -rank for rank in ranks if rank < 0}
    levels |= {
        rank: level for level, rank in enumerate(sorted(rank for rank in ranks if rank > 0), 1)
    }
    return levels


def _words(text: str, block: _Block) -> Span:
    """Where the text of a block stands, without the marks of a heading."""
    start, end = block.start + block.skipped, block.end
    if block.skipped:
        end = start + len(_MARKDOWN_END.sub("", text[start:end]))
    return Span(start, end)


def _width(text: str) -> int:
    """Columns in a terminal: 2 for a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
