"""Why a bead is as it is: what spoke for it and against it, and what came second.

On a bird's-eye level: a bead's score is a weighted sum of features, so it can be taken apart
again without loss. :func:`explain` looks at the features of one bead once more, multiplies
them by their weights, and adds up what belongs together into a handful of *groups* a person
understands: the vectors of the sentences, their words, their length and so on. All is in
nats, the unit the score is in: one nat makes a bead 2.7 times as likely beside the others.

A bead never stands alone. If a 1-2 were a 1-1, somebody else would have to take the sentence
that is left over. So the runner-up (the most probable other bead with the same first
sentence) is shown with the best *way* that leads through it: the beads around it that would
have to change too. The two ways run from the same node to the same node, so their scores can
be compared group by group. The habits of the translator (:mod:`.habits`), by which the scores
were moved before anything was chosen, are shown as a group of their own; so is what it costs to
begin a run of sentences left alone, which no bead costs by itself.

Start at :func:`explain`; :class:`_Ledger` takes scores apart, :func:`_best_way` finds the way.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from ..corpus.errors import UsageError
from ..corpus.formats.table import NOTHING, wrap
from ..corpus.model import Alignment, Bead, Document
from ..corpus.pairing import run_text
from ..corpus.text.numbers import compare, quantities
from .aligner import Found, align, find, to_alignment
from .block import Block
from .corridor import Corridor
from .evidence import FEATURES, SKIP_FEATURES, Nearby, bead_features, skip_features
from .habits import bonus
from .options import DEFAULTS, Options
from .report import Report, report
from .report import as_json as report_as_json
from .report import show as show_report
from .search import DOWN, IMPOSSIBLE, SHAPES, SKIP_SOURCE, SKIP_TARGET, Lattice, Shape, expected
from .shown import plain, short

VECTORS, NEIGHBOURS, WORDS = "sentence vectors", "neighbours", "words"
ORDER, RUN = "word order", "run"
LENGTH, PUNCTUATION, NUMBERS = "length", "punctuation", "numbers"
PARAGRAPHS, SHAPE, HABITS, OTHER = "paragraphs", "shape", "habits", "other"
ELSEWHERE = "moved"

GROUPS: dict[str, tuple[str, ...]] = {
    VECTORS: (
        "similarity",
        "similarity_low",
        "similarity_mass",
        "over_background",
        "over_background_mass",
    ),
    NEIGHBOURS: (
        "neighbours",
        "neighbours_mass",
        "nearest_neighbour",
        "grows",
        "shrinks",
        "splits",
    ),
    WORDS: (
        "words_source",
        "words_target",
        "words_mass",
        "words_grow_source",
        "words_grow_target",
        "words_lose_source",
        "words_lose_target",
    ),
    ORDER: (
        "words_tail_source",
        "words_tail_target",
        "words_head_source",
        "words_head_target",
        "words_before_source",
        "words_before_target",
        "words_after_source",
        "words_after_target",
        "words_disorder_source",
        "words_disorder_target",
    ),
    LENGTH: ("length_square", "length_difference", "length_log_ratio", "short", "long"),
    PUNCTUATION: (
        "question_both",
        "question_one",
        "exclamation_one",
        "quotation_one",
        "quotation_balance",
        "speaking_both",
        "speaking_one",
        "opens_both",
        "opens_one",
        "closes_both",
        "closes_one",
        "asks_both",
        "asks_one",
        "cries_one",
        "weak_source",
        "weak_target",
        "small",
        "stops_agree",
    ),
    NUMBERS: ("quantities_shared", "quantities_missing"),
    PARAGRAPHS: ("breaks_inside", "break_both", "break_one"),
}
"""Which features of a bead make up a group."""

SKIP_GROUPS: dict[str, tuple[str, ...]] = {
    VECTORS: ("best_nearby",),
    WORDS: ("words_nearby",),
    LENGTH: ("length", "shortness"),
    SHAPE: ("always",),
}
"""Likewise for a bead with one empty side."""

_MARKS = (
    ("question_both", "both sides ask"),
    ("question_one", "a question mark on one side only"),
    ("exclamation_one", "an exclamation mark on one side only"),
    ("quotation_one", "quotation marks on one side only"),
    ("quotation_balance", "a quotation left open on one side only"),
    ("speaking_both", "somebody is still speaking after it on both sides"),
    ("speaking_one", "somebody is still speaking after it on one side only"),
    ("opens_both", "both sides begin with a quotation mark"),
    ("opens_one", "one side only begins with a quotation mark"),
    ("closes_both", "both sides end with a quotation mark"),
    ("closes_one", "one side only ends with a quotation mark"),
    ("asks_both", "both sides end with a question"),
    ("asks_one", "one side only ends with a question"),
    ("cries_one", "one side only ends with an exclamation"),
    ("weak_source", "the source ends in mid-sentence, as with a comma"),
    ("weak_target", "the target ends in mid-sentence, as with a comma"),
    ("small", "a side begins with a small letter"),
    ("stops_agree", "as many sentences end inside it on both sides"),
)
"""What the punctuation of a bead says, where a feature is not 0."""

_SLACK = 2
"""Beads before and after the runner-up that may change with it."""
_LARGEST = 6000
"""Nodes among which a way is looked for, at most."""
_TELLING = 2.0
"""About what a rare word counts for: how far words out of order are worth telling."""
_WORTH_TELLING = 0.005
"""A probability from which one more rival is named."""
_RIVALS = 3
_SCALE = "0 is chance, 1 the usual pair of these texts"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a group of evidence adds to a score: ``nats``, in words, and the facts behind it."""

    name: str
    nats: float
    says: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A bead and the texts of its two sides."""

    bead: Bead
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Rival:
    """The most probable other bead, and what it would have taken to choose it.

    ``chosen`` and ``instead`` are two ways between the same two nodes: the beads of the
    alignment, and the best ones that lead through the rival. ``differences`` are what each
    group adds to the first more than to the second, ``advantage`` their sum: the logarithm
    of how much more probable the way that was chosen is. All are empty if the two ways part
    too far to be compared.
    """

    bead: Bead
    margin: float
    chosen: tuple[Step, ...]
    instead: tuple[Step, ...]
    differences: tuple[Contribution, ...]
    advantage: float | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a bead is as it is.

    ``score`` is the bead's score in the lattice, with what it costs to begin a run if it is the
    first of some sentences left alone, and the sum of its ``contributions``.
    ``rival`` is the runner-up (None if there is no other bead at all, and for moved text),
    ``others`` are what comes after it, if it is worth telling.
    """

    number: int
    step: Step
    score: float
    contributions: tuple[Contribution, ...]
    rival: Rival | None
    others: tuple[Bead, ...]
    languages: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reasons:
    """Some beads of an alignment explained, and the report on the whole if it was asked for."""

    explanations: tuple[Explanation, ...]
    report: Report | None


