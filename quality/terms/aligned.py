"""The word alignment of several files as one scope, with what is costly made file by file.

Most of the time goes into the evidence for each pair of words, the encoder above all
(:mod:`duilian.align.words.evidence`). Here it is made of each file by itself: so several processes
may share the work, and it can be kept. An abbreviation is known where its own file explains it.
What the words of all files teach is cheap, and is learned anew each time. The links are the same
with and without a cache, and with any number of processes.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

from ...align.encode import EmbeddedEncoder
from ...align.threads import one_thread
from ...align.words import (
    MOST_LEARNED,
    Evidence,
    Pair,
    WordAlignment,
    align_evidence,
    align_words,
    evidence,
    explained,
    restored,
    stored,
)
from ..cache import NO_CACHE, Cache, key
from ..processes import processes, spread

Languages = tuple[str, str]
Part = Sequence[Pair]
"""The units of a file, as pairs of texts."""


def align_parts(
    parts: Sequence[Part],
    languages: Languages,
    cache: Cache = NO_CACHE,
    jobs: int | None = None,
) -> Iterator[WordAlignment]:
    """The word alignment of each unit of all files, in order.

    ``jobs`` is how many processes work at once (as many as there are cores, if None). A scope
    larger than what is learned from is gone through as a whole, and nothing of it is kept.
    """
    if sum(map(len, parts)) > MOST_LEARNED:
        return align_words(list(chain.from_iterable(parts)), languages)
    return align_evidence(list(_evidence(parts, languages, cache, jobs)))


def _evidence(
    parts: Sequence[Part], languages: Languages, cache: Cache, jobs: int | None
) -> Iterator[Evidence]:
    keys = [key("words", part, languages) if cache else "" for part in parts]
    kept = [_kept(cache.get(name), part, languages) for name, part in zip(keys, parts, strict=True)]
    missing = [part for part, found in zip(parts, kept, strict=True) if found is None]
    made = spread(partial(_stored, languages=languages), missing, processes(jobs))
    for name, part, found in zip(keys, parts, kept, strict=True):
        if found is None:
            data = next(made)
            cache.put(name, data)
            found = restored(data, part, languages)
        yield from found


def _kept(data: bytes | None, part: Part, languages: Languages) -> list[Evidence] | None:
    try:
        return None if data is None else restored(data, part, languages)
    except ValueError:
        return None


def _stored(part: Part, languages: Languages) -> bytes:
    """The evidence of a file, as bytes."""
    with one_thread():
        return stored(evidence(part, languages, _encoder(), explained(part, languages)))


@functools.cache
def _encoder() -> EmbeddedEncoder:
    """One for all files of a process."""
    return EmbeddedEncoder()
