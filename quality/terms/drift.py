"""Drift: one term, several renderings, where one was called for.

On a bird's-eye level, for each term of a survey:

1. The renderings that are clear enough are grouped by what they say. Inflection, articles, a
   word more or less, *growth of trade* beside *trade's growth*, an abbreviation beside its long
   form: all that is one group (:func:`alike`).
2. The largest group is the majority. A rendering outside it is doubtful, and left out, if the
   majority's words stand in the target all the same, or if a longer term around this one
   explains it (体系 is a *sector* in 银行体系 alone).
3. What remains is drift, or free variation. Good writers vary ordinary words; so a majority
   must be one, the deviating renderings few and particular to the term, and a single common
   word must not merely show two meanings that the dictionary gives it (Lei et al. 2024 on which
   repetition is worth asking for).
4. One drift often shows in several terms that overlap. It is told once, of the longest.

Start reading at :func:`find_drift`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...align.words import abbreviations, content_key, known_pairs, tokens
from ...corpus.model import Span
from ...corpus.text.chinese import tagged_words
from ...corpus.text.function_words import is_joining
from ...corpus.text.script import is_spaceless, primary
from .model import Drift, Key, Rendering, Term, Variant
from .survey import Survey, Surveyed

LEAST_CONFIDENCE = 0.5

_CLEAR = 0.25
"""The least probability of a rendering that is looked at."""
_CLAIMED, _DEVIATING_CLAIMED = 0.6, 0.4
"""The largest share of a rendering that other words of the source may claim; of one that deviates."""
_EXACT = 0.6
"""From this probability on, doubt is only about where a rendering begins and ends."""
_STRONG = 0.3
"""How particular and sure a deviating rendering is that speaks for free variation."""
_MAJORITY, _MAJORITY_OF_LONG, _LEAST_MAJORITY = 0.6, 0.5, 3
_USUAL = 3
"""Places from which a longer term has a usual rendering."""
_BESIDE = 3
"""Words on either side that are still beside a rendering."""
_MAJORITY_OF_COMMON = 0.7
_LEAST_SHARE, _LEAST_SHARE_OF_WORD = 0.05, 0.1
"""A rarer deviation, from several words or from one, is more likely an error of ours."""
_LEAST_CLEARNESS = 0.55
_LISTED = 0.25
"""How surely the dictionary must know a word as a rendering."""
_LISTED_COUNTS = 0.85
"""What remains of the confidence if the dictionary lists the deviating rendering too."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Renderings that say the same. ``spellings`` holds one for each of their keys."""

    members: list[Rendering]
    spellings: dict[Key, Rendering]

    @property
    def key(self) -> Key:
        """The commonest of its keys."""
        return next(iter(self.spellings))


def find_drift(survey: Survey, least_confidence: float = LEAST_CONFIDENCE) -> tuple[Drift, ...]:
    """The terms whose renderings disagree, the surest first."""
    context = _Context(survey)
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


