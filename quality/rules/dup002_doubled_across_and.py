"""DUP002: the same on both sides of a conjunction, "arduous and arduous"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from ...corpus.model import Span
from ..finding import Flaw, Severity
from ..passage import Passage
from .characters import HAN, SPACELESS
from .doubling import joins_alike
from .rule import Option, Rule, Setup, pair

_CONJUNCTIONS = {
    "de": frozenset(("und", "oder", "sowie")),
    "en": frozenset(("and", "or")),
    "es": frozenset(("y", "e", "o")),
    "fr": frozenset(("et", "ou")),
    "it": frozenset(("e", "ed", "o")),
    "nl": frozenset(("en", "of")),
    "pt": frozenset(("e", "ou")),
}
_LONGEST = 5
"""Words of the longest phrase that is looked for."""

_IDIOMS = frozenset(
    """
    again ages around by days down dozens fewer forever generations half hours hundreds less
    loads lots miles millions months more on out over pages round so such tens this thousands
    through time tons up weeks worse years
    """.split()  # noqa: SIM905
)
"""Words that English doubles on purpose: "again and again", "more and more"."""

_COMPARATIVE = re.compile(
    "(?:bett|bigg|bright|broad|busi|cheap|clear|clos|cold|cool|dark|deep|earli|easi|fast|fatt|"
    "fresh|full|great|happi|hard|heavi|high|hott|hungri|larg|lat|long|loud|low|narrow|near|new|"
    "nic|old|poor|quick|rar|rich|rough|saf|sharp|short|slow|small|smart|soft|steep|strang|strong|"
    "tall|thick|thinn|tight|tough|warm|weak|wid|wild|young)er"
)
_PRONOUNS = frozenset(
    ("her", "him", "his", "it", "me", "my", "our", "their", "them", "us", "you", "your")
)
"""Words that end one thing and begin another: "from her and her team"."""

_QUALIFIED = re.compile(
    r"\s+(?:are|by|is|that|was|were|which|who|whose|with|without)\b", re.IGNORECASE
)
"""What follows makes the second of two things another than the first: "patients and patients
with a weak heart"; or begins a clause: "is for parking and parking is free"."""

_NO_NOUN = re.compile("(?:[aei]ble|ed|ful|ive|less|ly|ous)$")
"""Endings of words that are not qualified so."""

