"""Signs of how well a segment says what its source says, each a number, of which more is better.

On a bird's-eye level: the units go through in windows, as they do for ``check``
(:mod:`duilian.quality.evidence.window`), but on a scale that is the same for all: what is usual in
a file is not asked, or the typical segment of a poor system would be as good as that of a good one.
(Tokens alone are compared after what all of a window's have in common is taken out.) The signs are
of four sorts.

* How alike the two vectors are. A right but free translation is less like its source than one
  word for word, however clumsy; so likeness comes twice, once cut off where free ones begin.
* How much of either side the other answers: tokens by their vectors and the dictionary, words by
  their alignment (:mod:`duilian.align.words`, without what a bitext would teach it); and how
  probable it is that a stretch has no answer at all (:mod:`duilian.quality.evidence.stretches`).
  Of tokens it comes twice for the same reason.
* How much shorter or longer the segment is than one expects.
* Faults that can be counted: quantities (:mod:`duilian.quality.amounts`), and what the rules of
  ``check`` find that look at a unit by itself. Faults count below nought.

Start reading at :func:`signs`. :mod:`.adequacy` makes a score of them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from ...align.encode import EmbeddedEncoder
from ...align.threads import one_thread
from ...align.words.evidence import evidence_of
from ...align.words.model import WordModel, learn
from ...corpus.text.function_words import is_function_word
from ...corpus.text.words import WORD
from ..amounts import is_slight
from ..evidence.facing import facings
from ..evidence.pairs import words_answered
from ..evidence.stretches import likeliest
from ..evidence.weights import load_weights
from ..evidence.window import Answers, Window, Windows
from ..finding import Flaw, Severity
from ..passage import Passage
from ..rules import RULES
from ..rules.rule import Rule, Setup

Values = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float32]

FAULTS: Mapping[str, str] = {
    "doubled": "DUP",
    "untranslated": "UNT",
    "codes": "TAG",
    "garbled": "ENC",
    "punctuation": "PUN",
}
"""Signs that are what a family of rules finds."""
SIGNS = (
    *("likeness", "least_likeness"),
    *("source_answered", "target_answered", "least_source_answered", "least_target_answered"),
    *("source_words", "target_words"),
    *("nothing_omitted", "nothing_added", "not_short", "not_long"),
    *("numbers_right", "numbers_there", "no_numbers_more", "units_right"),
    *FAULTS,
)
"""The names of the signs, in order."""

_FREE = 0.5
"""Likeness, and shares answered, that a free translation reaches if it is right."""
_SURELY_WHOLE = -5.0
"""Log odds of a stretch without an answer, below which there is none."""
_MOST = 3.0
"""Faults of a sort that are counted."""
_SMOOTH = 8.0
"""Bytes that lengths are padded with."""
_USUAL_RATIO = {("zh", "en"): 1.35, ("en", "zh"): 0.9}
"""Bytes of target for a byte of source, 1 for other pairs of languages."""


def signs(passages: Sequence[Passage], encoder: EmbeddedEncoder | None = None) -> Iterator[Values]:
    """The signs of each passage in order; all are of the same two languages."""
    untaught = learn(())
    for window in Windows(encoder).of(passages):
        with one_thread():
            found = list(_of_window(window, untaught))
        yield from found


def size(passage: Passage) -> float:
    """How much there is to translate: the logarithm of the source's length in bytes, padded."""
    return float(np.log(len(passage.source.encode("utf-8", "replace")) + _SMOOTH))


def _of_window(window: Window, model: WordModel) -> Iterator[Values]:
    worded = np.flatnonzero((window.source.bytes > 0) & (window.target.bytes > 0)).tolist()
    answers = {unit: window.answers(unit) for unit in worded}
    answered = words_answered(window, answers)
    likeness = np.einsum("ij,ij->i", window.source.vectors, window.target.vectors)
    whole = _whole(window, answers, likeness)
    for unit, passage in enumerate(window.passages):
        found = dict.fromkeys(SIGNS, 0.0)
        if unit in answers:
            alike, source, target = (float(each[unit]) for each in (likeness, *answered))
            found |= {
                "likeness": alike,
                "least_likeness": min(alike, _FREE),
                "source_answered": source,
                "target_answered": target,
                "least_source_answered": min(source, _FREE),
                "least_target_answered": min(target, _FREE),
            }
            found |= _words(window, unit, model)
            found |= whole[unit]
        found |= _length(window, unit)
        found |= _quantities(passage)
        found |= {name: -_flaws(passage, family) for name, family in FAULTS.items()}
        found["untranslated"] -= _words_left(passage)
        yield np.array([found[name] for name in SIGNS])