def alike(one: Rendering, other: Rendering, language: str) -> bool:
    """Whether two renderings of a term differ so little that it is no drift."""
    short, long = sorted((one.key, other.key), key=len)
    if any(
        _inflected(short, long[start : start + len(short)])
        for start in range(len(long) - len(short) + 1)
    ):
        return True
    if _letters(one.text) == _letters(other.text):
        return True
    if _written_together(short, long) or _abbreviates(short, long) or _abbreviates(long, short):
        return True
    if is_spaceless(language):
        one_text, other_text = "".join(short), "".join(long)
        return (
            (len(one_text) > 1 and one_text in other_text)
            or _shortens(one_text, other_text)
            or _cut_elsewhere(one_text, other_text)
        )
    if _cut_elsewhere(one.key, other.key):
        return True
    return sorted(short) == sorted(long) and (
        _turned(one.text, language) or _turned(other.text, language)
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


_SHORTEST_PART = 5


def _written_together(one: Key, other: Key) -> bool:
    """Whether two keys are the same letters, or one is part of the other's: ferry-side, ferryside;
    inflation, inflationary."""
    short, long = sorted(("".join(one), "".join(other)), key=len)
    if len(short) < _SHORTEST_PART:
        return short == long or short == long.removesuffix("s")
    return short in long


_STEM, _ENDING = 4, 2
"""Two stems of one word (stabil, stabl) begin alike, but for a letter, and are about as long."""


def _inflected(one: Key, other: Key) -> bool:
    """Whether two keys have the same words but for endings."""
    return all(
        left == right
        or (
            abs(len(left) - len(right)) <= _ENDING
            and left[: (beginning := max(_STEM, min(len(left), len(right)) - 1))]
            == right[:beginning]
        )
        for left, right in zip(one, other, strict=True)
    )


def _abbreviates(short: Key, long: Key) -> bool:
    """Whether one word is made of the first letters of several: HKMA."""
    if len(short) != 1 or len(long) < 2:
        return False
    letters = short[0].removesuffix("s")
    return len(letters) > 1 and "".join(word[0] for word in long).startswith(letters)


_CUT = 0.6
"""The share of two renderings that is the same stretch, cut elsewhere."""


def _cut_elsewhere(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one ends with what the other begins with, most of both: 履行兑换保证, 兑换保证多次."""
    least = max(2, math.ceil(_CUT * max(len(one), len(other))))
    return any(
        left[-size:] == right[:size]
        for left, right in ((one, other), (other, one))
        for size in range(least, min(len(one), len(other)) + 1)
    )


_LONGEST_SHORT = 4


def _shortens(one: str, other: str) -> bool:
    """Whether a word is made of some characters of another, in order: 央行, 中央银行."""
    short, long = sorted((one, other), key=len)
    remaining = iter(long)
    return (
        1 < len(short) <= _LONGEST_SHORT
        and len(long) > len(short) + 1
        and all(character in remaining for character in short)
    )


def _turned(text: str, language: str) -> bool:
    """Whether a phrase has its parts joined by a preposition or a possessive."""
    return (
        "'" in text or "’" in text or any(word.kind == "light" for word in tokens(text, language))
    )


def _half_said(one: Rendering, other: Rendering, language: str) -> bool:
    """Whether one of two renderings is a pair ("pioneering and exploring"), the other half of it."""
    short, long = sorted((one.key, other.key), key=len)
    return len(short) == 1 and len(long) == 3 and is_joining(long[1], language)


class _Context:
    """What a term's drift is judged by besides its own renderings."""

    def __init__(self, survey: Survey) -> None:
        self.languages = survey.languages
        self.counts: Mapping[Key, int] = survey.counts
        self._pairs = survey.pairs
        self._long_forms = {
            short: content_key(tokens(long, self.languages[1]))
            for short, long in abbreviations(
                (target for _, target in survey.pairs), self.languages[1]
            ).items()
        }
        self._targets: dict[int, tuple[str, ...]] = {}
        # The places where a term has its usual rendering, by unit.
        self._usual: defaultdict[int, list[Rendering]] = defaultdict(list)
        # The places of terms that have some, by unit.
        self._spans: defaultdict[int, list[Span]] = defaultdict(list)
        for surveyed in survey.terms:
            if len(surveyed.renderings) >= _USUAL:
                for each in surveyed.term.occurrences:
                    self._spans[each.unit].append(each.span)
            keys = Counter(
                each.key for each in surveyed.renderings if each.probability >= _CLEAR
            ).most_common(1)
            if keys and keys[0][1] >= max(_USUAL, len(surveyed.renderings) / 2):
                for each in surveyed.renderings:
                    if each.key == keys[0][0]:
                        self._usual[each.occurrence.unit].append(each)

    def times(self, key: Key, unit: int) -> int:
        """How often some words stand in the target of a unit."""
        if unit not in self._targets:
            target = tokens(self._pairs[unit][1], self.languages[1])
            self._targets[unit] = content_key(target)
        words = self._targets[unit]
        return sum(
            words[start : start + len(key)] == key for start in range(len(words) - len(key) + 1)
        )

    def alike(self, one: Rendering, other: Rendering) -> bool:
        """Whether two renderings say the same, abbreviations written out."""
        language = self.languages[1]
        if alike(one, other, language):
            return True
        long_one, long_other = self._written_out(one), self._written_out(other)
        return (long_one, long_other) != (one, other) and alike(long_one, long_other, language)

    def _written_out(self, rendering: Rendering) -> Rendering:
        key = tuple(word for part in rendering.key for word in self._long_forms.get(part, (part,)))
        return rendering if key == rendering.key else replace(rendering, key=key)

    def near(self, rendering: Rendering, majority: _Group) -> bool:
        """Whether all words of the usual rendering stand in or beside another one."""
        words = tokens(self._pairs[rendering.occurrence.unit][1], self.languages[1])
        heavy = [word for word in words if word.kind != "light"]
        inside = [
            place
            for place, word in enumerate(heavy)
            if word.start < rendering.span.end and rendering.span.start < word.end
        ]
        if not inside:
            return False
        around = {
            word.key for word in heavy[max(0, inside[0] - _BESIDE) : inside[-1] + _BESIDE + 1]
        }
        return set(majority.key) <= around and sorted(majority.key) != sorted(rendering.key)

    def within(self, rendering: Rendering) -> bool:
        """Whether the place is part of a longer term: then it is that term's affair."""
        here = rendering.occurrence.span
        return any(
            _inside(here, span) and here != span for span in self._spans[rendering.occurrence.unit]
        )

    def explained(self, rendering: Rendering, majority: _Group) -> bool:
        """Whether a longer term around this place is rendered so as it always is."""
        here = rendering.occurrence.span
        return any(
            _inside(here, longer.occurrence.span)
            and here != longer.occurrence.span
            and _inside(rendering.span, longer.span)
            and not any(_holds(longer.key, key) for key in majority.spellings)
            for longer in self._usual[rendering.occurrence.unit]
        )

    def particular(self, group: _Group) -> float:
        """The share of the places of a rendering's words, in all targets, where they render the
        term: low for words that mostly say something else."""
        units = {each.occurrence.unit for each in group.members}
        return min(1.0, len(units) / max(1, self.counts[group.key]))

    def listed(self, term: Term, group: _Group) -> bool:
        """Whether the dictionary knows all words of a rendering as renderings of the term."""
        source = tokens(term.text, self.languages[0])
        for each in group.members:
            target = [word for word in tokens(each.text, self.languages[1]) if word.is_content]
            sure = known_pairs(source, target, self.languages)
            if sure.size and bool((sure.max(axis=0) > _LISTED).all()):
                return True
        return False

    def is_action(self, group: _Group) -> bool:
        """Whether a rendering in Chinese is a verb."""
        words = tokens(group.members[0].text, self.languages[1])
        return bool(words) and words[-1].kind == "verb"


def _drift(surveyed: Surveyed, context: _Context) -> Drift | None:
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
                or (formula and _half_said(each, majority.members[0], context.languages[1]))
            )
            and not context.explained(each, majority)
            and (formula or not context.near(each, majority))
        ]
        if members:
            minority.append(_Group(members, group.spellings))
    if not minority or not _leads_by_itself(majority, minority, context):
        return None
    if not _is_called_for(surveyed.term, majority, minority, context):
        return None
    confidence = _confidence(surveyed.term, majority, minority, context)
    variants = tuple(
        Variant(_spelled(group), group.key, tuple(group.members)) for group in (majority, *minority)
    )
    return Drift(surveyed.term, variants, len(surveyed.term.occurrences), confidence)


