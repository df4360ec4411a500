"""Accuracy on the gold alignments beside the project, and what an alignment costs.

    python benchmarks/run.py --accuracy
    python benchmarks/run.py --speed [--sentences 1000 20000]
    python benchmarks/run.py --growth [--sentences 10000 100000]
    python benchmarks/run.py --search [--sentences 4000]

Accuracy is strict and lax F1 as ``duilian eval`` counts them, with the best figure known for
each set. The documents for the other figures are made of the gold texts one after another,
over and over until they are long enough. Times are processor time, which other programs on
the machine disturb less than the clock; each size is measured in a process of its own, so
that the peak of memory is its own too. *Speed* is a ratio within one run: the time of the
whole of ``align`` over that of encoding every sentence exactly once. *Growth* compares the
time and the peak memory of ``align`` at several sizes. *Search* sets the dynamic program
alone beside others, where they are installed.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import resource
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from typing import Any

import numpy as np
from gold import GoldDocument, gold_documents

from duilian.align import Options, align
from duilian.align.aligner import Found, find_along
from duilian.align.coarse import rough_path
from duilian.align.corridor import whole
from duilian.align.encode import EmbeddedEncoder, Vectors
from duilian.align.evaluate import Evaluation, evaluate
from duilian.align.habits import bonus
from duilian.align.options import DEFAULTS
from duilian.align.runs import Runs
from duilian.align.search import SHAPES, decode, expected, posteriors
from duilian.align.side import for_matching, side_of
from duilian.align.threads import one_thread
from duilian.align.weights import load_weights
from duilian.corpus.formats.plain import parse_lines
from duilian.corpus.model import Document, as_slice

BEST_KNOWN = {
    "mac-dev-2021": ".911 Bertalign + LaBSE",
    "textberg-dev": "none for these texts (on the set's test part: .939 Bertalign + LaBSE)",
    "ctk-sinorama": ".785 Champollion + CC-CEDICT",
    "ctk-hkhansard": "about .97 Champollion (three documents of the family)",
    "wmt22zhen-mid": ".934 Bleualign + machine translation",
    "wmt22zhen-hard": ".831 Bleualign + machine translation",
    "wmt23zhen-mid": ".892 hunalign + CC-CEDICT (wmt22)",
    "wmt23zhen-hard": ".758 hunalign + CC-CEDICT (wmt22)",
}
"""From the README of the gold alignments, where the sources are named."""


def accuracy(documents: list[GoldDocument], encoder: EmbeddedEncoder) -> None:
    """Print the table of F1 by set."""
    sums: dict[str, Evaluation] = defaultdict(Evaluation)
    for document in documents:
        beads = align(document.source, document.target, Options(encoder)).beads
        test = [(tuple(bead.source), tuple(bead.target)) for bead in beads]
        sums[document.set] += evaluate(document.gold, test)
    print(f"{'set':15} {'strict':>6} {'P':>6} {'R':>6} {'lax':>6}  best known")
    for name, result in sorted(sums.items()):
        strict, lax = result.strict, result.lax
        figures = (strict.f1, strict.precision, strict.recall, lax.f1)
        print(f"{name:15}", *(f"{figure:6.3f}" for figure in figures), "", BEST_KNOWN.get(name, ""))


def pair(sentences: int) -> tuple[Document, Document]:
    """A long document and its translation, made of the Chinese and English gold texts."""
    parts = enough([d for d in gold_documents() if d.source.language == "zh"], sentences)
    return joined([part.source for part in parts]), joined([part.target for part in parts])


def speed(sentences: int) -> None:
    """Print the cost of aligning a long document as a ratio to encoding it once.

    The two are measured in turn, three times for short documents, and the best of each counts.
    """
    encoder = EmbeddedEncoder()
    source, target = pair(sentences)
    encoder.encode(source.texts()[:200])
    floors, wholes = [], []
    for _ in range(3 if sentences <= 5000 else 1):
        floors.append(seconds(lambda: encoded_once(source, target, encoder)))
        wholes.append(seconds(lambda: align(source, target, Options(encoder))))
    floor, whole = min(floors), min(wholes)
    print(
        f"{len(source)} x {len(target)} sentences: align / encode once = {whole / floor:.2f} "
        f"({whole:.1f} s / {floor:.1f} s of processor time)"
    )


def encoded_once(source: Document, target: Document, encoder: EmbeddedEncoder) -> None:
    """The floor: every sentence of both sides through the encoder, and nothing else."""
    for document in (source, target):
        encoder.encode(for_matching(document.texts(), document.language))


def growth(sentences: int) -> None:
    """Print what aligning a long document takes in time and memory."""
    source, target = pair(sentences)
    taken = seconds(lambda: align(source, target))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(source)} x {len(target)} sentences: {taken:.0f} s of processor time, "
        f"{1000 * taken / (len(source) + len(target)):.2f} ms a sentence, "
        f"peak memory {peak:.0f} MiB"
    )


def search_alone(sentences: int) -> None:
    """Print the time of the search, given the vectors of all runs, beside that of Vecalign.

    Vecalign's search, in the package ``sentalign``, gets the very same vectors, its own default
    settings and the same shapes of bead. Two things are compared. *The whole search*: from
    vectors to beads, with all that is computed on the way; ours looks at lengths and marks too,
    and gives probabilities. *The best path alone*: on the finest level, all scores or
    probabilities known, the dynamic program and walking back. Best of three each. hunalign has no
    vectors and reads files; it is only looked for.
    """
    encoder = EmbeddedEncoder()
    source, target = pair(sentences)
    with one_thread():
        first = side_of(source, encoder)
        second = side_of(target, encoder, first)
        given = [GivenRuns.of(side.runs, len(side)) for side in (first, second)]
        first, second = replace(first, runs=given[0]), replace(second, runs=given[1])
        limits = whole(len(first), len(second))
        weights = load_weights(words=False)

        def search() -> Found:
            path = rough_path(first.runs, second.runs, limits)
            return find_along(first, second, path, limits, weights, DEFAULTS)

        found = search()
        print(f"{len(source)} x {len(target)} sentences, {found.corridor.size} nodes")
        print(f"  ours: from vectors to beads {best_of(search):.2f} s of processor time")
        twice = best_of(lambda: posteriors(found.scores, bonus(expected(found.scores))))
        path = best_of(lambda: decode(found.chances))
        print(
            f"    of it: forward-backward, twice, {twice:.3f} s; the best path alone {path:.3f} s"
        )
        vecalign(given[0].stacked, given[1].stacked)
    if shutil.which("hunalign") is None:
        print("  hunalign: no such program on this machine")


@dataclass(frozen=True, slots=True)
class GivenRuns:
    """Runs whose vectors were made beforehand.

    ``stacked[k - 1][i]`` is the vector of the k sentences from the i-th on; zeros if there are
    not so many.
    """

    stacked: Vectors
    words: None = None

    @classmethod
    def of(cls, runs: Runs, count: int) -> GivenRuns:
        """All vectors of the runs of so many sentences."""
        lengths = range(1, max(max(shape) for shape in SHAPES) + 1)
        return cls(np.stack([runs.vectors(0, count, length) for length in lengths]))

    def __len__(self) -> int:
        return int(self.stacked.shape[1])

    def vectors(self, first: int, last: int, length: int) -> Vectors:
        """See :class:`.runs.Runs`."""
        found = np.zeros((last - first, self.stacked.shape[2]), dtype=np.float32)
        start, stop = max(first, 0), min(last, len(self))
        if start < stop:
            found[start - first : stop - first] = self.stacked[length - 1, start:stop]
        return found

    def picked(self, sentences: Sequence[int]) -> Vectors:
        """See :class:`.runs.Runs`."""
        return self.stacked[0, np.asarray(sentences)]

    def halved(self) -> GivenRuns:
        """See :class:`.runs.Runs`. Two sentences taken as one are their mean, as in Vecalign."""
        halves = self.stacked[:1, 0::2].copy()
        halves[:, : len(self) // 2] += self.stacked[:1, 1::2]
        halves /= np.linalg.norm(halves, axis=2, keepdims=True)
        return GivenRuns(halves)

    def forget(self) -> None:
        """See :class:`.runs.Runs`. There is nothing else to make them from."""

    def part(self, sentences: range) -> GivenRuns:
        """See :class:`.runs.Runs`."""
        return GivenRuns(self.stacked[:, as_slice(sentences)])


def vecalign(source: Vectors, target: Vectors) -> None:
    """Print the time of Vecalign's search, if the package that has it is installed."""
    try:
        from sentalign import dp_utils
    except ImportError:
        print("  Vecalign: the package sentalign is not installed")
        return
    # Its runs are filed under the sentence they end with, ours under the one they begin with.
    vectors = [
        np.stack([np.roll(vectors, length, axis=0) for length, vectors in enumerate(stacked)])
        for stacked in (source, target)
    ]
    longest = len(source)
    spent: list[float] = []

    def timed(work: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*given: Any) -> Any:
            start = time.process_time()
            result = work(*given)
            spent.append(time.process_time() - start)
            return result

        return wrapped

    for name in ("sparse_dp", "sparse_traceback"):
        setattr(dp_utils, name, timed(getattr(dp_utils, name)))

    def search() -> None:
        np.random.seed(42)
        dp_utils.vecalign(
            vecs0=vectors[0],
            vecs1=vectors[1],
            final_alignment_types=dp_utils.make_alignment_types(max(a + b for a, b in SHAPES)),
            del_percentile_frac=0.2,
            width_over2=math.ceil(longest / 2) + 5,
            max_size_full_dp=300,
            costs_sample_size=20_000,
            num_samps_for_norm=100,
        )

    whole, program, walk = [], [], []
    for _ in range(REPEATED):
        whole.append(seconds(search))
        # The finest level comes last.
        program.append(spent[-2])
        walk.append(spent[-1])
    print(f"  Vecalign: from vectors to beads {min(whole):.2f} s of processor time")
    print(
        f"    of it: the best path alone {min(map(sum, zip(program, walk, strict=True))):.3f} s, "
        f"in C {min(program):.3f} s and walking back {min(walk):.3f} s"
    )


