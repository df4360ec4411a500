"""What a term's drift is judged by besides its own renderings: all other terms, and the targets.

Start reading at :class:`Context`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ...align.words import abbreviations, content_key, known_pairs, tokens
from ...corpus.model import Span
from .alike import alike
from .model import Key, Rendering, Term
from .recurring import times
from .survey import Survey

CLEAR = 0.25
"""The least probability of a rendering that is looked at."""
_USUAL = 3
"""Places from which a longer term has a usual rendering."""
_BESIDE = 3
"""Words on either side that are still beside a rendering."""
_LISTED = 0.25
"""How surely the dictionary must know a word as a rendering."""


@dataclass(frozen=True, slots=True)
class Group:
    """Renderings that say the same. ``spellings`` holds one for each of their keys."""

    members: list[Rendering]
    spellings: dict[Key, Rendering]

    @property
    def key(self) -> Key:
        """The commonest of its keys."""
        return next(iter(self.spellings))


class Context:
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
        self._targets = survey.targets
        # The places where a term has its usual rendering, by unit.
        self._usual: defaultdict[int, list[Rendering]] = defaultdict(list)
        # The places of terms that have some, by unit.
        self._spans: defaultdict[int, list[Span]] = defaultdict(list)
        for surveyed in survey.terms:
            if len(surveyed.renderings) >= _USUAL:
                for place in surveyed.term.occurrences:
                    self._spans[place.unit].append(place.span)
            keys = Counter(
                each.key for each in surveyed.renderings if each.probability >= CLEAR
            ).most_common(1)
            if keys and keys[0][1] >= max(_USUAL, len(surveyed.renderings) / 2):
                for each in surveyed.renderings:
                    if each.key == keys[0][0]:
                        self._usual[each.occurrence.unit].append(each)

    def times(self, key: Key, unit: int) -> int:
        """How often some words stand in the target of a unit."""
        return times(key, self._targets[unit])

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

    def near(self, rendering: Rendering, majority: Group) -> bool:
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
            here.is_inside(span) and here != span for span in self._spans[rendering.occurrence.unit]
        )

    def explained(self, rendering: Rendering, majority: Group) -> bool:
        """Whether a longer term around this place is rendered so as it always is."""
        here = rendering.occurrence.span
        return any(
            here.is_inside(longer.occurrence.span)
            and here != longer.occurrence.span
            and rendering.span.is_inside(longer.span)
            and not any(times(key, longer.key) for key in majority.spellings)
            for longer in self._usual[rendering.occurrence.unit]
        )

    def particular(self, group: Group) -> float:
        """The share of the places of a rendering's words, in all targets, where they render the
        term: low for words that mostly say something else."""
        units = {each.occurrence.unit for each in group.members}
        return min(1.0, len(units) / max(1, self.counts[group.key]))

    def listed(self, term: Term, group: Group) -> bool:
        """Whether the dictionary knows all words of a rendering as renderings of the term."""
        source = tokens(term.text, self.languages[0])
        for each in group.members:
            target = [word for word in tokens(each.text, self.languages[1]) if word.is_content]
            sure = known_pairs(source, target, self.languages)
            if sure.size and bool((sure.max(axis=0) > _LISTED).all()):
                return True
        return False

    def is_action(self, group: Group) -> bool:
        """Whether a rendering in Chinese is a verb."""
        words = tokens(group.members[0].text, self.languages[1])
        return bool(words) and words[-1].kind == "verb"
