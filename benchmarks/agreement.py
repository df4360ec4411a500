"""Whether `duilian score` says what sacreBLEU says, to the last printed digit, on real texts.

    python benchmarks/agreement.py [--samples 1000] [--trials 10000] [--pair zh-en]

For every metric and tokenizer, over all segments of `qa/wmt22.*` and all its systems: the counts of
each segment, the scores, the signatures, the confidence intervals, and the p-values of the paired
bootstrap and of approximate randomisation, all beside those of the sacreBLEU that is installed. A
tokenizer whose package or model is not there is left out, and named. Prints the table that
docs/commands/score.md shows; ends with an error if anything differs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from gold import shared_folder
from sacrebleu.significance import PairedTest, Result

from duilian.corpus.errors import UsageError
from duilian.quality.scores.counting import count
from duilian.quality.scores.metrics import TOKENIZERS, Kind, kind, make
from duilian.quality.scores.resampling import (
    Estimate,
    approximate_randomisation,
    confidence,
    paired_bootstrap,
)

PAIRS = ("zh-en", "en-zh")
NAMES = ("segments", "scores", "signatures", "intervals", "bootstrap", "randomisation")


@dataclass(frozen=True, slots=True)
class Texts:
    """The systems of a language pair, and the references."""

    pair: str
    systems: tuple[list[str], ...]
    references: tuple[list[str], ...]

    @property
    def language(self) -> str:
        """What the translations are in."""
        return self.pair.partition("-")[2]


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--samples", type=int, default=1_000)
    parser.add_argument("--trials", type=int, default=10_000)
    parser.add_argument("--pair", choices=PAIRS, action="append", help="default: both")
    given = parser.parse_args()
    print("| metric | texts | systems | references | " + " | ".join(NAMES) + " |")
    print("|---|---|--:|--:|" + "---|" * len(NAMES))
    wrong = 0
    for texts in map(read, given.pair or PAIRS):
        for name, of in kinds(texts.language):
            same = list(compare(of, texts, given.samples, given.trials))
            wrong += same.count(False)
            cells = [name, texts.pair, str(len(texts.systems)), str(len(texts.references))]
            cells += ["same" if each else "**differs**" for each in same]
            print("| " + " | ".join(cells) + " |", flush=True)
    if wrong:
        sys.exit(f"{wrong} cells differ")


def read(pair: str) -> Texts:
    """The texts of a language pair."""
    folder, target = shared_folder() / "qa" / f"wmt22.{pair}", pair.partition("-")[2]

    def lines(pattern: str) -> Iterator[list[str]]:
        for file in sorted(Path(folder).glob(pattern)):
            yield file.read_text(encoding="utf-8").splitlines()

    return Texts(pair, tuple(lines(f"hyp.*.{target}")), tuple(lines(f"ref.*.{target}")))


def kinds(language: str) -> Iterator[tuple[str, Kind]]:
    """Every metric, and BLEU with every tokenizer that can be had."""
    for tokenizer in TOKENIZERS:
        try:
            yield f"BLEU {tokenizer}", kind("bleu", language, tokenizer=tokenizer)
        except UsageError as error:
            print(f"left out: {error}", file=sys.stderr)
    yield "BLEU, no case", kind("bleu", language, lowercase=True)
    yield "chrF", kind("chrf", language)
    yield "chrF, no case", kind("chrf", language, lowercase=True)
    yield "chrF++", kind("chrf++", language)
    yield "TER", kind("ter", language)


def compare(of: Kind, texts: Texts, samples: int, trials: int) -> Iterator[bool]:
    """Whether each of ``NAMES`` is the same."""
    [counted] = count([of], texts.systems, texts.references)
    metric = make(of, list(texts.references))
    stats = [metric._extract_corpus_statistics(each, None) for each in texts.systems]
    yield all(map(np.array_equal, counted.systems, stats))
    plain = [metric._aggregate_and_compute(each) for each in stats]
    [found] = confidence([counted], samples)
    yield [each.score for each in found] == [each.score for each in plain]
    signature = str(metric.get_signature())
    drawn, bootstrap = paired(of, texts, stats, "bs", samples)
    dealt, randomised = paired(of, texts, stats, "ar", trials)
    yield (
        counted.signature() == signature
        and counted.signature(seed="12345", bs=samples) == drawn
        and counted.signature(seed="12345", ar=trials) == dealt
    )
    yield [printed(each.mean, each.half_width) for each in found] == [
        printed(each.mean, each.ci) for each in bootstrap
    ]
    yield p_values(paired_bootstrap([counted], samples)) == [each.p_value for each in bootstrap]
    yield p_values(approximate_randomisation([counted], trials)) == [
        each.p_value for each in randomised
    ]


def paired(
    of: Kind, texts: Texts, stats: Sequence[Any], test: str, samples: int
) -> tuple[str, list[Result]]:
    """sacreBLEU's own test: the signature, and the result of each system.

    ``stats`` is what sacreBLEU counted; TER would take minutes to count it again.
    """
    named = [(str(number), system) for number, system in enumerate(texts.systems)]
    metric = make(of, list(texts.references))
    metric._extract_corpus_statistics = (  # type: ignore[method-assign]
        lambda hypotheses, _: stats[texts.systems.index(hypotheses)]
    )
    metrics = {of.name: metric}
    signatures, results = PairedTest(named, metrics, None, test_type=test, n_samples=samples)()
    [label] = signatures
    return str(signatures[label]), results[label]


def printed(mean: float | None, half_width: float | None) -> str:
    """An interval as sacreBLEU prints it, with two digits more."""
    return f"{mean:.3f} ± {half_width:.3f}"


def p_values(tested: Sequence[Sequence[Estimate]]) -> list[float | None]:
    """The p-value of each system by the only metric."""
    return [each.p_value for each in tested[0]]


if __name__ == "__main__":
    main()
