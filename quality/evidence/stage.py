"""Passages in, the same passages out with what their vectors say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np

from ...align.encode import EmbeddedEncoder
from ...align.threads import one_thread
from ...corpus.text.script import ENCODER_LANGUAGES
from ..passage import Passage
from .facing import facings
from .model import DOUBTED, Evidence, Stretch
from .pairs import Weighed, weigh
from .shifts import AHEAD, Placed, Row, evidence_of_states, no_states
from .stretches import LEANINGS, unanswered
from .weights import load_weights
from .window import Window, Windows

_IN_PART = 0.5
"""The share of a side's words from which it is answered for the better part. (Of pairs made wrong
hardly any reaches .4 without a better answer near by.)"""


def judged(
    passages: Iterable[Passage], encoder: EmbeddedEncoder | None = None
) -> Iterator[Passage]:
    """The passages of one bitext, each with its evidence, and ``misaligned`` where that says so.

    Three windows of passages are held at a time. Passages in languages that the encoder does not
    know go through as they are.
    """
    stream = iter(passages)
    for first in stream:
        rest = chain((first,), stream)
        if set(first.languages) <= set(ENCODER_LANGUAGES):
            yield from _judged(Windows(encoder).of(rest))
        else:
            yield from rest


def _judged(windows: Iterable[Window]) -> Iterator[Passage]:
    row = Row()
    before: Window | None = None
    here: Window | None = None
    weighed: Weighed | None = None
    for after in chain(windows, (None,)):
        with one_thread():
            following = None if after is None else weigh(after, load_weights())
            found = []
            if here is not None and weighed is not None:
                found = list(_told(row, before, (here, weighed), (after, following)))
        yield from found
        before, here, weighed = here, after, following


def _told(
    row: Row,
    before: Window | None,
    here: tuple[Window, Weighed],
    after: tuple[Window | None, Weighed | None],
) -> Iterator[Passage]:
    """The passages of a window, with what is known of them."""
    weights = load_weights()
    (window, weighed), (following, next_weighed) = here, after
    states = evidence_of_states(
        window,
        weighed,
        None if before is None else before.target,
        None if following is None else following.target,
        weights,
    )
    ahead = no_states()
    if following is not None and next_weighed is not None:
        ahead = evidence_of_states(following, next_weighed, window.target, None, weights)[:AHEAD]
    placed = _in_part(row.place(states, ahead), weighed)
    omitted, added = _stretches(window, weighed, placed)
    for unit, passage in enumerate(window.passages):
        evidence = Evidence(
            probability=float(placed.probability[unit]),
            similarity=float(weighed.similarity[unit]),
            source_answered=float(weighed.source_answered[unit]),
            target_answered=float(weighed.target_answered[unit]),
            shift=placed.shift[unit],
            drift=placed.drift[unit],
            omitted=omitted.get(unit),
            added=added.get(unit),
        )
        misaligned = evidence.misaligned and not passage.unit.is_null
        yield passage.judged(evidence, misaligned)


def _in_part(placed: Placed, weighed: Weighed) -> Placed:
    """Where targets stand; but pairs of which one side is answered for the better part are let be,
    if no other target answers better: they lack something, but they belong together."""
    answered = np.maximum(weighed.source_answered, weighed.target_answered)
    away = np.array(placed.shift, dtype=bool) | np.array(placed.drift, dtype=bool)
    least = np.where((answered >= _IN_PART) & ~away, DOUBTED, 0.0)
    return Placed(np.maximum(placed.probability, least), placed.shift, placed.drift)


def _stretches(
    window: Window, weighed: Weighed, placed: Placed
) -> tuple[dict[int, Stretch], dict[int, Stretch]]:
    """What sources say that their targets do not, and the other way round, in pairs that hold."""
    seen = {
        unit: facings(window, unit, answers, float(weighed.similarity[unit]))
        for unit, answers in weighed.answers.items()
        if placed.probability[unit] >= DOUBTED
    }
    passages = {unit: window.passages[unit] for unit in seen}
    weights = load_weights()
    source, target = LEANINGS.get(window.passages[0].languages, (0.0, 0.0))
    return (
        unanswered(
            {unit: pair[0] for unit, pair in seen.items()},
            {unit: passage.source for unit, passage in passages.items()},
            weights,
            source,
        ),
        unanswered(
            {unit: pair[1] for unit, pair in seen.items()},
            {unit: passage.target for unit, passage in passages.items()},
            weights,
            target,
        ),
    )
