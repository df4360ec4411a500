"""What OMI001 and OMI002 share: which stretch that no word answers is to be told of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...corpus.model import Span
from ...corpus.text.numbers import Quantity
from ..evidence.model import Stretch
from ..passage import Passage
from .rule import Setup

_GLOSS = re.compile(r"[（(]([^()（）]*)[)）]")
_BESIDE = 2
"""Characters between a name and the bracket with its other form, at most."""


def unanswered(passage: Passage, setup: Setup, *, of_source: bool) -> Stretch | None:
    """The stretch of the source, else of the target, that the other side does not answer: if one is
    likely enough, and not answered all the same."""
    evidence = passage.evidence
    stretch = None if evidence is None else evidence.omitted if of_source else evidence.added
    if stretch is None or stretch.probability < setup.number("least") or passage.untranslated:
        return None
    texts = passage.source, passage.target
    amounts = passage.source_quantities, passage.target_quantities
    if not of_source:
        texts, amounts = texts[::-1], amounts[::-1]
    answered = glossed(*texts, stretch.span) or counted(*amounts, stretch.span)
    return None if answered else stretch


def glossed(text: str, other: str, span: Span) -> bool:
    """Whether a stretch of a text is explained by a bracket in it or behind it that holds words of
    the other side, as a name's Latin form stands behind its Chinese one."""
    return any(
        span.start <= found.start() <= span.end + _BESIDE
        and len(found[1].strip()) > 1
        and found[1].strip() in other
        for found in _GLOSS.finditer(text)
    )


def counted(here: Sequence[Quantity], there: Sequence[Quantity], span: Span) -> bool:
    """Whether a quantity that a stretch touches stands on the other side too."""
    keys = {quantity.key for quantity in there if not quantity.weak}
    return any(
        quantity.key in keys and quantity.start <= span.end and span.start <= quantity.end
        for quantity in here
    )