@dataclass(frozen=True, slots=True)
class _Edge:
    """A bead as an edge of the lattice, from node (i, j) to node (k, m)."""

    i: int
    j: int
    k: int
    m: int

    @property
    def ranges(self) -> tuple[range, range]:
        return range(self.i, self.k), range(self.j, self.m)

    @property
    def shape(self) -> Shape:
        return self.k - self.i, self.m - self.j

    def begins_run(self, before: _Edge | None) -> bool:
        """Whether it is the first of a run of null beads, after this bead or the text's start."""
        return 0 in self.shape and (before is None or before.shape != self.shape)


def explain(found: Found, source: Document, target: Document, number: int) -> Explanation:
    """Why bead ``number`` (from 1, as in the table) is as it is. UsageError if there is none."""
    return next(explain_all(found, source, target, [number]))


def explain_all(
    found: Found, source: Document, target: Document, numbers: Iterable[int]
) -> Iterator[Explanation]:
    """The explanations of several beads, in the order they are asked for."""
    ledger = _Ledger(found)
    beads = found.joined
    places = {_edge_of(bead): place for place, bead in enumerate(found.beads, 1)}
    for number in numbers:
        if not 1 <= number <= len(beads):
            raise UsageError(
                f"there is no bead {number}",
                remedy=f"the alignment has {len(beads)} beads, numbered from 1",
            )
        bead = beads[number - 1]
        place = places.get(_edge_of(bead))
        if place is None:
            yield _explain_alone(found, source, target, number, bead, ledger)
        else:
            explanation = _explain(found, source, target, place, ledger)
            yield replace(explanation, number=number)


