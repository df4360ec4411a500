"""What `duilian check` finds and what it wrongly says, measured on planted faults.

    python benchmarks/quality.py [--only NUM,DUP] [--faults 150] [--examples] [--pofilter] [--write]

Professional translations (qa/wmt22, both directions) are nearly clean: whatever a rule says of them
is nearly always a false alarm. Into a copy of them faults of one kind are planted (planters/),
seeded, a few units apart; a fault counts as found if a rule of its family says something of a unit
that changed which it did not say of the clean text. Printed are the recall of each kind of fault
and of each family, and for each rule the share of clean units with a finding of severity error or
warning, and with a note. The rules are those that are on by default.

With `--examples`, some faults that were missed are shown. With `--pofilter`, the same pairs are
given to pofilter of the translate-toolkit, and a fault counts as found if any of its checks says
something new of the unit, whatever it is. With `--write`, the tables go into docs/quality.md.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

from gold import shared_folder
from planters import PLANTERS, Planter

from duilian.corpus.formats import write_bitext
from duilian.corpus.model import Bitext, Unit
from duilian.quality.checker import Checked, Chosen, by_default, check_bitext
from duilian.quality.finding import Severity
from duilian.quality.rules import RULES

SEED = 20261125
DOCS = Path(__file__).resolve().parent.parent / "docs" / "quality.md"
BEGIN = "<!-- made by make bench-quality -->"
END = "<!-- end of what is made -->"
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
    return said(check_bitext(bitext, "", rules))


def said(checked: Checked) -> set[Finding]:
    """What was found, as it can be compared."""
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
    """How many faults of a kind were planted, how many found by us and by pofilter.

    ``missed`` are some of those that were not found by us: the clean unit and the spoiled one.
    """

    kind: str
    family: str
    goal: float | None
    planted: int
    found: int
    theirs: int
    missed: tuple[tuple[Unit, Unit], ...]


@dataclass(frozen=True, slots=True)
class Clean:
    """What is said of a clean text: our findings, and the checks of pofilter by their units."""

    text: Text
    checked: Checked
    theirs: Theirs | None

    def flagged(self, prefix: str, *, notes: bool) -> float:
        """The share of units that rules of this code or family warn of, or only note."""
        units = {
            found.unit
            for found in self.checked.findings
            if found.code.startswith(prefix) and (found.severity is Severity.note) == notes
        }
        return len(units) / len(self.text.units)


def recall(
    clean: Clean, planter: Planter, spoiled: Planted, rules: Sequence[Chosen], theirs: Theirs | None
) -> Recall:
    """What the rules of the planter's family find of its faults in a text, and what pofilter."""
    family = [chosen for chosen in rules if chosen.rule.family == planter.family]
    new = findings(clean.text.bitext(spoiled.units), family) - said(clean.checked)
    ours = {place for place, told in new if told.startswith(planter.family)}
    missed = [fault for fault in spoiled.faults if ours.isdisjoint(fault)]
    found = (
        sum(
            any(
                theirs.get((planter.name, place), NONE) - clean.theirs.get(("", place), NONE)
                for place in fault
            )
            for fault in spoiled.faults
        )
        if theirs is not None and clean.theirs is not None
        else 0
    )
    return Recall(
        planter.name,
        planter.family,
        planter.goal,
        len(spoiled.faults),
        len(spoiled.faults) - len(missed),
        found,
        tuple((clean.text.units[fault[0]], spoiled.units[fault[0]]) for fault in missed[:2]),
    )


# --- pofilter -----------------------------------------------------------------------------------

Theirs = dict[tuple[str, int], frozenset[str]]
"""The checks of pofilter that a unit failed, by the planter of its text ("" for none) and place."""
NONE: frozenset[str] = frozenset()


