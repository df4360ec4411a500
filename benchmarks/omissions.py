"""Fit the weights that tell clauses left out, or added, from free translation.

    python benchmarks/omissions.py [--write]

From human translations of two clauses or more one is cut out of the target, or of the source, whose
counterpart then has no answer; the texts as they are serve as examples of the other kind (though
translators leave things out too). Which words are lost shows in how far they were answered before:
the weights of tokens are fitted on the run that lost most, and on all tokens of the texts as they
are. But not every cut falls on a clause of the other side, so the weights of stretches and the
choice of stretches are found by turns: of each unit the likeliest stretch is taken, weights are
fitted on those, and so again (multiple-instance learning; Andrews, Tsochantaridis and Hofmann
2003). For each family of texts is printed how well weights fitted without it do: the area under the
curve, how many cuts are found at the odds that so many untouched units reach, for what is left out
and for what is added too, and how many units are looked at closely. Last comes what the likeliest
stretches of three quarters of untouched units stay below, by languages and side.
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
from duilian.quality.evidence.facing import Facing, facings, worst
from duilian.quality.evidence.lost import TOKENS, lost, token_features
from duilian.quality.evidence.pairs import weigh
from duilian.quality.evidence.stretches import FEATURES, LEAST_ODDS, RARE, features, suspects
from duilian.quality.evidence.weights import Logistic, load_weights
from duilian.quality.evidence.window import Window, Windows
from duilian.quality.passage import Passage

ROUNDS = 5
PENALTY = 1e-4
LESS = 0.12
"""How much less a token must be answered than before the cut for it to have lost its answer."""
USED = 2
"""Of so many units one is used to fit the weights of tokens."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit seen from one side (0 is the source), and which of its tokens have lost their answer,
    if something was cut out of the other."""

    family: str
    languages: tuple[str, str]
    side: int
    facing: Facing
    lost: tuple[int, int] | None = None


def units(file: PairFile, encoder: EmbeddedEncoder, chance: random.Random) -> Iterator[Unit]:
    """The units of a file as they are, seen from both sides; and those with a cut on one side,
    seen from the other. All are measured on the scale of the whole text: a cut is rare."""
    languages = file.source_language, file.target_language
    windows = Windows(encoder)
    for window in windows.of(file.passages()):
        whole = list(_seen(window))
        for pair in whole:
            for side, facing in enumerate(pair or ()):
                yield Unit(file.family, languages, side, facing)
        for side in (0, 1):
            damaged = {
                place: passage
                for place, each in enumerate(window.passages)
                if whole[place] and (passage := _damaged(each, side, chance))
            }
            if not damaged:
                continue
            spoiled = replace(windows.window(tuple(damaged.values())), scale=window.scale)
            for place, pair in zip(damaged, _seen(spoiled), strict=True):
                before = whole[place]
                if pair and before:
                    facing = pair[side]
                    less = before[side].answered - facing.answered - LESS
                    run = worst(facing.rarity * less)
                    yield Unit(file.family, languages, side, facing, run)


def _seen(window: Window) -> Iterator[tuple[Facing, Facing] | None]:
    """The units of a window seen from both sides; None for those that have only one."""
    weighed = weigh(window, load_weights())
    for unit in range(len(window)):
        answers = weighed.answers.get(unit)
        yield answers and facings(window, unit, answers, float(weighed.similarity[unit]))


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


def token_weights(samples: Sequence[Unit]) -> Logistic:
    """Weights of tokens, fitted on the tokens of untouched units and on those that were lost."""
    used = samples[::USED]
    runs = [slice(None) if unit.lost is None else slice(*unit.lost) for unit in used]
    stops = np.cumsum([len(unit.facing.rarity) for unit in used])[:-1]
    split = np.split(token_features([unit.facing for unit in used]), stops)
    rows = [each[run] for each, run in zip(split, runs, strict=True)]
    heavy = [unit.facing.rarity[run] for unit, run in zip(used, runs, strict=True)]
    gone = np.repeat([unit.lost is not None for unit in used], [len(row) for row in rows])
    return _logistic(TOKENS, fit(np.concatenate(rows), gone, np.concatenate(heavy), PENALTY))


@dataclass(frozen=True, slots=True)
class Stretches:
    """The candidates of many units as features, those of one unit after those of another:
    unit ``which[i]`` has those from ``starts[i]`` on. ``cut`` is for every unit."""

    rows: Values
    starts: npt.NDArray[np.int64]
    which: npt.NDArray[np.int64]
    cut: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, samples: Sequence[Unit], token: Logistic) -> Stretches:
        """The candidates of units."""
        rows, which = [np.zeros((0, len(FEATURES)))], []
        every = lost([unit.facing for unit in samples], token)
        for number, (unit, odds) in enumerate(zip(samples, every, strict=True)):
            found = suspects(unit.facing, odds)
            if len(found):
                rows.append(features(unit.facing, odds, found))
                which.append(number)
        starts = np.cumsum([len(each) for each in rows])[:-1]
        cuts = np.array([unit.lost is not None for unit in samples])
        return cls(np.concatenate(rows), starts, np.array(which), cuts)

    def best(self, odds: Values) -> npt.NDArray[np.int64]:
        """The likeliest candidate of each unit that has any."""
        stops = [*self.starts[1:].tolist(), len(odds)]
        return np.array(
            [
                start + int(odds[start:stop].argmax())
                for start, stop in zip(self.starts.tolist(), stops, strict=True)
            ]
        )

    def likeliest(self, weights: Logistic) -> Values:
        """The log odds of each unit's likeliest candidate."""
        odds = np.full(len(self.cut), LEAST_ODDS)
        odds[self.which] = np.maximum.reduceat(weights.odds(self.rows), self.starts)
        return odds


