"""The second pass on the gold: strict F1 of every set without and with it, what was learned.

The six chapters of mac-dev-2021 are also aligned as one text, where names recur. What would
come of learning regardless of the trial is printed with ``--regardless``.

    python benchmarks/second.py [--regardless]
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from unittest.mock import patch

from gold import GoldDocument, gold_documents

from duilian.align import Options, relearn
from duilian.align.aligner import Found, find
from duilian.align.encode import EmbeddedEncoder
from duilian.align.evaluate import Evaluation, evaluate
from duilian.corpus.formats.plain import parse_lines
from duilian.corpus.model import Document

_NOVELS = "mac-dev-2021"


def main() -> None:
    """Parse the arguments, align everything twice, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--regardless", action="store_true", help="learn even if the trial fails")
    margin = float("-inf") if parser.parse_args().regardless else relearn._MARGIN
    encoder = EmbeddedEncoder()
    sums: dict[str, list[Evaluation]] = defaultdict(lambda: [Evaluation(), Evaluation()])
    print("document\tstrict without\twith\tterms")
    with patch.object(relearn, "_MARGIN", margin):
        for document in _documents():
            results = [
                find(document.source, document.target, Options(encoder, second_pass=again))
                for again in (False, True)
            ]
            for number, found in enumerate(results):
                sums[document.set][number] += _judged(document, found)
            _print(
                f"{document.set}/{document.name}",
                [_judged(document, found) for found in results],
                str(len(results[1].matter.terms)),
            )
    print()
    for name, judged in sums.items():
        _print(name, judged)


def _documents() -> Iterator[GoldDocument]:
    novels = []
    for document in gold_documents():
        yield document
        if document.set == _NOVELS:
            novels.append(document)
    yield _joined(novels)


def _joined(documents: Sequence[GoldDocument]) -> GoldDocument:
    """Several documents as one."""
    sources: list[str] = []
    targets: list[str] = []
    gold = []
    for document in documents:
        i, j = len(sources), len(targets)
        gold += [
            (tuple(number + i for number in source), tuple(number + j for number in target))
            for source, target in document.gold
        ]
        sources += document.source.texts()
        targets += document.target.texts()
    return GoldDocument(
        f"{documents[0].set}, joined", "all", _lines(sources, "zh"), _lines(targets, "en"), gold
    )


def _lines(texts: Sequence[str], language: str) -> Document:
    return parse_lines("".join(f"{text}\n" for text in texts), language)


def _judged(document: GoldDocument, found: Found) -> Evaluation:
    beads = [(tuple(bead.source), tuple(bead.target)) for bead in found.joined]
    return evaluate(document.gold, beads)


def _print(name: str, judged: Sequence[Evaluation], *more: str) -> None:
    print(name, *(f"{each.strict.f1:.4f}" for each in judged), *more, sep="\t", flush=True)


if __name__ == "__main__":
    main()
