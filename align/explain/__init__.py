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

Start at :func:`explain`. Beads as edges of the lattice are in :mod:`.edges`; :mod:`.ledger` takes
scores apart into the groups of :mod:`.groups`, :mod:`.saying` puts them in words, :mod:`.rival`
finds the way through the runner-up, and :mod:`.showing` prints it all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...corpus.errors import UsageError
from ...corpus.model import Alignment, Bead, Document
from ..aligner import Found, align, find, to_alignment
from ..options import DEFAULTS, Options
from ..report import report
from .edges import Edge, edge_of, opening, rivals_of, value_of
from .groups import ELSEWHERE
from .ledger import Ledger
from .model import Contribution, Explanation, Reasons, step_of
from .rival import runner_up
from .saying import contributions
from .showing import as_json as as_json
from .showing import numbered
from .showing import show as show

_WORTH_TELLING = 0.005
"""A probability from which one more rival is named."""
_RIVALS = 3


def explain(found: Found, source: Document, target: Document, number: int) -> Explanation:
    """Why bead ``number`` (from 1, as in the table) is as it is. UsageError if there is none."""
    return next(explain_all(found, source, target, [number]))


def explain_all(
    found: Found, source: Document, target: Document, numbers: Iterable[int]
) -> Iterator[Explanation]:
    """The explanations of several beads, in the order they are asked for."""
    ledger = Ledger(found)
    beads = found.joined
    places = {edge_of(bead): place for place, bead in enumerate(found.beads, 1)}
    for number in numbers:
        if not 1 <= number <= len(beads):
            raise UsageError(
                f"there is no bead {number}",
                remedy=f"the alignment has {len(beads)} beads, numbered from 1",
            )
        bead = beads[number - 1]
        place = places.get(edge_of(bead))
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
    found: Found, source: Document, target: Document, number: int, ledger: Ledger
) -> Explanation:
    bead = found.beads[number - 1]
    edge = edge_of(bead)
    rivals = rivals_of(found, edge)
    step = step_of(source, target, bead)
    before = edge_of(found.beads[number - 2]) if number > 1 else None
    begun = opening(found.scores, edge) if edge.begins_run(before) else 0.0
    return Explanation(
        number,
        step,
        value_of(found.scores, edge) + begun,
        contributions(ledger, source, target, edge, step, begun),
        runner_up(found, source, target, number, ledger, rivals[0]) if rivals else None,
        tuple(
            Bead(*rival.ranges, chance)
            for rival, chance in rivals[1:_RIVALS]
            if chance >= _WORTH_TELLING
        ),
        (source.language, target.language),
    )


def _explain_alone(
    found: Found, source: Document, target: Document, number: int, bead: Bead, ledger: Ledger
) -> Explanation:
    """Why a bead of moved text, or one that lost a sentence to moved text, is as it is.

    It is on no path through the lattice, so there is no runner-up to compare it with.
    """
    edge, step, remark = edge_of(bead), step_of(source, target, bead), ""
    if not bead.is_null:
        block = next(block for block in found.blocks if bead in block.beads)
        ledger = Ledger(
            Found(
                (), block.matter, block.scores.corridor, block.scores, block.scores, found.weights
            )
        )
        up, back = block.source.start, block.target.start
        edge = Edge(edge.i - up, edge.j - back, edge.k - up, edge.m - back)
        remark = (
            f"found apart from the others: {source.language} {numbered(block.source)},"
            f" {target.language} {numbered(block.target)},"
            f" with probability {block.probability:.2f}"
        )
    parts = contributions(ledger, source, target, edge, step)
    if remark:
        parts = (*parts, Contribution(ELSEWHERE, 0.0, remark))
    languages = source.language, target.language
    return Explanation(number, step, sum(part.nats for part in parts), parts, None, (), languages)
