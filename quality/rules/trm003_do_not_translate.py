"""TRM003: something was translated that should have stayed as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..finding import Flaw, Severity, marked
from ..passage import Passage
from ..terminology import Occurrence
from .rule import Rule, Setup
from .terms import Miss, MissWatch
from .trm001_term_missing import example


def _concerns(occurrence: Occurrence) -> bool:
    return not (occurrence.concept.translate or occurrence.found)


def _watch(setup: Setup) -> MissWatch:
    return MissWatch(setup, _concerns, _told)


def _told(misses: Sequence[Miss]) -> Iterator[tuple[Passage, Flaw]]:
    for miss in misses:
        occurrence = miss.occurrence
        found = [each.span for each in occurrence.misspelt]
        found += [miss.instead.span] if miss.instead else []
        message = f"'{occurrence.term.text}' is not to be translated"
        stands = f"; '{marked(miss.passage.target, found[0])}' stands there" if found else ""
        yield (
            miss.passage,
            Flaw(
                message + stands,
                source_span=occurrence.places[0],
                target_span=found[0] if found else None,
                guessed=not occurrence.misspelt,
                help=f"keep '{occurrence.allowed[0].text}'" if occurrence.allowed else "",
            ),
        )


RULE = Rule(
    code="TRM003",
    name="do-not-translate",
    severity=Severity.error,
    mqm="accuracy/do not translate",
    summary="A term that should stay as it is was changed or left out.",
    explanation="""
Concepts with `translate = false` in the glossary: brands, products, code names. They may be
given another form for the target language, which is then the one to keep.
""",
    bad=(
        example("澜江牌自行车", "a Lanjiang bicycle"),
        example("骑澜江牌", "ride a bike"),
    ),
    good=(
        example("澜江牌自行车", "a 澜江牌 bicycle"),
        example("一辆自行车", "a bicycle"),
    ),
    watch=_watch,
)
