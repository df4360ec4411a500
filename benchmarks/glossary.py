"""How the rules of a glossary (TRM) do: false alarms, faults found, and speed.

    python benchmarks/glossary.py [clean] [planted] [speed] [--show]

``clean``: each chapter of ``qa/hkma`` against a glossary made of its own dictionary, a concept for
each source term with all its renderings (*own*), and the same with the renderings that the
dictionaries of the other chapters give for these terms (*joint*). What is found in these
translations is counted by rule and severity, beside the places of the terms. Most of it is true:
translators do not always keep to their dictionary, and one chapter lost capitals when it was made
into text. ``--show`` prints each.
``planted``: the same chapters with one rendering in four of 40 terms replaced; of the units in
which a dictionary term lost its rendering, how many are told of, how many of them as more than a
note, and in how many what is said to stand there has to do with what was planted.
``speed``: 100,000 units, each made of two of the chapters' pairs and of news, against glossaries of
1,000 and of 10,000 concepts: the processor time of checking, and of the second as a multiple of the
first. The terms are those of all chapters that the texts hold to, and pairs of them put together.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from gold import shared_folder
from hkma import Chapter, as_compared, chapters
from planted import rows
from planting import Planted, plant

from duilian.align.words import Pair
from duilian.corpus.glossary import Concept, Glossary, Term, write_glossary
from duilian.corpus.model import Bitext, Unit
from duilian.corpus.text.script import primary, to_simplified
from duilian.corpus.text.terms import Parts, cut
from duilian.quality.checker import Chosen, check_bitext
from duilian.quality.finding import Finding, Severity, marked
from duilian.quality.passage import passages
from duilian.quality.rules import RULES
from duilian.quality.terminology import Terminology, terminology

_MEASURES = ("clean", "planted", "speed")
_TERM_RULES = tuple(rule for rule in RULES if rule.family == "TRM")
_PLANTED = 40
_UNITS = 100_000
_SIZES = (1_000, 10_000)


Renderings = dict[tuple[str, Parts], dict[str, None]]
"""What renders a term, by its language and its parts."""


def joint_renderings(all_chapters: Sequence[Chapter]) -> Renderings:
    """What any chapter's dictionary gives for a term, read in both directions."""
    found: defaultdict[tuple[str, Parts], dict[str, None]] = defaultdict(dict)
    for chapter in all_chapters:
        languages = [primary(tag) for tag in chapter.languages]
        for term, renderings in chapter.dictionary.items():
            for each in renderings:
                found[languages[0], cut(term, languages[0]).parts][each] = None
                found[languages[1], cut(each, languages[1]).parts][term] = None
    return found


def glossary_of(chapter: Chapter, joint: Renderings | None = None) -> Glossary:
    """A chapter's dictionary as a glossary: a concept for each of its source terms.

    With ``joint``, what the other chapters' dictionaries give for those is allowed too.
    """
    source, target = chapter.languages
    known = joint or {}
    language = primary(source)
    return Glossary(
        tuple(
            Concept(
                f"c{number}",
                (
                    Term(term, source),
                    *(
                        Term(each, target, "allowed" if place else "preferred")
                        for place, each in enumerate(
                            dict.fromkeys(
                                [*renderings, *known.get((language, cut(term, language).parts), ())]
                            )
                        )
                    ),
                ),
            )
            for number, (term, renderings) in enumerate(chapter.dictionary.items())
        )
    )


def checked(
    pairs: Sequence[Pair], languages: tuple[str, str], glossary: Glossary, folder: Path
) -> tuple[int, tuple[Finding, ...]]:
    """The places of the glossary's terms in a bitext, and what the TRM rules find."""
    file = folder / "glossary.toml"
    write_glossary(glossary, file)
    terminology.cache_clear()
    bitext = Bitext(*languages, tuple(Unit(source, target) for source, target in pairs))
    terms = terminology((str(file),), *map(primary, languages))
    places = sum(len(each.places) for one in passages(bitext, "") for each in terms.of(one))
    return places, check_bitext(bitext, "", _chosen(file)).findings


