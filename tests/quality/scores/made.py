"""Texts to score, invented."""

from __future__ import annotations

import random

from duilian.quality.scores.texts import Text

WORDS = (
    *("the", "river", "runs", "past", "three", "old", "towns", "and"),
    *("a", "new", "port", "under", "low", "grey", "clouds"),
)


def systems(segments: int, *shares: float, seed: int = 7) -> tuple[list[str], list[list[str]]]:
    """A reference, and systems that have each of its words wrong with the probability given."""
    dice = random.Random(seed)
    truth = [dice.choices(WORDS, k=dice.randint(3, 14)) for _ in range(segments)]
    reference = [" ".join(words) + "." for words in truth]
    return reference, [
        [
            " ".join(dice.choice(WORDS) if dice.random() < share else word for word in words) + "."
            for words in truth
        ]
        for share in shares
    ]


def text(
    *segments: str, name: str = "x", sources: tuple[str, ...] = (), ids: tuple[str, ...] = ()
) -> Text:
    """A file's segments."""
    return Text(name, segments, ids or ("",) * len(sources), sources, "en", "zh")
