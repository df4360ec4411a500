"""How well words are aligned, terms extracted and drift found, on texts with known terms.

    python benchmarks/terms.py [words] [extract] [seed] [planted] [speed] [--seeds N]

``words``: of the places of dictionary terms in ``qa/hkma`` whose rendering stands in the target,
how many have just that rendering named (*exact*), and how many it or a part or a little more
(*overlap*). ``extract``: of the dictionary pairs that occur three times or more in a chapter, how
many are extracted. ``seed``: the drifting terms of the seed article. ``planted``: all chapters as
one scope, one rendering in four replaced for 40 terms, by wholly other words (*far*) or with one
word changed (*near*); the share found, and three precisions: among all that is reported; the same,
with what is inconsistent by itself (``judged.py``) counted as right; and among what the untouched
text does not report too.
``speed``: the processor time of aligning words, as a multiple of encoding the texts once.
``fit`` fits the weights of ``align/words/spans.py`` and ``quality/terms/rendering.py``, leaving
out each chapter in turn to say what they are worth; it is not run unless asked for.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from gold import shared_folder
from hkma import Chapter, Known, as_compared, chapters, forms, known_places
from judged import INCONSISTENT
from planted import rows
from planting import found, plant

from duilian.align.encode import EmbeddedEncoder
from duilian.align.words import (
    Pair,
    WordAlignment,
    align_words,
    candidates,
    ground,
    spans,
    text_span,
)
from duilian.corpus.text.script import primary
from duilian.quality.inputs import Reading, Source
from duilian.quality.terms import rendering
from duilian.quality.terms.drift import find_drift
from duilian.quality.terms.extraction import extract
from duilian.quality.terms.model import Key, Occurrence
from duilian.quality.terms.recurring import recurring_runs, target_keys
from duilian.quality.terms.rendering import (
    MOST_OPTIONS,
    count_options,
    places_of,
    scored,
)
from duilian.quality.terms.scope import read_scope
from duilian.quality.terms.survey import survey

Values = npt.NDArray[np.float64]
_MEASURES = ("words", "extract", "seed", "planted", "speed")
_LEAST_EXTRACTED = 3
_PLANTED = 40
_REGULAR = 0.001
_ABBREVIATION = re.compile(r"^[A-Za-z]*[A-Z][a-z]?[A-Z][A-Za-z]*$")
"""Terms not fitted to: a short word for a long rendering teaches that longer is better."""


def overlaps(one: str, other: str) -> bool:
    """Whether one rendering is part of another."""
    return bool(one and other) and (one in other or other in one)


def measure_words(all_chapters: Sequence[Chapter]) -> None:
    """Print a line for each chapter: exact, overlap."""
    total: Counter[str] = Counter()
    for chapter in all_chapters:
        counts: Counter[str] = Counter()
        for choices, weights in choices_of(chapter, MOST_OPTIONS):
            counts["places"] += 1
            if choices is not None:
                best = int((choices.features @ weights).argmax())
                counts["exact"] += bool(choices.exact[best])
                counts["overlap"] += bool(choices.overlap[best])
        print(f"words    {chapter.name:8} {_shares(counts)}", flush=True)
        total += counts
    print(f"words    all      {_shares(total)}")


def _shares(counts: Counter[str]) -> str:
    places = counts["places"]
    return (
        f"{places:5} places, exact {counts['exact'] / places:.3f},"
        f" overlap {counts['overlap'] / places:.3f}"
    )


class Choices:
    """The candidates at a place: their features, and which of them are right."""

    def __init__(
        self,
        alignment: WordAlignment,
        more: Sequence[tuple[float, ...]],
        known: Known,
        chapter: Chapter,
        recurring: Mapping[Key, float],
    ) -> None:
        self.term = known.term
        language = chapter.languages[1]
        source, target = chapter.pairs[known.occurrence.unit]
        found = candidates(
            ground(alignment, source, target), known.occurrence.span, len(more), recurring
        )
        places = [text_span(alignment.target, each) for each in found]
        wanted = {as_compared(form, language) for each in known.renderings for form in forms(each)}
        texts = [as_compared(target[span.start : span.end], language) for span in places]
        self.features = np.array(
            [(*each.features, *two) for each, two in zip(found, more, strict=True)]
        )
        self.exact = np.array([text in wanted for text in texts])
        self.overlap = np.array([any(overlaps(text, each) for each in wanted) for text in texts])


def choices_of(chapter: Chapter, most: int) -> Iterable[tuple[Choices | None, Values]]:
    """The choices at each place of a dictionary term, and the weights in use."""
    weights = np.array([*spans.WEIGHTS, *rendering.WEIGHTS], dtype=np.float64)
    by_term: defaultdict[str, list[Known]] = defaultdict(list)
    for known in known_places(chapter):
        by_term[as_compared(known.term, chapter.languages[0])].append(known)
    alignments = list(align_words(chapter.pairs, chapter.languages))
    occurrences: list[list[Occurrence]] = [
        [known.occurrence for known in places] for places in by_term.values()
    ]
    targets = target_keys((target for _, target in chapter.pairs), chapter.languages[1])
    recurring = recurring_runs(occurrences, targets)
    places = places_of(occurrences, chapter.pairs, alignments, recurring, most)
    counts = count_options(places, targets)
    for knowns, here, again in zip(by_term.values(), places, recurring, strict=True):
        for known, (place, more) in zip(knowns, scored(here, counts), strict=True):
            alignment = alignments[place.occurrence.unit]
            yield (Choices(alignment, more, known, chapter, again) if more else None), weights


def measure_extraction(all_chapters: Sequence[Chapter]) -> None:
    """Print for each chapter the share of the publisher's pairs that are extracted."""
    total: Counter[str] = Counter()
    for chapter in all_chapters:
        source, target = chapter.languages
        places: Counter[str] = Counter()
        renderings: defaultdict[str, set[str]] = defaultdict(set)
        for known in known_places(chapter):
            term = as_compared(known.term, source)
            places[term] += 1
            renderings[term] |= {as_compared(each, target) for each in known.renderings}
        entries = extract(survey(chapter.pairs, chapter.languages))
        listed = {
            as_compared(entry.term.text, source): {
                as_compared(each.text, target) for each in entry.renderings
            }
            for entry in entries
        }
        wanted = [term for term, count in places.items() if count >= _LEAST_EXTRACTED]
        pairs = sum(bool(listed.get(term, set()) & renderings[term]) for term in wanted)
        counts = Counter(wanted=len(wanted), pairs=pairs, listed=len(entries))
        print(f"extract  {chapter.name:8} {_pairs(counts)}", flush=True)
        total += counts
    print(f"extract  all      {_pairs(total)}")


