"""TRM001: a term of the glossary stands in the source and none of its renderings in the target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..finding import Flaw, Severity, marked
from ..passage import Passage
from ..terminology import Occurrence
from ..terms.instead import can_tell
from .rule import Example, Rule, Setup
from .terms import Miss, MissWatch, cuts_words, expected, is_part

POLES = """
[[concept]]
terms.zh = "增长极"
terms.en = ["growth pole", "pole of growth", { term = "growth engine", status = "forbidden" }]
[[concept]]
terms.zh = { term = "成功", not-in = ["郑成功"] }
terms.en = "success"
[[concept]]
terms.zh = "一带一路"
terms.en = "Belt and Road"
[[concept]]
terms.zh = "澜江牌"
translate = false
"""
"""The glossary of the examples."""


_DOUBT = 0.5
"""What the confidence is multiplied by where a term goes through a word."""


def _concerns(occurrence: Occurrence) -> bool:
    # What is not to be translated is TRM003's, what is forbidden TRM002's.
    return not (occurrence.rendered or occurrence.forbidden) and occurrence.concept.translate


def _watch(setup: Setup) -> MissWatch:
    return MissWatch(setup, _concerns, _told)


def _told(misses: Sequence[Miss]) -> Iterator[tuple[Passage, Flaw]]:
    for miss in misses:
        yield miss.passage, _flaw(miss)


def _flaw(miss: Miss) -> Flaw:
    occurrence, instead = miss.occurrence, miss.instead
    message = f"'{occurrence.term.text}' should be {expected(occurrence)}"
    here = occurrence.places[0]
    if miss.beside is not None:
        where = "before" if miss.beside.number < miss.passage.number else "after"
        return Flaw(
            f"{message}, which stands in the unit {where}",
            source_span=here,
            severity=Severity.note,
            help="the two units may have been cut in different places",
        )
    if occurrence.apart:
        span = occurrence.apart[0].span
        return Flaw(
            f"{message}; '{marked(miss.passage.target, span)}' has other words in it",
            source_span=here,
            target_span=span,
            severity=Severity.note,
        )
    if occurrence.turned:
        span = occurrence.turned[0].span
        return Flaw(
            f"{message}; '{marked(miss.passage.target, span)}' stands there",
            source_span=here,
            target_span=span,
        )
    if instead is None:
        if not can_tell(*miss.passage.languages):
            return Flaw(message, source_span=here)
        return Flaw(
            f"{message}; nothing in the translation seems to answer it",
            source_span=here,
            severity=Severity.note,
        )
    cut = cuts_words(miss.passage, here)
    part = is_part(occurrence, instead.text, miss.passage.languages[1])
    return Flaw(
        f"{message}; {'only ' if part else ''}'{instead.text}' stands there",
        source_span=here,
        target_span=instead.span,
        severity=Severity.note if part or cut else None,
        help="it may be no term here, since it seems to go through words" if cut else "",
        confidence=round(instead.chosen * (_DOUBT if cut else 1), 4),
        guessed=True,
    )


def example(source: str, target: str, remark: str = "") -> Example:
    """A unit, checked against the examples' glossary."""
    return Example(((source, target),), remark, glossary=POLES)


RULE = Rule(
    code="TRM001",
    name="term-missing",
    severity=Severity.error,
    mqm="terminology/wrong term",
    summary="A term of the glossary was not rendered as the glossary says.",
    explanation="""
Any allowed rendering of the concept will do, inflected, hyphenated or with a possessive. A term
inside a longer term is not asked for by itself, and neither is one in a word that its guard
names (成功 in 郑成功). What stands in the place of the rendering is found by aligning words, and
told, with how surely it answers the term as the confidence. If a forbidden rendering stands there,
[TRM002](TRM002.md) says so. Needs a glossary: `--glossary FILE`, or `glossary` in the settings.

A note, and no more, is told if the rendering stands in the unit before or after (the units were
cut elsewhere); if it has a few other words in it; if only a part of it stands there, as when a
text takes up "the growth pole" with "the pole"; if nothing answers the term, since a translation
may well leave out what is understood; and, with half the confidence, if the term goes through what
a segmenter takes for a word (增长极 in 增长极其重要).
""",
    bad=(
        example("建设新的增长极。", "Build a new centre of growth."),
        example("他的成功", "his achievement"),
    ),
    good=(
        example("建设新的增长极。", "Build new growth-poles."),
        example("增长极", "a pole of growth", "allowed too"),
        example("郑成功来到台湾。", "Zheng Chenggong came to Taiwan.", "a guard"),
        example("一带一路", "the Belt and Road"),
    ),
    false_alarms=("A term that the translation takes up with a pronoun.",),
    watch=_watch,
)
