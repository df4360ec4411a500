"""XLF002: a state that no XLIFF knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..finding import Flaw, Severity
from ..passage import Passage
from .rule import Example, Rule, Setup

_STATES = frozenset(
    (
        *("final", "needs-adaptation", "needs-l10n", "needs-review-adaptation"),
        *("needs-review-l10n", "needs-review-translation", "needs-translation"),
        *("new", "signed-off", "translated"),
        *("initial", "reviewed"),
    )
)
"""Those of XLIFF 1.2, and those that 2.x has besides."""


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Look at the states among the attributes of a unit."""
    return _found(passage.unit.attributes) if passage.unit.attributes else ()


def _found(attributes: Iterable[tuple[str, str]]) -> Iterator[Flaw]:
    for name, text in attributes:
        if name == "state" and text not in _STATES and not text.startswith("x-"):
            yield Flaw(
                f"there is no state '{text}' in XLIFF", help="a state of your own begins with x-"
            )
        elif name == "subState" and not all(text.partition(":")):
            yield Flaw(f"subState '{text}' has no prefix", help="write it like tool:draft")
        elif name == "approved" and text not in ("yes", "no"):
            yield Flaw(f"approved is '{text}'", help="it is yes or no")


def _with(name: str, text: str) -> Example:
    return Example((("雨停了。", "The rain stopped."),), attributes=((name, text),))


RULE = Rule(
    code="XLF002",
    name="unknown-state",
    severity=Severity.warning,
    mqm="design/markup",
    summary="A unit has a state that XLIFF does not know.",
    explanation="""
Tools refuse a file with a state they do not know, or treat the unit as untranslated. Known are
the states of XLIFF 1.2 and 2.x; one of your own begins with `x-` in 1.2, and is a `subState` with
a prefix (`tool:draft`) in 2.x. `approved` is yes or no.
""",
    bad=(_with("state", "done"), _with("subState", "draft"), _with("approved", "true")),
    good=(_with("state", "signed-off"), _with("state", "x-draft"), _with("subState", "tool:draft")),
    content=False,
    nulls=True,
    check=check,
)
