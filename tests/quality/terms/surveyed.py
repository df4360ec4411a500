"""Surveys made by hand, so that what is judged needs no aligner."""

from __future__ import annotations

from collections import Counter

from duilian.align.words import content_key, tokens
from duilian.corpus.model import Span
from duilian.quality.terms.model import Occurrence, Rendering, Term, TermKind
from duilian.quality.terms.recurring import target_keys
from duilian.quality.terms.survey import Survey, Surveyed


def survey_of(
    source: str,
    targets: list[str],
    renderings: list[str],
    *,
    kind: TermKind = "phrase",
    words: int = 2,
    languages: tuple[str, str] = ("zh", "en"),
    probability: float = 0.95,
    claimed: float = 0.0,
) -> Survey:
    """One term, the whole source of each unit, and what renders it in each target."""
    occurrences = tuple(Occurrence(unit, Span(0, len(source))) for unit in range(len(targets)))
    found = tuple(
        Rendering(
            occurrence,
            Span(start := target.index(text), start + len(text)),
            text,
            content_key(tokens(text, languages[1])),
            probability,
            1 - claimed,
            claimed,
        )
        for occurrence, target, text in zip(occurrences, targets, renderings, strict=True)
    )
    counts = Counter(each.key for each in found)
    surveyed = Surveyed(Term(source, kind, words, occurrences), found)
    pairs = tuple((source, target) for target in targets)
    return Survey(pairs, languages, (surveyed,), target_keys(targets, languages[1]), counts)
