"""Speed and memory of `duilian check`, in one run.

    python benchmarks/check.py [--units 100000] [--evidence 4000]

The units are those of `qa/wmt22.zh-en`, over and over until there are enough. Printed are units in
a second of processor time with all rules that need no vectors, the peak memory of reading and
checking them over that of the imports, at a tenth of the units and at all of them; and what all
rules together cost, over encoding every segment of both sides exactly once.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from gold import shared_folder

from duilian.corpus.model import Bitext, Unit
from duilian.quality.checker import by_default, check_bitext
from duilian.quality.rules import RULES

DEFAULT = [rule for rule in RULES if rule.default]


def units() -> list[Unit]:
    """The pairs of a real translation."""
    folder: Path = shared_folder() / "qa" / "wmt22.zh-en"
    sides = [
        (folder / name).read_text(encoding="utf-8").splitlines() for name in ("src.zh", "ref.A.en")
    ]
    return [Unit(source, target) for source, target in zip(*sides, strict=True)]


def many(count: int) -> Iterator[Unit]:
    """So many units, no two of them alike, made as they are asked for."""
    for number, unit in enumerate(islice(cycle(units()), count)):
        name = "x" + "".join(chr(ord("a") + number // 26**place % 26) for place in range(4))
        yield Unit(f"{unit.source} {name}", f"{unit.target} {name}", str(number))


def plain(count: int) -> tuple[float, float, float]:
    """Units a second and memory over the imports, in MiB, without vectors; findings a unit."""
    rules = by_default(rule for rule in DEFAULT if not rule.evidence)
    check_bitext(Bitext("zh", "en", many(50)), "", rules)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begin = time.process_time()
    checked = check_bitext(Bitext("zh", "en", many(count)), "", rules)
    seconds = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return count / seconds, peak - before, len(checked.findings) / count


def whole(count: int) -> tuple[float, float]:
    """Seconds of all rules, and of encoding both sides once."""
    from duilian.align.encode import EmbeddedEncoder

    chosen = list(islice(cycle(units()), count))
    encoder = EmbeddedEncoder()
    encoder.encode(["门", "door"])
    check_bitext(Bitext("zh", "en", chosen[:200]), "", by_default(DEFAULT))
    begin = time.process_time()
    encoder.encode([unit.source for unit in chosen])
    encoder.encode([unit.target for unit in chosen])
    floor = time.process_time() - begin
    begin = time.process_time()
    check_bitext(Bitext("zh", "en", chosen), "", by_default(DEFAULT))
    return time.process_time() - begin, floor


def main() -> None:
    """Measure and print; each size in a process of its own, so that its memory can be told."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--evidence", type=int, default=4_000)
    parser.add_argument("--only", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        speed, memory, findings = plain(options.only)
        print(f"{options.only:>9,} units: {speed:8,.0f} a second, {memory:6.1f} MiB, ", end="")
        print(f"{findings:.3f} findings a unit")
        return
    for count in (options.units // 10, options.units):
        subprocess.run([sys.executable, __file__, "--only", str(count)], check=True)
    seconds, floor = whole(options.evidence)
    print(
        f"all rules, {options.evidence:,} units: {seconds / floor:.2f} x encoding both sides once"
    )


if __name__ == "__main__":
    main()