def _chosen(file: Path) -> list[Chosen]:
    """The TRM rules with the glossary in a file."""
    return [Chosen(rule, rule.setup(None, (str(file),)), rule.severity) for rule in _TERM_RULES]


def measure_clean(all_chapters: Sequence[Chapter], folder: Path, show: bool) -> None:
    """Print how much is found in each chapter as its translators left it."""
    for name, joint in (("own", None), ("joint", joint_renderings(all_chapters))):
        total: Counter[str] = Counter()
        for chapter in all_chapters:
            glossary = glossary_of(chapter, joint)
            places, findings = checked(chapter.pairs, chapter.languages, glossary, folder)
            counts = Counter({"places": places}) + Counter(_kind(each) for each in findings)
            print(f"clean    {name:5} {chapter.name:8} {_rates(counts)}", flush=True)
            for each in findings if show else ():
                print(f"         {each.unit:4} {_kind(each)}: {each.message}")
            total += counts
        print(f"clean    {name:5} all      {_rates(total)}")


def _kind(finding: Finding) -> str:
    return "notes" if finding.severity is Severity.note else finding.code


def _rates(counts: Counter[str]) -> str:
    places = counts["places"]
    told = ", ".join(
        f"{kind} {counts[kind]} ({100 * counts[kind] / places:.1f})"
        for kind in (*(rule.code for rule in _TERM_RULES), "notes")
        if counts[kind]
    )
    return f"{places:5} places; found, and per 100 places: {told}"


def measure_planted(all_chapters: Sequence[Chapter], folder: Path) -> None:
    """Print how many of the renderings that were taken away are told of."""
    for near in (False, True):
        total: Counter[str] = Counter()
        for chapter in all_chapters:
            to_english = primary(chapter.languages[1]) == "en"
            replacements = rows(to_english=to_english, near=near)
            pairs, planted = plant(chapter.pairs, replacements, seed=1, most=_PLANTED)
            glossary = glossary_of(chapter)
            _, before = checked(chapter.pairs, chapter.languages, glossary, folder)
            _, after = checked(pairs, chapter.languages, glossary, folder)
            total += _counted(chapter, glossary, planted, before, after)
        units = total["units"]
        print(
            f"planted  {'near' if near else 'far '} {units} units: told of"
            f" {total['told'] / units:.3f}, more than a note {total['graver'] / units:.3f},"
            f" with what was planted {total['named'] / units:.3f}"
        )


def _counted(
    chapter: Chapter,
    glossary: Glossary,
    planted: Sequence[Planted],
    before: Sequence[Finding],
    after: Sequence[Finding],
) -> Counter[str]:
    """Of the units where a term of the glossary lost its rendering: how many were told of."""
    counts: Counter[str] = Counter()
    known = {(each.unit, marked(each.source, each.source_span)) for each in before}
    new = [
        each
        for each in after
        if each.code == "TRM001" and (each.unit, marked(each.source, each.source_span)) not in known
    ]
    language = chapter.languages[1]
    for each in planted:
        if not _is_term(each, glossary, chapter.languages):
            continue
        for unit in each.units:
            told = [found for found in new if found.unit == unit + 1]
            counts["units"] += 1
            counts["told"] += bool(told)
            counts["graver"] += any(found.severity is not Severity.note for found in told)
            words = set(as_compared(each.replacement, language))
            counts["named"] += any(
                words & set(as_compared(marked(found.target, found.target_span), language))
                for found in told
                if found.target_span is not None
            )
    return counts


def _is_term(planted: Planted, glossary: Glossary, languages: tuple[str, str]) -> bool:
    """Whether a glossary has the term that was planted upon, with that rendering."""
    wanted = {to_simplified(planted.term).lower(), to_simplified(planted.rendering).lower()}
    return any(
        wanted <= {to_simplified(term.text).lower() for term in concept.terms}
        for concept in glossary
    )


