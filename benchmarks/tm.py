"""Speed and memory of the upkeep of translation memories.

    python benchmarks/tm.py [--units 200000,2000000] [--folder FOLDER] [COMMAND ...]

Makes a TMX of so many invented units, one in five a repetition, and runs each command of
``duilian tm`` on it in a process of its own. Printed for each: the processor time, the units
read in a second of it, and the most memory the process ever had. FOLDER needs room for four times
the TMX (400 bytes a unit), and so does the folder that ``TMPDIR`` names.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from duilian.corpus.formats import write_bitext
from duilian.corpus.model import Bitext, Unit

HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
WORDS = ("door", "window", "river", "couplet", "line", "harbour", "tea", "train", "paper", "night")

# IN and OTHER stand for the two memories, OUT for what is written.
COMMANDS = {
    "merge": "merge IN OTHER -o OUT",
    "merge, dedupe": "merge IN OTHER --dedupe newest -o OUT",
    "dedupe": "dedupe IN -o OUT",
    "dedupe, ignoring": "dedupe IN --ignore case,punctuation,space --keep newest -o OUT",
    "filter": "filter IN --since 2021-01-01 --max-length-ratio 3 --no-null -o OUT",
    "split": "split IN --parts 10 -o PARTS",
    "split, by chance": "split IN --ratio train=.9,dev=.05,test=.05 -o PARTS",
    "sort": "sort IN --by source -o OUT",
    "diff": "diff IN OTHER --output-format json",
    "stats": "stats IN",
    "stats, words": "stats IN --vocabulary",
}
OF_TWO = ("merge", "merge, dedupe", "diff")


def units(count: int, seed: int) -> Iterator[Unit]:
    """Invented units: of one seed always the same, of another the same but for one in a hundred."""
    drawn, other = random.Random(0), random.Random(seed)
    for number in range(count):
        # One in five has the texts of a unit before it.
        text = random.Random(number if drawn.random() < 0.8 else drawn.randrange(number + 1))
        source = "".join(text.choices(HAN, k=text.randint(5, 40))) + "。"
        target = " ".join(text.choices(WORDS, k=text.randint(4, 25))).capitalize() + "."
        if seed and other.random() < 0.01:
            target += " Indeed."
        date = f"20{text.randint(15, 25)}{text.randint(1, 12):02}{text.randint(1, 28):02}T120000Z"
        yield Unit(source, target, str(number), round(text.random(), 4), None, None, None, None,
                   (("creationdate", date), ("creationid", text.choice(WORDS))))  # fmt: skip


def run(command: str) -> tuple[float, float]:
    """The seconds of processor time and the most MiB of a command."""
    arguments = [sys.executable, "-m", "duilian", "tm", *command.split(), "--quiet"]
    child = os.posix_spawn(
        sys.executable,
        arguments,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"failed: {command}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--units", default="200000,2000000")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("commands", nargs="*", choices=[[], *COMMANDS], default=[])
    options = parser.parse_args()
    for count in map(int, options.units.split(",")):
        with TemporaryDirectory(dir=options.folder) as folder:
            names = {"IN": "in.tmx", "OTHER": "other.tmx", "OUT": "out.tmx", "PARTS": "{part}.tmx"}
            paths = {key: str(Path(folder) / name) for key, name in names.items()}
            commands = options.commands or list(COMMANDS)
            needed = ("IN", "OTHER") if set(commands) & set(OF_TWO) else ("IN",)
            for seed, key in enumerate(needed):
                write_bitext(Bitext("zh", "en", units(count, seed)), paths[key])
            size = Path(paths["IN"]).stat().st_size / 2**20
            print(f"{count:,} units, {size:,.0f} MiB of TMX")
            print(f"{'command':18} {'seconds':>8} {'units/s':>8} {'peak MiB':>9}")
            for name in commands:
                words = [paths.get(word, word) for word in COMMANDS[name].split()]
                seconds, peak = run(" ".join(words))
                read = count * (2 if name in OF_TWO else 1)
                print(f"{name:18} {seconds:8.1f} {read / seconds:8,.0f} {peak:9.0f}", flush=True)


if __name__ == "__main__":
    main()
