"""TRM003: something was translated that should have stayed as it is."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Flaw, Severity
from ..passage import Passage
from .rule import Rule, Setup
from .terms import occurrences
from .trm001_term_missing import example


def check(passage: Passage, setup: Setup) -> Iterator[Flaw]:
    """Find terms that the glossary keeps as they are and the target has not."""
    for occurrence in occurrences(passage, setup):
        if occurrence.concept.translate or occurrence.found:
            continue
        yield Flaw(
            f"'{occurrence.term.text}' is not to be translated",
            source_span=occurrence.places[0],
            target_span=occurrence.misspelt[0].span if occurrence.misspelt else None,
            help=f"keep '{occurrence.allowed[0].text}'" if occurrence.allowed else "",
        )


RULE = Rule(
    code="TRM003",
    name="do-not-translate",
    severity=Severity.error,
    mqm="accuracy/do not translate",
    summary="A term that should stay as it is was changed or left out.",
    explanation="""
Concepts with `translate = false` in the glossary: brands, products, code names. They may be
given another form for the target language, which is then the one to keep.
""",
    bad=(
        example("澜江牌自行车", "a Lanjiang bicycle"),
        example("骑澜江牌", "ride a bike"),
    ),
    good=(
        example("澜江牌自行车", "a 澜江牌 bicycle"),
        example("一辆自行车", "a bicycle"),
    ),
    check=check,
)
