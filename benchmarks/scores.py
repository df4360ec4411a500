"""Speed and memory of `duilian score` beside sacreBLEU, in one run.

    python benchmarks/scores.py [--segments 20000]

Two systems, one reference, BLEU and chrF, a thousand bootstrap samples. The texts are two machine
outputs and a reference of `qa/wmt22.zh-en`; until there are enough, the first half of each segment
is put before the second half of another, so that no segment comes twice. Resampling is compared
function with function on the same counts (p-values and confidence intervals of both systems), the
whole program with program, each a process of its own: elapsed time (ours counts on all cores),
processor time, and the largest memory of any process. Figures must agree to the last digit, or the
program ends with an error.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gold import shared_folder

BIN = Path(sys.executable).parent

# One side of the resampling, in a process of its own so that its memory can be told: reads the
# counts, then resamples them between two looks at the clock. Prints seconds and p-values.
THEIRS = """
import json, pickle, resource, sys, time
import numpy as np
from sacrebleu.metrics import BLEU, CHRF
from sacrebleu import significance
counts = pickle.load(open(sys.argv[1], "rb"))
begin = time.process_time()
found = []
for metric, (first, second) in zip((BLEU(), CHRF()), counts):
    first, second = ([list(map(int, row)) for row in each] for each in (first, second))
    significance._bootstrap_resample(first, metric, 1000)  # the baseline's interval
    metric._extract_corpus_statistics = lambda hypotheses, references: second
    info = {"m": (first, significance.Result(metric._aggregate_and_compute(first).score))}
    _, results = significance._paired_bs_test(
        info, "s", range(len(second)), None, {"m": metric}, 1000, -1, 12345)
    found.append(results["m"].p_value)
seconds = time.process_time() - begin
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, found]))
"""
OURS = """
import json, pickle, resource, sys, time
from duilian.quality.scores.counting import Counted
from duilian.quality.scores.metrics import Kind
from duilian.quality.scores.resampling import paired_bootstrap
counts = pickle.load(open(sys.argv[1], "rb"))
kinds = Kind("bleu", "13a"), Kind("chrf")
counted = [Counted(kind, tuple(each), 1, "") for kind, each in zip(kinds, counts)]
begin = time.process_time()
found = [row[1].p_value for row in paired_bootstrap(counted, 1000)]
seconds = time.process_time() - begin
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, found]))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program took: seconds that passed, seconds of processors, MiB of memory."""

    elapsed: float
    processor: float
    memory: float
    output: str


def measured(*command: str) -> Cost:
    """Run a program and measure it."""
    with tempfile.TemporaryFile() as out:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - begin
        if status:
            sys.exit(f"{command[0]} failed")
        out.seek(0)
        text = out.read().decode()
    return Cost(elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--segments", type=int, default=20_000)
    segments = parser.parse_args().segments
    data = shared_folder() / "qa" / "wmt22.zh-en"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {}
        for part in ("hyp.Online-A.en", "hyp.Lan-Bridge.en", "ref.A.en"):
            lines = (data / part).read_text(encoding="utf-8").splitlines()
            files[part] = folder / part
            files[part].write_text("\n".join(itertools.islice(many(lines), segments)) + "\n")
        first, second, reference = map(str, files.values())
        resampling(folder, [first, second], reference)
        whole(first, second, reference)


def many(lines: list[str]) -> Iterator[str]:
    """The lines, then without end their halves put together anew, alike for every text."""
    yield from lines
    for step in itertools.count(1):
        for number, line in enumerate(lines):
            first, second = line.split(), lines[(number + step) % len(lines)].split()
            yield " ".join(first[: len(first) // 2] + second[len(second) // 2 :])


def resampling(folder: Path, systems: list[str], reference: str) -> None:
    """The resampling alone, on the same counts."""
    import pickle

    from duilian.quality.scores.counting import count
    from duilian.quality.scores.metrics import kind

    texts = [Path(file).read_text(encoding="utf-8").splitlines() for file in (*systems, reference)]
    counted = count([kind("bleu", "en"), kind("chrf", "en")], texts[:2], texts[2:])
    counts = folder / "counts.pickle"
    counts.write_bytes(pickle.dumps([each.systems for each in counted]))
    told = {}
    for name, program in (("sacrebleu", THEIRS), ("duilian", OURS)):
        told[name] = json.loads(measured(sys.executable, "-c", program, str(counts)).output)
    agree(told["sacrebleu"][2], told["duilian"][2])
    print("resampling alone       seconds   MiB")
    for name, (seconds, memory, _) in told.items():
        print(f"  {name:<18} {seconds:9.2f} {memory:5.0f}")
    theirs, ours = told["sacrebleu"], told["duilian"]
    print(f"  ratio              {theirs[0] / ours[0]:9.1f} {theirs[1] / ours[1]:5.1f}")


def whole(first: str, second: str, reference: str) -> None:
    """The whole of both programs."""
    options = ("-m", "bleu", "chrf", "--paired-bs", "-f", "text", "-w", "15", "-sh")
    theirs = measured(str(BIN / "sacrebleu"), reference, "-i", first, second, *options)
    ours = measured(
        *(str(BIN / "duilian"), "score", first, second, "-r", reference, "-q"),
        *("--output-format", "json"),
    )
    for system in json.loads(ours.output)["systems"]:
        for metric in system["metrics"]:
            if str(metric["score"])[:14] not in theirs.output:
                sys.exit(f"{system['name']}: {metric['name']} {metric['score']} is not sacreBLEU's")
    print("the whole              elapsed processor   MiB")
    for name, cost in (("sacrebleu", theirs), ("duilian", ours)):
        print(f"  {name:<18} {cost.elapsed:9.2f} {cost.processor:9.2f} {cost.memory:5.0f}")
    ratios = (
        theirs.elapsed / ours.elapsed,
        theirs.processor / ours.processor,
        theirs.memory / ours.memory,
    )
    print("  ratio              {:9.1f} {:9.1f} {:5.1f}".format(*ratios))


def agree(theirs: Any, ours: Any) -> None:
    """End the program if two lists of figures differ."""
    if theirs != ours:
        sys.exit(f"sacreBLEU says {theirs}, duilian {ours}")


if __name__ == "__main__":
    main()
