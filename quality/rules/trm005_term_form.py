"""TRM005: the right term with the wrong capitals."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Flaw, Severity, marked
from ..passage import Passage
from .rule import Rule, Setup
from .terms import occurrences
from .trm001_term_missing import example


def check(passage: Passage, setup: Setup) -> Iterator[Flaw]:
    """Find renderings whose capitals are not the glossary's."""
    for occurrence in occurrences(passage, setup):
        if not occurrence.concept.translate:
            continue
        for rendered in occurrence.misspelt:
            yield Flaw(
                f"'{marked(passage.target, rendered.span)}' is written '{rendered.term.text}'",
                target_span=rendered.span,
            )


RULE = Rule(
    code="TRM005",
    name="term-form",
    severity=Severity.warning,
    mqm="terminology/inconsistent with terminology resource",
    summary="A term has not the capitals that the glossary gives it.",
    explanation="""
Looked at for terms with capitals after their first letter ("Belt and Road"), and for those that
say that their case matters (`case = true`). A heading may have more capitals than the glossary.
""",
    bad=(
        example("一带一路", "the belt and road"),
        example("共建一带一路", "building the belt and Road together"),
    ),
    good=(
        example("一带一路", "the Belt and Road"),
        example("一带一路", "THE BELT AND ROAD", "a heading"),
        example("增长极", "Growth Poles", "its capitals do not matter"),
    ),
    check=check,
)