def enough(documents: list[GoldDocument], sentences: int) -> list[GoldDocument]:
    """The documents over and over, until their source sides hold so many sentences."""
    parts: list[GoldDocument] = []
    count = 0
    for document in cycle(documents):
        if count >= sentences:
            return parts
        parts.append(document)
        count += len(document.source)
    return parts


def joined(parts: list[Document]) -> Document:
    """One document, one sentence a line, of all the parts in a row."""
    lines = [text for part in parts for text in part.texts()]
    return parse_lines("\n".join(lines), parts[0].language)


def seconds(work: Callable[[], object]) -> float:
    """Processor time that the work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def best_of(work: Callable[[], object]) -> float:
    """Processor time of the fastest of several runs."""
    return min(seconds(work) for _ in range(REPEATED))


REPEATED = 3
SIZES = {"speed": [1000, 20000], "growth": [10000, 100000], "search": [4000]}
"""Sentences a side for each kind of measurement, unless others are asked for."""
MEASURED = {"speed": speed, "growth": growth, "search": search_alone}


def main() -> None:
    """Run what is asked for; accuracy and speed by default."""
    parser = argparse.ArgumentParser(description="Accuracy and cost of the aligner.")
    parser.add_argument("--accuracy", action="store_true", help="the table of F1")
    parser.add_argument("--speed", action="store_true", help="the ratio to encoding once")
    parser.add_argument("--growth", action="store_true", help="time and peak memory by size")
    parser.add_argument("--search", action="store_true", help="the dynamic program by itself")
    parser.add_argument("--sentences", type=int, nargs="+", help="how many a side, at least")
    options = parser.parse_args()
    asked = [name for name in MEASURED if getattr(options, name)]
    if options.accuracy or not asked:
        accuracy(list(gold_documents()), EmbeddedEncoder())
    sys.stdout.flush()
    for name in asked or ["speed"]:
        for size in options.sentences or SIZES[name]:
            process = multiprocessing.get_context("spawn").Process(
                target=MEASURED[name], args=(size,)
            )
            process.start()
            process.join()


if __name__ == "__main__":
    main()