def _pairs(counts: Counter[str]) -> str:
    return (
        f"{counts['pairs']:3} of {counts['wanted']:3} pairs"
        f" ({counts['pairs'] / counts['wanted']:.3f}), {counts['listed']} terms listed"
    )


def measure_seed() -> None:
    """Print what drifts in the seed article."""
    folder = shared_folder() / "seed"
    files = (folder / "article.zh.txt", folder / "article.en.txt")
    scope = read_scope([Source(files, "documents")], Reading())
    for drift in find_drift(survey(scope.pairs, scope.languages)):
        told = " / ".join(f"{each.text} ({len(each.renderings)})" for each in drift.variants)
        print(f"seed     {drift.confidence:.2f} {drift.term.text}: {told}")


def measure_planted(all_chapters: Sequence[Chapter], seeds: int) -> None:
    """Print recall and both precisions for each direction and kind of planting."""
    for languages in (("zh-Hant", "en"), ("en", "zh-Hant")):
        pairs: list[Pair] = [
            pair if chapter.languages == languages else (pair[1], pair[0])
            for chapter in all_chapters
            for pair in chapter.pairs
        ]
        before = {each.term.text for each in find_drift(survey(pairs, languages))}
        inconsistent = INCONSISTENT[primary(languages[0])]
        judged = len(before & inconsistent)
        print(
            f"drift    {primary(languages[0])}-{primary(languages[1])} {len(before)} terms told of"
            f" in the untouched text, {judged} of them inconsistent ({judged / len(before):.3f})"
        )
        for near in (False, True):
            replacements = rows(to_english=languages[1] == "en", near=near)
            figures = []
            for seed in range(seeds):
                changed, planted = plant(pairs, replacements, seed=seed, most=_PLANTED)
                drifts = find_drift(survey(changed, languages))
                terms, right = found(drifts, planted)
                new = sum(each.term.text not in before for each in drifts if each not in right)
                figures.append(
                    (
                        len(terms) / len(planted),
                        len(right) / max(1, len(drifts)),
                        sum(each in right or each.term.text in inconsistent for each in drifts)
                        / max(1, len(drifts)),
                        len(right) / max(1, len(right) + new),
                        len(planted),
                    )
                )
            recall, strict, true, net, count = np.mean(figures, axis=0)
            print(
                f"planted  {primary(languages[0])}-{primary(languages[1])}"
                f" {'near' if near else 'far '} {count:.0f} terms: recall {recall:.3f},"
                f" precision {strict:.3f}, {true:.3f} with what is truly inconsistent,"
                f" {net:.3f} without the {len(before)} drifts"
                " of the untouched text",
                flush=True,
            )