def _leads_by_itself(majority: _Group, others: Sequence[_Group], context: _Context) -> bool:
    """Whether the usual rendering is so too where the term is no part of a longer one."""
    most, rest = (
        sum(not context.within(each) for group in groups for each in group.members)
        for groups in ([majority], others)
    )
    return most >= rest


def _grouped(surveyed: Surveyed, context: _Context) -> list[_Group]:
    """The clear renderings by what they say, the largest group first."""
    by_key: defaultdict[Key, list[Rendering]] = defaultdict(list)
    for each in surveyed.renderings:
        if each.probability >= _CLEAR and each.claimed <= _CLAIMED:
            by_key[each.key].append(each)
    groups: list[_Group] = []
    for key, members in sorted(by_key.items(), key=lambda item: (-len(item[1]), item[0])):
        for group in groups:
            # Beside its main spelling only: what is part of both would make any two alike.
            main = group.spellings[group.key]
            if context.alike(members[0], main) and not (
                surveyed.term.kind == "formula"
                and _half_said(members[0], main, context.languages[1])
            ):
                group.members.extend(members)
                group.spellings[key] = members[0]
                break
        else:
            groups.append(_Group(list(members), {key: members[0]}))
    for group in groups:
        group.members.sort(key=lambda each: (each.occurrence.unit, each.occurrence.span.start))
    return sorted(groups, key=lambda group: -len(group.members))


def _is_called_for(
    term: Term, majority: _Group, minority: Sequence[_Group], context: _Context
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


def _may_be_held(term: Term, majority: _Group, context: _Context) -> bool:
    """Whether a term is none of those that are put together anew each time.

    Dates and amounts, what is done (*partly reflecting*), a place and what is there (香港金融), and
    what became a single character.
    """
    source = tokens(term.text, context.languages[0])
    target = tokens(majority.members[0].text, context.languages[1])
    if source[0].kind == "number" or target[0].kind == "number":
        return False
    if is_spaceless(context.languages[1]) and (
        len(majority.members[0].text) < 2 or any(word.kind == "number" for word in target)
    ):
        return False
    if primary(context.languages[0]) == "zh":
        first, *rest = tagged_words(term.text)
        return not (first.tag == "ns" and rest)
    words = term.text.lower().split()
    return not (
        primary(context.languages[0]) == "en"
        and (words[0].endswith("ly") or words[-1].endswith(("ly", "ed")))
    )


def _clearness(group: _Group) -> float:
    """How sure it is, at its clearest place, that a rendering is one of the term."""
    return max(min(1.0, each.probability / _EXACT) * (1 - each.claimed) for each in group.members)


def _confidence(
    term: Term, majority: _Group, minority: Sequence[_Group], context: _Context
) -> float:
    """The geometric mean of what must be so: a rendering deviates, most agree, and it is many."""
    places = len(majority.members) + sum(len(group.members) for group in minority)
    least, enough = (_LEAST_SHARE, 2) if term.words > 1 else (_LEAST_SHARE_OF_WORD, 3)
    deviating = [
        _clearness(group) * math.sqrt(context.particular(group))
        for group in minority
        if len(group.members) >= min(enough, least * places)
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


def _spelled(group: _Group) -> str:
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


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _holds(key: Key, part: Key) -> bool:
    return any(key[start : start + len(part)] == part for start in range(len(key) - len(part) + 1))
