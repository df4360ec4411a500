"""TMX001: dates that are none in TMX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from ..finding import Flaw, Severity
from ..passage import Passage
from .rule import Example, Rule, Setup

_DATES = frozenset(("creationdate", "changedate", "lastusagedate"))
_DATE = re.compile(r"\d{8}T\d{6}Z", re.ASCII)


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Look at the dates among the attributes of a unit."""
    return _found(passage.unit.attributes) if passage.unit.attributes else ()


def _found(attributes: Iterable[tuple[str, str]]) -> Iterator[Flaw]:
    for name, text in attributes:
        if name in _DATES and not _is_date(text):
            yield Flaw(
                f"{name} '{text}' is no date of TMX",
                help="write it like 20240131T235900Z",
            )


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.strptime(text, "%Y%m%dT%H%M%SZ")
    except ValueError:
        return False
    return True


def _dated(date: str) -> Example:
    return Example((("雨停了。", "The rain stopped."),), attributes=(("creationdate", date),))


RULE = Rule(
    code="TMX001",
    name="invalid-date",
    severity=Severity.error,
    mqm="design/markup",
    summary="A date of a unit is not written as TMX writes dates.",
    explanation="""
TMX writes dates as `20240131T235900Z`, in UTC. The schemas take any text, so that a date such as
`2024-01-31` passes for valid and then stops the import of tools that read it. Looked at are
`creationdate`, `changedate` and `lastusagedate`.
""",
    bad=(_dated("2024-01-31T23:59:00Z"), _dated("20240230T000000Z"), _dated("")),
    good=(_dated("20240131T235900Z"), Example((("雨停了。", "The rain stopped."),))),
    content=False,
    nulls=True,
    check=check,
)
