"""One document as the aligner sees it: everything that can be known sentence by sentence.

Sums over a run of sentences are wanted all the time (its length, its question marks, its
quantities), so each count is kept as a running total: the count of a run is the difference
of two of them.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ..corpus.model import Document, as_slice
from ..corpus.text.numbers import quantities
from ..corpus.text.script import primary, to_simplified
from .encode import Encoder
from .runs import Runs, runs_of

Totals = npt.NDArray[np.float64]
"""Running totals: entry i is the sum over the first i sentences; shape (n + 1,)."""

_QUESTION = re.compile(r"[?？؟]")
_EXCLAMATION = re.compile(r"[!！]")
_OPENING = re.compile("[“「『«„《]")
_CLOSING = re.compile("[”」』»》]")
_STRAIGHT = re.compile('"')


@dataclass(frozen=True, slots=True)
class Marks:
    """Running totals of the punctuation that translators tend to keep."""

    question: Totals
    exclamation: Totals
    opening: Totals
    closing: Totals
    straight: Totals


@dataclass(frozen=True, slots=True)
class Side:
    """A document of n sentences, ready to be matched.

    ``bytes`` are running totals of UTF-8 length. ``keys`` holds for each sentence what its
    quantities amount to, free of language; ``counted`` is their running total. ``breaks`` is
    the running total of sentences that begin a paragraph (the first of all not counted), or
    None where paragraphs say nothing: one sentence each, or one paragraph in all.
    """

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
            runs=self.runs.part(sentences),
            bytes=self.bytes[nodes],
            marks=Marks(*(getattr(self.marks, each.name)[nodes] for each in fields(Marks))),
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
        runs=runs_of(
            encoder,
            for_matching(texts, document.language),
            document.language,
            None if other is None else other.runs,
        ),
        bytes=_totals([len(text.encode("utf-8", "replace")) for text in texts]),
        marks=Marks(
            question=_occurrences(_QUESTION, texts),
            exclamation=_occurrences(_EXCLAMATION, texts),
            opening=_occurrences(_OPENING, texts),
            closing=_occurrences(_CLOSING, texts),
            straight=_occurrences(_STRAIGHT, texts),
        ),
        keys=keys,
        counted=_totals([len(found) for found in keys]),
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


def _totals(counts: Sequence[float]) -> Totals:
    return np.concatenate([[0.0], np.cumsum(np.asarray(counts, dtype=np.float64))])


def _occurrences(pattern: re.Pattern[str], texts: Sequence[str]) -> Totals:
    return _totals([len(pattern.findall(text)) for text in texts])


def _breaks(document: Document) -> Totals | None:
    paragraphs = [sentence.paragraph for sentence in document.sentences]
    if len(set(paragraphs)) in (0, 1, len(paragraphs)):
        return None
    begins = [here != before for before, here in pairwise(paragraphs)]
    return _totals([0, *begins])
