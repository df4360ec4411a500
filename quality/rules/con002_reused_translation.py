"""CON002: different sources, translated the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..finding import Flaw, Place, Severity
from ..passage import Passage
from .characters import SPACELESS
from .rule import Example, Option, Rule, Setup

_EDGES = " \t\n\u3000.。!！?？…,，;；:：\"“”'‘’"
_NO_CONTENT = re.compile(r"[\W_吧呢啊了呀吗嘛的地得请您你我哦哈呗就也再把将]")
_EMPTY_WORDS = frozenset(
    """
    a an and are be do for i in is it just me my of on or please the this that to we you your s t
    m re
    """.split()  # noqa: SIM905
)
_WORD = re.compile(r"\w+")


class _Targets:
    """The first source of each short target so far."""

    def __init__(self, setup: Setup) -> None:
        self._longest = int(setup.number("longest"))
        self._alike = setup.number("alike")
        self._first: dict[str, tuple[int, str]] = {}

    def see(self, passage: Passage) -> Iterable[tuple[Passage, Flaw]]:
        """Hold a short unit against the first with the same target."""
        target = passage.target
        if len(target) > self._longest:
            return ()
        key = target.strip(_EDGES).lower()
        number, source = self._first.setdefault(key, (passage.number, passage.source))
        if source == passage.source or number == passage.number:
            return ()
        if _alike(source, passage.source, passage.languages[0]) >= self._alike:
            return ()
        flaw = Flaw(
            f"unit {number} says the same, and its source is '{source}'",
            help="see whether users can tell the two apart",
            related=(Place(number, f"the source is '{source}' here"),),
        )
        return ((passage, flaw),)

    def end(self) -> Iterable[tuple[Passage, Flaw]]:
        """Nothing waits."""
        return ()


def _alike(one: str, other: str, language: str) -> float:
    """How much of the content of two sources is the same: 1 if all of the shorter one is."""
    first, second = _content(one, language), _content(other, language)
    if not first or not second:
        return 1.0
    return len(first & second) / min(len(first), len(second))


def _content(text: str, language: str) -> set[str]:
    """What a translation may not drop: characters of Chinese, beginnings of words in English."""
    if language in SPACELESS:
        return set(_NO_CONTENT.sub("", text))
    return {word[:4] for word in _WORD.findall(text.lower()) if word not in _EMPTY_WORDS}


def watch(setup: Setup) -> _Targets:
    """Watch for targets that come again."""
    return _Targets(setup)


def _two(one: tuple[str, str], other: tuple[str, str], remark: str = "") -> Example:
    return Example((one, other), remark)


RULE = Rule(
    code="CON002",
    name="reused-translation",
    severity=Severity.note,
    mqm="style/inconsistent",
    summary="Different sources have the same short target.",
    explanation="""
If "Abort" and "Cancel" are both 取消, nobody can tell the two buttons apart. Only short targets are
looked at, and only sources that have hardly a word in common: particles, politeness, articles and
endings may fall away in a translation.
""",
    bad=(
        _two(("取消", "Cancel"), ("撤回", "Cancel")),
        Example((("Abort", "取消"), ("Cancel", "取消")), "", "en", "zh"),
    ),
    good=(
        _two(("请稍等", "One moment"), ("稍等哦。", "One moment!"), "a particle"),
        _two(("取消", "Cancel"), ("撤回", "Withdraw")),
        Example((("The tide", "潮汐"), ("Tides", "潮汐")), "", "en", "zh"),
    ),
    false_alarms=('Synonyms in conversation: 好的 and 行 are both "All right".',),
    options=(
        Option("longest", 40, "characters up to which a target is short"),
        Option("alike", 0.34, "the share of content in common from which two sources say the same"),
    ),
    watch=watch,
)
