"""What a passage knows of its unit, and how often that is worked out."""

from __future__ import annotations

import pytest

from duilian.corpus.model import Unit
from duilian.quality.evidence.model import Evidence
from duilian.quality.once import once
from duilian.quality.passage import Passage


def passage(source: str, target: str) -> Passage:
    return Passage(Unit(source, target), 1, "", "zh", "en")


@pytest.mark.parametrize(
    ("source", "target", "same"),
    [("Hello.", "hello", True), ("Ｈｉ！", "Hi", True), ("...", "...", False), ("a", "b", False)],
)
def test_untranslated(source: str, target: str, same: bool) -> None:
    assert passage(source, target).untranslated is same


def test_an_answer_is_worked_out_once_and_by_need() -> None:
    asked: list[str] = []

    class Owner:
        @once
        def answer(self) -> int:
            """What it is."""
            asked.append("answer")
            return 42

    owner = Owner()
    assert not asked
    assert (owner.answer, owner.answer) == (42, 42)
    assert asked == ["answer"]
    assert Owner.answer.__doc__ == "What it is."
    assert Owner().answer == 42
    assert len(asked) == 2


def test_judging_keeps_what_is_known() -> None:
    before = passage("第十三届", "the 13th")
    quantities = before.source_quantities
    evidence = Evidence(0.1, 0.0, 0.0, 0.0)
    after = before.judged(evidence, misaligned=True)
    assert after.source_quantities is quantities
    assert (after.evidence, after.misaligned) == (evidence, True)
    assert (before.evidence, before.misaligned) == (None, False)
