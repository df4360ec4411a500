"""NUM006: the right number of the wrong thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..finding import Flaw, Severity
from ..passage import Passage
from .numbers import span
from .rule import Rule, Setup, pair


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find numbers that kept their value and changed their unit."""
    return _changed(passage) if passage.amounts.units else ()


def _changed(passage: Passage) -> Iterator[Flaw]:
    for wrong in passage.amounts.units:
        yield Flaw(
            f"'{wrong.source.text}' became '{wrong.target.text}': another unit, the same number",
            source_span=span(wrong.source),
            target_span=span(wrong.target),
            help="convert the number, or keep the unit",
        )


RULE = Rule(
    code="NUM006",
    name="unit-mismatch",
    severity=Severity.error,
    mqm="accuracy/mistranslation/number",
    summary="A number kept its value, but what it counts is another currency or unit.",
    explanation="""
100亩 is not 100 hectares and 100元 not 100 US dollars. Numbers that were converted (3公里,
"3,000 metres") are right, and so is a unit that only one side names. A bare dollar sign is any
dollar; 元 in simplified characters is that of the mainland, in traditional ones any country's.
""",
    bad=(
        pair("占地100亩。", "It covers 100 hectares."),
        pair("价格为50欧元。", "The price is 50 US dollars."),
        pair("It is 30 miles away.", "它在30公里外。", languages="en-zh"),
    ),
    good=(
        pair("占地100亩。", "It covers 100 mu."),
        pair("全长3公里。", "It is 3 km long."),
        pair("票价30元。", "A ticket costs 30 yuan."),
        pair("全长3公里。", "It is 3,000 metres long."),
    ),
    false_alarms=("里 is half a kilometre in old texts and a kilometre in speech.",),
    check=check,
)
