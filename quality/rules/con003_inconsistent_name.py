"""CON003: one Chinese name, written in two ways: Huo Xiaoguang, Huo Xiao Guang."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ...corpus.model import Span
from ...corpus.text.lexicon import cedict
from ...corpus.text.names import pinyin, said
from ..finding import Flaw, Severity
from ..passage import Passage
from ..spot import Spot
from .rule import Example, Rule, Setup

_RUN = re.compile(r"[A-Z][A-Za-z'’-]+(?: [A-Z][A-Za-z'’-]+)*")
_MOST_WORDS = 4


class _Names:
    """How each name was written first, and in which unit.

    A name is known by its Chinese characters where Chinese is the source, and by its pinyin where
    it is the target; what is compared is how the other language writes it.
    """

    def __init__(self) -> None:
        self._first: dict[str, tuple[Spot, str]] = {}

    def see(self, passage: Passage) -> Iterable[tuple[Passage, Flaw]]:
        """Look for names of a unit that were written otherwise before."""
        here, there = passage.languages
        if "zh" not in (here, there):
            return ()
        into_chinese = there == "zh"
        text = passage.source if into_chinese else passage.target
        found = [name for run in _RUN.findall(text) for name in _in_run(run)]
        return self._compared(passage, found, into_chinese) if found else ()

    def _compared(
        self, passage: Passage, found: Iterable[tuple[str, tuple[str, ...]]], into_chinese: bool
    ) -> Iterator[tuple[Passage, Flaw]]:
        chinese = passage.target if into_chinese else passage.source
        for written, ways in found:
            for way in ways:
                characters = said(chinese, way)
                if characters is not None:
                    name, form = (way, characters) if into_chinese else (characters, written)
                    yield from self._told(passage, name, form)
                    break

    def _told(self, passage: Passage, name: str, form: str) -> Iterator[tuple[Passage, Flaw]]:
        """The form of a name in a unit, if it is another than the first."""
        spot, first = self._first.setdefault(name, (Spot.of(passage), form))
        if first == form or _two_words(first, form):
            return
        at = passage.target.find(form)
        yield (
            passage,
            Flaw(
                f"'{form}' is '{first}' in {spot.called(passage)}",
                target_span=Span(at, at + len(form)) if at >= 0 else None,
                help="write a name in one way",
                related=(spot.place(passage, f"'{first}' here"),),
            ),
        )

    def end(self) -> Iterable[tuple[Passage, Flaw]]:
        """Nothing waits."""
        return ()


def _two_words(one: str, other: str) -> bool:
    """Whether the dictionary has both: two places of one sound, and not one place twice."""
    return one in cedict() and other in cedict()


@lru_cache(maxsize=1 << 16)
def _in_run(run: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The names in a run of capitalised words, the longest first and none inside another."""
    words = [re.sub(r"['’]s$", "", word) for word in run.split(" ")]
    names = []
    at = 0
    while at < len(words):
        for size in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            part = words[at : at + size]
            if any(word.isupper() for word in part):  # BEIJING, in a dateline
                continue
            # The family name first, or last.
            ways = pinyin("".join(part)), pinyin("".join(part[-1:] + part[:-1]))
            spoken = tuple(way for way in dict.fromkeys(ways) if way is not None)
            if spoken:
                names.append((" ".join(part), spoken))
                at += size - 1
                break
        at += 1
    return tuple(names)


def watch(setup: Setup) -> _Names:
    """Watch for names."""
    return _Names()


def _two(first: str, second: str, other: str = "林潮生走了。", remark: str = "") -> Example:
    return Example((("林潮生来了。", first), (other, second)), remark)


RULE = Rule(
    code="CON003",
    name="inconsistent-name",
    severity=Severity.warning,
    mqm="terminology/inconsistent-use-of-terminology",
    summary="A Chinese name is written in different ways.",
    explanation="""
A name in pinyin is one word or two, with a hyphen or without, the family name first or last: Huo
Xiaoguang, Huo Xiao Guang, Xiaoguang Huo. Whichever it is, it should be the same throughout, in
all files that are checked together. Words of the English that may be read as characters of the
Chinese are taken for its name, so that two people who sound the same are not confused. Into
Chinese, 霍晓光 and 霍小光 for the same pinyin are found. Two names that the
dictionary has are let be: 山西 and 陕西 sound alike.
""",
    bad=(
        _two("Lin Chaosheng came.", "Lin Chao Sheng left."),
        _two("Lin Chaosheng came.", "Chaosheng Lin left."),
        Example(
            (("Lin Chaosheng came.", "林潮生来了。"), ("Lin Chaosheng left.", "林朝生走了。")),
            source_language="en",
            target_language="zh",
        ),
    ),
    good=(
        _two("Lin Chaosheng came.", "Lin Chaosheng’s boat left."),
        _two("Lin Chaosheng came.", "Lin Chao-sheng left.", "林朝升走了。", "two people"),
        _two("Lin Chaosheng came.", "LIN CHAOSHENG left.", remark="in capitals"),
        Example(
            (("A boat from Shanxi.", "山西来的船。"), ("A boat to Shanxi.", "去陕西的船。")),
            "two provinces",
            "en",
            "zh",
        ),
    ),
    false_alarms=("People of one name who write it differently.",),
    across=True,
    watch=watch,
)
