"""What the rules of a glossary share."""

from __future__ import annotations

from ..passage import Passage
from ..terminology import Occurrence, Terminology, terminology
from .rule import Setup


def at_hand(passage: Passage, setup: Setup) -> Terminology | None:
    """The glossary of a run for a passage's languages; None if there is none."""
    if not setup.glossaries:
        return None
    return terminology(setup.glossaries, *passage.languages)


def occurrences(passage: Passage, setup: Setup) -> tuple[Occurrence, ...]:
    """The concepts of the glossary in a passage's source; none without a glossary."""
    terms = at_hand(passage, setup)
    return () if terms is None else terms.of(passage)


def expected(occurrence: Occurrence) -> str:
    """The renderings that will do, as a list in words."""
    shown = ", ".join(f"'{term.text}'" for term in occurrence.allowed[:3])
    return shown + (", ..." if len(occurrence.allowed) > 3 else "")
