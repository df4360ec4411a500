"""What the rules for numbers share."""

from __future__ import annotations

from ...corpus.model import Span
from ...corpus.text.numbers import Quantity


def span(quantity: Quantity) -> Span:
    """Where a quantity stands in its text."""
    return Span(quantity.start, quantity.end)


def told(quantity: Quantity, right: str) -> str:
    """A quantity of the source as it stands there, and what it is in the target's language."""
    text = f"'{quantity.text}'"
    return text if not right or right == quantity.text else f"{text} is {right}"
