"""Runs of target words that keep a term's company: found where it is, and seldom elsewhere.

Single words are what word alignment looks at; a whole run that comes again with the term is a
rendering of it even if the words by themselves prove little, as those of an abbreviation do.
Company is measured by Dice's coefficient over units. Start reading at :func:`recurring_runs`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from ...align.words import content_key, tokens
from .model import Key, Occurrence

_COMPANY = 0.5
"""The least coefficient of a run that recurs."""

_LONGEST = 8
"""Words of the longest run."""


def target_keys(targets: Iterable[str], language: str) -> list[Key]:
    """The words of each target without those that carry grammar only."""
    return [content_key(tokens(text, language)) for text in targets]


def recurring_runs(
    occurrences: Iterable[Sequence[Occurrence]], targets: Sequence[Key]
) -> list[Mapping[Key, float]]:
    """For each term the runs that recur with it.

    With how closely they keep company, the place that is looked at left out of the count.
    """
    units = [{each.unit for each in places} for places in occurrences]
    together = [_common_runs([targets[unit] for unit in found]) for found in units]
    counts = count_runs({run for runs in together for run in runs}, targets)
    return [
        {
            run: 2 * (count - 2) / (len(found) + counts[run] - 2)
            for run, count in runs.items()
            if 2 * count >= _COMPANY * (len(found) + counts[run])
        }
        for found, runs in zip(units, together, strict=True)
    ]


def times(run: Key, words: Key) -> int:
    """How often a run stands in some words."""
    starts = range(len(words) - len(run) + 1)
    return sum(words[start : start + len(run)] == run for start in starts)


def count_runs(runs: Collection[Key], targets: Iterable[Key]) -> Counter[Key]:
    """In how many targets each run is found."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for run in runs:
        lengths[run[0]].add(len(run))
    counts: Counter[Key] = Counter()
    for words in targets:
        counts.update(
            {
                run
                for start, first in enumerate(words)
                for length in lengths.get(first, ())
                if (run := words[start : start + length]) in runs
            }
        )
    return counts


def _common_runs(targets: Sequence[Key]) -> dict[Key, int]:
    """The runs that are in enough of some targets to keep their company, and in how many.

    Only words that are in as many can be part of one.
    """
    least = max(2.0, _COMPANY / 2 * len(targets))
    words = Counter(word for target in targets for word in set(target))
    common = {word for word, count in words.items() if count >= least}
    runs = Counter(run for target in targets for run in set(_runs(target, common)))
    return {run: count for run, count in runs.items() if count >= least}


def _runs(words: Key, common: Collection[str]) -> Iterator[Key]:
    for first in range(len(words)):
        for last in range(first, min(len(words), first + _LONGEST)):
            if words[last] not in common:
                break
            yield words[first : last + 1]
