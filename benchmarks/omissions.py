"""Fit the weights that tell clauses left out, or added, from free translation.

    python benchmarks/omissions.py [--write]

From human translations of two clauses or more one is cut out of the target, or of the source, whose
counterpart then has no answer; the texts as they are serve as examples of the other kind
(though translators leave things out too). Nobody says which stretch of the counterpart it is, so
the weights and the choice of stretches are found by turns: of each unit the likeliest stretch is
taken, weights are fitted on those, and so again (multiple-instance learning; Andrews,
Tsochantaridis and Hofmann 2003). For each family of texts is printed how well weights fitted
without it do: the area under the curve, and how many cuts are found at the odds that so many
untouched units reach.
"""

from __future__ import annotations

import argparse
import datetime
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from evidence import Values, area, fit, write_table
from pairs import PairFile, pair_files
from planters.omissions import cut

from duilian.align.encode import EmbeddedEncoder
from duilian.quality.evidence.stretches import FEATURES, candidates, facings, features
from duilian.quality.evidence.window import Windows
from duilian.quality.passage import Passage

ROUNDS = 5
PENALTY = 1e-4


@dataclass(frozen=True, slots=True)
class Unit:
    """The stretches of a unit in question, as features, and whether something was left out."""

    family: str
    cut: bool
    stretches: npt.NDArray[np.float64]


def units(file: PairFile, encoder: EmbeddedEncoder, chance: random.Random) -> Iterator[Unit]:
    """The units of a file as they are, seen from both sides; and those with a cut on one side,
    seen from the other. All are measured on the scale of the whole text: a cut is rare."""
    windows = Windows(encoder)
    for window in windows.of(file.passages()):
        for unit in range(len(window)):
            for facing in facings(window, unit, window.answers(unit)):
                found = candidates(facing)
                if len(found):
                    yield Unit(file.family, False, features(facing, found))
        for side in (0, 1):
            damaged = [_damaged(passage, side, chance) for passage in window.passages]
            usable = [passage for passage in damaged if passage is not None]
            if not usable:
                continue
            spoiled = replace(windows.window(usable), scale=window.scale)
            for unit in range(len(spoiled)):
                facing = facings(spoiled, unit, spoiled.answers(unit))[side]
                yield Unit(file.family, True, features(facing, candidates(facing)))


def _damaged(passage: Passage, side: int, chance: random.Random) -> Passage | None:
    """A passage with a clause cut out of the side that answers the one looked at."""
    unit = passage.unit
    text = unit.target if side == 0 else unit.source
    language = passage.target_language if side == 0 else passage.source_language
    rest = (cut(text, language, chance) or "").strip()
    if not rest:
        return None
    spoiled = replace(unit, target=rest) if side == 0 else replace(unit, source=rest)
    return replace(passage, unit=spoiled)


def fitted(samples: Sequence[Unit]) -> Values:
    """Weights, and last what all stretches have in common, found by turns."""
    usable = [unit for unit in samples if len(unit.stretches)]
    every = np.concatenate([unit.stretches for unit in usable])
    counts = np.array([len(unit.stretches) for unit in usable])
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    labels = np.array([unit.cut for unit in usable])
    scores = every[:, FEATURES.index("mass_mutual")]
    weights = np.zeros(0)
    for _ in range(ROUNDS):
        best = np.array(
            [
                start + scores[start : start + count].argmax()
                for start, count in zip(starts, counts, strict=True)
            ]
        )
        weights = fit(every[best], labels, np.ones(len(labels)), PENALTY)
        scores = every @ weights[:-1] + weights[-1]
    return weights


def likeliest(samples: Sequence[Unit], weights: Values) -> Values:
    """The log odds of each unit's likeliest stretch."""
    return np.array(
        [
            (unit.stretches @ weights[:-1]).max() + weights[-1] if len(unit.stretches) else -20.0
            for unit in samples
        ]
    )


def main() -> None:
    """Fit, print, and write if asked to."""
    parser = argparse.ArgumentParser(description="Fit the weights for omissions.")
    parser.add_argument("--write", action="store_true", help="write weights.toml")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    encoder = EmbeddedEncoder()
    groups: defaultdict[str, list[Unit]] = defaultdict(list)
    for file in pair_files():
        if file.human:
            groups[file.family].extend(units(file, encoder, chance))
    print(f"{'family':16} {'cut':>6} {'area':>7}   cuts found at untouched: .5% 1% 2% 3%")
    for family, samples in groups.items():
        weights = fitted(
            [unit for name, group in groups.items() if name != family for unit in group]
        )
        odds = likeliest(samples, weights)
        labels = np.array([unit.cut for unit in samples])
        limits = np.quantile(odds[~labels], (0.995, 0.99, 0.98, 0.97))
        told = " ".join(f"{(odds[labels] > limit).mean():.3f}" for limit in limits)
        print(f"{family:16} {labels.sum():6} {area(odds, labels):7.4f}   {told}")
    everything = [unit for group in groups.values() for unit in group]
    found = fitted(everything)
    cuts = sum(unit.cut for unit in everything)
    lines = [
        f"# Written by `python benchmarks/omissions.py --write` on {datetime.date.today()}",
        f"# from {cuts} cut units and {len(everything) - cuts} others of {len(groups)} families.",
    ]
    tables = {"stretch": dict(zip(("always", *FEATURES), (found[-1], *found[:-1]), strict=True))}
    write_table(lines, tables, write=arguments.write)


if __name__ == "__main__":
    main()
