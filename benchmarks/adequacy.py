"""What `--metric adequacy` is worth, and the fitting of its weights.

    python benchmarks/adequacy.py [--write] [--every 3] [--kept FILE]

Read are the WMT 2022 outputs and references of `qa/`, every third segment, and faults planted into
references, outputs, annual reports and novels (`planters/`, and a few here that no rule looks for:
a word swapped, dropped, negated, the order shuffled). The weights are fitted to rank pairs of
translations of one source: the clean one above that with a fault, as surely as a person would who
sees that fault alone (`GRAVITY`); of two machine outputs the one that is more like the references
(chrF, and the likeness of vectors and of tokens in the target language) above the other; and a
reference above an output. None may be negative. Then the scale is fitted: the probability that a
segment is a clean one, if half of them had a fault. That makes nothing of a segment's length by
itself, but a longer segment has more words that may go wrong: `LONGER` is taken off the log odds
for each e-fold.

Printed are, by weights fitted without the texts of the same family: for each kind of fault, how
often the clean translation has the higher score; how often a reference is above an output; the mean
score of systems beside their chrF; and, over segments, the rank correlation with sentence chrF,
raw and at equal length, beside that of chrF with another reference. Then the same of systems by
the weights that are written. `--kept FILE` keeps the signs for the next time.
"""

from __future__ import annotations

import argparse
import datetime
import pickle
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pairs import PairFile, pair_files
from planters import PLANTERS
from planters.planter import Languages
from scipy.optimize import minimize

from duilian.align.encode import EmbeddedEncoder
from duilian.align.words import tokens
from duilian.corpus.model import Unit
from duilian.quality.scores.adequacy import Weights
from duilian.quality.scores.signs import SIGNS, signs, size

Values = npt.NDArray[np.float64]
WEIGHTS = Path(__file__).resolve().parent.parent / "quality" / "scores" / "adequacy.toml"
SPOILED = (
    *(("wmt22.zh-en", "ref.A.en"), ("wmt22.zh-en", "hyp.Online-A.en")),
    *(("wmt22.en-zh", "ref.A.zh"), ("wmt22.en-zh", "hyp.Online-G.zh")),
    *(("hkma", "2016-04"), ("hkma", "2019-06"), ("mac-dev-2021", "001"), ("mac-dev-2021", "004")),
)
"""Files that faults are planted into."""
OF_A_KIND = 30
"""Faults of a kind in a file, at most."""
LEFT_OUT = ("CON", "TYP")
"""Families of faults that change nothing of what a text says."""
PROXY, REFERENCE, PENALTY = 0.5, 0.1, 1e-3
"""What pairs of outputs, and references beside outputs, count for beside planted faults; what large
weights cost."""
LONGER = 0.5


@dataclass(frozen=True, slots=True)
class Gravity:
    """A class of faults: how surely a person would rank the clean translation above, and what the
    class counts for. The names of MQM: critical and major faults are surer than minor ones."""

    sure: float
    counts: float


GRAVITY: Mapping[str, Gravity] = {
    "mistranslation": Gravity(0.95, 3.0),
    "omission": Gravity(0.95, 2.0),
    "addition": Gravity(0.93, 1.5),
    "numbers": Gravity(0.95, 2.0),
    "untranslated": Gravity(0.97, 1.0),
    "fluency": Gravity(0.88, 1.5),
    "codes": Gravity(0.92, 0.7),
    "garbled": Gravity(0.85, 0.5),
    "punctuation": Gravity(0.6, 0.5),
}
OF_FAMILY = {
    **{"NUM": "numbers", "OMI": "omission", "LEN": "omission", "UNT": "untranslated"},
    **{"DUP": "fluency", "TAG": "codes", "ENC": "garbled", "PUN": "punctuation"},
    **{"ALN": "mistranslation"},
}
OF_KIND = {
    **{"clause added": "addition", "two more targets behind": "addition"},
    **{"number added": "addition", "number deleted": "omission", "sides swapped": "untranslated"},
    **{"word swapped": "mistranslation", "negated": "mistranslation"},
    **{"word dropped": "omission", "order shuffled": "fluency"},
}
"""The class of each kind of fault: of the family it was planted by, unless it is named here."""


# --- faults that no rule looks for ---------------------------------------------------------------


