"""What OMI001 and OMI002 share: when a stretch that no word answers is answered all the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...corpus.model import Span
from ...corpus.text.numbers import Quantity

_GLOSS = re.compile(r"[（(]([^()（）]*)[)）]")
_BESIDE = 2
"""Characters between a name and the bracket with its other form, at most."""


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
