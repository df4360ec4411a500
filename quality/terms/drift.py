"""Drift: one term, several renderings, where one was called for.

On a bird's-eye level, for each term of a survey:

1. The renderings that are clear enough are grouped by what they say (:mod:`.alike`).
2. The largest group is the majority. A rendering outside it is doubtful, and left out, if other
   words of the source claim it, if the majority's words stand there or beside it all the same, or
   if a longer term around this one explains it (体系 is a *sector* in 银行体系 alone).
3. What remains is drift, or free variation. Good writers vary ordinary words; so a majority
   must be one, also where the term is no part of a longer one; the deviating renderings must be
   few, particular to the term and no strays among many; dates and places are put together anew
   each time; and a single common word must not merely show two meanings that the dictionary
   gives it (Lei et al. 2024 on which repetition is worth asking for). Formulas are held to more.
4. One drift often shows in several terms that overlap. It is told once, of the longest.

Start reading at :func:`find_drift`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from ...align.words import tokens
from ...corpus.model import Span
from ...corpus.text.chinese import tagged_words
from ...corpus.text.script import is_spaceless, primary
from .alike import half_said
from .context import CLEAR, Context, Group
from .model import Drift, Key, Rendering, Term, Variant
from .survey import Survey, Surveyed

LEAST_CONFIDENCE = 0.5

_CLAIMED, _DEVIATING_CLAIMED = 0.6, 0.4
"""The largest share of a rendering that other words may claim, and of one that deviates."""
_EXACT = 0.6
"""From this probability on, doubt is only about where a rendering begins and ends."""
_STRONG = 0.3
"""How particular and sure a deviating rendering is that speaks for free variation."""
_MAJORITY, _MAJORITY_OF_LONG, _LEAST_MAJORITY = 0.6, 0.5, 3
_MAJORITY_OF_COMMON = 0.7
"""The least shares of the usual rendering: of a word, of several, of a common word."""
_LEAST_SHARE, _ENOUGH = (0.05, 0.1), (2, 3)
"""A deviation that is rarer is more likely an error of ours, unless it has so many places.

