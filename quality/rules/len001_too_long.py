"""LEN001: a text that is longer than it may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Flaw, Severity
from ..passage import Passage
from .rule import Option, Rule, Setup, pair

_LIMITS = {"maxwidth", "max-length", "maxlength", "max-size", "sizerestriction", "x-max-length"}
"""Names of attributes and properties that state a limit, in lower case."""
_UNIT = "size-unit"
_CHARACTERS = {"", "char", "character", "characters"}


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Hold the target against the unit's own limit, or else against the option."""
    unit = passage.unit
    limit = int(setup.number("limit"))
    if unit.attributes or unit.properties:
        limit = _own_limit((*unit.attributes, *unit.properties)) or limit
    return _over(passage.target, limit) if 0 < limit < len(passage.target) else ()


def _own_limit(facts: Iterable[tuple[str, str]]) -> int:
    """The limit in characters that the unit itself has; 0 if it has none."""
    limit, counted = 0, ""
    for name, text in facts:
        key = name.lower().rpartition("}")[2].rpartition(":")[2]
        if key == _UNIT:
            counted = text.strip().lower()
        elif key in _LIMITS and text.strip().isdecimal():
            limit = int(text)
    return limit if counted in _CHARACTERS else 0


def _over(target: str, limit: int) -> Iterator[Flaw]:
    yield Flaw(
        f"{len(target)} characters, and no more than {limit} are allowed",
        target_span=Span(limit, len(target)),
        help=f"say it in {len(target) - limit} fewer",
    )


RULE = Rule(
    code="LEN001",
    name="too-long",
    severity=Severity.error,
    mqm="design/length",
    summary="The target is longer than it may be.",
    explanation="""
A label has room for so many characters. The limit is the unit's own, if its file states one
(`maxwidth` of XLIFF 1.2 in characters, a property such as `max-length`), or else the option
`limit`: by default 2,000, which is all that Trados takes in a segment. Characters are Unicode
code points.
""",
    bad=(
        pair("设置", "S" * 2001, "two thousand are the default"),
        pair("灯塔", "The lighthouse stands at the end of the pier. " * 50),
    ),
    good=(
        pair("设置", "Settings"),
        pair("灯塔", "Lighthouse"),
    ),
    options=(Option("limit", 2000, "characters a target may have; 0 for no limit"),),
    content=False,
    check=check,
)
