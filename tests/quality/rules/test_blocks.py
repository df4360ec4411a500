"""What an alignment's null beads are told as: once for a block, by one rule."""

from __future__ import annotations

from duilian.corpus.model import Bitext, Unit
from duilian.quality.checker import by_default, check_bitext
from duilian.quality.finding import Finding
from duilian.quality.rules import RULES

FAMILIES = ("ALN", "OMI", "UNT")


def told(bitext: Bitext) -> list[Finding]:
    """What the three families say."""
    rules = by_default(rule for rule in RULES if rule.family in FAMILIES)
    return list(check_bitext(bitext, "", rules).findings)


def null(source: str, target: str, at: int) -> Unit:
    """A null bead as a unit."""
    one, none = range(at, at + 1), range(at, at)
    return Unit(
        source,
        target,
        probability=0.9,
        source_sentences=one if source else none,
        target_sentences=one if target else none,
    )


def test_a_block_is_told_once() -> None:
    units = (null("船很旧。", "", 0), null("船长睡着了。", "", 1), null("", "It rained.", 2))
    (found,) = told(Bitext("zh", "en", units))
    assert found.code == "ALN003"
    assert found.unit == 1
    assert found.related[0].unit == 3
    assert found.confidence == 0.9


def test_an_empty_target_that_is_no_bead_is_untranslated() -> None:
    (found,) = told(Bitext("zh", "en", (Unit("船很旧。", ""),)))
    assert found.code == "UNT001"