def measure_speed(all_chapters: Sequence[Chapter], folder: Path) -> None:
    """Print the processor time of checking many units against a small and a large glossary."""
    chance = random.Random(1)
    texts = list(_texts(all_chapters))
    units = [
        (one[0] + other[0], f"{one[1]} {other[1]}")
        for one, other in (chance.sample(texts, 2) for _ in range(_UNITS))
    ]
    known = list(_obeyed(list(_concepts(all_chapters)), texts))
    taken = []
    for size in _SIZES:
        glossary = Glossary(tuple(_grown(known, size, chance)))
        file = folder / "glossary.toml"
        write_glossary(glossary, file)
        terminology.cache_clear()
        bitext = Bitext("zh", "en", tuple(Unit(source, target) for source, target in units))
        started = time.process_time()
        findings = check_bitext(bitext, "", _chosen(file)).findings
        taken.append(time.process_time() - started)
        print(
            f"speed    {len(glossary):6,} concepts: {len(units):,} units in {taken[-1]:.0f} s of"
            f" processor time ({len(units) / taken[-1]:,.0f} a second), {len(findings):,} findings",
            flush=True,
        )
    print(f"speed    {taken[1] / taken[0]:.2f} times as long for ten times the concepts")


def _obeyed(
    known: Sequence[tuple[str, list[str]]], texts: Sequence[Pair]
) -> Iterator[tuple[str, list[str]]]:
    """The concepts that texts hold to, but for one place in twenty: others would be found faulty
    all the time, as they are in no text that is checked in earnest."""
    glossary = Glossary(tuple(_made(number, *each) for number, each in enumerate(known)))
    terms = Terminology(glossary, "zh", "en")
    places: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    bitext = Bitext("zh", "en", tuple(Unit(source, target) for source, target in texts))
    for passage in passages(bitext, ""):
        for each in terms.of(passage):
            places[each.concept.id] += 1
            missed[each.concept.id] += not each.rendered
    for number, each in enumerate(known):
        if 20 * missed[f"c{number}"] <= places[f"c{number}"]:
            yield each


def _texts(all_chapters: Sequence[Chapter]) -> Iterator[Pair]:
    """Pairs from Chinese to English: the chapters', and news."""
    for chapter in all_chapters:
        chinese_first = primary(chapter.languages[0]) == "zh"
        for one, other in chapter.pairs:
            yield (one, other) if chinese_first else (other, one)
    folder = shared_folder() / "qa" / "wmt22.zh-en"
    sides = [
        (folder / name).read_text(encoding="utf-8").splitlines() for name in ("src.zh", "ref.A.en")
    ]
    yield from zip(*sides, strict=True)


def _concepts(all_chapters: Sequence[Chapter]) -> Iterator[tuple[str, list[str]]]:
    """Chinese terms with their English renderings, of all chapters."""
    found: dict[str, list[str]] = {}
    for chapter in all_chapters:
        chinese_first = primary(chapter.languages[0]) == "zh"
        for term, renderings in chapter.dictionary.items():
            for each in renderings:
                one, other = (term, each) if chinese_first else (each, term)
                found.setdefault(to_simplified(one), []).append(other)
    yield from found.items()


def _grown(
    known: Sequence[tuple[str, list[str]]], size: int, chance: random.Random
) -> Iterator[Concept]:
    """So many concepts: known ones, and when there are no more, pairs of them put together."""
    chosen = chance.sample(known, min(size, len(known)))
    while len(chosen) < size:
        (one, its), (other, others) = chance.sample(known, 2)
        chosen.append((one + other, [f"{its[0]} {others[0]}"]))
    for number, each in enumerate(chosen):
        yield _made(number, *each)


def _made(number: int, term: str, renderings: Sequence[str]) -> Concept:
    return Concept(f"c{number}", (Term(term, "zh"), *(Term(each, "en") for each in renderings)))


def main() -> None:
    """Print the figures asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("measures", nargs="*", choices=[[], *_MEASURES], default=[])
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    measures = options.measures or list(_MEASURES)
    all_chapters = list(chapters())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "clean" in measures:
            measure_clean(all_chapters, folder, options.show)
        if "planted" in measures:
            measure_planted(all_chapters, folder)
        if "speed" in measures:
            measure_speed(all_chapters, folder)


if __name__ == "__main__":
    main()