First for a term of several words, then for a word."""
_LEAST_CLEARNESS = 0.55
"""How sure it must be at the clearest place that a deviating rendering is one."""
_NAMES = ("ns", "nr")
"""Parts of speech of places and persons."""
_LISTED_COUNTS = 0.85
"""What remains of the confidence if the dictionary lists the deviating rendering too."""


def find_drift(survey: Survey, least_confidence: float = LEAST_CONFIDENCE) -> tuple[Drift, ...]:
    """The terms whose renderings disagree, the surest first."""
    context = Context(survey)
    found = [
        drift
        for surveyed in survey.terms
        if (drift := _drift(surveyed, context)) is not None and drift.confidence >= least_confidence
    ]
    # Of terms that overlap the longest is told, since it says most.
    found.sort(key=lambda each: (each.term.words == 1, -each.confidence, -each.places))
    told = _Places()
    kept = []
    for drift in found:
        places = [each for variant in drift.minority for each in variant.renderings]
        if not all(map(told.overlaps, places)):
            kept.append(drift)
            told.add(places)
    kept.sort(key=lambda each: (-each.confidence, -each.places, each.term.text))
    return tuple(kept)


def _drift(surveyed: Surveyed, context: Context) -> Drift | None:
    groups = _grouped(surveyed, context)
    if len(groups) < 2:
        return None
    majority, *others = groups
    formula = surveyed.term.kind == "formula"
    claimed = _CLAIMED if formula else _DEVIATING_CLAIMED
    used = Counter(each.occurrence.unit for each in majority.members)
    minority = []
    for group in others:
        members = [
            each
            for each in group.members
            if each.claimed <= claimed
            and (
                context.times(majority.key, each.occurrence.unit) <= used[each.occurrence.unit]
                or (formula and half_said(each, majority.members[0], context.languages[1]))
            )
            and not context.explained(each, majority)
            and (formula or not context.near(each, majority))
        ]
        if members:
            minority.append(Group(members, group.spellings))
    if not minority or not _leads_by_itself(majority, minority, context):
        return None
    if not _is_called_for(surveyed.term, majority, minority, context):
        return None
    confidence = _confidence(surveyed.term, majority, minority, context)
    variants = tuple(
        Variant(_spelled(group), group.key, tuple(group.members)) for group in (majority, *minority)
    )
    return Drift(surveyed.term, variants, len(surveyed.term.occurrences), confidence)


def _leads_by_itself(majority: Group, others: Sequence[Group], context: Context) -> bool:
    """Whether the usual rendering is so too where the term is no part of a longer one."""
    most, rest = (
        sum(not context.within(each) for group in groups for each in group.members)
        for groups in ([majority], others)
    )
    return most >= rest


def _grouped(surveyed: Surveyed, context: Context) -> list[Group]:
    """The clear renderings by what they say, the largest group first."""
    by_key: defaultdict[Key, list[Rendering]] = defaultdict(list)
    for each in surveyed.renderings:
        if each.probability >= CLEAR and each.claimed <= _CLAIMED:
            by_key[each.key].append(each)
    groups: list[Group] = []
    for key, members in sorted(by_key.items(), key=lambda item: (-len(item[1]), item[0])):
        for group in groups:
            # Beside its main spelling only: what is part of both would make any two alike.
            main = group.spellings[group.key]
            if context.alike(members[0], main) and not (
                surveyed.term.kind == "formula"
                and half_said(members[0], main, context.languages[1])
            ):
                group.members.extend(members)
                group.spellings[key] = members[0]
                break
        else:
            groups.append(Group(list(members), {key: members[0]}))
    for group in groups:
        group.members.sort(key=lambda each: (each.occurrence.unit, each.occurrence.span.start))
    return sorted(groups, key=lambda group: -len(group.members))


def _is_called_for(
    term: Term, majority: Group, minority: Sequence[Group], context: Context
) -> bool:
    """Whether the term ought to have one rendering, or may vary freely."""
    if term.kind == "formula":
        return True
    if not _may_be_held(term, majority, context):
        return False
    most = len(majority.members)
    places = most + sum(len(group.members) for group in minority)
    least = _MAJORITY_OF_LONG if term.words > 1 else _MAJORITY
    if most < _LEAST_MAJORITY or most < least * places:
        return False
    strong = [
        group for group in minority if _clearness(group) * context.particular(group) > _STRONG
    ]
    if len(strong) > max(2, places / 4):
        return False
    if term.words > 1:
        return True
    if any(context.listed(term, group) for group in minority):
        return False
    if context.languages[1] == "zh" and context.is_action(majority):
        return False
    long = primary(context.languages[0]) == "zh" and len(term.text) > 2
    if term.kind == "name" or long:
        return True
    if primary(context.languages[0]) != "zh":
        return False
    return (
        most >= _MAJORITY_OF_COMMON * places
        and len(minority) <= 2
        and context.particular(minority[0]) >= 0.5
        and _clearness(minority[0]) >= 0.5
    )


def _may_be_held(term: Term, majority: Group, context: Context) -> bool:
    """Whether a term is none of those that are put together anew each time.

    Dates and amounts, what is done (*partly reflecting*), a place or a person and what is there or
    they are (香港金融), and what became a single character.
    """
    source = tokens(term.text, context.languages[0])
    target = tokens(majority.members[0].text, context.languages[1])
    if any(words[0].kind == "number" for words in (source, target) if words):
        return False
    if is_spaceless(context.languages[1]) and (
        len(majority.members[0].text) < 2 or any(word.kind == "number" for word in target)
    ):
        return False
    if primary(context.languages[0]) == "zh":
        first, *rest = tagged_words(term.text)
        return not (first.tag[:2] in _NAMES and rest)
    words = term.text.lower().split()
    return not (
        primary(context.languages[0]) == "en"
        and (words[0].endswith("ly") or words[-1].endswith(("ly", "ed")))
    )


def _clearness(group: Group) -> float:
    """How sure it is, at its clearest place, that a rendering is one of the term."""
    return max(min(1.0, each.probability / _EXACT) * (1 - each.claimed) for each in group.members)


def _confidence(term: Term, majority: Group, minority: Sequence[Group], context: Context) -> float:
    """The geometric mean of what must be so: a rendering deviates, most agree, and it is many."""
    places = len(majority.members) + sum(len(group.members) for group in minority)
    least, enough = _LEAST_SHARE[term.words == 1] * places, _ENOUGH[term.words == 1]
    deviating = [
        _clearness(group) * math.sqrt(context.particular(group))
        for group in minority
        if len(group.members) >= min(enough, least)
        and (term.kind == "formula" or _clearness(group) >= _LEAST_CLEARNESS)
    ]
    agreeing = sum(
        min(1.0, each.probability / _EXACT) * (1 - each.claimed) for each in majority.members
    ) / len(majority.members)
    many = 1.0 if term.kind == "formula" else 1 - math.exp(-len(majority.members) / 2)
    confidence = math.cbrt(max(deviating, default=0.0) * agreeing * many)
    if term.kind != "formula" and any(context.listed(term, group) for group in minority):
        confidence *= _LISTED_COUNTS
    return confidence


def _spelled(group: Group) -> str:
    """A rendering as it is mostly spelled."""
    counts = Counter(each.text for each in group.members)
    return max(counts, key=lambda text: (counts[text], text))


class _Places:
    """Stretches of targets that were told of."""

    def __init__(self) -> None:
        self._spans: defaultdict[int, list[Span]] = defaultdict(list)

    def add(self, renderings: Sequence[Rendering]) -> None:
        for each in renderings:
            self._spans[each.occurrence.unit].append(each.span)

    def overlaps(self, rendering: Rendering) -> bool:
        span = rendering.span
        return any(
            span.start < told.end and told.start < span.end
            for told in self._spans[rendering.occurrence.unit]
        )
