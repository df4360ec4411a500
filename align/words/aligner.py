"""Word alignment of a bitext: units in, links with chances out.

On a bird's-eye level: some thousands of units, spread over the bitext, are looked at first and a
model is learned from them (:mod:`.model`); then all are linked, in order, one after another.
Evidence (:mod:`.evidence`) is what costs time, the encoder above all. That of the units learned
from is kept, so it is made once for a bitext of that size and less than one and a half times for
one of any size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from ..encode import EmbeddedEncoder
from ..threads import one_thread
from .evidence import Evidence, Pair, evidence, explained
from .model import WordAlignment, learn

MOST_LEARNED = 20_000
"""Units learned from; of more, some are passed over."""


def align_words(
    pairs: Sequence[Pair], languages: tuple[str, str], encoder: EmbeddedEncoder | None = None
) -> Iterator[WordAlignment]:
    """The word alignment of each unit, given as its two texts, in order."""
    chosen_encoder = encoder or EmbeddedEncoder()
    step = -(-len(pairs) // MOST_LEARNED) or 1
    short = explained(pairs, languages)
    with one_thread():
        learned = list(evidence(pairs[::step], languages, chosen_encoder, short))
        model = learn(learned)
    for number, unit in enumerate(_all(pairs, step, learned, languages, chosen_encoder, short)):
        yield model.link(unit, learned_from=number % step == 0)


def align_evidence(units: Sequence[Evidence]) -> Iterator[WordAlignment]:
    """The word alignment of units whose evidence was made before; all of them are learned from."""
    with one_thread():
        model = learn(units)
    for unit in units:
        yield model.link(unit, learned_from=True)


def _all(
    pairs: Sequence[Pair],
    step: int,
    learned: list[Evidence],
    languages: tuple[str, str],
    encoder: EmbeddedEncoder,
    short: tuple[Mapping[str, str], Mapping[str, str]],
) -> Iterator[Evidence]:
    """The evidence of all units: kept for every ``step``-th, made now for those between."""
    between = (pair for number, pair in enumerate(pairs) if number % step)
    made = evidence(between, languages, encoder, short)
    for unit in learned:
        yield unit
        yield from islice(made, step - 1)
