"""From matched texts to scores: of each system, of each document, of each segment.

On a bird's-eye level: segments are counted once (:mod:`.counting`); the score of a system is that
of the sum of its counts, that of a document that of the sum of its own; a test holds every system
against the first (:mod:`.resampling`). :class:`Evaluation` is all that reports and gates need.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..once import once
from .counting import Counted, Counts, Values, corpus_score, count, segment_scores
from .metrics import Kind, Measure
from .parts import Part, parts
from .resampling import (
    SAMPLES,
    SEED,
    TRIALS,
    Estimate,
    approximate_randomisation,
    confidence,
    holm,
    paired_bootstrap,
)
from .texts import Matched

Test = Literal["none", "bootstrap", "randomisation"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to compute: ``kinds`` are metrics to be counted, and such as have been counted already,
    in the order in which they are told. ``samples`` is None for the custom of the test."""

    kinds: tuple[Kind | Counted, ...]
    test: Test = "none"
    intervals: bool = False
    samples: int | None = None
    seed: int = SEED
    jobs: int | None = None


@dataclass(frozen=True)  # without slots, for what is kept of it
class Score:
    """A system's score by one metric.

    ``metric`` is sacreBLEU's name of it ("chrF2"), ``kind.name`` ours ("chrf"). A score is NaN
    where there is nothing to score, which may happen to documents and segments only.
    ``estimate.p_value`` is that of the difference from the first system, ``corrected`` the same
    with regard to there being several systems (Holm). ``documents`` and ``domains`` are the scores
    of each of them, ``counts`` are those of each segment.
    """

    kind: Measure
    metric: str
    signature: str
    estimate: Estimate
    corrected: float | None
    documents: tuple[float, ...]
    domains: tuple[float, ...]
    counts: Counts

    @property
    def value(self) -> float:
        """The score of all segments."""
        return self.estimate.score

    @property
    def lower_is_better(self) -> bool:
        """True for a metric that counts errors."""
        return self.kind.lower_is_better

    def told(self, value: float, sign: str = "") -> str:
        """A value of this metric in figures, with ``sign`` "+" always with its sign."""
        return "–" if math.isnan(value) else f"{value:{sign}.{self.kind.decimals}f}"

    @once
    def segments(self) -> Values:
        """The score of each segment, for finding the worst; shape (segments,)."""
        return segment_scores(self.kind, self.counts)


@dataclass(frozen=True, slots=True)
class System:
    """A system: its name, its segments, and its score by each metric."""

    name: str
    segments: tuple[str, ...]
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of scoring. The first system is the one others are held against.

    ``documents`` are the names of documents in order, with the segments of each, ``domains``
    likewise; empty where nobody said. ``notes`` say what was done to the texts.
    """

    systems: tuple[System, ...]
    references: tuple[tuple[str, ...], ...]
    source: tuple[str, ...]
    language: str
    test: Test
    documents: tuple[Part, ...] = ()
    domains: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()


def evaluate(
    matched: Matched,
    plan: Plan,
    language: str,
    documents: Sequence[str] = (),
    domains: Sequence[str] = (),
) -> Evaluation:
    """Score the candidates. ``documents`` and ``domains`` name those of each segment, if given."""
    systems = [text.segments for text in matched.candidates]
    references = [text.segments for text in matched.references]
    counted = _counted(plan, systems, references)
    of_documents, of_domains = parts(documents), parts(domains)
    estimates, signatures = _estimates(counted, plan, len(systems))
    corrected = [_corrected(row) for row in estimates]
    names = _names([text.name for text in matched.candidates])
    return Evaluation(
        tuple(
            System(
                name,
                segments,
                tuple(
                    Score(
                        each.kind,
                        each.label,
                        signature,
                        row[number],
                        fixed[number],
                        _of_parts(each, number, of_documents),
                        _of_parts(each, number, of_domains),
                        each.systems[number],
                    )
                    for each, signature, row, fixed in zip(
                        counted, signatures, estimates, corrected, strict=True
                    )
                ),
            )
            for number, (name, segments) in enumerate(zip(names, systems, strict=True))
        ),
        tuple(references),
        matched.source.segments if matched.source is not None else (),
        language,
        plan.test if len(systems) > 1 else "none",
        of_documents,
        of_domains,
        matched.notes,
    )


def _counted(
    plan: Plan, systems: Sequence[Sequence[str]], references: Sequence[Sequence[str]]
) -> tuple[Counted, ...]:
    """The counts of all metrics, in order."""
    kinds = [each for each in plan.kinds if not isinstance(each, Counted)]
    fresh = iter(count(kinds, systems, references, plan.jobs) if kinds else ())
    return tuple(each if isinstance(each, Counted) else next(fresh) for each in plan.kinds)


def _estimates(
    counted: Sequence[Counted], plan: Plan, systems: int
) -> tuple[Sequence[Sequence[Estimate]], list[str]]:
    """The estimates by metric and system, and the signature of each metric."""
    if plan.test == "bootstrap" and systems > 1:
        samples = plan.samples or SAMPLES
        more: dict[str, int | str] = {"seed": str(plan.seed), "bs": samples}
        found = paired_bootstrap(counted, samples, plan.seed)
    elif plan.test == "randomisation" and systems > 1:
        trials = plan.samples or TRIALS
        more = {"seed": str(plan.seed), "ar": trials}
        found = approximate_randomisation(counted, trials, plan.seed)
    elif plan.intervals:
        samples = plan.samples or SAMPLES
        more = {"bs": samples, "seed": str(plan.seed)}
        found = confidence(counted, samples, plan.seed)
    else:
        more = {}
        found = tuple(
            tuple(Estimate(corpus_score(each.kind, counts)) for counts in each.systems)
            for each in counted
        )
    return found, [each.signature(**more) for each in counted]


def _corrected(row: Sequence[Estimate]) -> list[float | None]:
    """The p-values of a metric, with regard to there being several."""
    tested = [number for number, each in enumerate(row) if each.p_value is not None]
    found: list[float | None] = [None] * len(row)
    p_values = [row[number].p_value for number in tested]
    for number, value in zip(tested, holm([p for p in p_values if p is not None]), strict=True):
        found[number] = value
    return found


def _of_parts(counted: Counted, system: int, of: Sequence[Part]) -> tuple[float, ...]:
    """The score of each document or domain."""
    counts = counted.systems[system]
    return tuple(corpus_score(counted.kind, counts[list(places)]) for _, places in of)


def _names(files: Sequence[str]) -> list[str]:
    """Names of systems: those of their files without the folders, if they then differ."""
    short = [name.replace("\\", "/").rsplit("/", 1)[-1] for name in files]
    return short if len(set(short)) == len(short) else list(files)
