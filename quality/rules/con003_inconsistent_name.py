"""CON003: one Chinese name, written in two ways: Huo Xiaoguang, Huo Xiao Guang."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ...corpus.model import Span
from ...corpus.text.names import pinyin, said
from ..finding import Flaw, Place, Severity
from ..passage import Passage
from .rule import Example, Rule, Setup

_RUN = re.compile(r"[A-Z][A-Za-z'’-]+(?: [A-Z][A-Za-z'’-]+)*")
_MOST_WORDS = 4


class _Names:
    """How each name was written first, and in which unit.

    A name is known by its Chinese characters where Chinese is the source, and by its pinyin where
    it is the target; what is compared is how the other language writes it.
    """

    def __init__(self) -> None:
        self._first: dict[str, tuple[int, str]] = {}

    def see(self, passage: Passage) -> Iterable[tuple[Passage, Flaw]]:
        """Look for names of a unit that were written otherwise before."""
        here, there = passage.languages
        if there == "zh":
            return self._compared(passage, _into_chinese(passage))
        if here == "zh":
            return self._compared(passage, _out_of_chinese(passage))
        return ()

    def _compared(
        self, passage: Passage, found: Iterable[tuple[str, str]]
    ) -> Iterator[tuple[Passage, Flaw]]:
        for name, written in found:
            number, first = self._first.setdefault(name, (passage.number, written))
            if first == written:
                continue
            at = passage.target.find(written)
            yield (
                passage,
                Flaw(
                    f"'{written}' is '{first}' in unit {number}",
                    target_span=Span(at, at + len(written)) if at >= 0 else None,
                    help="write a name in one way",
                    related=(Place(number, f"'{first}' here"),),
                ),
            )

    def end(self) -> Iterable[tuple[Passage, Flaw]]:
        """Nothing waits."""
        return ()


def _out_of_chinese(passage: Passage) -> Iterator[tuple[str, str]]:
    """The characters of each name of the source, and how the target writes it."""
    for written, spoken in _names(passage.target):
        for way in spoken:
            characters = said(passage.source, way)
            if characters is not None:
                yield characters, written
                break


def _into_chinese(passage: Passage) -> Iterator[tuple[str, str]]:
    """The pinyin of each name of the source, and the characters of the target."""
    for _, spoken in _names(passage.source):
        for way in spoken:
            characters = said(passage.target, way)
            if characters is not None:
                yield way, characters
                break


def _names(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What may be a Chinese name in a text: as it is written, and how it may be spoken."""
    for found in _RUN.findall(text):
        yield from _in_run(found)


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
Xiaoguang, Huo Xiao Guang, Xiaoguang Huo. Whichever it is, it should be the same throughout. Words
of the English that may be read as characters of the Chinese are taken for its name, so that two
people who sound the same are not confused. Into Chinese, 霍晓光 and 霍小光 for the same pinyin are
found.
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
    ),
    false_alarms=("People of one name who write it differently.",),
    watch=watch,
)
