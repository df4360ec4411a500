"""ALN005: a side that is in another language than it is said to be in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from ...corpus.text.script import language_name
from ..finding import Flaw, Severity, Side
from ..passage import Passage
from .aln004_swapped_languages import swapped
from .rule import Rule, Setup, pair
from .widespread import Widespread


def _language(passage: Passage, side: Side) -> str:
    return passage.source_language if side == "source" else passage.target_language


def _seen(passage: Passage, side: Side) -> str | None:
    """What a side looks like, in words, if it is in the wrong language."""
    found = passage.source_foreign if side == "source" else passage.target_foreign
    if found is None:
        return None
    language = _language(passage, side)
    return f"the {side} looks like {language_name(found)}, not {language_name(language)}"


def _judge(side: Side, passage: Passage) -> Flaw | None:
    seen = _seen(passage, side)
    if seen is None or swapped(passage) or passage.untranslated:
        return None
    return Flaw(seen)


def _whole(side: Side, first: Passage, count: int, units: int) -> Flaw:
    flag = "-s" if side == "source" else "-t"
    return Flaw(
        f"{_seen(first, side)}, as in {count} of {units} units",
        help=f"if the file is what it should be, name its language: {flag} TAG",
    )


class _Sides:
    """Both sides, each watched by itself."""

    def __init__(self) -> None:
        sides: tuple[Side, Side] = ("source", "target")
        self._watches = [Widespread(partial(_judge, side), partial(_whole, side)) for side in sides]

    def see(self, passage: Passage) -> Iterable[tuple[Passage, Flaw]]:
        """Judge both sides of a unit."""
        source, target = self._watches
        return (*source.see(passage), *target.see(passage))

    def end(self) -> Iterator[tuple[Passage, Flaw]]:
        """Tell of the file, or of the units that still wait."""
        for each in self._watches:
            yield from each.end()


def watch(setup: Setup) -> _Sides:
    """Watch for texts in the wrong language."""
    return _Sides()


RULE = Rule(
    code="ALN005",
    name="wrong-language",
    severity=Severity.error,
    mqm="accuracy/untranslated",
    summary="A text is in another language than it is said to be in.",
    explanation="""
A text that is hardly written in the letters of its language is in another: Chinese where English
should be, Chinese without a single kana where Japanese should be. Among languages of one alphabet a
longer text without any of its language's commonest words is shown to a model (py3langid). Few
letters, names and numbers are in no language at all.

If most units of a file are so, the file is reported once, else each unit. A target that is the
source over again is UNT002's, a unit whose sides have changed places ALN004's.
""",
    bad=(
        pair("渡船中午离开码头。", "渡船在中午时分离开了码头。", "Chinese, not English"),
        pair("The ferry leaves at noon.", "The ferry goes away at midday.", languages="en-zh"),
        pair(
            "渡船中午离开码头，去对岸的老城，晚上才回来。",
            "Die Fähre verlässt mittags den Anleger, fährt zur Altstadt am anderen Ufer und kehrt "
            "erst abends zurück.",
            "German, not English",
        ),
    ),
    good=(
        pair("渡船中午离开码头。", "The ferry leaves the pier at noon."),
        pair("He works for ACME Industries.", "他在ACME Industries工作。", languages="en-zh"),
        pair("X-200b", "X-200b", "a code"),
    ),
    false_alarms=("Quotations in a third language.", "Titles that are left in the original."),
    content=False,
    watch=watch,
)