def align_with_reasons(
    source: Document,
    target: Document,
    options: Options = DEFAULTS,
    why: str | None = None,
    reported: bool = False,
    min_probability: float = 0.0,
) -> tuple[Alignment, Reasons]:
    """Align, and give the reasons: for beads that ``why`` names (:func:`bead_numbers`).

    The report, if asked for, tells of the pairs kept that those below ``min_probability`` are
    left out.
    """
    ranges = () if why is None else bead_numbers(why)
    if ranges and len(source) and len(target):
        found = find(source, target, options)
        alignment = to_alignment(source, target, found)
        numbers = (number for some in ranges for number in some)
        explanations = tuple(explain_all(found, source, target, numbers))
    elif ranges:
        raise UsageError(
            "where one of the texts is empty, no bead can be explained", remedy="leave --why out"
        )
    else:
        alignment, explanations = align(source, target, options), ()
    told = report(alignment, min_probability) if reported else None
    return alignment, Reasons(explanations, told)


def bead_numbers(written: str) -> tuple[range, ...]:
    """What ``--why`` names, as in ``12``, ``10-14`` or ``3,10-14``. UsageError if it is odd."""
    ranges = []
    for part in written.split(","):
        match = re.fullmatch(r"\s*([0-9]{1,9})(?:\s*-\s*([0-9]{1,9}))?\s*", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last:
            raise UsageError(
                f"--why {written!r} names no bead", remedy="as in --why 12, 10-14 or 3,10-14"
            )
        ranges.append(range(first, last + 1))
    return tuple(ranges)


def _explain(
    found: Found, source: Document, target: Document, number: int, ledger: _Ledger
) -> Explanation:
    bead = found.beads[number - 1]
    edge = _edge_of(bead)
    rivals = _rivals(found, edge)
    step = _step(source, target, bead)
    before = _edge_of(found.beads[number - 2]) if number > 1 else None
    begun = _opening(found.scores, edge) if edge.begins_run(before) else 0.0
    return Explanation(
        number,
        step,
        _value(found.scores, edge) + begun,
        _contributions(ledger, source, target, edge, step, begun),
        _rival(found, source, target, number, ledger, rivals[0]) if rivals else None,
        tuple(
            Bead(*rival.ranges, chance)
            for rival, chance in rivals[1:_RIVALS]
            if chance >= _WORTH_TELLING
        ),
        (source.language, target.language),
    )


def _explain_alone(
    found: Found, source: Document, target: Document, number: int, bead: Bead, ledger: _Ledger
) -> Explanation:
    """Why a bead of moved text, or one that lost a sentence to moved text, is as it is.

    It is on no path through the lattice, so there is no runner-up to compare it with.
    """
    edge, step, remark = _edge_of(bead), _step(source, target, bead), ""
    if not bead.is_null:
        block = next(block for block in found.blocks if bead in block.beads)
        ledger = _Ledger(
            Found(
                (), block.matter, block.scores.corridor, block.scores, block.scores, found.weights
            )
        )
        up, back = block.source.start, block.target.start
        edge = _Edge(edge.i - up, edge.j - back, edge.k - up, edge.m - back)
        remark = (
            f"found apart from the others: {source.language} {_numbered(block.source)},"
            f" {target.language} {_numbered(block.target)},"
            f" with probability {block.probability:.2f}"
        )
    parts = _contributions(ledger, source, target, edge, step)
    if remark:
        parts = (*parts, Contribution(ELSEWHERE, 0.0, remark))
    languages = source.language, target.language
    return Explanation(number, step, sum(part.nats for part in parts), parts, None, (), languages)


# --- the lattice ------------------------------------------------------------------------------


def _edge_of(bead: Bead) -> _Edge:
    return _Edge(bead.source.start, bead.target.start, bead.source.stop, bead.target.stop)


def _value(lattice: Lattice, edge: _Edge) -> float:
    """The score, or the probability, of an edge inside the corridor."""
    node = lattice.corridor.number(edge.k, edge.m)
    assert node is not None
    if edge.i == edge.k:
        return float(lattice.across[node])
    return float(lattice.down[DOWN.index(edge.shape), node])


def _opening(scores: Lattice, edge: _Edge) -> float:
    """What it costs to begin a run with this null bead."""
    return scores.opening[edge.i == edge.k]


def _edges_of_source(chances: Lattice, i: int) -> Iterator[tuple[_Edge, float]]:
    """Every edge that takes source sentence i, with its probability."""
    corridor = chances.corridor
    for number, (a, b) in enumerate(DOWN):
        for k in range(i + 1, min(i + a, corridor.sources) + 1):
            values = chances.down[number, corridor.row(k)]
            low = int(corridor.low[k])
            for at in np.flatnonzero(values):
                j = low + int(at)
                yield _Edge(k - a, j - b, k, j), float(values[at])


def _edges_of_target(chances: Lattice, j: int) -> Iterator[tuple[_Edge, float]]:
    """Every edge that takes target sentence j, with its probability."""
    corridor = chances.corridor
    longest = max(b for _, b in DOWN)
    first, last = _rows_at(corridor, j + 1, j + longest)
    for k in range(first, last):
        for end in range(j + 1, j + longest + 1):
            node = corridor.number(k, end)
            if node is None:
                continue
            if end == j + 1 and chances.across[node]:
                yield _Edge(k, j, k, end), float(chances.across[node])
            for number in np.flatnonzero(chances.down[:, node]):
                a, b = DOWN[number]
                if end - b <= j:
                    yield _Edge(k - a, end - b, k, end), float(chances.down[number, node])


def _rows_at(corridor: Corridor, near: int, far: int) -> tuple[int, int]:
    """First and last row, exclusive, of those with a node in columns ``near`` to ``far``."""
    return (
        int(np.searchsorted(corridor.high, near, side="left")),
        int(np.searchsorted(corridor.low, far, side="right")),
    )


def _rivals(found: Found, edge: _Edge) -> list[tuple[_Edge, float]]:
    """Other beads with the first sentence of this one, the most probable first.

    A sentence left alone is one and the same bead wherever in the other text the gap is put.
    """
    if edge.i < edge.k:
        edges = _edges_of_source(found.chances, edge.i)
    else:
        edges = _edges_of_target(found.chances, edge.j)
    best: dict[tuple[range, range], tuple[float, _Edge]] = {}
    total: Counter[tuple[range, range]] = Counter()
    for other, chance in edges:
        total[other.ranges] += chance  # type: ignore[assignment]
        if other.ranges not in best or chance > best[other.ranges][0]:
            best[other.ranges] = chance, other
    del total[edge.ranges]
    return [(best[ranges][1], min(1.0, chance)) for ranges, chance in total.most_common()]


# --- what a score is made of ------------------------------------------------------------------


class _Ledger:
    """Features and contributions of edges; keeps the rows of the lattice it saw last."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._matter = found.matter.linked()
        self._weights = found.weights
        self._rows: dict[int, npt.NDArray[np.float32]] = {}
        # What is near a sentence takes many rows to know, so each block is looked at once.
        self._nearby = Nearby.nothing(found.matter)
        self._blocks = found.corridor.blocks(0, nodes=2048, rows=64)
        self._noted: set[int] = set()
        self._habits: npt.NDArray[np.float64] | None = None

    def habits(self) -> npt.NDArray[np.float64]:
        """What the scores were moved by, as :func:`duilian.align.habits.bonus` has it."""
        if self._habits is None:
            self._habits = bonus(expected(self._found.scores))
        return self._habits

    def features(self, edge: _Edge) -> dict[str, float]:
        """The features of a bead, by name."""
        if edge.i == edge.k or edge.j == edge.m:
            return dict(zip(SKIP_FEATURES, self._skip(edge).tolist(), strict=True))
        column = edge.m - int(self._found.corridor.low[edge.k])
        row = self._row(edge.k)[SHAPES.index(edge.shape), column]
        return dict(zip(FEATURES, row.tolist(), strict=True))

    def nats(self, edge: _Edge) -> dict[str, float]:
        """What each group contributes to the score of a bead, those that are nothing too."""
        weights = self._weights
        features = self.features(edge)
        if edge.i < edge.k and edge.j < edge.m:
            factors, groups = weights.beads, GROUPS
            nats = {SHAPE: float(weights.shapes[SHAPES.index(edge.shape)])}
        else:
            factors = weights.skip_source if edge.i < edge.k else weights.skip_target
            groups, nats = SKIP_GROUPS, {}
        group_of = {name: group for group, names in groups.items() for name in names}
        for (name, value), factor in zip(features.items(), factors.tolist(), strict=True):
            group = group_of.get(name, OTHER)
            nats[group] = nats.get(group, 0.0) + value * factor
        return nats

    def _row(self, row: int) -> npt.NDArray[np.float32]:
        if row not in self._rows:
            if len(self._rows) >= 64:
                self._rows.clear()
            block = Block.around(self._matter, self._found.corridor, row, row + 1)
            self._rows[row] = bead_features(block)
        return self._rows[row]

    def _skip(self, edge: _Edge) -> npt.NDArray[np.float32]:
        """The features of leaving alone the one sentence of an edge."""
        matter, corridor = self._matter, self._found.corridor
        of_source = edge.i < edge.k
        if of_source:
            first, last = edge.k, edge.k + 1
        else:
            first, last = _rows_at(corridor, edge.m, edge.m)
        for begin, end in self._blocks:
            if begin < last and end > first and begin not in self._noted:
                self._noted.add(begin)
                self._nearby.note(Block.around(matter, corridor, begin, end))
        skips = skip_features(matter, self._nearby)
        found: npt.NDArray[np.float32] = skips[0][edge.i] if of_source else skips[1][edge.j]
        return found


def _contributions(
    ledger: _Ledger,
    source: Document,
    target: Document,
    edge: _Edge,
    step: Step,
    begun: float = 0.0,
) -> tuple[Contribution, ...]:
    """The groups that say anything of a bead, those that say most first.

    ``begun`` is what it costs that it begins a run, if it does.
    """
    features, nats = ledger.features(edge), {**ledger.nats(edge), RUN: begun}
    if step.bead.is_null:
        words = _null_in_words(features, step)
        facts: tuple[str, ...] = ()
    else:
        words = _in_words(ledger, features, edge, step)
        words[NUMBERS], facts = _numbers(step, source.language, target.language)
    return tuple(
        Contribution(name, value, words.get(name, ""), facts if name == NUMBERS else ())
        for name, value in sorted(nats.items(), key=lambda pair: -abs(pair[1]))
        if value or (name == NUMBERS and facts)
    )


def _in_words(
    ledger: _Ledger, features: dict[str, float], edge: _Edge, step: Step
) -> dict[str, str]:
    """What each group says of a bead with text on both sides."""
    scale = ledger._found.matter.scale
    written, answered = _bytes(step.source), _bytes(step.target)
    return {
        VECTORS: f"{features['similarity']:.2f} alike; {_SCALE}",
        NEIGHBOURS: "; ".join(_neighbours(features)),
        WORDS: (
            f"{_share(features['words_source'])} of the source's words are answered,"
            f" {_share(features['words_target'])} of the target's"
        ),
        ORDER: "; ".join(_disorder(features)),
        LENGTH: f"{answered} bytes answer {written}; {written * scale.ratio:.0f} expected",
        PUNCTUATION: "; ".join(_punctuation(features)),
        PARAGRAPHS: "; ".join(_paragraphs(features)),
        SHAPE: f"what {step.bead.kind} counts for in all texts",
    }


def _null_in_words(features: dict[str, float], step: Step) -> dict[str, str]:
    """What each group says of a sentence that is left alone."""
    return {
        VECTORS: (
            f"the sentence most like it nearby is {features['best_nearby']:.2f} alike; {_SCALE}"
        ),
        WORDS: f"one sentence nearby answers {_share(features['words_nearby'])} of its words",
        LENGTH: f"{_bytes(step.source or step.target)} bytes",
        SHAPE: "what leaving a sentence alone counts for in all texts",
        RUN: "what the first of a run of sentences left alone costs besides",
    }


def _neighbours(features: dict[str, float]) -> Iterator[str]:
    nearest = features["nearest_neighbour"]
    yield (
        f"the nearest sentence next door is {nearest:.2f} alike"
        if nearest
        else "no sentence next door is like it"
    )
    if features["grows"] >= 0.05:
        yield f"with one sentence more it would be {features['grows']:.2f} more alike"
    if features["shrinks"] >= 0.05:
        yield f"with one sentence less it would be {features['shrinks']:.2f} more alike"
    if features["splits"] >= 0.05:
        yield f"cut in two, both parts would be {features['splits']:.2f} more alike"


def _disorder(features: dict[str, float]) -> Iterator[str]:
    tails = features["words_tail_source"] + features["words_tail_target"]
    heads = features["words_head_source"] + features["words_head_target"]
    if heads >= _TELLING:
        yield "its first words are answered by the sentences before"
    if tails >= _TELLING:
        yield "its last words are answered by the sentences after"
    if features["words_disorder_source"] + features["words_disorder_target"] >= _TELLING:
        yield "its words are in another order than the sentences that answer them"


def _punctuation(features: dict[str, float]) -> Iterator[str]:
    for name, says in _MARKS:
        if features[name]:
            yield says


def _paragraphs(features: dict[str, float]) -> Iterator[str]:
    if features["breaks_inside"]:
        breaks = round(features["breaks_inside"])
        yield f"{breaks} paragraph break{'s' * (breaks > 1)} inside"
    if features["break_both"]:
        yield "a paragraph ends here on both sides"
    if features["break_one"]:
        yield "a paragraph ends here on one side only"


def _numbers(step: Step, language: str, target_language: str) -> tuple[str, tuple[str, ...]]:
    """What the two sides have in numbers, in words and one by one."""
    compared = compare(
        [q for q in quantities(step.source, language) if not q.weak],
        [q for q in quantities(step.target, target_language) if not q.weak],
    )
    facts = []
    for match in compared.matched:
        mark = "=" if match.relation in ("equal", "repeated") else "≈"
        facts.append(f"{match.source.text} {mark} {match.target.text}")
    shared = len(facts)
    facts += [f"{q.text} in the source only" for q in compared.only_source]
    facts += [f"{q.text} in the target only" for q in compared.only_target]
    alone = len(facts) - shared
    return f"{shared} shared, {alone} on one side only", tuple(dict.fromkeys(facts))


def _share(value: float) -> str:
    return f"{min(max(value, 0.0), 1.0):.0%}"


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


# --- the runner-up ----------------------------------------------------------------------------


def _rival(
    found: Found,
    source: Document,
    target: Document,
    number: int,
    ledger: _Ledger,
    rival: tuple[_Edge, float],
) -> Rival:
    edge, chance = rival
    bead = Bead(*edge.ranges, chance)
    margin = found.beads[number - 1].probability - chance
    ways = _ways(found, number - 1, edge)
    if ways is None:
        return Rival(bead, margin, (), (), (), None)
    chosen, instead = ways
    mine, theirs = _nats(found, chosen, chosen, ledger), _nats(found, instead, chosen, ledger)
    nats = {name: mine.get(name, 0.0) - theirs.get(name, 0.0) for name in {**mine, **theirs}}
    differences = [
        Contribution(name, float(value)) for name, value in nats.items() if abs(value) >= 0.005
    ]
    steps = [
        tuple(
            _step(source, target, Bead(*step.ranges, min(1.0, _value(found.chances, step))))
            for step in way
        )
        for way in (chosen, instead)
    ]
    return Rival(
        bead,
        margin,
        steps[0],
        steps[1],
        tuple(sorted(differences, key=lambda one: -abs(one.nats))),
        float(sum(nats.values())),
    )


def _nats(
    found: Found, way: Sequence[_Edge], chosen: Sequence[_Edge], ledger: _Ledger
) -> dict[str, float]:
    """What each group contributes to a way that takes the place of the beads chosen.

    Whether a run begins depends on the bead before, so the two around the way are looked at too.
    """
    edges = [_edge_of(bead) for bead in found.beads]
    first = edges.index(chosen[0])
    last = first + len(chosen)
    habits = dict(zip((*DOWN, SKIP_TARGET), ledger.habits().tolist(), strict=False))
    opened = dict(zip((SKIP_SOURCE, SKIP_TARGET), ledger.habits()[-2:].tolist(), strict=True))
    nats = {RUN: 0.0, HABITS: 0.0}
    for step in way:
        nats[HABITS] += habits[step.shape]
        for name, value in ledger.nats(step).items():
            nats[name] = nats.get(name, 0.0) + value
    before = edges[first - 1] if first else None
    for step in (*way, *edges[last : last + 1]):
        if step.begins_run(before):
            nats[RUN] += _opening(found.scores, step)
            nats[HABITS] += opened[step.shape]
        before = step
    return nats


def _ways(found: Found, at: int, rival: _Edge) -> tuple[list[_Edge], list[_Edge]] | None:
    """The beads that were chosen around a rival, and the best ones that lead through it.

    Both ways begin at one node and end at one; None if those lie too far apart.
    """
    edges = [_edge_of(found.beads[at])]
    first = last = at
    while first and not (edges[0].i <= rival.i and edges[0].j <= rival.j):
        first -= 1
        edges.insert(0, _edge_of(found.beads[first]))
    end = len(found.beads) - 1
    while last < end and not (edges[-1].k >= rival.k and edges[-1].m >= rival.m):
        last += 1
        edges.append(_edge_of(found.beads[last]))
    before = [_edge_of(bead) for bead in found.beads[max(0, first - _SLACK) : first]]
    after = [_edge_of(bead) for bead in found.beads[last + 1 : last + 1 + _SLACK]]
    chosen = [*before, *edges, *after]
    head = _best_way(found.scores, (chosen[0].i, chosen[0].j), (rival.i, rival.j))
    tail = _best_way(found.scores, (rival.k, rival.m), (chosen[-1].k, chosen[-1].m))
    if head is None or tail is None:
        return None
    instead = [*head, rival, *tail]
    while chosen and instead and chosen[0] == instead[0]:
        del chosen[0], instead[0]
    while chosen and instead and chosen[-1] == instead[-1]:
        del chosen[-1], instead[-1]
    return chosen, instead


def _best_way(scores: Lattice, start: tuple[int, int], end: tuple[int, int]) -> list[_Edge] | None:
    """The edges with the highest summed score between two nodes; None if there are none."""
    corridor = scores.corridor
    if (end[0] - start[0] + 1) * (end[1] - start[1] + 1) > _LARGEST:
        return None
    # By node, and by the null bead that led there, if one did: it decides what a run costs.
    best: dict[tuple[int, int], dict[Shape | None, tuple[float, tuple[_Edge, ...]]]] = {
        start: {None: (0.0, ())}
    }
    for i in range(start[0], end[0] + 1):
        for j in range(start[1], end[1] + 1):
            node = corridor.number(i, j)
            if node is None or (i, j) == start:
                continue
            arriving = [(shape, float(scores.down[n, node])) for n, shape in enumerate(DOWN)]
            arriving.append((SKIP_TARGET, float(scores.across[node])))
            ways: dict[Shape | None, tuple[float, tuple[_Edge, ...]]] = {}
            for shape, score in arriving:
                edge = _Edge(i - shape[0], j - shape[1], i, j)
                last = shape if 0 in shape else None
                for before, (worth, way) in best.get((edge.i, edge.j), {}).items():
                    if score <= IMPOSSIBLE / 2 or (before, last) == (SKIP_TARGET, SKIP_SOURCE):
                        continue
                    worth += score
                    if last not in (None, before):
                        worth += _opening(scores, edge)
                    if last not in ways or worth > ways[last][0]:
                        ways[last] = worth, (*way, edge)
            if ways:
                best[i, j] = ways
    if end not in best:
        return None
    return list(max(best[end].values(), key=lambda found: found[0])[1])


def _step(source: Document, target: Document, bead: Bead) -> Step:
    return Step(bead, run_text(source, bead.source), run_text(target, bead.target))


# --- for the reader ---------------------------------------------------------------------------


def show(explanation: Explanation, width: int | None = None) -> Iterator[str]:
    """The explanation in lines for a person; ``width`` is the terminal's by default."""
    columns = max(40, width or min(100, shutil.get_terminal_size().columns))
    step, languages = explanation.step, explanation.languages
    yield f"bead {explanation.number}: {step.bead.kind}, probability {step.bead.probability:.2f}"
    yield from _side(languages[0], step.bead.source, step.source, columns)
    yield from _side(languages[1], step.bead.target, step.target, columns)
    yield ""
    yield f"  for and against it (in nats; together {explanation.score:+.2f}):"
    for one in explanation.contributions:
        yield from _hang(f"    {one.nats:+6.2f}  {one.name:<16}  ", one.says, columns)
        for fact in one.facts:
            yield from _hang(" " * 30, fact, columns)
    yield ""
    if explanation.rival is None:
        yield "  runner-up: none, no other bead is possible here"
    else:
        yield from _show_rival(explanation.rival, languages, columns)
    for bead in explanation.others:
        yield f"  then: {_name(bead, languages)}, probability {_chance(bead.probability)}"


def _show_rival(rival: Rival, languages: tuple[str, str], columns: int) -> Iterator[str]:
    yield from _hang(
        "  runner-up: ",
        f"{_name(rival.bead, languages)}, probability {_chance(rival.bead.probability)}"
        f"{' wherever the gap is put' if rival.bead.is_null else ''}, margin {rival.margin:+.2f}",
        columns,
    )
    if rival.advantage is None:
        yield "    too far from the beads chosen to be compared"
        return
    for title, way in (("chosen", rival.chosen), ("instead", rival.instead)):
        yield f"    {title}:"
        for step in way:
            yield f"      {_name(step.bead, languages)}"
            for text in (step.source, step.target):
                if text:
                    yield "        " + short(text, columns - 8)
    side = "the beads chosen" if rival.advantage >= 0 else "the runner-up"
    differences = ", ".join(f"{one.name} {one.nats:+.2f}" for one in rival.differences)
    yield from _hang(
        "    ", f"{abs(rival.advantage):.2f} nats speak for {side}: {differences}", columns
    )


def _side(language: str, sentences: range, text: str, columns: int) -> Iterator[str]:
    yield from _hang(f"  {f'{language} {_numbered(sentences)}':<10}  ", text or NOTHING, columns)


def _name(bead: Bead, languages: tuple[str, str]) -> str:
    """``1-2 (zh 3, en 3-4)``."""
    sides = zip(languages, (bead.source, bead.target), strict=True)
    places = ", ".join(f"{language} {_numbered(run)}" for language, run in sides if run)
    return f"{bead.kind} ({places})"


def _numbered(sentences: range) -> str:
    """Sentences counted from 1: ``3``, ``3-4``, or nothing."""
    if not sentences:
        return ""
    first, last = sentences.start + 1, sentences.stop
    return f"{first}" if first == last else f"{first}-{last}"


def _chance(probability: float) -> str:
    return f"{probability:.2f}" if probability >= 0.005 else "below 0.01"


def _hang(head: str, text: str, columns: int) -> Iterator[str]:
    """The text in lines, the first behind ``head`` and the others below it."""
    for line in wrap(plain(text), max(20, columns - len(head))):
        yield f"{head}{line}".rstrip()
        head = " " * len(head)


def as_json(explanation: Explanation) -> dict[str, Any]:
    """The same as a value that JSON can hold; sentences are counted from 1."""
    rival = explanation.rival
    return {
        "number": explanation.number,
        **_step_as_json(explanation.step),
        "score": round(explanation.score, 4),
        "contributions": [_contribution(one) for one in explanation.contributions],
        "runner_up": None
        if rival is None
        else {
            **_bead_as_json(rival.bead),
            "margin": round(rival.margin, 4),
            "advantage": None if rival.advantage is None else round(rival.advantage, 4),
            "differences": {one.name: round(one.nats, 4) for one in rival.differences},
            "chosen": [_step_as_json(step) for step in rival.chosen],
            "instead": [_step_as_json(step) for step in rival.instead],
        },
        "others": [_bead_as_json(bead) for bead in explanation.others],
    }


def _contribution(one: Contribution) -> dict[str, Any]:
    return {**asdict(one), "nats": round(one.nats, 4)}


def _bead_as_json(bead: Bead) -> dict[str, Any]:
    return {
        "kind": bead.kind,
        "source_sentences": [i + 1 for i in bead.source],
        "target_sentences": [j + 1 for j in bead.target],
        "probability": round(bead.probability, 4),
    }


def _step_as_json(step: Step) -> dict[str, Any]:
    return {**_bead_as_json(step.bead), "source": step.source, "target": step.target}


def show_reasons(reasons: Reasons) -> Iterator[str]:
    """Report and explanations in lines for a person."""
    if reasons.report is not None:
        yield from show_report(reasons.report)
    for number, explanation in enumerate(reasons.explanations):
        if number or reasons.report is not None:
            yield ""
        yield from show(explanation)


def reasons_as_json(reasons: Reasons) -> dict[str, Any]:
    """Report and explanations as a value that JSON can hold."""
    return {
        "report": None if reasons.report is None else report_as_json(reasons.report),
        "beads": [as_json(explanation) for explanation in reasons.explanations],
    }
