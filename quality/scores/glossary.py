"""How well translations keep to a glossary, as two scores: ``term-success`` and
``term-consistency``.

On a bird's-eye level: the glossary's terms are found in the sources, each at every place
(:mod:`duilian.quality.terminology`). *Success* is the share of places whose segment has an allowed
rendering of the term. *Consistency* is the share of places rendered as the term mostly is, whether
the glossary allows that or not: where no allowed rendering stands, word alignment tells what stands
there instead (:mod:`duilian.quality.terms`). A term that occurs in one segment only says nothing of
that. The two are told apart because they are apart: a translator who never looked at the glossary
may be perfectly consistent. Both are ratios of sums, so that a segment counts for as many terms as
it has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...align.words import Pair, align_words, content_key, tokens
from ...corpus.errors import InputError
from ...corpus.model import Unit
from ...corpus.text.script import primary
from ..passage import Passage
from ..terminology import Occurrence, Terminology, terminology
from ..terms.model import Key, Term
from ..terms.model import Occurrence as Place
from ..terms.survey import survey
from .columns import Ratio, ratios
from .counting import Counted
from .stored import file_hash, text_hash

SUCCESS, CONSISTENCY = "term-success", "term-consistency"
_Rows = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Segment:
    """The terms of a segment, and for each the key of an allowed rendering that stands there."""

    occurrences: tuple[Occurrence, ...]
    allowed: tuple[Key | None, ...]


def glossary_scores(
    files: Sequence[str],
    source: Sequence[str],
    systems: Sequence[Sequence[str]],
    languages: tuple[str, str],
) -> tuple[Counted, Counted]:
    """Success and consistency of each system.

    Raises InputError for a glossary that cannot be read, or none of whose terms is in the source.
    """
    tongues = primary(languages[0]), primary(languages[1])
    terms = terminology(tuple(files), *tongues)
    success: list[_Rows] = []
    consistency: list[_Rows] = []
    for segments in systems:
        pairs = list(zip(source, segments, strict=True))
        found = [_segment(terms, pair, tongues) for pair in pairs]
        if not any(each.occurrences for each in found):
            raise InputError(
                "none of its terms occurs in the source",
                file=", ".join(files),
                remedy=f"the source is taken to be in {languages[0]}",
            )
        success.append(list(map(_successes, found)))
        consistency.append(_consistencies(found, pairs, tongues))
    settings = (
        ("glossary", file_hash(*files)),
        ("source", text_hash([source])),
    )
    return (
        ratios(Ratio(SUCCESS, settings), success),
        ratios(Ratio(CONSISTENCY, settings), consistency),
    )


def _segment(terms: Terminology, pair: Pair, languages: tuple[str, str]) -> _Segment:
    occurrences = terms.of(Passage(Unit(*pair), 1, "", *languages))
    return _Segment(
        occurrences, tuple(_allowed(each, pair[1], languages[1]) for each in occurrences)
    )


def _allowed(occurrence: Occurrence, target: str, language: str) -> Key | None:
    """The first allowed rendering that stands in a target, whatever its capitals."""
    standing = (*occurrence.found, *occurrence.misspelt)
    if not standing:
        return None
    span = standing[0].span
    return content_key(tokens(target[span.start : span.end], language))


def _successes(segment: _Segment) -> tuple[float, float]:
    """A hundred for each place with an allowed rendering, and how many places there are."""
    places = [len(each.places) for each in segment.occurrences]
    right = [count for count, key in zip(places, segment.allowed, strict=True) if key is not None]
    return 100.0 * sum(right), float(sum(places))


def _consistencies(
    segments: Sequence[_Segment], pairs: Sequence[Pair], languages: tuple[str, str]
) -> _Rows:
    """For each segment a hundred for each place rendered as mostly, and how many places."""
    places: defaultdict[str, list[Place]] = defaultdict(list)
    names: dict[str, str] = {}
    allowed: dict[str, dict[int, Key]] = defaultdict(dict)
    for number, segment in enumerate(segments):
        for occurrence, key in zip(segment.occurrences, segment.allowed, strict=True):
            concept = occurrence.concept.id
            names.setdefault(concept, occurrence.term.text)
            places[concept] += [Place(number, span) for span in occurrence.places]
            if key is not None:
                allowed[concept][number] = key
    repeated = {
        concept: found
        for concept, found in places.items()
        if len({place.unit for place in found}) > 1
    }
    terms = [Term(names[concept], "phrase", 1, tuple(found)) for concept, found in repeated.items()]
    rows = [(0.0, 0.0)] * len(segments)
    if not terms:
        return rows
    surveyed = survey(pairs, languages, terms=terms, alignments=align_words(pairs, languages))
    for concept, each in zip(repeated, surveyed.terms, strict=True):
        aligned = {one.occurrence: one.key for one in each.renderings}
        keys = dict(_keys(repeated[concept], allowed[concept], aligned))
        usual = Counter(keys.values()).most_common(1)
        for place in repeated[concept]:
            same = bool(usual) and keys.get(place) == usual[0][0]
            amount, whole = rows[place.unit]
            rows[place.unit] = amount + 100.0 * same, whole + 1.0
    return rows


def _keys(
    places: Sequence[Place], allowed: Mapping[int, Key], aligned: Mapping[Place, Key]
) -> Iterator[tuple[Place, Key]]:
    """What renders a term at each place: an allowed rendering, else what the words say."""
    for place in places:
        key = allowed.get(place.unit) or aligned.get(place)
        if key:
            yield place, key
