"""What the rules for numbers share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ...corpus.text.numbers import Quantity
from ...corpus.text.numbers.writing import written
from ..finding import Flaw
from ..passage import Passage


def span(quantity: Quantity) -> Span:
    """Where a quantity stands in its text."""
    return Span(quantity.start, quantity.end)


def told(quantity: Quantity, right: str) -> str:
    """A quantity of the source as it stands there, and what it is in the target's language."""
    text = f"'{quantity.text}'"
    return text if not right or right == quantity.text else f"{text} is {right}"


def mistaken(passage: Passage, *, calendar: bool) -> Iterable[Flaw]:
    """What is told of quantities that were got wrong: dates and times, or all others."""
    return _mistaken(passage, calendar) if passage.amounts.wrong else ()


def _mistaken(passage: Passage, calendar: bool) -> Iterator[Flaw]:
    for wrong in passage.amounts.wrong:
        if wrong.is_calendar != calendar:
            continue
        right = written(wrong.source, passage.languages[1])
        yield Flaw(
            f"{told(wrong.source, right)}; the translation says '{wrong.target.text}'",
            source_span=span(wrong.source),
            target_span=span(wrong.target),
            help=f"write '{right}'" if right else "",
        )
