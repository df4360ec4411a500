"""Fit the weights that tell pairs which answer each other from others; write ``weights.toml``.

    python benchmarks/evidence.py [--write]

Pairs that answer each other are those of ``qa/`` and of the aligned gold; for each, its source is
also held against the target one unit off and against one two to five off. Both logistic regressions
(see :mod:`duilian.quality.evidence.pairs`) are fitted by Newton's method with a small penalty;
right and wrong pairs count for the same in all, and no file for more than ``MOST`` pairs. For each
family of texts is printed how well weights fitted without it do: the area under the curve, and how
many wrong pairs are told at the odds that so many right ones do not reach.
"""

from __future__ import annotations

import argparse
import datetime
import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pairs import PairFile, pair_files

from duilian.align.encode import EmbeddedEncoder
from duilian.quality.evidence.pairs import (
    NEAR,
    WORDS,
    own_features,
    word_features,
    words_answered,
)
from duilian.quality.evidence.window import Window, Windows

Values = npt.NDArray[np.float64]
WEIGHTS = Path(__file__).resolve().parent.parent / "quality" / "evidence" / "weights.toml"
MOST = 800
PENALTY = 1e-3
FAR = (2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Sample:
    """Features of pairs of one file, and whether each is right."""

    family: str
    human: bool
    features: Values
    right: npt.NDArray[np.bool_]

    def weights(self) -> Values:
        """What each pair counts for."""
        rights = int(self.right.sum())
        share = min(1.0, MOST / rights)
        return np.where(self.right, share, share * rights / max(1, len(self.right) - rights))


def sample(file: PairFile, encoder: EmbeddedEncoder, chance: random.Random) -> Sample:
    """The right pairs of a file, and wrong ones made of them."""
    rows: list[Values] = []
    right: list[npt.NDArray[np.bool_]] = []
    windows = Windows(encoder)
    for window in windows.of(file.passages()):
        count = len(window)
        for offset in (0, chance.choice((-1, 1)), chance.choice((-1, 1)) * chance.choice(FAR)):
            units = np.arange(max(0, -offset), min(count, count - offset))
            if offset == 0:
                seen = window
            else:  # the window that has the other target in the place of its own
                held = window.passages
                seen = windows.window(
                    file.passages(
                        tuple((held[i].source, held[i + offset].target) for i in units.tolist())
                    )
                )
                units = np.arange(len(seen))
            rows.append(features(seen, window, units))
            right.append(np.full(len(units), offset == 0))
    return Sample(file.family, file.human, np.concatenate(rows), np.concatenate(right))


def features(seen: Window, usual: Window, units: npt.NDArray[np.int64]) -> Values:
    """All features of the pairs of a window, on the scale of another."""
    near = own_features(seen, usual.scale, units)
    answers = {unit: seen.answers(unit) for unit in units.tolist()}
    words = word_features(seen, words_answered(seen, answers), units)
    return np.concatenate([near, words], axis=1).astype(np.float64)


def fit(
    features: Values, right: npt.NDArray[np.bool_], weights: Values, penalty_of: float = PENALTY
) -> Values:
    """Weights of a logistic regression; the last is what all pairs have in common."""
    spread = features.std(axis=0) + 1e-9
    middle = features.mean(axis=0)
    scaled = np.column_stack([(features - middle) / spread, np.ones(len(features))])
    penalty = np.full(scaled.shape[1], penalty_of * weights.sum())
    penalty[-1] = 0.0
    found = np.zeros(scaled.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(scaled @ found, -30, 30)))
        slope = scaled.T @ (weights * (right - chance)) - penalty * found
        bend = (scaled * (weights * chance * (1 - chance))[:, None]).T @ scaled + np.diag(penalty)
        found += np.linalg.solve(bend, slope)
    plain = found[:-1] / spread
    return np.append(plain, found[-1] - plain @ middle)


def fitted(samples: Sequence[Sample], columns: int) -> Values:
    """Weights for the first so many features, fitted on samples."""
    return fit(
        np.concatenate([each.features[:, :columns] for each in samples]),
        np.concatenate([each.right for each in samples]),
        np.concatenate([each.weights() for each in samples]),
    )


def area(odds: Values, right: npt.NDArray[np.bool_]) -> float:
    """The area under the curve: how often a right pair has higher odds than a wrong one."""
    rank = np.empty(len(odds))
    rank[np.argsort(odds, kind="stable")] = np.arange(1, len(odds) + 1)
    rights = int(right.sum())
    return float((rank[right].sum() - rights * (rights + 1) / 2) / (rights * (len(odds) - rights)))


def write_table(
    heading: Sequence[str], tables: Mapping[str, Mapping[str, float]], *, write: bool
) -> None:
    """Print tables of weights, and put them into ``weights.toml`` in the place of those that the
    same program wrote before, if asked to."""
    parts = ["\n".join(heading)]
    for name, weights in tables.items():
        rows = (f"{feature} = {weight:.4f}" for feature, weight in weights.items())
        parts.append("\n".join((f"[{name}]", *rows)))
    text = "\n\n".join(parts) + "\n"
    print(text)
    if write:
        program = heading[0].split("`")[1].split(" --")[0]
        old = re.split(r"(?m)^(?=# Written by)", WEIGHTS.read_text(encoding="utf-8"))
        kept = [part.rstrip() + "\n" for part in old if part.strip() and program not in part]
        WEIGHTS.write_text("\n".join((*kept, text)), encoding="utf-8")


def main() -> None:
    """Fit, print, and write if asked to."""
    parser = argparse.ArgumentParser(description="Fit the weights of the evidence.")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    encoder = EmbeddedEncoder()
    groups: defaultdict[str, list[Sample]] = defaultdict(list)
    for file in pair_files():
        groups[file.family].append(sample(file, encoder, chance))
    names = (*NEAR, *WORDS)
    print(
        f"{'family':16} {'pairs':>6} {'area':>7} {'near':>7}   wrong told, right lost: .2% .5% 1%"
    )
    for family, samples in groups.items():
        others = [each for name, group in groups.items() if name != family for each in group]
        right = np.concatenate([each.right for each in samples])
        every = np.concatenate([each.features for each in samples])
        areas, told = [], ""
        for columns in (len(names), len(NEAR)):
            weights = fitted(others, columns)
            odds = every[:, :columns] @ weights[:-1] + weights[-1]
            areas.append(area(odds, right))
            if columns == len(names):
                limits = np.quantile(odds[right], (0.002, 0.005, 0.01))
                told = " ".join(f"{(odds[~right] < limit).mean():.3f}" for limit in limits)
        print(f"{family:16} {right.sum():6} {areas[0]:7.4f} {areas[1]:7.4f}   {told}")
    everything = [each for group in groups.values() for each in group]
    tables = {"pair": names, "near": NEAR}
    pairs = sum(int(each.right.sum()) for each in everything)
    heading = [
        f"# Written by `python benchmarks/evidence.py --write` on {datetime.date.today()}",
        f"# from {pairs} pairs of {len(groups)} families.",
    ]
    tables = {}
    for name, columns in {"pair": names, "near": NEAR}.items():
        found = fitted(everything, len(columns))
        tables[name] = {"always": found[-1], **dict(zip(columns, found, strict=False))}
    write_table(heading, tables, write=arguments.write)


if __name__ == "__main__":
    main()
