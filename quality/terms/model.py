"""The values that finding terms, their renderings and their drift passes around.

Units are numbered from 0, in the order in which they were given; who reads several files as one
scope keeps track of which unit came from where (:mod:`.scope`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...corpus.model import Span

TermKind = Literal["phrase", "name", "formula"]
"""A noun or noun phrase; a name; a fixed phrase that is none, but was quoted or listed."""
Key = tuple[str, ...]
"""The words of a rendering as they are compared: stems, without what carries grammar only."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place of a term: the unit's number, and where in its source text."""

    unit: int
    span: Span


@dataclass(frozen=True, slots=True)
class Term:
    """A run of words that may be a term, as it is mostly spelled, and where it stands."""

    text: str
    kind: TermKind
    words: int
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Rendering:
    """What answers a term at one place.

    ``key`` is the same for renderings that differ in inflection and articles only. ``probability``
    says how sure it is that this, neither more nor less, is the rendering. ``chosen`` is how much
    of it the term's own words answer: near 1 if nothing else in the unit does, less if it
    rather belongs to something else, or to nothing.
    """

    occurrence: Occurrence
    span: Span
    text: str
    key: Key
    probability: float
    chosen: float
    claimed: float


@dataclass(frozen=True, slots=True)
class Variant:
    """One way in which a term was rendered, as it is mostly spelled, and all its places."""

    text: str
    key: Key
    renderings: tuple[Rendering, ...]


@dataclass(frozen=True, slots=True)
class Drift:
    """A term whose renderings disagree.

    ``variants`` are its renderings, the commonest first: what the translation mostly says, and what
    it says elsewhere. ``places`` counts all places of the term, those without a clear rendering
    too. ``confidence`` is the probability that it is one term and ought to have one rendering.
    """

    term: Term
    variants: tuple[Variant, ...]
    places: int
    confidence: float

    @property
    def majority(self) -> Variant:
        """The commonest rendering."""
        return self.variants[0]

    @property
    def minority(self) -> tuple[Variant, ...]:
        """All other renderings."""
        return self.variants[1:]

    def share(self, variant: Variant) -> float:
        """The share of a rendering among the places whose rendering is clear."""
        return len(variant.renderings) / sum(len(each.renderings) for each in self.variants)
