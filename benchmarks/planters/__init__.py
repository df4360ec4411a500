"""Faults that translators and machines make, planted into translations that are clean.

A planter takes the units of a text and the place of one, and gives back the units that change, by
their places; or nothing, where the fault cannot be made there. It knows nothing of the rules that
are to find the fault, only the family that should. The registry is :data:`PLANTERS`.

To add a planter: write its function in the module of its family (``plant(units, place, languages,
dice)``), and a line in that module's ``PLANTERS``; a new module is added to the list below.
"""

from __future__ import annotations

from . import (
    alignment,
    consistency,
    doubling,
    encoding,
    length,
    numbers,
    omissions,
    punctuation,
    tags,
    typography,
    untranslated,
)
from .planter import Planter

PLANTERS: tuple[Planter, ...] = (
    *numbers.PLANTERS,
    *doubling.PLANTERS,
    *punctuation.PLANTERS,
    *typography.PLANTERS,
    *tags.PLANTERS,
    *length.PLANTERS,
    *encoding.PLANTERS,
    *consistency.PLANTERS,
    *alignment.PLANTERS,
    *omissions.PLANTERS,
    *untranslated.PLANTERS,
)
"""All faults that are planted."""

__all__ = ["PLANTERS", "Planter"]
