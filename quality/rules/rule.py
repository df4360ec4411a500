"""What a rule is: a code, its documentation, its options, and the function that looks.

A rule is a value. Its module defines one constant, ``RULE``, with everything there is to know of
it; :data:`duilian.quality.rules.RULES` lists them all. Most rules look at one unit at a time
(``check``). A few must see many before they can speak, of consistency above all (``watch``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ...corpus.model import Bitext, Unit
from ..cache import NO_CACHE, Cache
from ..finding import Flaw, Severity
from ..passage import Passage

OptionValue = bool | int | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A setting of a rule: its name, what it does, and the value it has if nobody says.

    The default's type is the type asked for.
    """

    name: str
    default: OptionValue
    summary: str


@dataclass(frozen=True, slots=True)
class Setup:
    """What a rule works with: the value of each of its options, and the glossaries of the run.

    ``glossaries`` are names of files (:func:`duilian.quality.terminology.terminology`). ``cache``
    keeps what is costly, ``jobs`` processes may share the work; neither changes what is found.
    """

    options: Mapping[str, OptionValue] = field(default_factory=dict)
    glossaries: tuple[str, ...] = ()
    cache: Cache = NO_CACHE
    jobs: int = 1

    def flag(self, name: str) -> bool:
        """An option that is on or off."""
        value = self.options[name]
        assert isinstance(value, bool)
        return value

    def number(self, name: str) -> float:
        """An option that is a number."""
        value = self.options[name]
        assert isinstance(value, int | float)
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """An option that is a list of words."""
        value = self.options[name]
        assert isinstance(value, tuple)
        return value

    def text(self, name: str) -> str:
        """An option that is a text."""
        value = self.options[name]
        assert isinstance(value, str)
        return value


@dataclass(frozen=True, slots=True)
class Example:
    """Units to show what a rule does; in the documentation, and as a test.

    ``units`` are (source, target), one pair for most rules. A rule must find something in its
    ``bad`` examples and nothing in its ``good`` ones. ``remark`` says what the example shows.
    ``attributes`` are those of each unit, ``ids`` what the units are called, for rules that look
    at those; ``glossary`` is one in TOML that the example goes by.
    """

    units: tuple[tuple[str, str], ...]
    remark: str = ""
    source_language: str = "zh"
    target_language: str = "en"
    attributes: tuple[tuple[str, str], ...] = ()
    ids: tuple[str, ...] = ()
    glossary: str = ""

    @property
    def bitext(self) -> Bitext:
        """The units as rules see them."""
        ids = self.ids or ("",) * len(self.units)
        return Bitext(
            self.source_language,
            self.target_language,
            tuple(
                Unit(source, target, id, attributes=self.attributes)
                for (source, target), id in zip(self.units, ids, strict=True)
            ),
        )


def pair(source: str, target: str, remark: str = "", languages: str = "zh-en") -> Example:
    """An example of one unit."""
    source_language, target_language = languages.split("-")
    return Example(((source, target),), remark, source_language, target_language)


class Watch(Protocol):
    """A rule at work that must see many units. ``see`` gets each in order, ``end`` comes last.

    Flaws are yielded with the passage they are about, which may be an earlier one.
    """

    def see(self, passage: Passage) -> Iterable[tuple[Passage, Flaw]]: ...

    def end(self) -> Iterable[tuple[Passage, Flaw]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule. Exactly one of ``check`` and ``watch`` is given.

    ``mqm`` is the type of error in the MQM typology (themqm.org). ``explanation`` is Markdown: what
    is looked for, how, and why it matters; ``false_alarms`` are the known ones. ``content`` says
    that the rule compares what the two sides say: it is held back on misaligned units. ``nulls``
    asks for units with an empty side too. ``evidence`` says that the rule needs the vectors of both
    sides (:mod:`duilian.quality.evidence`), which cost far more than all else. ``default`` is
    False for a rule that runs only if it is asked for. ``across`` says that one watch sees the
    units of all files that are checked together, one file after the other
    (:mod:`duilian.quality.across`), so that chapter 9 is held against chapter 1. ``yields_to`` are
    codes of rules that say the same and more: of units they speak of, this one is silent.
    """

    code: str
    name: str
    severity: Severity
    mqm: str
    summary: str
    explanation: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    false_alarms: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    content: bool = True
    nulls: bool = False
    evidence: bool = False
    fixable: bool = False
    default: bool = True
    across: bool = False
    yields_to: tuple[str, ...] = ()
    check: Callable[[Passage, Setup], Iterable[Flaw]] | None = None
    watch: Callable[[Setup], Watch] | None = None

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code.rstrip("0123456789")

    def setup(
        self, given: Mapping[str, OptionValue] | None = None, glossaries: tuple[str, ...] = ()
    ) -> Setup:
        """The rule's options with the values given; its own defaults for the rest."""
        values = {option.name: option.default for option in self.options}
        return Setup({**values, **(given or {})}, glossaries)
