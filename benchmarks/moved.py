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
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from gold import GoldDocument, gold_documents

from duilian.align.aligner import find
from duilian.align.encode import EmbeddedEncoder
from duilian.align.evaluate import Evaluation, Pair, evaluate
from duilian.corpus.formats.plain import parse_lines
from duilian.corpus.model import Bead

LENGTHS = (2, 12)
"""How many beads a moved or swapped block has, at least and at most."""
FAR = 15
"""Beads between where a block stood and where it stands now, at least."""
ITEMS = 12

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
    """What is counted over all documents of a kind."""

    with_pass: Evaluation = Evaluation()
    without: Evaluation = Evaluation()
    wanted: int = 0
    found: int = 0
    found_in_order: int = 0
    given: list[tuple[float, bool]] = field(default_factory=list)


def reordered(document: GoldDocument, order: Order) -> tuple[GoldDocument, set[Pair]]:
    """The document with its target side in another order; the beads that are out of order.

    Those are the gold beads, with text on both sides, that end before one that stood earlier.
    Target sentences that no bead holds in a row stay with the bead they stand in.
    """
    texts = document.target.texts()
    lines: list[str] = []
    beads: dict[int, Pair] = {}
    for number in order:
        source, target = document.gold[number]
        start = len(lines)
        lines += [texts[j] for j in target]
        beads[number] = source, tuple(range(start, len(lines)))
    target = parse_lines("\n".join(lines), document.target.language)
    gold = [beads[number] for number in range(len(order))]
    kept = increasing(order)
    strays = {beads[number] for number in order if number not in kept and all(beads[number])}
    return GoldDocument(document.set, document.name, document.source, target, gold), strays


def increasing(order: Sequence[int]) -> set[int]:
    """A longest part of the numbers that rises."""
    ends: list[tuple[int, tuple[int, ...]]] = []
    best: list[list[int]] = []
    for number in order:
        at = sum(chain[-1] < number for chain in best)
        chain = [*(best[at - 1] if at else []), number]
        if at == len(best):
            best.append(chain)
        else:
            best[at] = chain
    del ends
    return set(best[-1]) if best else set()


def pair_of(bead: Bead) -> Pair:
    """The bead as the gold has it."""
    return tuple(bead.source), tuple(bead.target)


def usable(document: GoldDocument) -> bool:
    """True if each sentence of the target is in one bead, and beads have them in a row."""
    numbers = [j for _, target in document.gold for j in target]
    return numbers == list(range(len(document.target)))


def measure(documents: list[GoldDocument], seed: int, rounds: int) -> dict[str, Sums]:
    """The sums of each kind of damage."""
    encoder = EmbeddedEncoder()
    sums: dict[str, Sums] = defaultdict(Sums)
    for document in documents:
        hits: set[int] = set()
        for name, damage in DAMAGES.items():
            if name != "untouched" and not usable(document):
                continue
            for turn in range(1 if name == "untouched" else rounds):
                chance = random.Random(f"{seed} {document.set} {document.name} {name} {turn}")
                order = damage(len(document.gold), chance)
                changed, strays = (
                    (document, set[Pair]()) if name == "untouched" else reordered(document, order)
                )
                found = find(changed.source, changed.target, encoder)
                gold = set(changed.gold)
                here = sums[name]
                beads = {pair_of(bead) for bead in found.joined}
                if name == "untouched":
                    hits = {n for n, bead in enumerate(changed.gold) if bead in beads}
                here.with_pass += evaluate(changed.gold, map(pair_of, found.joined))
                here.without += evaluate(changed.gold, map(pair_of, found.beads))
                here.wanted += len(strays)
                here.found += len(strays & beads)
                here.found_in_order += sum(
                    n in hits for n, bead in enumerate(changed.gold) if bead in strays
                )
                here.given += [
                    (bead.probability, pair_of(bead) in gold)
                    for block in found.blocks
                    for bead in block.beads
                ]
                show_wrong(name, changed, found.blocks, gold)
    return sums


def show_wrong(name, document, blocks, gold):
    for block in blocks:
        for bead in block.beads:
            if pair_of(bead) not in gold and name in ("untouched", "moved"):
                print(
                    name,
                    document.set,
                    document.name,
                    f"{bead.probability:.2f}",
                    bead,
                    document.source.texts(bead.source),
                    document.target.texts(bead.target),
                )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How well moved text is found.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1, help="damages of each kind, a document")
    parser.add_argument("--sets", nargs="*", default=None)
    options = parser.parse_args()
    documents = [d for d in gold_documents() if options.sets is None or d.set in options.sets]
    sums = measure(documents, options.seed, options.rounds)
    print(
        f"{'':10} {'F1 off':>7} {'F1 on':>7} {'wanted':>7} {'in order':>8} {'found':>7}"
        f" {'given':>6} {'right':>6}"
    )
    for name, here in sums.items():
        right = sum(hit for _, hit in here.given)
        print(
            f"{name:10} {here.without.strict.f1:7.3f} {here.with_pass.strict.f1:7.3f}"
            f" {here.wanted:7} {here.found_in_order:8} {here.found:7}"
            f" {len(here.given):6} {right:6}"
        )
    given = [one for here in sums.values() for one in here.given]
    chances = np.array([chance for chance, _ in given])
    hits = np.array([hit for _, hit in given])
    print("probability   beads   mean  right")
    for low, high in ((0, 0.5), (0.5, 0.8), (0.8, 0.95), (0.95, 0.99), (0.99, 1.01)):
        some = (chances >= low) & (chances < high)
        if some.any():
            print(
                f"{low:4.2f} - {min(high, 1):4.2f} {some.sum():7} {chances[some].mean():6.3f} {hits[some].mean():6.3f}"
            )


if __name__ == "__main__":
    main()