def pofilter(text: Text, spoiled: Mapping[str, Planted]) -> Theirs:
    """What pofilter says of the units of a text, and of those in which faults were planted.

    It looks at each unit alone, so all of them are given to it at once.
    """
    named = [("", place, unit) for place, unit in enumerate(text.units)]
    for name, planted_units in spoiled.items():
        places = (place for fault in planted_units.faults for place in fault)
        named += [(name, place, planted_units.units[place]) for place in places]
    contexts = {str(number): (name, place) for number, (name, place, _) in enumerate(named)}
    units = (
        Unit(unit.source, unit.target, attributes=(("msgctxt", str(number)),))
        for number, (_, _, unit) in enumerate(named)
    )
    with tempfile.TemporaryDirectory() as folder:
        given, told = Path(folder) / "in.po", Path(folder) / "out.po"
        write_bitext(Bitext(*text.languages, units), given)
        subprocess.run(
            ["pofilter", "-i", given, "-o", told, "--progress=none"],
            check=True,
            capture_output=True,
        )
        written = told.read_text(encoding="utf-8") if told.exists() else ""
    failed: Theirs = {}
    for entry in written.split("\n\n"):
        context = re.search(r'^msgctxt "(\d+)"', entry, re.M)
        reasons = re.findall(r"\(pofilter\) (.*)", entry)
        if context is not None:
            checks = (check for reason in reasons for check in re.findall(r"(\w+):", reason))
            failed[contexts[context[1]]] = frozenset(checks)
    return failed


# --- the whole of it ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Job:
    """A text to measure on, and with what: planters and rules of these families (all if none)."""

    text: Text
    only: tuple[str, ...]
    faults: int
    with_pofilter: bool


def chosen_rules(only: Sequence[str]) -> tuple[Chosen, ...]:
    """The rules that are on by default, of these families or of all."""
    return by_default(rule for rule in RULES if rule.default and (not only or rule.family in only))


def chosen_planters(only: Sequence[str]) -> list[Planter]:
    """The planters of these families or of all."""
    return [each for each in PLANTERS if not only or each.family in only]


def measure(job: Job) -> tuple[Clean, list[Recall]]:
    """What is said of a clean text, and the recall of each planter in it."""
    rules, planters = chosen_rules(job.only), chosen_planters(job.only)
    spoiled = {planter.name: planted(job.text, planter, job.faults) for planter in planters}
    theirs = pofilter(job.text, spoiled) if job.with_pofilter else None
    clean = Clean(job.text, check_bitext(job.text.bitext(), "", rules), theirs)
    found = [recall(clean, each, spoiled[each.name], rules, theirs) for each in planters]
    print(f"{job.text.name} measured", file=sys.stderr)
    return clean, found


def summed(planter: Planter, recalls: Iterable[Recall]) -> Recall:
    """The recalls of one planter as one."""
    mine = [each for each in recalls if each.kind == planter.name]
    return Recall(
        planter.name,
        planter.family,
        planter.goal,
        sum(each.planted for each in mine),
        sum(each.found for each in mine),
        sum(each.theirs for each in mine),
        tuple(pair for each in mine for pair in each.missed),
    )


# --- printing -----------------------------------------------------------------------------------


def tables(cleans: Sequence[Clean], recalls: Sequence[Recall], rules: Sequence[Chosen]) -> str:
    """The three tables, as Markdown."""
    return "\n\n".join(
        "\n".join(lines)
        for lines in (
            family_table(cleans, recalls),
            fault_table(recalls, with_pofilter=cleans[0].theirs is not None),
            rule_table(cleans, rules),
        )
    )


