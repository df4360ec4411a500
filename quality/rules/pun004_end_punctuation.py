"""PUN004: a question that is none any more, a sentence that does not end."""

from __future__ import annotations

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
        yield Flaw("the question has become a statement", here, there)
    elif after == "question" and "?" not in source and "？" not in source and not _asks(source):
        yield Flaw("the statement has become a question", here, there)
    elif _stays_open(source, target, before, after):
        yield Flaw(
            "the sentence does not end",
            here,
            there,
            severity=Severity.note,
            help="end it as the source does, and see whether something is missing",
        )


def _stays_open(source: str, target: str, before: str, after: str) -> bool:
    """Whether a sentence has a full stop, and its translation a comma or nothing."""
    if before != "stop" or source[-1] in _SPOKEN or len(source) <= _SHORT:
        return False
    return after == "pause" or (after == "" and target[-1].isalnum())


_SHORT = 8
"""Characters up to which it is no matter whether a sentence has an end."""

_ASKING = (
    "吗",
    "呢",
    "么",
    "什么",
    "怎么",
    "为何",
    "为什么",
    "如何",
    "谁",
    "哪",
    "几",
    "多少",
    "是否",
)
_ASKING_ENGLISH = (
    "who ",
    "what ",
    "when ",
    "where ",
    "why ",
    "how ",
    "which ",
    "whether ",
    "is ",
    "are ",
    "do ",
    "does ",
    "did ",
    "can ",
    "could ",
    "will ",
    "would ",
    "have ",
)


def _asks(source: str) -> bool:
    """Whether a text asks something without a question mark, as people do in chats."""
    lower = source.lower()
    return any(word in source for word in _ASKING) or any(word in lower for word in _ASKING_ENGLISH)


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
        pair("渡船时刻表。", "Ferry timetable", "a heading"),
    ),
    false_alarms=("Questions that are put as statements, and the other way round.",),
    check=check,
)
