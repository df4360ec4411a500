"""PUN004: a question that is none any more, a sentence that does not end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Flaw, Severity
from ..passage import Passage
from .rule import Rule, Setup, pair

_ENDS = {
    **dict.fromkeys("?？؟", "question"),
    **dict.fromkeys(".。．｡!！", "stop"),
    **dict.fromkeys("…", "ellipsis"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys(",，、;；", "pause"),
}
_AROUND = " \t\n\r\u3000\u00a0\"”’'」』»)）】]》>*_~～"
_SPOKEN = frozenset("!！?？")


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Compare how both sides end, by what it means."""
    source = passage.source.rstrip(_AROUND)
    target = passage.target.rstrip(_AROUND)
    if not source or not target:
        return ()
    before, after = _ENDS.get(source[-1], ""), _ENDS.get(target[-1], "")
    return () if before == after else _differ(passage, source, target, before, after)


def _differ(passage: Passage, source: str, target: str, before: str, after: str) -> Iterator[Flaw]:
    here, there = Span(len(source) - 1, len(source)), Span(len(target) - 1, len(target))
    if before == "question" and not _SPOKEN.isdisjoint(target[-3:]):
        return
    if before == "question" and "?" not in target and "？" not in target:
        if _REPORTED.search(target) or _TAG.search(source):
            return
        yield Flaw("the question has become a statement", here, there)
    elif (
        after == "question"
        and before  # chats leave the mark out
        and "?" not in source
        and "？" not in source
        and not _ASKING.search(source)
    ):
        yield Flaw("the statement has become a question", here, there)
    elif _stays_open(source, target, before, after):
        yield Flaw(
            "the sentence does not end",
            here,
            there,
            severity=Severity.note,
            help="end it as the source does, and see whether something is missing",
        )


_TAG = re.compile(r"\b(?:ok|okay|please|right)\s*[?？]$", re.IGNORECASE)
"""A question mark behind a request, which asks nothing."""


def _stays_open(source: str, target: str, before: str, after: str) -> bool:
    """Whether a sentence has a full stop, and its translation a comma or nothing."""
    if before != "stop" or source[-1] in _SPOKEN or len(source) <= _SHORT:
        return False
    return after == "pause" or (after == "" and target[-1].isalnum())


_SHORT = 8
"""Characters up to which it is no matter whether a sentence has an end."""

_ASKING = re.compile(
    r"[吗呢么吧谁哪几啥]|怎|如何|为何|多[少久大长]|何时|[是可能会有]否|[可是能会有要好](?:以)?[不没][可是能会有要好]"
    r"|\b(?:who|what|when|where|why|how|which|whether|is|are|do|does|did|can|could|will|would|have|"
    r"has|may|wonder\w*)\b",
    re.IGNORECASE,
)
"""What asks something without a question mark, as people do in chats."""

_REPORTED = re.compile(
    r"\b(?:ask|wonder|know|explain|understand|doubt|tell|curious|question|idea|sure)\w*\b.{0,60}"
    r"\b(?:if|whether|who|what|when|where|why|how|which)\b|想知道|想了解|想问|好奇|不知道|[询请]问|是否",
    re.IGNORECASE | re.DOTALL,
)
"""A question that is reported: "asked me if I was well"."""


RULE = Rule(
    code="PUN004",
    name="end-punctuation",
    severity=Severity.warning,
    mqm="accuracy/mistranslation",
    summary="The two sides end in a way that means something else.",
    explanation="""
What counts is the sense, not the character: 。 is a full stop, and a full stop may become an
exclamation mark or fall away in a heading. Reported are questions whose translation asks nothing,
statements that became questions, and (as a note) sentences that the translation leaves open.
""",
    bad=(
        pair("渡船几点开？", "The ferry leaves at noon."),
        pair("渡船中午开。", "Does the ferry leave at noon?"),
        pair("渡船中午从老码头开。", "The ferry leaves the old pier at", "cut off"),
    ),
    good=(
        pair("渡船几点开？", "When does the ferry leave?"),
        pair("太好了。", "Great!"),
        pair("他问：“几点开？”", "“When does it leave?” he asked.", "asked inside"),
        pair("渡船几点开", "When does the ferry leave?", "asked without a mark"),
        pair("朋友问我，还好吗？", "My friends asked me if I was well.", "reported"),
        pair("渡船时刻表。", "Ferry timetable", "a heading"),
    ),
    false_alarms=("Questions that are put as statements, and the other way round.",),
    check=check,
)
