"""CON101: one term, several renderings, and no glossary to say which is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from ..finding import Flaw, Severity
from ..passage import Passage
from ..spot import Spot
from ..term_use import use_of_drift
from .rule import Example, Option, Rule, Setup

if TYPE_CHECKING:
    from ..terms.model import Drift

_SURE = 0.9
"""From here on a drift is more than a note."""


class _Watch:
    """Keeps the units of all files but the largest, and surveys their terms in the end."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._most = int(setup.number("most-units"))
        self._most_together = int(setup.number("most-together"))
        self._files: dict[str, list[Passage]] = {}
        self._too_large: set[str] = set()
        self._kept = 0

    def see(self, passage: Passage) -> Iterable[tuple[Passage, Flaw]]:
        if passage.file in self._too_large or self._are_too_many():
            return ()
        kept = self._files.setdefault(passage.file, [])
        kept.append(passage)
        self._kept += 1
        if len(kept) > self._most:
            self._too_large.add(passage.file)
            self._kept -= len(self._files.pop(passage.file))
        if self._are_too_many():
            self._files.clear()
        return ()

    def _are_too_many(self) -> bool:
        """Whether there will be too many even if the file at hand turns out too large to count."""
        return self._kept > self._most_together + self._most

    def end(self) -> Iterable[tuple[Passage, Flaw]]:
        files, self._files = list(self._files.values()), {}
        passages = list(chain.from_iterable(files))
        if not 2 <= len(passages) <= self._most_together:
            return
        from ..terms.aligned import align_parts
        from ..terms.drift import find_drift
        from ..terms.survey import survey

        languages = passages[0].source_language, passages[0].target_language
        parts = [[(passage.source, passage.target) for passage in file] for file in files]
        pairs = list(chain.from_iterable(parts))
        alignments = align_parts(parts, languages, self._setup.cache, self._setup.jobs)
        surveyed = survey(pairs, languages, alignments=alignments)
        for drift in find_drift(surveyed, self._setup.number("least-confidence")):
            yield drift_flaw(drift, passages)


def drift_flaw(drift: Drift, passages: Sequence[Passage]) -> tuple[Passage, Flaw]:
    """What is said of a drift among passages, at the first place of its rarest rendering."""
    rarest = drift.variants[-1].renderings[0]
    here = passages[rarest.occurrence.unit]
    listed = ", ".join(
        f"'{variant.text}' ({_times(len(variant.renderings))})" for variant in drift.variants
    )
    return here, Flaw(
        f"'{drift.term.text}' is rendered {listed}",
        source_span=rarest.occurrence.span,
        target_span=rarest.span,
        severity=None if drift.confidence >= _SURE else Severity.note,
        help="choose one; a glossary holds to it",
        related=tuple(
            Spot.of(passages[each.occurrence.unit]).place(here, f"'{each.text}'")
            for variant in drift.variants
            for each in variant.renderings
            if each is not rarest
        ),
        confidence=round(drift.confidence, 4),
        use=use_of_drift(drift, passages),
    )


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


_COMPANY = (
    ("渡船公司今天开会。", "The ferry company met today."),
    ("渡船公司买了新船。", "The ferry company bought a new boat."),
    ("工人喜欢渡船公司。", "Workers like the ferry company."),
    ("渡船公司降低票价。", "The ferry company lowered its fares."),
)
_CLIMATE = (
    ("这里的营商环境很好。", "The business environment here is good."),
    ("企业看重营商环境。", "Companies value the business environment."),
    ("市长谈到营商环境。", "The mayor spoke about the business environment."),
    ("外国人称赞营商环境。", "Foreigners praise the business environment."),
)

RULE = Rule(
    code="CON101",
    name="term-drift",
    severity=Severity.warning,
    mqm="terminology/inconsistent use of terminology",
    summary="One term of the source has several renderings in the target.",
    explanation="""
Without a glossary: terms are found in the source (noun phrases, names, fixed phrases that come
more than once; not verbs, nor words of grammar), what renders them is found by aligning words
([Terms](../terms.md)), and renderings that differ by more than inflection are told, each with
how often it stands and where. All files that are checked together are one scope, so that chapter
9 is held against chapter 1. One finding a term, at its rarest rendering. Below a confidence of .9
it is a note. The survey costs several times as much as encoding what is surveyed, and keeps it
all. So files of more than `most-units` units, which are memories rather than chapters, are left
out, and if there are more than `most-together` in the others nothing is surveyed; `duilian terms
drift` takes any number. With [a cache](../commands/check.md#what-is-kept-between-runs) it is cheap
from the second run on.
""",
    bad=(
        Example((*_COMPANY, ("记者采访渡船公司。", "A reporter interviewed the boat operator."))),
        Example((*_CLIMATE, ("营商环境继续改善。", "The commercial climate keeps improving."))),
    ),
    good=(
        Example((*_COMPANY, ("记者采访渡船公司。", "A reporter interviewed ferry companies."))),
        Example((*_CLIMATE, ("营商环境继续改善。", "It keeps improving."))),
    ),
    false_alarms=("A word with two meanings, each rendered as it should be.",),
    options=(
        Option("least-confidence", 0.5, "The least confidence that is told of."),
        Option("most-units", 2_000, "The largest file, in units, that is surveyed."),
        Option("most-together", 20_000, "The most units, in all files, that are surveyed."),
    ),
    across=True,
    watch=_Watch,
)
