"""UNT001: a source without a target."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Flaw, Severity
from ..passage import Passage
from .rule import Rule, Setup, pair


def check(passage: Passage, setup: Setup) -> Iterator[Flaw]:
    """Find units whose target is empty. A null bead of an alignment is ALN003's."""
    if passage.source.strip() and not passage.target.strip() and passage.unit.kind is None:
        yield Flaw("the target is empty", help="translate it")


RULE = Rule(
    code="UNT001",
    name="untranslated",
    severity=Severity.error,
    mqm="accuracy/untranslated",
    summary="The target is empty.",
    explanation="""
A unit has a source and no target: nobody has translated it yet, or the translation was lost.

In an alignment made by duilian an empty side means that no counterpart was found in the other text;
that is told by ALN003, once for a whole block.
""",
    bad=(
        pair("船已经到港。", ""),
        pair("The ferry leaves at noon.", "  ", "white space is nothing", "en-zh"),
    ),
    good=(
        pair("船已经到港。", "The ship has reached port."),
        pair("", "The ship has reached port.", "no source: ALN003"),
    ),
    content=False,
    nulls=True,
    check=check,
)