def _words(window: Window, unit: int, model: WordModel) -> dict[str, float]:
    """How surely the words of either side that mean something are answered."""
    source, target = window.source, window.target
    languages = window.passages[unit].languages
    pair = source.texts[unit], target.texts[unit]
    links = model.link(evidence_of(pair, languages, (source.pools, target.pools), unit))
    if not links.source or not links.target:
        return {}
    mine = np.array([word.is_content for word in links.source])
    theirs = np.array([word.is_content for word in links.target])
    here, there = links.forward.sum(axis=1)[mine], links.backward.sum(axis=0)[theirs]
    return {
        "source_words": float(here.sum() / (len(here) + 0.5)),
        "target_words": float(there.sum() / (len(there) + 0.5)),
    }


def _whole(
    window: Window, answers: Mapping[int, Answers], likeness: Floats
) -> dict[int, dict[str, float]]:
    """How improbable it is, for each unit, that a stretch of either side has no answer."""
    similarity = window.scale.similarity(likeness)
    seen = {
        unit: facings(window, unit, each, float(similarity[unit])) for unit, each in answers.items()
    }
    found: dict[int, dict[str, float]] = {unit: {} for unit in seen}
    for side, name in enumerate(("nothing_omitted", "nothing_added")):
        likely = likeliest({unit: pair[side] for unit, pair in seen.items()}, load_weights())
        for unit, (odds, _, _) in likely:
            found[unit][name] = -max(odds - _SURELY_WHOLE, 0.0)
    return found


def _length(window: Window, unit: int) -> dict[str, float]:
    ratio = _USUAL_RATIO.get(window.passages[unit].languages, 1.0)
    expected, actual = window.source.bytes[unit] * ratio, window.target.bytes[unit]
    longer = float(np.log((actual + _SMOOTH) / (expected + _SMOOTH)))
    return {"not_short": min(longer, 0.0), "not_long": -max(longer, 0.0)}


def _quantities(passage: Passage) -> dict[str, float]:
    amounts = passage.amounts
    source, target = passage.source, passage.target
    missing = sum(not is_slight(each, source, target) for each in amounts.missing)
    added = sum(not is_slight(each, target, source) for each in amounts.added)
    return {
        "numbers_right": -min(float(len(amounts.wrong) + len(amounts.malformed)), _MOST),
        "numbers_there": -min(float(missing), _MOST),
        "no_numbers_more": -min(float(added), _MOST),
        "units_right": -min(float(len(amounts.units) + len(amounts.shortened)), _MOST),
    }


def _flaws(passage: Passage, family: str) -> float:
    """How many flaws the rules of a family find that are no mere notes."""
    count = sum(
        (flaw.severity or rule.severity) is not Severity.note
        for rule, look, setup in _rules(family)
        if rule.nulls or not passage.unit.is_null
        for flaw in look(passage, setup)
    )
    return min(float(count), _MOST)


def _words_left(passage: Passage) -> float:
    """How many words of the source's grammar stand in the target as well, where no rule of scripts
    can see them: "mais der Lotse"."""
    source, target = passage.languages
    if source == target:
        return 0.0
    left = {
        word
        for word in map(str.lower, WORD.findall(passage.target))
        if is_function_word(word, source) and not is_function_word(word, target)
    }
    if left:
        left &= set(map(str.lower, WORD.findall(passage.source)))
    return min(float(len(left)), _MOST)


Look = Callable[[Passage, Setup], Iterable[Flaw]]


@functools.cache
def _rules(family: str) -> tuple[tuple[Rule, Look, Setup], ...]:
    """The rules of a family that look at one unit and need nothing else."""
    return tuple(
        (rule, rule.check, rule.setup())
        for rule in RULES
        if rule.family == family and rule.check is not None and not rule.evidence and rule.default
    )
