"""Adequacy: how well a segment says what its source says, from 0 to 100, without a reference.

On a bird's-eye level: what the vectors, the words and the quantities of both sides tell is brought
into a handful of *signs* (:mod:`.signs`), of each of which more is better. Their weighted sum is
fitted (``benchmarks/adequacy.py``) so that a translation stands above the same with a fault planted
into it, of two outputs the one that is more like the references above the other, and a reference
above an output. The sum becomes a probability, that nothing serious is wrong with the segment: of
segments of the usual length half are held to have a fault before they are looked at, of longer ones
more, since every word may go wrong. That probability, in percent, is the score; a corpus's is the
mean.

What it is: evidence of mistranslations, omissions, additions, wrong numbers and untranslated text,
added up always in the same way, so that systems can be ranked and a change be noticed. What it is
not: a judgement of style or grammar, a reading of the text in its context, or a number that means
the same for two pairs of languages. ``docs/adequacy.md`` says how far it goes.

Start reading at :func:`adequacy_scores`.
"""

from __future__ import annotations

import functools
import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from ...align.encode import EmbeddedEncoder
from ...corpus.errors import UsageError
from ...corpus.model import Unit
from ...corpus.text.script import ENCODER_LANGUAGES, primary
from ..passage import Passage
from ..terminology import Terminology, terminology
from .columns import Ratio, ratios
from .counting import Counted
from .metrics import ADEQUACY
from .signs import SIGNS, Values, signs, size
from .stored import file_hash, text_hash

VERSION = 1
"""Changes whenever scores do: figures of two versions are not compared."""

_TERM = 1.5
"""What a term that is not rendered as the glossary says weighs, in nats."""
_MOST_TERMS = 3
_SHOWN = 2
"""Decimals that are kept: the rest differs from machine to machine."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign weighs, in the order of ``SIGNS``, and the scale: the log odds of a segment
    being right are ``steep`` times the weighted sum, plus ``size`` times the size, plus ``always``.
    """

    signs: Values
    steep: float
    size: float
    always: float

    @classmethod
    def from_tables(cls, tables: Mapping[str, Mapping[str, float]]) -> Weights:
        """From tables of names and weights; a sign that has none weighs nothing."""
        known, rest = tables["signs"], tables["scale"]
        weights = np.array([known.get(name, 0.0) for name in SIGNS])
        return cls(weights, rest["steep"], rest["size"], rest["always"])

    def odds(self, of_segment: Values, size: float) -> float:
        """The log odds of a segment with these signs."""
        return self.steep * float(of_segment @ self.signs) + self.size * size + self.always


@functools.cache
def load_weights() -> Weights:
    """The weights that come with the package."""
    text = (files(__package__) / "adequacy.toml").read_text(encoding="utf-8")
    return Weights.from_tables(tomllib.loads(text))


def adequacy_scores(
    source: Sequence[str],
    systems: Sequence[Sequence[str]],
    languages: tuple[str, str],
    glossaries: Sequence[str] = (),
) -> Counted:
    """The adequacy of every segment of each system.

    ``glossaries`` are files; a term that is not rendered as one says counts as a fault. Raises
    UsageError for a language that the encoder does not know, InputError for a glossary that cannot
    be read.
    """
    for language in languages:
        if primary(language) not in ENCODER_LANGUAGES:
            raise UsageError(
                f"adequacy is known of {', '.join(ENCODER_LANGUAGES)}, not of '{language}'",
                remedy="say what the languages are with -s and -t, or score with a --reference",
            )
    terms = None
    if glossaries:
        terms = terminology(tuple(glossaries), primary(languages[0]), primary(languages[1]))
    encoder = EmbeddedEncoder()
    rows = [list(_rows(source, segments, languages, terms, encoder)) for segments in systems]
    settings = [("version", f"{VERSION}"), ("source", text_hash([source]))]
    if glossaries:
        settings.append(("glossary", file_hash(*glossaries)))
    return ratios(Ratio(ADEQUACY, tuple(settings)), rows)


def _rows(
    source: Sequence[str],
    segments: Sequence[str],
    languages: tuple[str, str],
    terms: Terminology | None,
    encoder: EmbeddedEncoder,
) -> Iterator[tuple[float, float]]:
    """The score of each segment and 1; nothing where there is nothing to translate."""
    passages = [
        Passage(Unit(*pair), number, "", *languages)
        for number, pair in enumerate(zip(source, segments, strict=True), start=1)
    ]
    weights = load_weights()
    for passage, of_segment in zip(passages, signs(passages, encoder), strict=True):
        mine, theirs = passage.source.strip(), passage.target.strip()
        if not mine and not theirs:
            yield 0.0, 0.0
        elif not mine or not theirs:
            yield 0.0, 1.0
        else:
            odds = weights.odds(of_segment, size(passage)) - _TERM * _terms_missing(passage, terms)
            yield round(100 / (1 + math.exp(-odds)), _SHOWN), 1.0


def _terms_missing(passage: Passage, terms: Terminology | None) -> int:
    """How many terms of a glossary have no allowed rendering in a segment."""
    found = () if terms is None else terms.of(passage)
    return min(sum(not (each.found or each.misspelt) for each in found), _MOST_TERMS)