def _words(text: str, language: str) -> list[tuple[int, int]]:
    """Where the words stand that mean something by themselves."""
    return [
        (word.start, word.end)
        for word in tokens(text, language)
        if word.kind in ("word", "verb") and word.end - word.start > (1 if language == "zh" else 3)
    ]


def _swapped(unit: Unit, other: Unit, languages: Languages, dice: random.Random) -> str | None:
    """A word of another unit in the place of one."""
    mine, theirs = (_words(each.target, languages[1]) for each in (unit, other))
    if not mine or not theirs:
        return None
    (begin, end), (first, last) = dice.choice(mine), dice.choice(theirs)
    return unit.target[:begin] + other.target[first:last] + unit.target[end:]


def _dropped(unit: Unit, other: Unit, languages: Languages, dice: random.Random) -> str | None:
    """A word less."""
    words = _words(unit.target, languages[1])
    if len(words) < 3:
        return None
    begin, end = dice.choice(words)
    return unit.target[:begin].rstrip(" ") + unit.target[end:]


def _shuffled(unit: Unit, other: Unit, languages: Languages, dice: random.Random) -> str | None:
    """Half of the words in another order."""
    gap = " " if languages[1] == "en" else ""
    words = unit.target.split(" ") if gap else list(unit.target)
    if len(words) < 6:
        return None
    count = max(4, len(words) // 2)
    first = dice.randrange(len(words) - count + 1)
    some = words[first : first + count]
    dice.shuffle(some)
    return gap.join(words[:first] + some + words[first + count :])


_NEGATIONS = {
    "en": (
        *((r"\bnot ", ""), (r"n't\b", "")),
        (r"\b(is|are|was|were|can|will|should|could|would) (?!not)", r"\1 not "),
    ),
    "zh": (("不", ""), ("没有", "有"), ("是", "不是"), ("会", "不会"), ("能", "不能")),
}


def _negated(unit: Unit, other: Unit, languages: Languages, dice: random.Random) -> str | None:
    """The contrary."""
    for pattern, instead in _NEGATIONS[languages[1]]:
        if found := list(re.finditer(pattern, unit.target)):
            chosen = dice.choice(found)
            start, end = chosen.span()
            return unit.target[:start] + chosen.expand(instead) + unit.target[end:]
    return None


Spoil = Callable[[Unit, Unit, Languages, random.Random], str | None]
MORE: Mapping[str, Spoil] = {
    "word swapped": _swapped,
    "word dropped": _dropped,
    "order shuffled": _shuffled,
    "negated": _negated,
}


def class_of(kind: str) -> str:
    """The class of a kind of fault."""
    family = next((planter.family for planter in PLANTERS if planter.name == kind), "")
    return OF_KIND.get(kind) or OF_FAMILY[family]


def planted(file: PairFile, dice: random.Random) -> Iterator[tuple[str, int, Unit]]:
    """Faults: their kind, the place of the unit, and the unit with the fault."""
    languages = file.source_language, file.target_language
    units = [Unit(*pair, f"{number}") for number, pair in enumerate(file.pairs)]
    for planter in PLANTERS:
        if planter.family in LEFT_OUT or planter.name.startswith("drift"):
            continue
        count = 0
        for place in dice.sample(range(len(units)), len(units)):
            changed = (planter.plant(units, place, languages, dice) or {}).get(place, units[place])
            if changed != units[place] and count < OF_A_KIND:
                count += 1
                yield planter.name, place, changed
    for name, spoil in MORE.items():
        count = 0
        for place in dice.sample(range(len(units)), len(units)):
            target = spoil(units[place], dice.choice(units), languages, dice)
            if target not in (None, units[place].target) and count < OF_A_KIND:
                count += 1
                yield name, place, replace(units[place], target=target)


# --- what is known of the texts ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scored:
    """A file's signs and sizes, and how like each reference its targets are, by three measures."""

    family: str
    name: str
    human: bool
    signs: Values
    sizes: Values
    likeness: Mapping[str, Values]


@dataclass(frozen=True, slots=True)
class Faults:
    """Faults of one kind in one family: signs of the clean and of the spoiled units."""

    family: str
    kind: str
    clean: Values
    spoiled: Values
    sizes: Values


def translations(every: int, encoder: EmbeddedEncoder) -> list[Scored]:
    """The outputs and references of `qa/`, every so many segments."""
    files = [file for file in pair_files() if file.family.startswith("wmt22.")]
    scored = []
    for whole in files:
        file = replace(whole, pairs=whole.pairs[::every])
        references = {
            other.name: [target for _, target in other.pairs[::every]]
            for other in files
            if other.family == file.family and other.human and other.name != file.name
        }
        targets = [target for _, target in file.pairs]
        likeness = {name: likenesses(targets, texts, encoder) for name, texts in references.items()}
        rows, sizes = signs_of(file, file.pairs, encoder)
        scored.append(Scored(file.family, file.name, file.human, rows, sizes, likeness))
        print(f"read {file.family} {file.name}", flush=True)
    return scored


def spoiled(encoder: EmbeddedEncoder) -> list[Faults]:
    """Faults, planted."""
    faults = []
    for file in pair_files():
        if (file.family, file.name) not in SPOILED:
            continue
        found = list(planted(file, random.Random(5)))
        before, sizes = signs_of(file, [file.pairs[place] for _, place, _ in found], encoder)
        after, _ = signs_of(file, [(unit.source, unit.target) for _, _, unit in found], encoder)
        kinds = np.array([kind for kind, _, _ in found])
        for kind in dict.fromkeys(kinds.tolist()):
            chosen = kinds == kind
            faults.append(Faults(file.family, kind, before[chosen], after[chosen], sizes[chosen]))
        print(f"planted {len(found)} faults into {file.family} {file.name}", flush=True)
    return faults


def signs_of(
    file: PairFile, pairs: Sequence[tuple[str, str]], encoder: EmbeddedEncoder
) -> tuple[Values, Values]:
    """The signs of pairs and their sizes."""
    passages = file.passages(tuple(pairs))
    sizes = np.array([size(passage) for passage in passages])
    return np.array(list(signs(passages, encoder))), sizes


def likenesses(
    targets: Sequence[str], reference: Sequence[str], encoder: EmbeddedEncoder
) -> Values:
    """Sentence chrF, likeness of vectors, and likeness of tokens: an array (3, segments)."""
    from sacrebleu.metrics.chrf import CHRF

    metric = CHRF()
    chrf = [
        metric.sentence_score(target, [wanted]).score / 100
        for target, wanted in zip(targets, reference, strict=True)
    ]
    one = encoder.pool(list(reference))
    other = encoder.pool(list(targets), one)
    vectors = np.einsum("ij,ij->i", encoder.encode(reference), encoder.encode(targets))
    shares = []
    for number in range(len(targets)):
        sides = []
        for pools in (one, other):
            first, last = pools.words.starts[number : number + 2].tolist()
            sides.append((pools.words.vectors(first, last), pools.words.rarity[first:last]))
        (mine, rarity), (theirs, weights) = sides
        if not len(mine) or not len(theirs):
            shares.append(0.0)
            continue
        alike = mine @ theirs.T
        recall = float((alike.max(axis=1) * rarity).sum() / (rarity.sum() + 1e-6))
        precision = float((alike.max(axis=0) * weights).sum() / (weights.sum() + 1e-6))
        shares.append((recall + precision) / 2)
    return np.array([chrf, vectors, shares])


# --- fitting -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ranked:
    """Differences of signs of two translations of one source each; how surely the first is better,
    and what the pair counts for."""

    differences: Values
    sure: Values
    weights: Values


def ranked(scored: Sequence[Scored], faults: Sequence[Faults]) -> list[tuple[float, Ranked]]:
    """The three sorts of pairs, and what each sort counts for."""
    pairs = Counter[str]()
    for each in faults:
        pairs[each.kind] += len(each.clean)
    kinds = Counter(class_of(kind) for kind in pairs)
    weights, sure = [], []
    for each in faults:
        gravity, count = GRAVITY[class_of(each.kind)], len(each.clean)
        share = gravity.counts / kinds[class_of(each.kind)] / pairs[each.kind]
        weights.append(np.full(count, share))
        sure.append(np.full(count, gravity.sure))
    clean = np.concatenate([each.clean - each.spoiled for each in faults])
    groups = [(1.0, Ranked(clean, np.concatenate(sure), shares(np.concatenate(weights))))]
    outputs = [
        (one.signs - other.signs, proxy(one) - proxy(other))
        for one, other in combinations([each for each in scored if not each.human], 2)
        if one.family == other.family
    ]
    if outputs:
        differences = np.concatenate([each for each, _ in outputs])
        better = np.concatenate([each for _, each in outputs])
        sure_of = 1 / (1 + np.exp(-better))
        groups.append((PROXY, Ranked(differences, sure_of, shares(np.abs(better)))))
        references = np.concatenate(
            [
                person.signs - machine.signs
                for person in scored
                for machine in scored
                if person.human and not machine.human and person.family == machine.family
            ]
        )
        ones = np.ones(len(references))
        groups.append((REFERENCE, Ranked(references, ones, shares(ones))))
    return groups


def shares(weights: Values) -> Values:
    """Weights that add up to 1."""
    found: Values = weights / weights.sum()
    return found


def proxy(scored: Scored) -> Values:
    """How like the references segments are, all measures on one scale."""
    spreads = np.array([0.18, 0.12, 0.13])[:, None]
    found: Values = np.mean([each / spreads for each in scored.likeness.values()], axis=0).sum(
        axis=0
    )
    return found


def fitted(scored: Sequence[Scored], faults: Sequence[Faults]) -> Values:
    """Weights of the signs, none below 0."""
    groups = ranked(scored, faults)
    spread = np.concatenate([group.differences for _, group in groups]).std(axis=0) + 1e-9

    def loss(weights: Values) -> tuple[float, Values]:
        total, slope = PENALTY * float(weights @ weights), 2 * PENALTY * weights
        for share, group in groups:
            scaled = group.differences / spread
            odds = scaled @ weights
            total += share * float(group.weights @ (np.logaddexp(0, odds) - group.sure * odds))
            chance = 1 / (1 + np.exp(-odds))
            slope = slope + share * (scaled.T @ (group.weights * (chance - group.sure)))
        return total, slope

    found = minimize(
        loss, np.zeros(len(SIGNS)), jac=True, bounds=[(0, None)] * len(SIGNS), method="L-BFGS-B"
    )
    weights: Values = found.x / spread
    return weights


def scale(weights: Values, faults: Sequence[Faults]) -> Values:
    """How steep the score is, what size makes of it, and what all segments have in common."""
    from evidence import fit

    clean = np.concatenate([each.clean @ weights for each in faults])
    spoiled = np.concatenate([each.spoiled @ weights for each in faults])
    sizes = np.concatenate([each.sizes for each in faults])
    counts = np.concatenate([np.full(len(each.clean), 1 / len(each.clean)) for each in faults])
    features = np.column_stack([np.concatenate([clean, spoiled]), np.concatenate([sizes, sizes])])
    right = np.arange(len(features)) < len(clean)
    return fit(features, right, np.concatenate([counts, counts]))


# --- what is printed -----------------------------------------------------------------------------


def fit_all(scored: Sequence[Scored], faults: Sequence[Faults]) -> Weights:
    """Weights and scale."""
    weights = fitted(scored, faults)
    steep, of_size, always = scale(weights, faults)
    usual = float(np.median(np.concatenate([each.sizes for each in faults])))
    return Weights(weights, steep, of_size - LONGER, always + LONGER * usual)


def scores(model: Weights, of_segments: Values, sizes: Values) -> Values:
    """Scores from 0 to 100."""
    odds = model.steep * (of_segments @ model.signs) + model.size * sizes + model.always
    found: Values = 100 / (1 + np.exp(-odds))
    return found


def print_faults(by_family: Mapping[str, Weights], faults: Sequence[Faults]) -> None:
    """How often the clean translation has the higher score, by kind."""
    above: defaultdict[str, list[float]] = defaultdict(list)
    drops: defaultdict[str, list[float]] = defaultdict(list)
    for each in faults:
        model = by_family[each.family]
        clean = scores(model, each.clean, each.sizes)
        spoiled = scores(model, each.spoiled, each.sizes)
        above[each.kind] += ((clean > spoiled) + 0.5 * (clean == spoiled)).tolist()
        drops[each.kind] += (clean - spoiled).tolist()
    print(f"\n{'fault':28} {'class':15} {'pairs':>5} {'above':>6} {'drop':>6}")
    for kind, values in sorted(above.items(), key=lambda each: (class_of(each[0]), each[0])):
        told = f"{len(values):5} {np.mean(values):6.3f} {np.mean(drops[kind]):6.1f}"
        print(f"{kind:28} {class_of(kind):15} {told}")
    for name in GRAVITY:
        means = [np.mean(values) for kind, values in above.items() if class_of(kind) == name]
        print(f"{'mean of the kinds':28} {name:15} {'':5} {np.mean(means):6.3f}")


def print_systems(by_family: Mapping[str, Weights], scored: Sequence[Scored]) -> None:
    """Systems: their mean score and chrF; rank correlations over segments; shuffled segments."""
    for family in sorted({each.family for each in scored}):
        model = by_family[family]
        group = [each for each in scored if each.family == family]
        first = next(each.name for each in group if each.human)
        adequacy = {each.name: scores(model, each.signs, each.sizes) for each in group}
        print(f"\n{family}\n{'':20} adequacy   chrF   above: " + " ".join(adequacy))
        for each in group:
            mine = adequacy[each.name]
            chrf = each.likeness[first][0].mean() * 100 if first in each.likeness else np.nan
            above = " ".join(f"{(mine > other).mean():.3f}" for other in adequacy.values())
            print(f"{each.name:20} {mine.mean():8.2f} {chrf:6.2f}   {above}")
        machines = [each for each in group if not each.human]
        means = [(adequacy[each.name].mean(), each.likeness[first][0].mean()) for each in machines]
        agree = [
            (one[0] > other[0]) == (one[1] > other[1]) for one, other in combinations(means, 2)
        ]
        print(f"pairs of systems ranked as by chrF: {sum(agree)} of {len(agree)}")
        columns = {
            "adequacy": np.concatenate([adequacy[each.name] for each in machines]),
            "source length": np.concatenate([each.sizes for each in machines]),
        }
        for name in machines[0].likeness:
            columns[f"chrF against {name}"] = np.concatenate(
                [each.likeness[name][0] for each in machines]
            )
        print("rank correlation of segments, and at equal length")
        for one, other in combinations(columns, 2):
            if "source length" not in (one, other):
                raw = rank_correlation(columns[one], columns[other])
                equal = at_equal_length(columns[one], columns[other], columns["source length"])
                print(f"  {one}, {other}: {raw:.3f} {equal:.3f}")


def rank_correlation(one: Values, other: Values) -> float:
    """Spearman's."""
    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])


