"""Fit the weights of the evidence on the development gold, and write ``weights.toml``.

    python benchmarks/fit.py [--without-words] [--write] [--held-out-by document|family]

The lattice is read as a conditional random field: the probability of an alignment is the
exponential of its score over the sum for all alignments in the corridor. The weights that
make the gold alignments most probable are found by gradient ascent (L-BFGS) with a small
penalty on large weights; the gradient is the difference between the features of the gold
path and those to be expected under the current weights, which forward-backward gives.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.optimize
from gold import GoldDocument, gold_documents

from duilian.align.block import Block, matter_of
from duilian.align.coarse import rough_path
from duilian.align.corridor import Corridor, around, whole
from duilian.align.encode import EmbeddedEncoder
from duilian.align.evaluate import Evaluation, Pair, evaluate
from duilian.align.evidence import (
    FEATURES,
    SKIP_FEATURES,
    Nearby,
    bead_features,
    possible,
    skip_features,
)
from duilian.align.habits import bonus
from duilian.align.scale import scale_of
from duilian.align.search import DOWN, IMPOSSIBLE, SHAPES, Lattice, decode, expected, posteriors
from duilian.align.side import side_of
from duilian.align.weights import Weights, entering, load_weights, shape_name

REACH = 10
PENALTY = 1.0
"""Weight of the squared weights (features scaled to unit variance) against the likelihood."""

BY_HAND = {"breaks_inside": -5.0, "break_both": 1.0, "break_one": -1.5}
"""Where the penalty draws these weights to: the gold has one sentence a line, so nothing can
be learned of paragraphs from it. Chosen by hand: a bead across two paragraphs is very rare."""

Vector = npt.NDArray[np.float64]
PARAMETERS = len(FEATURES) + len(SHAPES) + 2 * len(SKIP_FEATURES) + 2


@dataclass(frozen=True, slots=True)
class Example:
    """One document pair: its features in the corridor, and the gold path's feature sums."""

    set: str
    name: str
    gold: list[Pair]
    corridor: Corridor
    features: npt.NDArray[np.float32]
    allowed: npt.NDArray[np.bool_]
    skips: tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]
    gold_sums: Vector
    usable: bool

    @property
    def family(self) -> str:
        """What kind of text the document is."""
        return "wmt" if self.set.startswith("wmt") else self.set


def example(document: GoldDocument, encoder: EmbeddedEncoder) -> Example:
    """Features of a document pair; it trains only if the gold path stays in the corridor."""
    source = side_of(document.source, encoder)
    target = side_of(document.target, encoder, source)
    path = rough_path(source.runs, target.runs, whole(len(source), len(target)))
    corridor = around(path, len(target), REACH)
    matter = matter_of(source, target, scale_of(source, target, path)).linked()
    block = Block.around(matter, corridor, 0, corridor.sources + 1)
    nearby = Nearby.nothing(matter)
    nearby.note(block)
    features, allowed = bead_features(block), possible(block)
    skips = skip_features(matter, nearby)
    sums = np.zeros(PARAMETERS)
    usable = True
    before = 1, 1
    for i, j, a, b in gold_path(document.gold, len(source), len(target)):
        node = int(corridor.starts[i]) + j - int(corridor.low[i])
        if not corridor.low[i] <= j <= corridor.high[i]:
            usable = False
        elif b == 0:
            sums[_SKIP_SOURCE] += skips[0][i - 1]
        elif a == 0:
            sums[_SKIP_TARGET] += skips[1][j - 1]
        else:
            shape = SHAPES.index((a, b))
            sums[: len(FEATURES)] += features[shape, node]
            sums[len(FEATURES) + shape] += 1
        if 0 in (a, b) and (a, b) != before:
            sums[_OPENING] += a, b
        before = a, b
    return Example(
        document.set, document.name, document.gold, corridor, features, allowed, skips, sums, usable
    )


def forget_words(ex: Example) -> None:
    """Take away what the words of an example say, as if its encoder did not tell them apart."""
    for number, name in enumerate(FEATURES):
        if name.startswith("words_"):
            ex.features[..., number] = 0.0
            ex.gold_sums[number] = 0.0
    nearby = SKIP_FEATURES.index("words_nearby")
    for skips, part in zip(ex.skips, (_SKIP_SOURCE, _SKIP_TARGET), strict=True):
        skips[:, nearby] = 0.0
        ex.gold_sums[part.start + nearby] = 0.0


_OPENING = slice(PARAMETERS - 2, PARAMETERS)
_SKIP_TARGET = slice(_OPENING.start - len(SKIP_FEATURES), _OPENING.start)
_SKIP_SOURCE = slice(_SKIP_TARGET.start - len(SKIP_FEATURES), _SKIP_TARGET.start)


