"""The values everything else passes around. Nothing else in the package defines these.

Two texts are read as :class:`Document` s: the text as it stood in the file, and the
paragraphs and sentences found in it, each with its offsets. Aligning them gives an
:class:`Alignment`: a row of :class:`Bead` s, each a run of source sentences and the run of
target sentences that answers it. Whatever is stored or exchanged is a :class:`Bitext`,
which yields :class:`Unit` s: a source segment, a target segment, and what is known of them.

All offsets count Unicode code points of ``Document.text`` and all intervals are half open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

ParagraphKind = Literal["text", "heading", "item", "cell", "note", "line"]


@dataclass(frozen=True, slots=True)
class Span:
    """Code points ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def is_inside(self, other: Span) -> bool:
        """Whether the other one holds all of it."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a segmenter yields.

    ``text`` is the sentence as a reader would read it: without the white space around it,
    and with the line breaks of a hard-wrapped file undone. ``span`` is where it stands, so
    ``document.text[span.start:span.end]`` is the sentence as it was written.
    """

    text: str
    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a document: its place, its kind, and the sentences in it.

    ``sentences`` is a range of indexes into ``Document.sentences``. ``level`` is the depth of
    a heading, 1 at the top, and 0 for anything else.
    """

    span: Span
    sentences: range
    kind: ParagraphKind = "text"
    level: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A text, its language (a BCP 47 tag), and its parts. ``name`` says where it came from."""

    text: str
    language: str
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    name: str = ""

    def __len__(self) -> int:
        return len(self.sentences)

    def texts(self, sentences: range | None = None) -> list[str]:
        """The texts of the sentences asked for, in order; all of them by default."""
        chosen = self.sentences if sentences is None else self.sentences[as_slice(sentences)]
        return [sentence.text for sentence in chosen]


@dataclass(frozen=True, slots=True)
class Bead:
    """A run of source sentences and the run of target sentences that answers it.

    Either side may be empty (a null bead); its ``start`` then says where the gap is. Note
    that Python holds all empty ranges equal, so two null beads are equal when the sentences
    left alone are the same: just what scoring against gold wants.
    """

    source: range
    target: range
    probability: float = 1.0

    @property
    def kind(self) -> str:
        """The shape of the bead, as in ``1-2``."""
        return f"{len(self.source)}-{len(self.target)}"

    @property
    def is_null(self) -> bool:
        """True when one side has no counterpart."""
        return not self.source or not self.target


@dataclass(frozen=True, slots=True)
class Alignment:
    """The beads of a document pair, covering every sentence of both sides once.

    They stand in the order of the source; null beads without source stand in their gap. The
    target sides rise too, except where text was moved: :func:`duilian.corpus.pairing.crossing`
    tells which beads those are.

    ``warnings`` say, a sentence each, what the aligner saw that the reader should know
    before trusting the beads ("the two texts do not look like translations of each other").
    ``boundaries`` are the probabilities that both texts may be cut after each bead but the last:
    None where that has no meaning, between two null beads; the whole empty where nobody knows.
    """

    source: Document
    target: Document
    beads: tuple[Bead, ...]
    warnings: tuple[str, ...] = ()
    boundaries: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry of a bitext (a TMX ``tu``): two segments, and what is known of them.

    ``probability`` is None where nothing says how sure the pairing is. ``source_sentences``
    and ``target_sentences`` are the sentences of the bead the unit was made from, and the
    spans are where those stand in the two documents. ``attributes`` are the format's own
    facts about the unit (TMX: creationdate, changeid, ...), ``properties`` and ``notes`` what
    tools and people have attached to it.

    ``source_markup`` and ``target_markup`` are "" unless the segment has inline tags. Then they
    are the segment with its tags, as the inside of a TMX ``seg`` in its canonical form
    (:mod:`duilian.corpus.formats.tmx.inline`), and ``source`` and ``target`` are what a reader
    sees of it. Whoever changes a text drops its markup: one that does not give the text is not
    written.
    """

    source: str
    target: str
    id: str = ""
    probability: float | None = None
    source_sentences: range | None = None
    target_sentences: range | None = None
    source_span: Span | None = None
    target_span: Span | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    source_markup: str = ""
    target_markup: str = ""

    @property
    def kind(self) -> str | None:
        """The shape of the bead, as in ``1-2``; None where no bead is known."""
        if self.source_sentences is None or self.target_sentences is None:
            return None
        return f"{len(self.source_sentences)}-{len(self.target_sentences)}"

    @property
    def is_null(self) -> bool:
        """True when one side has no text."""
        return not self.source.strip() or not self.target.strip()


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two languages and the units that pair them.

    ``units`` may be a tuple or an iterator that reads a file as it goes; an iterator can be
    walked once only. The names say where the two sides came from.
    """

    source_language: str
    target_language: str
    units: Iterable[Unit]
    source_name: str = ""
    target_name: str = ""

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.units)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something passed over while reading or writing: where it was, and why."""

    place: str
    reason: str


def as_slice(positions: range) -> slice:
    """The slice that picks the positions of a range with step 1 out of a sequence."""
    return slice(positions.start, positions.stop)