_CHINESE = re.compile(
    rf"([{HAN}]{{2,8}}?)(?:以及|并且|而且|或者|[和与及并而且或])\1(?!之?间|以[上下内外]|[很较更最])"
)


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find doubled words in the target whose source has not doubled them."""
    language = passage.languages[1]
    if language in SPACELESS:
        return _chinese(passage) if _CHINESE.search(passage.target) else ()
    words = passage.target_words
    if len(passage.target_vocabulary) == len(words):
        return ()
    conjunctions = _CONJUNCTIONS.get(language, frozenset())
    if conjunctions.isdisjoint(passage.target_vocabulary):
        return ()
    # The word before stands again a few words behind: of most places that is enough to know.
    sizes = {
        at: _repeated(words, at)
        for at, word in enumerate(words)
        if word in conjunctions and at and words[at - 1] in words[at + 1 : at + 1 + _LONGEST]
    }
    return _spaced(passage, setup, sizes) if any(sizes.values()) else ()


def _spaced(passage: Passage, setup: Setup, sizes: Mapping[int, int]) -> Iterator[Flaw]:
    """Judge conjunctions at some places, with so many words on both sides of them alike."""
    words = passage.target_words
    places = [found.span() for found in _WORD.finditer(passage.target)]
    if len(places) != len(words):  # a letter that has another length in lower case
        return
    for at, size in sizes.items():
        if not size:
            continue
        phrase = words[at - size : at]
        if _is_idiom(phrase, setup):
            continue
        if joins_alike(passage.source, passage.languages[0]):
            continue
        span = _span(passage.target, places[at - size : at + size + 1])
        if span is None:
            continue
        if _QUALIFIED.match(passage.target, span.end) and not _NO_NOUN.search(phrase[-1]):
            continue
        written = " ".join(passage.target[span.start : span.end].split())
        yield _flaw(written, span, "word" if size == 1 else "words")


def _repeated(words: tuple[str, ...], at: int) -> int:
    """How many words stand on both sides of the conjunction at a place, alike."""
    for size in range(min(_LONGEST, at, len(words) - at - 1), 0, -1):
        if words[at - size : at] == words[at + 1 : at + 1 + size]:
            return size
    return 0


def _is_idiom(phrase: tuple[str, ...], setup: Setup) -> bool:
    if any(word.isdigit() for word in phrase):
        return True
    if len(phrase) > 1:
        return False
    word = phrase[0]
    return (
        word in _IDIOMS
        or word in _PRONOUNS
        or _COMPARATIVE.fullmatch(word) is not None
        or word in map(str.lower, setup.words("allowed"))
    )


_WORD = re.compile(r"\w+")
_JOINTS, _BLANKS = frozenset("-'’"), frozenset(" \n\t\u00a0")


def _span(text: str, places: list[tuple[int, int]]) -> Span | None:
    """Where words stand; None if there is more than spaces and hyphens between or beside them."""
    start, end = places[0][0], places[-1][1]
    between = {text[before[1] : after[0]] for before, after in pairwise(places)}
    if any(set(gap) - _JOINTS - _BLANKS for gap in between):
        return None
    # "cost-effective and effective" are two things, and so are "X and X-ray".
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return Span(start, end) if _JOINTS.isdisjoint(beside) else None


def _chinese(passage: Passage) -> Iterator[Flaw]:
    for found in _CHINESE.finditer(passage.target):
        if found[1][0] == "一" or joins_alike(passage.source, passage.languages[0]):
            continue
        yield _flaw(found[0], Span(*found.span()))


def _flaw(written: str, span: Span, what: str = "word") -> Flaw:
    return Flaw(
        f"'{written}' says the same {what} twice",
        target_span=span,
        help="two words of the source that mean different things became one",
    )


RULE = Rule(
    code="DUP002",
    name="doubled-across-and",
    severity=Severity.warning,
    mqm="accuracy/mistranslation",
    summary="The same words stand on both sides of a conjunction.",
    explanation="""
Chinese likes pairs of near synonyms (艰巨繁重, 自立自强). Machines often give both the same English
word, so that "arduous and heavy" becomes "arduous and arduous". Words with hyphens and phrases of
up to five words are seen too, and so is Chinese (稳定和稳定).

Idioms are passed over ("again and again", "better and better"), and so is all where the source says
something twice itself (一遍又一遍, 人与人) or says that something grows (越来越).
""",
    bad=(
        pair("这条路稳定可靠。", "This road is reliable and reliable."),
        pair("村民自给自足。", "The villagers sought self-sufficiency and self-sufficiency."),
        pair("要保护河流和湖泊。", "We must protect the river basin and the river basin."),
        pair("The bridge is safe and sound.", "这座桥安全和安全。", "", "en-zh"),
    ),
    good=(
        pair("他一遍又一遍地读。", "He read it over and over.", "an idiom"),
        pair("天气越来越冷。", "It grew more and more cold."),
        pair("人与人需要信任。", "There must be trust between people and people.", "so the source"),
        pair(
            "包括老人和体弱的人。",
            "This holds for people and people with a weak heart.",
            "the second is qualified",
        ),
        pair("设备省钱又有效。", "It is cost-effective and effective.", "not the same word"),
        pair("Trust among villages", "村庄与村庄之间的信任", "", "en-zh"),
    ),
    false_alarms=(
        "A writer who repeats a word for effect.",
        "Two things of one name, the second with an epithet behind it.",
        "Chinese compounds that begin alike: 董事会或董事会秘书.",
    ),
    options=(Option("allowed", (), "more words that may stand on both sides"),),
    content=False,
    check=check,
)