def family_table(cleans: Sequence[Clean], recalls: Sequence[Recall]) -> Iterator[str]:
    """A line for each family: its recall, and the clean units it warns of."""
    yield (
        "| family | planted | found | recall | the least found | "
        + " | ".join(f"warns in {clean.text.name}" for clean in cleans)
        + " |"
    )
    yield "|---|--:|--:|--:|---|" + "--:|" * len(cleans)
    for family in dict.fromkeys(each.family for each in recalls):
        mine = [each for each in recalls if each.family == family and each.planted]
        least = min(mine, key=lambda each: each.found / each.planted)
        sums = [sum(each.planted for each in mine), sum(each.found for each in mine)]
        cells = (
            *(family, *sums, f"{sums[1] / sums[0]:.3f}"),
            f"{least.kind} ({least.found / least.planted:.3f})",
            *(f"{clean.flagged(family, notes=False):.2%}" for clean in cleans),
        )
        yield row(cells)


def fault_table(recalls: Sequence[Recall], with_pofilter: bool) -> Iterator[str]:
    """A line for each kind of fault."""
    yield "| fault | family | planted | found | recall | goal |" + " pofilter |" * with_pofilter
    yield "|---|---|--:|--:|--:|--:|" + "--:|" * with_pofilter
    for each in recalls:
        if not each.planted:
            continue
        goal = "" if each.goal is None else f"{each.goal:.2f}"
        cells = [each.kind, each.family, each.planted, each.found]
        cells += [f"{each.found / each.planted:.3f}", goal]
        cells += [f"{each.theirs / each.planted:.3f}"] * with_pofilter
        yield row(cells)


def rule_table(cleans: Sequence[Clean], rules: Sequence[Chosen]) -> Iterator[str]:
    """A line for each rule that says something of clean units, for all, and for pofilter."""
    yield "| rule | " + " | ".join(f"{clean.text.name} | note" for clean in cleans) + " |"
    yield "|---|" + "--:|--:|" * len(cleans)
    silent = []
    for name in (*(chosen.rule.code for chosen in rules), ""):
        shares = [clean.flagged(name, notes=notes) for clean in cleans for notes in (False, True)]
        if name and not any(shares):
            silent.append(name)
            continue
        yield row((name or "all", *(f"{share:.2%}" for share in shares)))
    if all(clean.theirs is not None for clean in cleans):
        shares = [
            sum(not name for name, _ in clean.theirs or {}) / len(clean.text.units)
            for clean in cleans
        ]
        yield row(("pofilter", *(cell for share in shares for cell in (f"{share:.2%}", ""))))
    yield f"\nOf no unit speak {', '.join(silent)}."


def row(cells: Iterable[object]) -> str:
    """A line of a table."""
    return f"| {' | '.join(map(str, cells))} |"


def write(text: str) -> None:
    """Put the tables where docs/quality.md has its place for them."""
    before, begin, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        sys.exit(f"{DOCS}: no place for the tables, between '{BEGIN}' and '{END}'")
    DOCS.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="families, parted by commas")
    parser.add_argument("--faults", type=int, default=150, help="of a kind, in each text")
    parser.add_argument("--examples", action="store_true")
    parser.add_argument("--pofilter", action="store_true")
    parser.add_argument("--write", action="store_true", help="into docs/quality.md too")
    options = parser.parse_args()
    only = tuple(filter(None, options.only.split(",")))
    if only and options.write:
        sys.exit("--write is for all families")
    with_pofilter = options.pofilter and shutil.which("pofilter") is not None
    if options.pofilter and not with_pofilter:
        print("pofilter is not installed (Debian: translate-toolkit)", file=sys.stderr)
    jobs = [Job(text, only, options.faults, with_pofilter) for text in texts()]
    with ProcessPoolExecutor() as pool:
        measured = list(pool.map(measure, jobs))
    cleans = [clean for clean, _ in measured]
    every = [each for _, recalls in measured for each in recalls]
    recalls = [summed(planter, every) for planter in chosen_planters(only)]
    found = tables(cleans, recalls, chosen_rules(only))
    print(found)
    if options.write:
        write(found)
    for each in recalls if options.examples else ():
        for before, after in each.missed:
            print(f"{each.kind}\n    {before.source}\n    {before.target}\n    {after.target}\n")


if __name__ == "__main__":
    main()
