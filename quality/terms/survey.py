"""All terms of a bitext with the rendering at each of their places.

The one way in: what extracts terms, what looks for drift and what shows a concordance ask a
:class:`Survey`. Start reading at :func:`survey`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...align.words import Pair, WordAlignment, align_words
from .candidates import LEAST, find_terms
from .model import Key, Rendering, Term
from .recurring import recurring_runs, target_keys
from .rendering import count_options, places_of, renderings


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A term, and its rendering at every place where one was found, in the order of the text."""

    term: Term
    renderings: tuple[Rendering, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """A bitext's units as pairs of texts, its languages, and its terms.

    ``targets`` are the words of each unit's target that carry more than grammar; ``counts`` says in
    how many of them what may be a rendering stands.
    """

    pairs: tuple[Pair, ...]
    languages: tuple[str, str]
    terms: tuple[Surveyed, ...]
    targets: Sequence[Key]
    counts: Mapping[Key, int]


def survey(
    pairs: Sequence[Pair],
    languages: tuple[str, str],
    *,
    terms: Sequence[Term] | None = None,
    usual: Mapping[str, Sequence[Key]] | None = None,
    alignments: Iterable[WordAlignment] | None = None,
    least: int = LEAST,
) -> Survey:
    """The terms of units and their renderings.

    ``terms`` are those found in the sources with ``least`` places or more, unless given; ``usual``
    are renderings that they are known to have, under their texts. ``alignments`` are made here,
    unless they come from elsewhere (:mod:`duilian.align.words`).
    """
    if terms is None:
        terms = find_terms([source for source, _ in pairs], languages[0], least)
    links = align_words(pairs, languages) if alignments is None else alignments
    targets = target_keys((target for _, target in pairs), languages[1])
    occurrences = [term.occurrences for term in terms]
    places = places_of(occurrences, pairs, links, recurring_runs(occurrences, targets))
    counts = count_options(places, targets)
    return Survey(
        tuple(pairs),
        languages,
        tuple(
            Surveyed(
                term,
                tuple(renderings(found, counts, pairs, targets, (usual or {}).get(term.text, ()))),
            )
            for term, found in zip(terms, places, strict=True)
        ),
        targets,
        counts,
    )
