"""TRM004: a term stands in the source more often than in the target."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Flaw, Severity
from ..passage import Passage
from .rule import Rule, Setup
from .terms import occurrences
from .trm001_term_missing import example


def check(passage: Passage, setup: Setup) -> Iterator[Flaw]:
    """Find terms that are rendered, but not each time."""
    for occurrence in occurrences(passage, setup):
        wanted, found = len(occurrence.places), len(occurrence.found)
        if 0 < found < wanted:
            yield Flaw(
                f"'{occurrence.term.text}' stands {wanted} times in the source, and its rendering"
                f" {found} {'time' if found == 1 else 'times'}",
                source_span=occurrence.places[-1],
            )


RULE = Rule(
    code="TRM004",
    name="term-count",
    severity=Severity.note,
    mqm="terminology/inconsistent with terminology resource",
    summary="A term stands in the source more often than its rendering in the target.",
    explanation="""
A note and no more: Chinese repeats its nouns, English takes them up with "it" and "they".
""",
    bad=(
        example("增长极带动增长极。", "The growth pole drives others."),
        example("成功是成功之母。", "Success is the mother of itself."),
    ),
    good=(
        example("增长极带动增长极。", "One growth pole drives another growth pole."),
        example("增长极", "growth pole"),
    ),
    check=check,
)
