"""What a cache saves `duilian check` on a folder, and what it costs.

    python benchmarks/cache.py [--files 20] [--units 1860] [--ignore CON101]

The units are those of `qa/wmt22.zh-en`, cut into so many files. Printed is the processor time of
each run over that of one without a cache, all in one go: the first with an empty cache, the second,
and one after a unit of one file was changed. That each finds the same as a run without a cache is
seen to as well. The start of the program is in all of them.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from check import units

from duilian.corpus.formats import write_bitext
from duilian.corpus.model import Bitext, Unit


def seconds(folder: Path, *options: str) -> tuple[float, bytes]:
    """The processor time of checking a folder, and what was found."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    asked = ("check", str(folder), "--isolated", "--exit-zero", "-q", "--output-format", "json")
    done = subprocess.run(
        [sys.executable, "-m", "duilian", *asked, *options], check=True, capture_output=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def write(folder: Path, number: int, chapter: Sequence[Unit]) -> None:
    """Write a chapter as a file of its own."""
    write_bitext(Bitext("zh", "en", chapter), folder / f"chapter-{number:03}.tmx")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=20)
    parser.add_argument("--units", type=int, default=1860)
    parser.add_argument("--ignore", default="", help="rules that are not run")
    options = parser.parse_args()
    ignored = ("--ignore", options.ignore) if options.ignore else ()
    chosen = units()[: options.units]
    size = -(-len(chosen) // options.files)
    chapters = [chosen[first : first + size] for first in range(0, len(chosen), size)]
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name) / "book", f"--cache-dir={name}/cache"
        folder.mkdir()
        for number, chapter in enumerate(chapters):
            write(folder, number, chapter)
        seconds(folder, *ignored)
        plain, found = seconds(folder, *ignored)
        print(f"{len(chapters)} files, {len(chosen):,} units, {plain:.1f} s without a cache")
        runs = [("empty cache", None), ("nothing changed", None), ("one unit changed", 0)]
        for what, changed in runs:
            if changed is not None:
                first, *rest = chapters[changed]
                write(folder, changed, [Unit(first.source, f"{first.target} Indeed."), *rest])
                _, found = seconds(folder, *ignored)
            took, told = seconds(folder, cache, *ignored)
            same = "the same is found" if told == found else "SOMETHING ELSE IS FOUND"
            print(f"{what:18} {took / plain:.3f} of that; {same}")
        kept = sum(file.stat().st_size for file in (Path(name) / "cache").glob("??/*"))
        print(f"{'':18} {kept / len(chosen):,.0f} bytes a unit are kept")


if __name__ == "__main__":
    main()
