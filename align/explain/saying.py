"""What each group says of a bead, in words, with the facts behind it."""

from __future__ import annotations

from collections.abc import Iterator

from ...corpus.model import Document
from ...corpus.text.numbers import compare, quantities
from .edges import Edge
from .groups import (
    LENGTH,
    MARKS,
    NEIGHBOURS,
    NUMBERS,
    ORDER,
    PARAGRAPHS,
    PUNCTUATION,
    RUN,
    SHAPE,
    VECTORS,
    WORDS,
)
from .ledger import Ledger
from .model import Contribution, Step

_TELLING = 2.0
"""About what a rare word counts for: how far words out of order are worth telling."""


_SCALE = "0 is chance, 1 the usual pair of these texts"


def contributions(
    ledger: Ledger,
    source: Document,
    target: Document,
    edge: Edge,
    step: Step,
    begun: float = 0.0,
) -> tuple[Contribution, ...]:
    """The groups that say anything of a bead, those that say most first.

    ``begun`` is what it costs that it begins a run, if it does.
    """
    features, nats = ledger.features(edge), {**ledger.nats(edge), RUN: begun}
    if step.bead.is_null:
        words = _null_in_words(features, step)
        facts: tuple[str, ...] = ()
    else:
        words = _in_words(ledger, features, edge, step)
        words[NUMBERS], facts = _numbers(step, source.language, target.language)
    return tuple(
        Contribution(name, value, words.get(name, ""), facts if name == NUMBERS else ())
        for name, value in sorted(nats.items(), key=lambda pair: -abs(pair[1]))
        if value or (name == NUMBERS and facts)
    )


def _in_words(ledger: Ledger, features: dict[str, float], edge: Edge, step: Step) -> dict[str, str]:
    """What each group says of a bead with text on both sides."""
    scale = ledger.found.matter.scale
    written, answered = _bytes(step.source), _bytes(step.target)
    return {
        VECTORS: f"{features['similarity']:.2f} alike; {_SCALE}",
        NEIGHBOURS: "; ".join(_neighbours(features)),
        WORDS: (
            f"{_share(features['words_source'])} of the source's words are answered,"
            f" {_share(features['words_target'])} of the target's"
        ),
        ORDER: "; ".join(_disorder(features)),
        LENGTH: f"{answered} bytes answer {written}; {written * scale.ratio:.0f} expected",
        PUNCTUATION: "; ".join(_punctuation(features)),
        PARAGRAPHS: "; ".join(_paragraphs(features)),
        SHAPE: f"what {step.bead.kind} counts for in all texts",
    }


def _null_in_words(features: dict[str, float], step: Step) -> dict[str, str]:
    """What each group says of a sentence that is left alone."""
    return {
        VECTORS: (
            f"the sentence most like it nearby is {features['best_nearby']:.2f} alike; {_SCALE}"
        ),
        WORDS: f"one sentence nearby answers {_share(features['words_nearby'])} of its words",
        LENGTH: f"{_bytes(step.source or step.target)} bytes",
        SHAPE: "what leaving a sentence alone counts for in all texts",
        RUN: "what the first of a run of sentences left alone costs besides",
    }


def _neighbours(features: dict[str, float]) -> Iterator[str]:
    nearest = features["nearest_neighbour"]
    yield (
        f"the nearest sentence next door is {nearest:.2f} alike"
        if nearest
        else "no sentence next door is like it"
    )
    if features["grows"] >= 0.05:
        yield f"with one sentence more it would be {features['grows']:.2f} more alike"
    if features["shrinks"] >= 0.05:
        yield f"with one sentence less it would be {features['shrinks']:.2f} more alike"
    if features["splits"] >= 0.05:
        yield f"cut in two, both parts would be {features['splits']:.2f} more alike"


def _disorder(features: dict[str, float]) -> Iterator[str]:
    tails = features["words_tail_source"] + features["words_tail_target"]
    heads = features["words_head_source"] + features["words_head_target"]
    if heads >= _TELLING:
        yield "its first words are answered by the sentences before"
    if tails >= _TELLING:
        yield "its last words are answered by the sentences after"
    if features["words_disorder_source"] + features["words_disorder_target"] >= _TELLING:
        yield "its words are in another order than the sentences that answer them"


def _punctuation(features: dict[str, float]) -> Iterator[str]:
    for name, says in MARKS:
        if features[name]:
            yield says


def _paragraphs(features: dict[str, float]) -> Iterator[str]:
    if features["breaks_inside"]:
        breaks = round(features["breaks_inside"])
        yield f"{breaks} paragraph break{'s' * (breaks > 1)} inside"
    if features["break_both"]:
        yield "a paragraph ends here on both sides"
    if features["break_one"]:
        yield "a paragraph ends here on one side only"


def _numbers(step: Step, language: str, target_language: str) -> tuple[str, tuple[str, ...]]:
    """What the two sides have in numbers, in words and one by one."""
    compared = compare(
        [q for q in quantities(step.source, language) if not q.weak],
        [q for q in quantities(step.target, target_language) if not q.weak],
    )
    facts = []
    for match in compared.matched:
        mark = "=" if match.relation in ("equal", "repeated") else "≈"
        facts.append(f"{match.source.text} {mark} {match.target.text}")
    shared = len(facts)
    facts += [f"{q.text} in the source only" for q in compared.only_source]
    facts += [f"{q.text} in the target only" for q in compared.only_target]
    alone = len(facts) - shared
    return f"{shared} shared, {alone} on one side only", tuple(dict.fromkeys(facts))


def _share(value: float) -> str:
    return f"{min(max(value, 0.0), 1.0):.0%}"


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))