def gold_path(
    gold: Sequence[Pair], sources: int, targets: int
) -> Iterator[tuple[int, int, int, int]]:
    """The gold as a path: (i, j, a, b) of each bead a-b that leads to node (i, j).

    What a path cannot say (crossing beads, gaps, shapes too large) becomes null beads.
    """
    i = j = 0
    for source, target in [*gold, ((sources,), (targets,))]:
        last = (source, target) == ((sources,), (targets,))
        ok = last or (
            (len(source), len(target)) in SHAPES
            and source[-1] - source[0] + 1 == len(source)
            and target[-1] - target[0] + 1 == len(target)
        )
        if not ok or source[0] < i or target[0] < j:
            continue
        while i < source[0]:
            i += 1
            yield i, j, 1, 0
        while j < target[0]:
            j += 1
            yield i, j, 0, 1
        if not last:
            i, j = source[-1] + 1, target[-1] + 1
            yield i, j, len(source), len(target)


def lattice_of(ex: Example, w: Vector) -> Lattice:
    """The lattice of an example's scores under the parameters."""
    w32 = w.astype(np.float32)
    down = np.empty((len(DOWN), ex.corridor.size), dtype=np.float32)
    scores = ex.features @ w32[: len(FEATURES)]
    scores += w32[len(FEATURES) : len(FEATURES) + len(SHAPES), None]
    down[:-1] = np.where(ex.allowed, scores, IMPOSSIBLE)
    row, column = ex.corridor.nodes(0, ex.corridor.sources + 1)
    down[-1] = entering(ex.skips[0] @ w32[_SKIP_SOURCE], row)
    across = entering(ex.skips[1] @ w32[_SKIP_TARGET], column)
    source, target = w[_OPENING].tolist()
    return Lattice(ex.corridor, down, across, (source, target))


_EXAMPLES: list[Example] = []


def loss_and_gradient(job: tuple[int, Vector]) -> tuple[float, Vector]:
    """Minus the log likelihood of one example's gold path, and its gradient."""
    number, w = job
    ex = _EXAMPLES[number]
    lattice = lattice_of(ex, w)
    chances, total = posteriors(lattice)
    likely = np.zeros(PARAMETERS)
    beads = chances.down[:-1]
    likely[: len(FEATURES)] = np.tensordot(beads, ex.features, axes=2)
    likely[len(FEATURES) : len(FEATURES) + len(SHAPES)] = beads.sum(axis=1)
    likely[_OPENING] = expected(lattice)[-2:]
    row, column = ex.corridor.nodes(0, ex.corridor.sources + 1)
    for part, chance, position, skips in (
        (_SKIP_SOURCE, chances.down[-1], row, ex.skips[0]),
        (_SKIP_TARGET, chances.across, column, ex.skips[1]),
    ):
        skipped = np.bincount(position, weights=chance, minlength=len(skips) + 1)[1:]
        likely[part] = skipped @ skips
    return total - float(ex.gold_sums @ w), likely - ex.gold_sums


def fit(
    numbers: Sequence[int], pool: ProcessPoolExecutor, start: Vector | None, steps: int
) -> Vector:
    """The parameters that make the gold of the numbered examples most probable."""
    numbers = [n for n in numbers if _EXAMPLES[n].usable]
    size = feature_sizes()
    drawn_to = np.zeros(PARAMETERS)
    for name, value in BY_HAND.items():
        drawn_to[FEATURES.index(name)] = value

    def objective(scaled: Vector) -> tuple[float, Vector]:
        w = scaled / size
        parts = list(pool.map(loss_and_gradient, [(n, w) for n in numbers], chunksize=2))
        off = scaled - drawn_to * size
        loss = sum(part[0] for part in parts) + PENALTY * float(off @ off)
        gradient = np.sum([part[1] for part in parts], axis=0) / size + 2 * PENALTY * off
        return loss, gradient

    first = (drawn_to if start is None else start) * size
    best = scipy.optimize.minimize(
        objective, first, jac=True, method="L-BFGS-B", options={"maxiter": steps}
    )
    found: Vector = best.x / size
    return found


def feature_sizes() -> Vector:
    """The spread of each feature, so that the penalty treats them alike."""
    rows = [ex.features[0][::7] for ex in _EXAMPLES]
    spread = np.concatenate(rows).std(axis=0).astype(np.float64)
    return np.concatenate([np.where(spread > 1e-3, spread, 1.0), np.ones(PARAMETERS - len(spread))])


def decoded(job: tuple[int, Vector]) -> tuple[Evaluation, list[tuple[float, bool]]]:
    """One example under the parameters: its evaluation; each bead's probability and whether
    it is right."""
    number, w = job
    ex = _EXAMPLES[number]
    scores = lattice_of(ex, w)
    chances, _ = posteriors(scores, bonus(expected(scores)))
    beads = [((tuple(source), tuple(target)), chance) for source, target, chance in decode(chances)]
    gold = set(ex.gold)
    said = [(chance, bead in gold) for bead, chance in beads]
    return evaluate(ex.gold, [bead for bead, _ in beads]), said