def stretch_weights(stretches: Stretches) -> Logistic:
    """Weights of stretches, found by turns."""
    odds = stretches.rows[:, FEATURES.index("mass_mutual")]
    labels = stretches.cut[stretches.which]
    weights = load_weights().stretch
    for _ in range(ROUNDS):
        best = stretches.best(odds)
        found = fit(stretches.rows[best], labels, np.ones(len(labels)), PENALTY)
        weights = _logistic(FEATURES, found)
        odds = weights.odds(stretches.rows)
    return weights


def _logistic(names: Sequence[str], found: Values) -> Logistic:
    return Logistic(tuple(names), found[:-1], float(found[-1]))


def _table(weights: Logistic) -> dict[str, float]:
    return {"always": weights.always, **dict(zip(weights.names, weights.weights, strict=True))}


def _told(odds: Values, cut: npt.NDArray[np.bool_]) -> str:
    limits = np.quantile(odds[~cut], (0.99, 0.97, 0.95))
    return " ".join(f"{(odds[cut] > limit).mean():.2f}" for limit in limits)


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
    print(f"{'family':16} {'cut':>6} {'area':>5} {'seen':>5}   cuts found at untouched: 1% 3% 5%")
    print(f"{'':35}   {'both':14}   {'left out':14}   {'added':14}")
    for family, samples in groups.items():
        others = [unit for name, group in groups.items() if name != family for unit in group]
        token = token_weights(others)
        weights = stretch_weights(Stretches.of(others, token))
        here = Stretches.of(samples, token)
        odds, cuts = here.likeliest(weights), here.cut
        side = np.array([unit.side for unit in samples])
        parts = (side >= 0, side == 0, side == 1)
        told = "   ".join(_told(odds[some], cuts[some]) for some in parts)
        seen = (odds[~cuts] > LEAST_ODDS).mean()
        print(f"{family:16} {cuts.sum():6} {area(odds, cuts):5.3f} {seen:5.2f}   {told}")
    everything = [unit for group in groups.values() for unit in group]
    token = token_weights(everything)
    stretches = Stretches.of(everything, token)
    weights = stretch_weights(stretches)
    odds = stretches.likeliest(weights)
    for languages in sorted({unit.languages for unit in everything}):
        quarters = [
            np.quantile(
                [
                    each + RARE
                    for each, unit in zip(odds, everything, strict=True)
                    if (unit.languages, unit.side, unit.lost) == (languages, side, None)
                ],
                0.75,
            )
            for side in (0, 1)
        ]
        print(*languages, *(f"{quarter:.1f}" for quarter in quarters))
    cuts = int(stretches.cut.sum())
    lines = [
        f"# Written by `python benchmarks/omissions.py --write` on {datetime.date.today()}",
        f"# from {cuts} cut units and {len(everything) - cuts} others of {len(groups)} families.",
    ]
    write_table(lines, {"token": _table(token), "stretch": _table(weights)}, write=arguments.write)


if __name__ == "__main__":
    main()
