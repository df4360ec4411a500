"""XLF001: a unit that is said to be translated, and is not; or the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..finding import Flaw, Severity
from ..passage import Passage
from .rule import Example, Rule, Setup

_DONE = frozenset(("translated", "reviewed", "signed-off", "final"))


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Hold the state of a unit against its target."""
    return _found(passage) if passage.unit.attributes else ()


def _found(passage: Passage) -> Iterator[Flaw]:
    stated = dict(passage.unit.attributes)
    state = stated.get("state", "")
    if not passage.target.strip():
        if state in _DONE:
            yield Flaw(f"the state is '{state}', and there is no translation")
        elif stated.get("approved") == "yes":
            yield Flaw("it is approved, and there is no translation")
    elif state == "needs-translation" and stated.get("approved") == "yes":
        yield Flaw("it is approved, and its state is 'needs-translation'")


def _with(target: str, *attributes: tuple[str, str]) -> Example:
    return Example((("雨停了。", target),), attributes=attributes)


RULE = Rule(
    code="XLF001",
    name="state-contradicts-target",
    severity=Severity.error,
    mqm="accuracy/untranslated",
    summary="The state of a unit says something else than its target.",
    explanation="""
A unit whose state is `translated`, `reviewed`, `signed-off` or `final`, or that is approved, has a
translation. If it has none, the gap will be shipped: nobody looks at such a unit again.
""",
    bad=(
        _with("", ("state", "final")),
        _with("", ("approved", "yes")),
        _with("The rain stopped.", ("approved", "yes"), ("state", "needs-translation")),
    ),
    good=(
        _with("The rain stopped.", ("state", "final"), ("approved", "yes")),
        _with("", ("state", "needs-translation")),
    ),
    content=False,
    nulls=True,
    check=check,
)
