"""Which tokens are lost, and what is left over of the other side."""

from __future__ import annotations

import numpy as np
import pytest

from duilian.quality.evidence.facing import Facing, worst
from duilian.quality.evidence.lost import TOKENS, lost, mass_lost, token_features
from duilian.quality.evidence.stretches import FEATURES, candidates, features, suspects
from duilian.quality.evidence.weights import load_weights

PIECES = (
    " The",
    " ferry",
    " leaves",
    " at",
    " six",
    ",",
    " and",
    " nobody",
    " waits",
    " for",
    " it",
)


def facing(answered: str, there: int = 8) -> Facing:
    """A unit whose n-th token here is answered by the n-th there, where ``answered`` has a 1; all
    other tokens there say something else."""
    pieces = PIECES[: len(answered)]
    alike = np.zeros((len(pieces), there), dtype=np.float32)
    steps_there = np.zeros((there, 32), dtype=np.int8)
    steps_there[np.arange(there), 16 + np.arange(there)] = 127
    steps = np.zeros((len(pieces), 32), dtype=np.int8)
    steps[np.arange(len(pieces)), np.arange(len(pieces))] = 127
    for place, sign in enumerate(answered):
        if sign == "1":
            alike[place, place] = 0.9
            steps[place] = steps_there[place]
    best = alike.max(axis=1)
    rare = np.ones(len(pieces), dtype=np.float32)
    return Facing(
        pieces, rare, np.ones(there, dtype=np.float32), best, best, alike.max(axis=0), alike,
        steps, steps_there, 60.0, 60.0, 1.0, 0.8,
    )  # fmt: skip


def test_the_worst_run() -> None:
    assert worst(np.array([-1.0, 2.0, -0.5, 2.0, -3.0, 1.0])) == (1, 4)


def test_no_unit_sees_the_tokens_of_another() -> None:
    units = [facing("11111111"), facing("11111100000"), facing("0")]
    together = token_features(units)
    assert together.shape == (8 + 11 + 1, len(TOKENS))
    assert together == pytest.approx(np.concatenate([token_features([each]) for each in units]))


def test_near_are_three_tokens_to_each_side() -> None:
    near = token_features([facing("11100001110", 11)])[:, TOKENS.index("answered_near")]
    assert near[4] == pytest.approx(0.9 * 3 / 7)
    assert near[0] == pytest.approx(0.9 * 3 / 4)


def test_a_clause_is_lost_where_a_word_is_not() -> None:
    weights = load_weights().token
    clause, word = lost([facing("11111100000"), facing("11110111000"[:8])], weights)
    assert clause[:5].max() < clause[7:].min()
    assert word.max() < clause.max()
    assert mass_lost(facing("11111100000"), clause) > mass_lost(facing("11110111"), word)


def test_a_unit_that_has_lost_nothing_is_not_looked_at() -> None:
    unit = facing("11111100000")
    assert not len(suspects(unit, np.full(11, -9.0)))
    assert suspects(unit, np.full(11, 9.0)).tolist() == candidates(unit).tolist()
    assert [6, 11] in candidates(unit).tolist()


def test_what_is_left_over_may_be_another_way_to_say_it() -> None:
    clause = np.array([[6, 11]])
    names = ("left_over", "left_over_run", "explained")

    def known(unit: Facing) -> dict[str, float]:
        found = features(unit, np.zeros(11), clause)[0]
        return {name: float(found[FEATURES.index(name)]) for name in (*names, "left_over_alike")}

    nothing, something = known(facing("11111100000", 6)), known(facing("11111100000", 11))
    answer = known(facing("11111111111", 11))
    assert nothing["left_over_run"] == 0
    assert something["left_over"] > nothing["left_over"] + 0.5
    assert answer["explained"] > 0.7 > something["explained"] == 0
    assert answer["left_over_alike"] > 0.9 > something["left_over_alike"]
