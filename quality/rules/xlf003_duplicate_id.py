"""XLF003: an identifier that two units have."""

from __future__ import annotations

from collections.abc import Iterable

from ..finding import Flaw, Place, Severity
from ..passage import Passage
from .rule import Example, Rule, Setup

_FORMATS = (".xlf", ".xliff", ".mxliff", ".sdlxliff", ".mqxliff")
"""Suffixes of files in which each unit must have an identifier."""


class _Identifiers:
    """The hash of each identifier so far, and the unit that had it first."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}

    def see(self, passage: Passage) -> Iterable[tuple[Passage, Flaw]]:
        """Tell of a unit whose identifier was there before."""
        id = passage.unit.id
        if not id:
            if passage.file.lower().endswith(_FORMATS):
                return ((passage, Flaw("the unit has no identifier, which XLIFF demands")),)
            return ()
        first = self._first.setdefault(hash(id), passage.number)
        if first == passage.number:
            return ()
        flaw = Flaw(
            f"unit {first} is called '{id}' too",
            help="tools keep the last of them, or refuse the file",
            related=(Place(first, "the first of the name"),),
        )
        return ((passage, flaw),)

    def end(self) -> Iterable[tuple[Passage, Flaw]]:
        """Nothing waits."""
        return ()


def watch(setup: Setup) -> _Identifiers:
    """Watch for identifiers that come again."""
    return _Identifiers()


_TWO = (("雨停了。", "The rain stopped."), ("船开了。", "The boat left."))

RULE = Rule(
    code="XLF003",
    name="duplicate-id",
    severity=Severity.warning,
    mqm="design/markup",
    summary="Two units of a file have the same identifier, or one of an XLIFF has none.",
    explanation="""
Tools find a unit again by its identifier (`id` of XLIFF, `tuid` of TMX). If two have the same, one
overwrites the other, or the file is refused. An XLIFF of several `file` elements may begin anew in
each: that is the known false alarm.
""",
    bad=(
        Example(_TWO, ids=("7", "7")),
        Example((*_TWO, ("潮来了。", "The tide came.")), ids=("a", "b", "a")),
    ),
    good=(Example(_TWO, ids=("7", "8")), Example(_TWO, remark="no identifiers at all")),
    false_alarms=("XLIFF with several `file` elements that count their units anew.",),
    content=False,
    nulls=True,
    watch=watch,
)