def measure_speed(all_chapters: Sequence[Chapter]) -> None:
    """Print the processor time of aligning words beside that of encoding."""
    chinese_first = [each for each in all_chapters if primary(each.languages[0]) == "zh"]
    pairs = [pair for chapter in chinese_first for pair in chapter.pairs] * 10
    encoder = EmbeddedEncoder()
    for _ in align_words(pairs[:50], ("zh", "en"), encoder):
        pass  # what is loaded once is loaded now
    started = time.process_time()
    for start in range(0, len(pairs), 1024):
        for side in zip(*pairs[start : start + 1024], strict=True):
            encoder.encode(side)
    encoded = time.process_time()
    for _ in align_words(pairs, ("zh", "en"), encoder):
        pass
    aligned = time.process_time()
    print(
        f"speed    {len(pairs):,} units: encoding {encoded - started:.1f} s of processor time,"
        f" aligning words, encoding included, {(aligned - encoded) / (encoded - started):.2f} times"
    )


def fit(all_chapters: Sequence[Chapter]) -> None:
    """Fit the weights by maximum likelihood, and test those of all other chapters on each."""
    by_chapter = {
        chapter.name: [
            each
            for each, _ in choices_of(chapter, 60)
            if each is not None and not _ABBREVIATION.search(each.term)
        ]
        for chapter in all_chapters
    }
    total: Counter[str] = Counter()
    for name, held_out in by_chapter.items():
        weights = _fitted(
            [each for other, them in by_chapter.items() if other != name for each in them]
        )
        for choices in held_out:
            best = int((choices.features @ weights).argmax())
            total["places"] += 1
            total["exact"] += bool(choices.exact[best])
            total["overlap"] += bool(choices.overlap[best])
    print(f"fit      left out {_shares(total)}")
    weights = _fitted([each for them in by_chapter.values() for each in them])
    names = (*spans.FEATURES, *rendering.FEATURES)
    for name, weight in zip(names, weights, strict=True):
        print(f"fit      {name:18} {weight:6.2f}")


def _fitted(places: Sequence[Choices]) -> Values:
    from scipy.optimize import minimize

    usable = [each for each in places if each.exact.any()]
    features = np.concatenate([each.features for each in usable])
    scale = features.std(axis=0) + 1e-9
    features = features / scale
    exact = np.concatenate([each.exact for each in usable])
    lengths = [len(each.exact) for each in usable]
    starts = np.cumsum([0, *lengths[:-1]])
    which = np.repeat(np.arange(len(usable)), lengths)

    def loss(weights: Values) -> tuple[float, Values]:
        scores = features @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[which])
        everything = np.add.reduceat(odds, starts)
        right = np.add.reduceat(odds * exact, starts)
        penalty = _REGULAR * len(usable)
        value = -np.log(right / everything).sum() + penalty / 2 * (weights @ weights)
        slope = features.T @ (odds / everything[which] - odds * exact / right[which])
        return float(value), slope + penalty * weights

    found_weights: Values = minimize(
        loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B"
    ).x
    return found_weights / scale


def main() -> None:
    """Print the figures asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("measures", nargs="*", choices=[[], *_MEASURES, "fit"], default=[])
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    measures = options.measures or list(_MEASURES)
    all_chapters = list(chapters())
    if "words" in measures:
        measure_words(all_chapters)
    if "extract" in measures:
        measure_extraction(all_chapters)
    if "seed" in measures:
        measure_seed()
    if "planted" in measures:
        measure_planted(all_chapters, options.seeds)
    if "speed" in measures:
        measure_speed(all_chapters)
    if "fit" in measures:
        fit(all_chapters)


if __name__ == "__main__":
    main()
