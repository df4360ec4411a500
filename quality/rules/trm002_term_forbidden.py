"""TRM002: a rendering that the glossary forbids."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Flaw, Severity
from ..passage import Passage
from .rule import Rule, Setup
from .terms import expected, occurrences
from .trm001_term_missing import example


def check(passage: Passage, setup: Setup) -> Iterator[Flaw]:
    """Find forbidden renderings of concepts that stand in the source."""
    for occurrence in occurrences(passage, setup):
        for rendered in occurrence.forbidden:
            right = expected(occurrence)
            yield Flaw(
                f"'{occurrence.term.text}' must not be '{rendered.term.text}'",
                source_span=occurrence.places[0],
                target_span=rendered.span,
                help=f"write {right}" if right else "",
            )


RULE = Rule(
    code="TRM002",
    name="term-forbidden",
    severity=Severity.error,
    mqm="terminology/wrong term",
    summary="A term was rendered in a way that the glossary forbids.",
    explanation="""
Only where the concept stands in the source: a word that is forbidden for one term may be right
for another. A forbidden form inside an allowed longer one is let be. Needs a glossary, as
[TRM001](TRM001.md).
""",
    bad=(
        example("建设新的增长极。", "Build a new growth engine."),
        example("增长极和增长极", "growth poles and growth engines"),
    ),
    good=(
        example("建设新的增长极。", "Build a new growth pole."),
        example("增长的引擎", "a growth engine", "the concept is not in the source"),
    ),
    check=check,
)