def table(weights_for: Callable[[int], Vector], pool: ProcessPoolExecutor) -> dict[str, float]:
    """Strict F1 a set, and the calibration error of all beads together."""
    sums: dict[str, Evaluation] = defaultdict(Evaluation)
    said: list[tuple[float, bool]] = []
    jobs = [(n, weights_for(n)) for n in range(len(_EXAMPLES))]
    for ex, (result, beads) in zip(_EXAMPLES, pool.map(decoded, jobs, chunksize=2), strict=True):
        sums[ex.set] += result
        said += beads
    figures = {name: round(result.strict.f1, 4) for name, result in sorted(sums.items())}
    return {**figures, "calibration error": round(calibration_error(said), 4)}


def calibration_error(said: Sequence[tuple[float, bool]]) -> float:
    """How far probabilities are from hits, over ten bins of probability (ECE; Guo et al. 2017)."""
    chance, hit = np.array(said, dtype=np.float64).T
    bins = np.minimum((chance * 10).astype(int), 9)
    return float(np.abs(np.bincount(bins, weights=chance - hit)).sum() / len(said))


def held_out(pool: ProcessPoolExecutor, start: Vector, how: str) -> dict[str, float]:
    """The table, each document aligned with weights fitted without it.

    ``document``: five folds, documents dealt out in turn; those made from the same text (the
    wmt sets, damaged more or less) go into the same fold. ``family``: all texts of the
    document's kind are left out.
    """
    texts = sorted({(_base(ex), ex.name) for ex in _EXAMPLES})
    folds: dict[object, list[int]] = defaultdict(list)
    for number, ex in enumerate(_EXAMPLES):
        fold = texts.index((_base(ex), ex.name)) % 5
        folds[fold if how == "document" else ex.family].append(number)
    found: dict[int, Vector] = {}
    for members in folds.values():
        rest = [n for n in range(len(_EXAMPLES)) if n not in members]
        w = fit(rest, pool, None, 60)
        found.update(dict.fromkeys(members, w))
    return table(found.__getitem__, pool)


def _base(ex: Example) -> str:
    """The set an example's text is from, whatever was done to it."""
    return ex.set.removesuffix("-mid").removesuffix("-hard")


def toml(w: Vector, scores: dict[str, float], command: str) -> str:
    """The weights file."""
    lines = [
        "# Weights of the evidence for a bead; see align/evidence.py for what each one weighs.",
        f"# Made on {datetime.date.today()} by: {command}",
        "# Strict F1 (and calibration error) on the texts it was fitted on: "
        + ", ".join(f"{name} {value:.3f}" for name, value in scores.items()),
    ]

    def section(name: str, names: Sequence[str], values: Vector) -> None:
        lines.extend(["", f"[{name}]"])
        lines.extend(f"{_key(n)} = {v:.4f}" for n, v in zip(names, values, strict=True))

    edges = np.cumsum([len(FEATURES), len(SHAPES), len(SKIP_FEATURES), len(SKIP_FEATURES)])
    parts = np.split(w, edges)
    section("beads", FEATURES, parts[0])
    section("shapes", [shape_name(shape) for shape in SHAPES], parts[1])
    section("skip_source", SKIP_FEATURES, parts[2])
    section("skip_target", SKIP_FEATURES, parts[3])
    section("opening", ["source", "target"], parts[4])
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    return f'"{name}"' if "-" in name else name


def vector(weights: Weights) -> Vector:
    """The parameters of stored weights."""
    parts: list[Any] = [weights.beads, weights.shapes, weights.skip_source, weights.skip_target]
    return np.concatenate([*parts, weights.opening]).astype(np.float64)


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of the evidence.")
    parser.add_argument("--write", action="store_true", help="store them in align/weights.toml")
    parser.add_argument("--held-out-by", choices=["document", "family"])
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument(
        "--without-words",
        action="store_true",
        help="fit the weights for encoders that do not tell words apart",
    )
    parser.add_argument("--resume", action="store_true", help="begin at the stored weights")
    options = parser.parse_args()
    encoder = EmbeddedEncoder()
    _EXAMPLES.extend(example(document, encoder) for document in gold_documents())
    if options.without_words:
        for ex in _EXAMPLES:
            forget_words(ex)
    for ex in _EXAMPLES:
        if not ex.usable:
            print(f"{ex.set}/{ex.name}: gold leaves the corridor, not fitted on", file=sys.stderr)
    with ProcessPoolExecutor(2) as pool:
        start = vector(load_weights(not options.without_words)) if options.resume else None
        w = fit(range(len(_EXAMPLES)), pool, start, options.steps)
        scores = table(lambda _: w, pool)
        print("fitted on all:", scores)
        if options.held_out_by:
            print(f"held out by {options.held_out_by}:", held_out(pool, w, options.held_out_by))
    if options.write:
        place = Path(__file__).resolve().parent.parent / "align"
        place /= "weights-without-words.toml" if options.without_words else "weights.toml"
        place.write_text(toml(w, scores, "python " + " ".join(sys.argv)), encoding="utf-8")


if __name__ == "__main__":
    main()
