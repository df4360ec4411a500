"""Which metrics were asked for, by name: sacreBLEU's, adequacy, COMET, files of scores, a glossary.

The one place that knows of all kinds of metrics. :func:`requests` checks what was asked for before
anything is computed; each request then gives a :class:`~.metrics.Kind`, which is counted with the
others of sacreBLEU's, or a column that has been counted (:mod:`.columns`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ...corpus.errors import UsageError
from .comet import NAME as COMET
from .comet import comet_scores
from .counting import Counted
from .given import Given
from .metrics import ADEQUACY, SUMMARIES, Kind, kind, no_such
from .texts import Matched, Text, language_of

NAMES: Mapping[str, str] = {
    **SUMMARIES,
    ADEQUACY: "adequacy, how well a segment says what its source does; needs no reference",
    f"{COMET}:PATH": "COMET, by a checkpoint on this machine (Rei et al. 2020)",
}
"""Every metric that can be asked for by name."""

Metrics = tuple[Kind | Counted, ...]
Request = Kind | Callable[[Matched], Metrics]
"""A metric of sacreBLEU's, or what counts others once the texts are matched."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for. ``names`` is empty for what suits the texts.

    ``language`` is that of the candidates, ``source_language`` "" to have it recognised.
    """

    names: tuple[str, ...]
    language: str
    source_language: str = ""
    tokenizer: str | None = None
    lowercase: bool = False
    given: tuple[Given, ...] = ()
    glossaries: tuple[str, ...] = ()


def requests(asked: Asked, *, references: bool, source: bool) -> tuple[Request, ...]:
    """The metrics that were asked for by name, then those of files and glossaries.

    Where no name was given: BLEU and chrF with references, else adequacy with a source. Raises
    UsageError for a name that is none, one that comes twice, and for a metric that compares with
    what is not there.
    """
    names = asked.names or (("bleu", "chrf") if references else (ADEQUACY,) if source else ())
    found: list[Request] = [_request(name, asked) for name in names]
    for name, request in zip(names, found, strict=True):
        if isinstance(request, Kind) and not references:
            raise UsageError(
                f"there is no reference for {name} to compare with",
                remedy="name a --reference, or ask for --metric adequacy, which needs none",
            )
        if not isinstance(request, Kind) and not source:
            raise UsageError(
                f"there is no source for {name} to compare with", remedy="name a --source"
            )
    if asked.glossaries:
        if not source:
            raise UsageError(
                "a glossary's terms are looked for in the source", remedy="name a --source"
            )
        found.append(lambda matched: _of_glossaries(asked, matched))
    found += [_of_file(each) for each in asked.given]
    if not found:
        raise UsageError(
            "there is nothing to score against",
            remedy="name a --reference, or a --source, or --scores",
        )
    return tuple(found)


def counted(wanted: Sequence[Request], matched: Matched) -> Metrics:
    """The metrics, in order; columns are counted now. Raises what counting them raises."""
    found: list[Kind | Counted] = []
    for each in wanted:
        found += [each] if isinstance(each, Kind) else each(matched)
    of_name = Counter(each.name if isinstance(each, Kind) else each.kind.name for each in found)
    for name, times in of_name.items():
        if times > 1:
            raise UsageError(
                f"there are {times} metrics called {name}",
                remedy="ask for each once, and give --scores other names",
            )
    return tuple(found)


def _request(name: str, asked: Asked) -> Request:
    metric, colon, path = name.partition(":")
    metric = metric.strip().lower()
    if metric == COMET and path:
        return lambda matched: (comet_scores(path, matched),)
    if metric == ADEQUACY and not colon:
        return lambda matched: (_adequacy(asked, matched),)
    if name.strip().lower() not in SUMMARIES:
        raise no_such("metric", name, NAMES)
    return kind(name, asked.language, tokenizer=asked.tokenizer, lowercase=asked.lowercase)


def _adequacy(asked: Asked, matched: Matched) -> Counted:
    from .adequacy import adequacy_scores

    source, languages = _source(asked, matched)
    systems = [text.segments for text in matched.candidates]
    return adequacy_scores(source.segments, systems, languages, asked.glossaries)


def _of_glossaries(asked: Asked, matched: Matched) -> Metrics:
    from .glossary import glossary_scores

    source, languages = _source(asked, matched)
    systems = [text.segments for text in matched.candidates]
    return glossary_scores(asked.glossaries, source.segments, systems, languages)


def _of_file(given: Given) -> Request:
    return lambda matched: (given.counted(matched.candidates),)


def _source(asked: Asked, matched: Matched) -> tuple[Text, tuple[str, str]]:
    """The source, and both languages. Raises UsageError if joining segments has lost it."""
    source = matched.source
    if source is None:
        raise UsageError(
            "the source does not go with the candidates, whose segments were joined",
            remedy="score without it, or texts that are cut alike",
        )
    tag = language_of(source.segments, asked.source_language or source.language)
    return source, (tag, asked.language)