def at_equal_length(one: Values, other: Values, lengths: Values) -> float:
    """Spearman's, after what the lengths alone explain of either is taken out."""
    long = ranks(lengths)
    rest = [
        rank - np.polyval(np.polyfit(long, rank, 1), long) for rank in (ranks(one), ranks(other))
    ]
    return float(np.corrcoef(*rest)[0, 1])


def ranks(values: Values) -> Values:
    """The place of each value in their order."""
    found: Values = np.argsort(np.argsort(values, kind="stable")).astype(np.float64)
    return found


def main() -> None:
    """Measure, fit, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    parser.add_argument("--every", type=int, default=3, help="which segments of the outputs")
    parser.add_argument("--kept", type=Path, help="signs of an earlier run")
    arguments = parser.parse_args()
    if arguments.kept is not None and arguments.kept.exists():
        scored, faults = pickle.loads(arguments.kept.read_bytes())
    else:
        encoder = EmbeddedEncoder()
        scored, faults = translations(arguments.every, encoder), spoiled(encoder)
        if arguments.kept is not None:
            arguments.kept.write_bytes(pickle.dumps((scored, faults)))
    families = sorted({each.family for each in (*scored, *faults)})
    by_family = {
        family: fit_all(
            [each for each in scored if each.family != family],
            [each for each in faults if each.family != family],
        )
        for family in families
    }
    everything = fit_all(scored, faults)
    print_faults(by_family, faults)
    print_systems(by_family, scored)
    print("\nby weights fitted on everything:")
    print_systems(dict.fromkeys(families, everything), scored)
    tables = {
        "signs": dict(zip(SIGNS, everything.signs, strict=True)),
        "scale": {
            "steep": everything.steep,
            "size": everything.size,
            "always": everything.always,
        },
    }
    pairs = sum(len(each.clean) for each in faults)
    heading = f"# Written by `python benchmarks/adequacy.py --write` on {datetime.date.today()}"
    heading += f"\n# from {pairs} planted faults and {len(scored)} translations."
    text = heading + "".join(
        f"\n\n[{name}]\n" + "\n".join(f"{key} = {value:.4f}" for key, value in table.items())
        for name, table in tables.items()
    )
    print(f"\n{text}")
    if arguments.write:
        WEIGHTS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
