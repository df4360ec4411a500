"""ALN001: a source and a target that do not answer each other."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Flaw, Place, Severity
from ..passage import Passage
from .rule import Example, Option, Rule, Setup, pair


def check(passage: Passage, setup: Setup) -> Iterator[Flaw]:
    """Find pairs that are probably none; those of a drift are ALN002's."""
    evidence = passage.evidence
    if evidence is None or not passage.misaligned or evidence.drift:
        return
    message = "source and target do not answer each other"
    related: tuple[Place, ...] = ()
    if evidence.shift:
        answer = passage.number + evidence.shift
        message += f"; the target of unit {answer} answers this source"
        related = (Place(answer, "its target answers this source"),)
    wrong = 1 - evidence.probability
    yield Flaw(
        message,
        severity=None if wrong >= setup.number("error") else Severity.warning,
        help="align the texts again around here, or replace the target",
        related=related,
        confidence=wrong,
    )


_STORY = (
    ("渡船每天早上六点离开码头。", "The ferry leaves the pier at six every morning."),
    ("修船厂里有四十个工人。", "Forty people work at the shipyard."),
    ("去年夏天的洪水冲毁了旧桥。", "Last summer's flood washed the old bridge away."),
    ("新桥要到明年才能通车。", "The new bridge will not open until next year."),
    ("孩子们只好坐船去上学。", "So the children have to go to school by boat."),
    ("老师在船上教他们唱歌。", "Their teacher has them sing on the way."),
)


def story(*targets: int) -> Example:
    """The story with its targets in another order."""
    pairs = zip(_STORY, targets, strict=True)
    return Example(tuple((source, _STORY[place][1]) for (source, _), place in pairs))


RULE = Rule(
    code="ALN001",
    name="misaligned-pair",
    severity=Severity.error,
    mqm="accuracy/mistranslation",
    summary="Source and target do not answer each other.",
    explanation="""
A memory with a wrong pair is worse than one without it: what it offers is fluent and false. Whether
two texts answer each other is told from what the aligner goes by: the vectors of both, the words of
each that the other answers, quantities on both sides, and lengths; measured on the scale of the
file, and seen in the row of units they stand in, so that a free or short translation amid good
ones is given the benefit of the doubt. A pair of which one side is answered for the better part
lacks something, but belongs together: that is for OMI001 and OMI002.

The confidence of a finding is the probability that the pair is wrong. From `error` on it is an
error, from .5 on a warning. Rules that compare what the two sides say are held back on such units.
Where many units in a row are shifted, ALN002 says so once, in the place of this rule.
""",
    bad=(
        story(0, 2, 1, 3, 4, 5),
        pair(
            "修船厂里有四十个工人。", "She never liked the taste of green tea, not even with honey."
        ),
    ),
    good=(
        story(0, 1, 2, 3, 4, 5),
        pair("你猜现在要多久？", "Guess how long it takes now."),
        pair("好的。", "OK."),
    ),
    false_alarms=("Very free translations, proverbs and jokes above all; short lines of a novel.",),
    options=(Option("error", 0.9, "how probably wrong a pair must be for an error"),),
    content=False,
    evidence=True,
    check=check,
)
