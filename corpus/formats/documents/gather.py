"""Gathers text into blocks while a reader walks through markup.

A reader says where paragraphs open and close and hands over the text between; what comes out
are :class:`Block` s in reading order. What stands in the middle of a paragraph without being of
it keeps out of its sentences: a note goes to the end of the document, a text box behind the
paragraph (:meth:`Gatherer.open_aside`). White space is made of what markup makes of it: a run
is one space, a line end in the source is soft, and only a break that the author made counts:
it parts paragraphs where lines are plainly more than wrapped (:func:`lines_apart`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ...model import ParagraphKind
from ..blocks import Block, ends_sentence, unwrap
from ..fields import NoticeTo, notify

BREAK = "\u2028"
"""A line break the author made (``<br>``), in the text given to :meth:`Gatherer.add`."""

# White space as HTML and XML have it: the wide space of Chinese and the no-break space are text.
_RUN = re.compile(r"[ \t\n\r\f\v]+")
_LINE_ENDS = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
# Where a line may be broken, and where it may not: advice for whoever sets the type.
_LAYOUT = re.compile("[\u00ad\u200b\u2060\ufeff]")


class Mark(NamedTuple):
    """A point in a paragraph under way: so many of its pieces came before."""

    pieces: list[str]
    length: int


@dataclass(slots=True)
class _Flow:
    """A paragraph under way: its text so far, what encloses it, what is to come after it."""

    kinds: list[tuple[ParagraphKind, int]]
    pieces: list[str] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)


class Gatherer:
    """Collects the blocks of a document, and tells of what was passed over.

    ``place`` begins what a notice says of the place: a slide, a chapter.
    """

    def __init__(self, notice: NoticeTo | None = None, place: str = "") -> None:
        self._notice = notice
        self.place = place
        self._blocks: list[Block] = []
        self._notes: list[Block] = []
        self._flows = [_Flow([("text", 0)])]

    def open(self, kind: ParagraphKind = "text", level: int = 0) -> None:
        """A block begins. One of kind "text" is of the kind of whatever it stands in.

        Whatever stands in a note is of the note.
        """
        self._flush()
        kinds = self._flows[-1].kinds
        kinds.append(kinds[-1] if kind == "text" or kinds[-1][0] == "note" else (kind, level))

    def retype(self, kind: ParagraphKind, level: int = 0) -> None:
        """The block under way, of which there is no text yet, turns out to be of this kind."""
        kinds = self._flows[-1].kinds
        if kinds[-1][0] != "note" and len(kinds) > 1:
            kinds[-1] = kind, level

    def close(self) -> None:
        """The block opened last ends."""
        self._flush()
        kinds = self._flows[-1].kinds
        if len(kinds) > 1:
            kinds.pop()

    def add(self, text: str) -> None:
        """Text, in the paragraph under way."""
        self._flows[-1].pieces.append(text)

    def mark(self) -> Mark:
        """A point in the paragraph under way."""
        pieces = self._flows[-1].pieces
        return Mark(pieces, len(pieces))

    def text_since(self, mark: Mark) -> str:
        """The text added since; none if the paragraph has ended meanwhile."""
        return "".join(mark.pieces[mark.length :]) if self._holds(mark) else ""

    def take_back(self, mark: Mark) -> None:
        """Undo what was added since, unless the paragraph has ended meanwhile."""
        if self._holds(mark):
            del mark.pieces[mark.length :]

    def _holds(self, mark: Mark) -> bool:
        return self._flows[-1].pieces is mark.pieces

    def open_aside(self, kind: ParagraphKind = "text") -> None:
        """Blocks begin that interrupt the paragraph under way; notes are of kind "note"."""
        inherited = self._flows[-1].kinds[-1]
        self._flows.append(_Flow([(kind, 0) if kind != "text" else inherited]))

    def close_aside(self) -> None:
        """The paragraph that was interrupted goes on."""
        self._flush()
        if len(self._flows) == 1:
            return
        flow = self._flows.pop()
        (self._notes if flow.kinds[0][0] == "note" else self._flows[-1].after).extend(flow.after)

    def passed_over(self, what: str, place: str = "") -> None:
        """Tell that something was passed over, here unless a place is given."""
        if not place:
            done = len(self._blocks)
            here = f"after paragraph {done}" if done else "at the start"
            place = f"{self.place}, {here}" if self.place else here
        notify(self._notice, place, f"{what} passed over")

    def taken(self) -> list[Block]:
        """The blocks so far, notes last; the gatherer begins anew."""
        while len(self._flows) > 1:
            self.close_aside()
        self._flush()
        blocks = self._blocks + self._notes
        self._blocks, self._notes = [], []
        return blocks

    def extend(self, blocks: list[Block]) -> None:
        """Blocks gathered elsewhere follow."""
        self._flush()
        self._emit(blocks)

    def extend_notes(self, blocks: list[Block]) -> None:
        """Blocks gathered elsewhere are notes."""
        self._notes += [Block(block.text, "note") for block in blocks]

    def _flush(self) -> None:
        flow = self._flows[-1]
        if flow.pieces:
            kind, level = flow.kinds[-1]
            text = "".join(flow.pieces)
            flow.pieces = []
            self._emit([Block(part, kind, level) for part in tidy(text, whole=kind == "heading")])
        if len(self._flows) == 1 and flow.after:
            after, flow.after = flow.after, []
            self._blocks += after

    def _emit(self, blocks: list[Block]) -> None:
        """Blocks of an aside wait until the paragraph it interrupts has ended."""
        (self._blocks if len(self._flows) == 1 else self._flows[-1].after).extend(blocks)


def tidy(text: str, *, whole: bool = False) -> Iterator[str]:
    r"""The paragraphs in a text from between markup, without superfluous white space.

    A break that does not part paragraphs is left as ``\n``; a ``whole`` text is never parted.
    """
    lines = [_RUN.sub(" ", unwrap(line)).strip(" ") for line in _LAYOUT.sub("", text).split(BREAK)]
    together: list[str] = []
    for line in lines:
        if together and not whole and lines_apart(together[-1], line):
            yield "\n".join(together)
            together = []
        if line.strip():
            together.append(line)
    if together:
        yield "\n".join(together)


def lines_apart(line: str, following: str) -> bool:
    """True if the break between two lines parts paragraphs, and is no mere wrap.

    So it is before an empty line, after the end of a sentence, and before a Chinese indent.
    """
    return not following.strip() or ends_sentence(line) or following.startswith("\u3000")


def as_breaks(text: str) -> str:
    """The text with its line ends as breaks of the author's: preformatted text."""
    return _LINE_ENDS.sub(BREAK, text)
