"""What `duilian check` finds and what it wrongly says, measured on planted faults.

    python benchmarks/quality.py [--only NUM,DUP] [--faults 150] [--examples] [--pofilter]

Professional translations (qa/wmt22, both directions) are nearly clean: whatever a rule says of them
is nearly always a false alarm. Into a copy of them faults of one kind are planted (planters/),
seeded, a few units apart; a fault counts as found if a rule of its family says something of a unit
that changed which it did not say of the clean text. Printed are the recall of each kind of fault,
and for each rule the share of clean units with a finding of severity error or warning, and with a
note. With `--examples`, some faults that were missed are shown. With `--pofilter`, the same pairs
are given to pofilter of the translate-toolkit.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from gold import shared_folder
from planters import PLANTERS, Planter

from duilian.corpus.formats import write_bitext
from duilian.corpus.model import Bitext, Unit
from duilian.quality.checker import Chosen, by_default, check_bitext
from duilian.quality.finding import Severity
from duilian.quality.rules import RULES

SEED = 20261125
Finding = tuple[int, str]
"""The number of a unit from 0, and what it was found by and for: its code and message."""


@dataclass(frozen=True, slots=True)
class Text:
    """A clean translation: its name, its languages and its units."""

    name: str
    languages: tuple[str, str]
    units: tuple[Unit, ...]

    def bitext(self, units: Sequence[Unit] | None = None) -> Bitext:
        """The units, or others in their place, as a bitext."""
        return Bitext(*self.languages, tuple(self.units if units is None else units))


def texts() -> Iterator[Text]:
    """The clean translations there are."""
    for pair, references in (("zh-en", ("ref.A", "ref.B")), ("en-zh", ("ref.A",))):
        source, target = pair.split("-")
        folder = shared_folder() / "qa" / f"wmt22.{pair}"
        sources = (folder / f"src.{source}").read_text(encoding="utf-8").splitlines()
        for reference in references:
            targets = (folder / f"{reference}.{target}").read_text(encoding="utf-8").splitlines()
            units = tuple(map(Unit, sources, targets))
            yield Text(f"{pair} {reference}", (source, target), units)


def findings(bitext: Bitext, rules: Sequence[Chosen]) -> set[Finding]:
    """What the rules say."""
    checked = check_bitext(bitext, "", rules)
    return {(found.unit - 1, f"{found.code} {found.message}") for found in checked.findings}


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with faults in it: its units, and for each fault the places that changed."""

    units: tuple[Unit, ...]
    faults: tuple[tuple[int, ...], ...]


def planted(text: Text, planter: Planter, faults: int) -> Planted:
    """A text with as many faults of a kind as asked for, if there are places for them."""
    dice = Random(SEED + zlib.crc32(f"{text.name} {planter.name}".encode()))
    units = list(text.units)
    order = list(range(len(units)))
    dice.shuffle(order)
    taken: set[int] = set()
    made = []
    for place in order:
        if len(made) == faults:
            break
        near = range(place - planter.apart, place + planter.apart + 1)
        if not taken.isdisjoint(near):
            continue
        changed = planter.plant(text.units, place, text.languages, dice)
        if not changed or not taken.isdisjoint(changed):
            continue
        for at, unit in changed.items():
            units[at] = unit
        taken.update(changed)
        made.append(tuple(sorted(changed)))
    return Planted(tuple(units), tuple(made))


@dataclass(frozen=True, slots=True)
class Recall:
    """How many faults of a kind were planted and how many found, and some that were not."""

    planted: int
    found: int
    missed: tuple[tuple[Unit, Unit], ...]


def recall(
    text: Text, planter: Planter, faults: int, rules: Sequence[Chosen], clean: set[Finding]
) -> Recall:
    """What the rules of the planter's family find of its faults."""
    spoiled = planted(text, planter, faults)
    new = {
        place
        for place, said in findings(text.bitext(spoiled.units), rules) - clean
        if said.startswith(planter.family)
    }
    missed = [fault for fault in spoiled.faults if new.isdisjoint(fault)]
    return Recall(
        len(spoiled.faults),
        len(spoiled.faults) - len(missed),
        tuple((text.units[fault[0]], spoiled.units[fault[0]]) for fault in missed[:5]),
    )


def false_alarms(text: Text, rules: Sequence[Chosen]) -> dict[str, tuple[int, int]]:
    """For each rule, and for "all", in how many clean units it warns, and in how many it notes."""
    warned: dict[str, set[int]] = {}
    noted: dict[str, set[int]] = {}
    for found in check_bitext(text.bitext(), "", rules).findings:
        into = noted if found.severity is Severity.note else warned
        for name in (found.code, "all"):
            into.setdefault(name, set()).add(found.unit)
    names = [*(chosen.rule.code for chosen in rules), "all"]
    return {name: (len(warned.get(name, ())), len(noted.get(name, ()))) for name in names}


