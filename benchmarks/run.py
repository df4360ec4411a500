"""Accuracy on the gold alignments beside the project, and speed against encoding alone.

    python benchmarks/run.py [--accuracy] [--speed] [--sentences 20000]

Accuracy is strict and lax F1 as ``duilian eval`` counts them, with the best figure known for
each set. Speed is a ratio within one run: the processor time of the whole of ``align``, over
that of encoding every sentence exactly once. The document for it is made of the gold texts one
after another, over and over until it is long enough.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import cycle

from gold import GoldDocument, gold_documents

from duilian.align import Options, align
from duilian.align.encode import EmbeddedEncoder
from duilian.align.evaluate import Evaluation, evaluate
from duilian.align.side import for_matching
from duilian.corpus.formats.plain import parse_lines
from duilian.corpus.model import Document

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


def speed(documents: list[GoldDocument], encoder: EmbeddedEncoder, sentences: int) -> None:
    """Print the cost of aligning a long document as a ratio to encoding it once."""
    parts = enough([d for d in documents if d.source.language == "zh"], sentences)
    source = joined([part.source for part in parts])
    target = joined([part.target for part in parts])
    encoder.encode(source.texts()[:200])
    floor = seconds(
        lambda: [encoder.encode(for_matching(d.texts(), d.language)) for d in (source, target)]
    )
    whole = seconds(lambda: align(source, target, Options(encoder)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(source)} x {len(target)} sentences: align / encode once = {whole / floor:.2f} "
        f"({whole:.1f} s / {floor:.1f} s of processor time; peak {peak:.0f} MiB)"
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


def main() -> None:
    """Run what is asked for; everything by default."""
    parser = argparse.ArgumentParser(description="Accuracy and speed of the aligner.")
    parser.add_argument("--accuracy", action="store_true", help="only the table of F1")
    parser.add_argument("--speed", action="store_true", help="only the ratio to encoding")
    parser.add_argument("--sentences", type=int, nargs="*", default=[1000, 20000])
    options = parser.parse_args()
    documents = list(gold_documents())
    encoder = EmbeddedEncoder()
    if options.accuracy or not options.speed:
        accuracy(documents, encoder)
    if options.speed or not options.accuracy:
        for count in options.sentences:
            speed(documents, encoder, count)


if __name__ == "__main__":
    main()
