"""What the tests of encoders share: the bundled example and how well it was aligned."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import pytest

from duilian.align.evaluate import evaluate
from duilian.corpus.formats import parse_beads, read_document
from duilian.corpus.model import Alignment, Document

Example = tuple[Document, Document]
Judge = Callable[[Alignment], float]


@pytest.fixture(scope="session")
def example() -> Example:
    """The Chinese article and its English translation."""
    folder = files("duilian.examples")
    return (
        read_document(str(folder / "article.zh.txt"), language="zh"),
        read_document(str(folder / "article.en.txt"), language="en"),
    )


@pytest.fixture(scope="session")
def f1() -> Judge:
    """The strict F1 of an alignment of the example."""
    text = (files("duilian.examples") / "gold.beads").read_text(encoding="utf-8")
    gold = list(parse_beads(text))

    def judge(alignment: Alignment) -> float:
        found = [(tuple(bead.source), tuple(bead.target)) for bead in alignment.beads]
        return evaluate(gold, found).strict.f1

    return judge
