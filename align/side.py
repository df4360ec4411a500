"""One document as the aligner sees it: everything that can be known sentence by sentence.

Sums over a run of sentences are wanted all the time (its length, its question marks, its
quantities), so each count is kept as a running total: the count of a run is the difference
of two of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..corpus.model import Document, as_slice
from ..corpus.text.numbers import quantities
from ..corpus.text.script import primary, to_simplified
from .encode import Encoder
from .marks import Marks, Totals, marks_of, totals
from .runs import Runs, runs_of


@dataclass(frozen=True, slots=True)
class Side:
    """A document of n sentences, ready to be matched.

    ``bytes`` are running totals of UTF-8 length. ``keys`` holds for each sentence what its
    quantities amount to, free of language; ``counted`` is their running total. ``breaks`` is
    the running total of sentences that begin a paragraph (the first of all not counted), or
    None where paragraphs say nothing: one sentence each, or one paragraph in all.
    """

    language: str
    runs: Runs
    bytes: Totals
    marks: Marks
    keys: tuple[tuple[Hashable, ...], ...]
    counted: Totals
    breaks: Totals | None

    def __len__(self) -> int:
        return len(self.keys)

    def part(self, sentences: range) -> Side:
        """Some sentences that stand together, as if the document held no others."""
        nodes = slice(sentences.start, sentences.stop + 1)
        return Side(
            language=self.language,
            runs=self.runs.part(sentences),
            bytes=self.bytes[nodes],
            marks=self.marks.part(sentences),
            keys=self.keys[as_slice(sentences)],
            counted=self.counted[nodes],
            breaks=None if self.breaks is None else self.breaks[nodes],
        )


def side_of(document: Document, encoder: Encoder, other: Side | None = None) -> Side:
    """Everything known of a document's sentences, one by one. Encodes each of them once.

    ``other`` is the side it will be compared with, if made already.
    """
    texts = document.texts()
    keys = tuple(_keys(text, document.language) for text in texts)
    return Side(
        language=document.language,
        runs=runs_of(
            encoder,
            for_matching(texts, document.language),
            document.language,
            None if other is None else other.runs,
        ),
        bytes=totals([len(text.encode("utf-8", "replace")) for text in texts]),
        marks=marks_of(texts),
        keys=keys,
        counted=totals([len(found) for found in keys]),
        breaks=_breaks(document),
    )


def for_matching(texts: Sequence[str], language: str) -> list[str]:
    """The texts as they are compared: Chinese in simplified characters. Never shown."""
    if primary(language) == "zh":
        return [to_simplified(text) for text in texts]
    return list(texts)


def _keys(text: str, language: str) -> tuple[Hashable, ...]:
    """The distinct quantities of a sentence that mean something on their own."""
    return tuple(dict.fromkeys(q.key for q in quantities(text, language) if not q.weak))


def _breaks(document: Document) -> Totals | None:
    paragraphs = [sentence.paragraph for sentence in document.sentences]
    if len(set(paragraphs)) in (0, 1, len(paragraphs)):
        return None
    begins = [here != before for before, here in pairwise(paragraphs)]
    return totals([0, *begins])
