"""Speed and memory of TMX, against lxml in the same run.

    python benchmarks/tmx.py [--units 200000] [--rounds 3] [--memory]

Both read and write the same files: units of an alignment, with all the props that say where they
come from, and the same units without. Reading is from the file to Units; the peer is the plain
loop over ``lxml.etree.iterparse`` that takes the language and text of each variant and clears what
it has seen, with and without taking the props too. Writing is from Units; the peer is
``lxml.etree.xmlfile`` with an element a unit. Figures are units in a second of processor time, the
best of several rounds taken in turn, so that they suffer alike from what else the machine does.
``--memory`` reads and writes in processes of their own, which tell their peak over that of the
imports alone.
"""

from __future__ import annotations

import argparse
import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from lxml import etree

from duilian.corpus.formats import read_bitext, tmx, write_bitext
from duilian.corpus.model import Bitext, Span, Unit

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SOURCE = "春联贴在大门的两边，上联在右，下联在左，横批贴在门的正上方，这是第{}副。"
TARGET = (
    "Spring couplets are pasted on both sides of the door & the horizontal scroll is pasted"
    " right above it; this is pair {}. "
)


def units(count: int, *, props: bool) -> Iterator[Unit]:
    """Units as an aligner makes them, or nothing but their texts."""
    for at in range(count):
        times = 1 + at % 3
        source, target = SOURCE.format(at) * times, TARGET.format(at) * times
        if not props:
            yield Unit(source, target)
            continue
        yield Unit(
            source,
            target,
            str(at + 1),
            (10_000 - at % 2_000) / 10_000,
            range(at, at + 1),
            range(at, at + 1 + at % 2),
            Span(at * 40, at * 40 + len(source)),
            Span(at * 120, at * 120 + len(target)),
        )


# --- reading ----------------------------------------------------------------------------------


def read_ours(path: Path) -> int:
    """All the units, by us."""
    return sum(1 for _ in read_bitext(path))


def read_plain(path: Path) -> int:
    """The languages and texts of all the units, by lxml."""
    count = 0
    for _, unit in etree.iterparse(path, tag="tu"):
        texts = {tuv.get(LANG): tuv.findtext("seg") for tuv in unit.iterfind("tuv")}
        count += len(texts) == 2
        cleared(unit)
    return count


def read_all(path: Path) -> int:
    """The identifiers, props, languages and texts of all the units, by lxml."""
    count = 0
    for _, unit in etree.iterparse(path, tag="tu"):
        texts = {tuv.get(LANG): tuv.findtext("seg") for tuv in unit.iterfind("tuv")}
        props = [(prop.get("type"), prop.text) for prop in unit.iterfind("prop")]
        count += len(texts) == 2 and props is not None and unit.get("tuid") != ""
        cleared(unit)
    return count


def cleared(unit: etree._Element) -> None:
    """Let go of an element and of all before it."""
    unit.clear()
    parent = unit.getparent()
    while parent is not None and unit.getprevious() is not None:
        del parent[0]


# --- writing ----------------------------------------------------------------------------------


def write_ours(made: list[Unit]) -> int:
    """All the units, by us, into memory."""
    return tmx.write(Bitext("zh", "en", made, "a", "b"), io.StringIO())


def write_lxml(made: list[Unit], props: list[list[tuple[str, str]]]) -> int:
    """The same content by lxml: an element a unit; the text of the props is given to it."""
    with (
        etree.xmlfile(io.BytesIO(), encoding="utf-8") as out,
        out.element("tmx", version="1.4"),
        out.element("body"),
    ):
        for unit, about in zip(made, props, strict=True):
            tu = etree.Element("tu")
            if unit.id:
                tu.set("tuid", unit.id)
            for kind, text in about:
                prop = etree.SubElement(tu, "prop", type=kind)
                prop.text = text
            for language, text in (("zh", unit.source), ("en", unit.target)):
                tuv = etree.SubElement(tu, "tuv")
                tuv.set(LANG, language)
                etree.SubElement(tuv, "seg").text = text
            out.write(tu)
    return len(made)


# --- figures ----------------------------------------------------------------------------------


def best(rounds: int, works: list[Callable[[], object]]) -> list[float]:
    """The least processor time of each work, in seconds, the works taken in turn."""
    least = [float("inf")] * len(works)
    for _ in range(rounds):
        for at, work in enumerate(works):
            start = time.process_time()
            work()
            least[at] = min(least[at], time.process_time() - start)
    return least


def speed(folder: Path, count: int, rounds: int) -> None:
    """Print units a second, and the ratios."""
    for props in (False, True):
        name = "with props" if props else "plain"
        path = folder / f"{name}.tmx"
        write_bitext(Bitext("zh", "en", units(count, props=props), "a", "b"), path)
        ours, plain, whole = best(
            rounds, [partial(read, path) for read in (read_ours, read_plain, read_all)]
        )
        print(
            f"read  {name:10} {path.stat().st_size / 1e6:4.0f} MB: {count / ours:8,.0f} units/s;"
            f" iterparse {count / plain:8,.0f}, ratio {plain / ours:.2f};"
            f" iterparse with the props {count / whole:8,.0f}, ratio {whole / ours:.2f}",
            flush=True,
        )
        made = list(units(min(count, 50_000), props=props))
        about = [shown_props(element) for element in elements(made)]
        ours, theirs = best(rounds, [partial(write_ours, made), partial(write_lxml, made, about)])
        print(
            f"write {name:10}           {len(made) / ours:8,.0f} units/s;"
            f" xmlfile {len(made) / theirs:10,.0f}, ratio {theirs / ours:.2f}",
            flush=True,
        )


def elements(made: list[Unit]) -> Iterator[etree._Element]:
    """The units as we write them, parsed."""
    out = io.StringIO()
    tmx.write(Bitext("zh", "en", made), out)
    yield from etree.fromstring(out.getvalue().encode()).iter("tu")


def shown_props(unit: etree._Element) -> list[tuple[str, str]]:
    """The types and texts of a unit's props."""
    return [(prop.get("type", ""), prop.text or "") for prop in unit.iterfind("prop")]


def memory(folder: Path, count: int) -> None:
    """Print the peaks of reading and writing, over the imports alone."""

    def peak(*arguments: str) -> float:
        done = subprocess.run(
            [sys.executable, __file__, "--one", *arguments], stdout=subprocess.PIPE, check=True
        )
        return float(done.stdout)

    for many in (count, 10 * count):
        path = folder / f"{many}.tmx"
        nothing = peak("nothing", str(path), str(many))
        written = peak("write", str(path), str(many)) - nothing
        read = peak("read", str(path), str(many)) - nothing
        path.unlink()
        print(
            f"{many:,} units: {read:.1f} MiB to read, {written:.1f} MiB to write,"
            f" over {nothing:.0f} MiB",
            flush=True,
        )


def one(what: str, path: Path, count: int) -> None:
    """Do one thing in this process, and print its peak in MiB."""
    if what == "write":
        write_bitext(Bitext("zh", "en", units(count, props=True), "a", "b"), path)
    elif what == "read":
        read_ours(path)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description="Speed and memory of TMX.")
    parser.add_argument("--units", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", action="store_true", help="only the peaks")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        one(options.one[0], Path(options.one[1]), int(options.one[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        if options.memory:
            memory(Path(folder), options.units)
        else:
            speed(Path(folder), options.units, options.rounds)


if __name__ == "__main__":
    main()