# --- pofilter -----------------------------------------------------------------------------------


def pofilter(bitext: Bitext) -> set[Finding]:
    """What pofilter says of the same units."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        numbered = (
            Unit(unit.source, unit.target, attributes=(("msgctxt", str(place)),))
            for place, unit in enumerate(bitext)
        )
        write_bitext(
            Bitext(bitext.source_language, bitext.target_language, tuple(numbered)),
            folder / "in.po",
        )
        subprocess.run(
            ["pofilter", "-i", folder / "in.po", "-o", folder / "out.po", "--progress=none"],
            check=True,
            capture_output=True,
        )
        out = folder / "out.po"
        text = out.read_text(encoding="utf-8") if out.exists() else ""
    said = set()
    for entry in text.split("\n\n"):
        place = re.search(r'^msgctxt "(\d+)"', entry, re.M)
        for reason in re.findall(r"\(pofilter\) (.*)", entry):
            if place is not None:
                said.update((int(place[1]), each) for each in re.findall(r"(\w+):", reason))
    return said


# --- printing -----------------------------------------------------------------------------------


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="families, parted by commas")
    parser.add_argument("--faults", type=int, default=150, help="of a kind, in each text")
    parser.add_argument("--examples", action="store_true")
    parser.add_argument("--pofilter", action="store_true")
    options = parser.parse_args()
    only = tuple(filter(None, options.only.split(",")))
    rules = by_default(rule for rule in RULES if not only or rule.family in only)
    planters = [each for each in PLANTERS if not only or each.family in only]
    with_pofilter = options.pofilter and shutil.which("pofilter") is not None
    if options.pofilter and not with_pofilter:
        print("pofilter is not installed (Debian: translate-toolkit)", file=sys.stderr)
    corpus = list(texts())
    clean = {text.name: findings(text.bitext(), rules) for text in corpus}
    theirs = {text.name: pofilter(text.bitext()) for text in corpus} if with_pofilter else {}
    print_recall(corpus, planters, options, rules, clean, theirs)
    print_false_alarms(corpus, rules)
    for text in corpus if with_pofilter else ():
        flagged = len({place for place, _ in theirs[text.name]})
        print(f"pofilter says something of {flagged / len(text.units):.1%} of {text.name}")


def print_recall(
    corpus: Sequence[Text],
    planters: Iterable[Planter],
    options: argparse.Namespace,
    rules: Sequence[Chosen],
    clean: dict[str, set[Finding]],
    theirs: dict[str, set[Finding]],
) -> None:
    """A line for each kind of fault."""
    head = "| pofilter " if theirs else ""
    print(f"| fault | family | planted | found | recall | goal {head}|")
    print("|---|---|--:|--:|--:|--:" + ("|--:" if theirs else "") + "|")
    for planter in planters:
        counts: Counter[str] = Counter()
        missed: list[tuple[Unit, Unit]] = []
        family = [chosen for chosen in rules if chosen.rule.family == planter.family]
        for text in corpus:
            known = {each for each in clean[text.name] if each[1].startswith(planter.family)}
            found = recall(text, planter, options.faults, family, known)
            counts.update(planted=found.planted, found=found.found)
            missed += found.missed
            if theirs:
                spoiled = planted(text, planter, options.faults)
                new = {
                    place for place, _ in pofilter(text.bitext(spoiled.units)) - theirs[text.name]
                }
                counts["theirs"] += sum(not new.isdisjoint(fault) for fault in spoiled.faults)
        if not counts["planted"]:
            continue
        goal = "" if planter.goal is None else f"{planter.goal:.2f}"
        share = counts["found"] / counts["planted"]
        row = f"| {planter.name} | {planter.family} | {counts['planted']} | {counts['found']} "
        row += f"| {share:.3f} | {goal} "
        if theirs:
            row += f"| {counts['theirs'] / counts['planted']:.3f} "
        print(row + "|", flush=True)
        for before, after in missed[:6] if options.examples else ():
            print(f"    {before.source}\n    {before.target}\n    {after.target}\n")


def print_false_alarms(corpus: Sequence[Text], rules: Sequence[Chosen]) -> None:
    """A line for each rule."""
    print("\n| rule | " + " | ".join(f"{text.name} | note" for text in corpus) + " |")
    print("|---" + "|--:|--:" * len(corpus) + "|")
    tables = [false_alarms(text, rules) for text in corpus]
    for name in tables[0]:
        cells = [
            f"{counts[name][0] / len(text.units):.2%} | {counts[name][1] / len(text.units):.2%}"
            for text, counts in zip(corpus, tables, strict=True)
        ]
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
