"""NUM003: a number of the target has no counterpart in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..amounts import is_slight
from ..finding import Flaw, Severity
from ..passage import Passage
from .numbers import span
from .rule import Rule, Setup, pair


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find numbers that the source has not."""
    return _added(passage) if passage.amounts.added else ()


def _added(passage: Passage) -> Iterator[Flaw]:
    for quantity in passage.amounts.added:
        yield Flaw(
            f"'{quantity.text}' is not in the source",
            target_span=span(quantity),
            severity=Severity.note if is_slight(quantity, passage.target, passage.source) else None,
        )


RULE = Rule(
    code="NUM003",
    name="number-added",
    severity=Severity.warning,
    mqm="accuracy/addition/number",
    summary="A number of the target has no counterpart in the source.",
    explanation="""
As [NUM001](NUM001.md), where nothing in the source could be the number. A small number in words
that English adds ("the two sides", 双方) is a note.
""",
    bad=(
        pair("全市新建学校。", "12 schools were built across the city."),
        pair("公司成立了。", "The company was founded in 2021."),
        pair("It employs many people.", "它雇用了4000人。", languages="en-zh"),
    ),
    good=(
        pair("今年是90后的一年。", "This is a year for those born in the 1990s."),
        pair("唯一的办法", "the only way"),
    ),
    false_alarms=(
        'What the translator explains: 六中全会, "the sixth session of the 19th committee".',
        'A number that one language says with a word of its own: 事半功倍, "doubling".',
    ),
    check=check,
)
