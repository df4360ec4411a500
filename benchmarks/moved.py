"""How well moved text is found, on gold texts with blocks of the target put elsewhere.

    python benchmarks/moved.py [--seed 1] [--rounds 1]

Each gold document is aligned as it is, which shows what is joined wrongly (the gold has two
beads that cross, in all), and damaged in three ways: some beads in a row stand elsewhere
(*moved*), two neighbouring blocks have changed places (*swapped*), a dozen beads stand in another
order one by one (*list*). The crossing beads of an alignment with the pass are held against the
gold: how many of those that are out of order it gives are right, how many of the gold's it finds,
and whether their probabilities can be taken at their word. For comparison: how many of the same
beads are found where they stand in order, in the untouched document.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from gold import GoldDocument, gold_documents

from duilian.align import Options
from duilian.align.aligner import find
from duilian.align.encode import EmbeddedEncoder
from duilian.align.evaluate import Evaluation, Pair, evaluate
from duilian.corpus.formats.plain import parse_lines
from duilian.corpus.model import Bead
from duilian.corpus.pairing import crossing

LENGTHS = (2, 12)
"""How many beads a moved or swapped block has, at least and at most."""
FAR = 15
"""Beads between where a block stood and where it stands now, at least."""
ITEMS = 12
BINS = (0, 0.5, 0.8, 0.95, 0.99, 1.01)

Order = list[int]
"""The numbers of the gold beads in the order in which their target sides stand."""


def untouched(beads: int, chance: random.Random) -> Order:
    """As it is."""
    return list(range(beads))


def moved(beads: int, chance: random.Random) -> Order:
    """A block put elsewhere."""
    order = list(range(beads))
    length = chance.randint(*LENGTHS)
    start = chance.randrange(beads - length)
    block = order[start : start + length]
    del order[start : start + length]
    places = [at for at in range(len(order) + 1) if abs(at - start) >= min(FAR, len(order) // 3)]
    at = chance.choice(places)
    return order[:at] + block + order[at:]


def swapped(beads: int, chance: random.Random) -> Order:
    """Two blocks, side by side, that have changed places."""
    order = list(range(beads))
    first, second = chance.randint(*LENGTHS), chance.randint(*LENGTHS)
    start = chance.randrange(beads - first - second)
    middle, end = start + first, start + first + second
    return order[:start] + order[middle:end] + order[start:middle] + order[end:]


def sorted_anew(beads: int, chance: random.Random) -> Order:
    """A dozen beads, each somewhere else among them."""
    order = list(range(beads))
    start = chance.randrange(beads - ITEMS)
    items = order[start : start + ITEMS]
    chance.shuffle(items)
    order[start : start + ITEMS] = items
    return order


DAMAGES: dict[str, Callable[[int, random.Random], Order]] = {
    "untouched": untouched,
    "moved": moved,
    "swapped": swapped,
    "list": sorted_anew,
}


@dataclass(slots=True)
class Sums:
    """What is counted over all documents of a kind.

    ``without`` and ``with_pass`` are by set. ``given`` has the probability of each bead the pass
    gave, and whether it was right. ``wanted`` counts the gold's beads that cross, ``found`` those
    of them that are in the alignment, ``in_order`` those found in the document untouched.
    """

    without: defaultdict[str, Evaluation] = field(default_factory=lambda: defaultdict(Evaluation))
    with_pass: defaultdict[str, Evaluation] = field(default_factory=lambda: defaultdict(Evaluation))
    wanted: int = 0
    found: int = 0
    in_order: int = 0
    given: list[tuple[float, bool]] = field(default_factory=list)


def reordered(document: GoldDocument, order: Order) -> GoldDocument:
    """The document with the target sides of its gold beads in another order."""
    texts = document.target.texts()
    lines: list[str] = []
    beads: dict[int, Pair] = {}
    for number in order:
        source, target = document.gold[number]
        start = len(lines)
        lines += [texts[j] for j in target]
        beads[number] = source, tuple(range(start, len(lines)))
    target_side = parse_lines("\n".join(lines), document.target.language)
    gold = [beads[number] for number in range(len(order))]
    return GoldDocument(document.set, document.name, document.source, target_side, gold)


def pair_of(bead: Bead) -> Pair:
    """The bead as the gold has it."""
    return tuple(bead.source), tuple(bead.target)


def bead_of(pair: Pair) -> Bead:
    """A gold bead as the aligner has it."""
    source, target = (range(side[0], side[-1] + 1) if side else range(0) for side in pair)
    return Bead(source, target)


def usable(document: GoldDocument) -> bool:
    """True if the gold's beads have every target sentence once and in order."""
    numbers = [j for _, target in document.gold for j in target]
    return numbers == list(range(len(document.target)))


def measure(documents: list[GoldDocument], seed: int, rounds: int) -> dict[str, Sums]:
    """The sums of each kind of damage."""
    encoder = EmbeddedEncoder()
    sums: dict[str, Sums] = {name: Sums() for name in DAMAGES}
    for document in documents:
        hits: set[int] = set()
        for name, damage in DAMAGES.items():
            if name != "untouched" and not usable(document):
                continue
            for turn in range(1 if name == "untouched" else rounds):
                chance = random.Random(f"{seed} {document.set} {document.name} {name} {turn}")
                changed = document
                if name != "untouched":
                    changed = reordered(document, damage(len(document.gold), chance))
                found = find(changed.source, changed.target, Options(encoder))
                beads = {pair_of(bead) for bead in found.joined}
                right = {number for number, bead in enumerate(changed.gold) if bead in beads}
                if name == "untouched":
                    hits = right
                strays = crossing([bead_of(pair) for pair in changed.gold])
                here = sums[name]
                here.without[document.set] += evaluate(changed.gold, map(pair_of, found.beads))
                here.with_pass[document.set] += evaluate(changed.gold, map(pair_of, found.joined))
                here.wanted += len(strays)
                here.found += len(strays & right)
                here.in_order += len(strays & hits)
                gold = set(changed.gold)
                here.given += [
                    (bead.probability, pair_of(bead) in gold)
                    for block in found.blocks
                    for bead in block.beads
                ]
    return sums


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How well moved text is found.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1, help="damages of each kind, a document")
    options = parser.parse_args()
    sums = measure(list(gold_documents()), options.seed, options.rounds)
    print("strict F1, and beads that cross:")
    print("damage     without   with  wanted  found  in order  given  right")
    for name, here in sums.items():
        off, on = (sum(by.values(), Evaluation()) for by in (here.without, here.with_pass))
        right = sum(hit for _, hit in here.given)
        print(
            f"{name:10} {off.strict.f1:7.3f} {on.strict.f1:6.3f} {here.wanted:7} {here.found:6}"
            f" {here.in_order:9} {len(here.given):6} {right:6}"
        )
    print("\nuntouched, by set:")
    plain = sums["untouched"]
    for name in plain.without:
        off, on = plain.without[name], plain.with_pass[name]
        print(f"{name:15} {off.strict.f1:7.4f} {on.strict.f1:7.4f}")
    given = [one for here in sums.values() for one in here.given]
    chances = np.array([chance for chance, _ in given])
    hits = np.array([hit for _, hit in given])
    print("\nprobability   beads   mean  right")
    for low, high in pairwise(BINS):
        some = (chances >= low) & (chances < high)
        if some.any():
            print(
                f"{low:4.2f} - {min(high, 1):4.2f} {some.sum():7} {chances[some].mean():6.3f}"
                f" {hits[some].mean():6.3f}"
            )


if __name__ == "__main__":
    main()
