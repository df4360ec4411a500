"""What was found of terms, as lines for a person, a table for a spreadsheet, or JSON."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ...corpus.glossary import Concept, Glossary
from ...corpus.glossary import Term as GlossaryTerm
from ...corpus.model import Span
from .concordance import Line, context
from .extraction import Entry
from .model import Drift, Rendering, Variant
from .scope import Scope

COLUMNS = (
    "source",
    "target",
    "count",
    "other targets",
    "probability",
    "source example",
    "target example",
    "place",
)
_EXAMPLE = 40
"""Columns of a terminal on either side of a term in an example."""
_CONTEXT = 24
_MOST_PLACES = 12
"""Places named in a line for a person."""


def table(entries: Iterable[Entry], scope: Scope) -> Iterator[str]:
    """A row for each term, its cells parted by tabs; the first names the columns."""
    yield "\t".join(COLUMNS)
    for entry in entries:
        first, *others = entry.renderings
        here = first.example.occurrence
        source, target = scope.pairs[here.unit]
        cells = (
            entry.term.text,
            first.text,
            str(entry.places),
            "; ".join(f"{each.text} ({each.places})" for each in others),
            f"{first.probability:.2f}",
            _example(source, here.span),
            _example(target, first.example.span),
            str(scope.origins[here.unit]),
        )
        yield "\t".join(" ".join(cell.split()) for cell in cells)


def glossary(entries: Iterable[Entry], scope: Scope) -> Glossary:
    """A concept for each term, its commonest rendering preferred; how often, and an example, as a
    note."""
    return Glossary(
        tuple(
            Concept(
                str(number),
                (
                    GlossaryTerm(" ".join(entry.term.text.split()), scope.languages[0]),
                    *(
                        GlossaryTerm(
                            " ".join(each.text.split()),
                            scope.languages[1],
                            "allowed" if place else "preferred",
                        )
                        for place, each in enumerate(entry.renderings)
                    ),
                ),
                note=_note(entry, scope),
            )
            for number, entry in enumerate(entries, 1)
        )
    )


def _note(entry: Entry, scope: Scope) -> str:
    first = entry.renderings[0].example
    source, target = scope.pairs[first.occurrence.unit]
    return (
        f"{_counted(entry.places, 'place')}; {_example(source, first.occurrence.span)}"
        f" | {_example(target, first.span)}"
    )


def _example(text: str, span: Span) -> str:
    found = context(text, span, _EXAMPLE)
    return found.before + found.text + found.after


def concordance_lines(term: str, lines: Sequence[Line], scope: Scope) -> Iterator[str]:
    """How often each rendering was found, then every place in its context."""
    from rich.cells import cell_len

    yield f"{term}: {_counted(len(lines), 'place')}"
    by_key: defaultdict[tuple[str, ...], list[Rendering]] = defaultdict(list)
    for line in lines:
        if line.rendering is not None:
            by_key[line.rendering.key].append(line.rendering)
    for found in sorted(by_key.values(), key=lambda found: (-len(found), found[0].text)):
        yield f"{len(found):>5}  {Counter(each.text for each in found).most_common(1)[0][0]}"
    yield ""
    places = [str(scope.origins[line.occurrence.unit]) for line in lines]
    margin = max(map(len, places), default=0)
    for place, line in zip(places, lines, strict=True):
        source, target = scope.pairs[line.occurrence.unit]
        here = context(source, line.occurrence.span, _CONTEXT)
        left = " " * (_CONTEXT - cell_len(here.before)) + f"{here.before}[{here.text}]{here.after}"
        width = 2 * _CONTEXT + cell_len(here.text) + 2
        right = "(none found)"
        if line.rendering is not None:
            there = context(target, line.rendering.span, _CONTEXT)
            sure = f"{line.rendering.probability:.2f}"
            right = f"{sure}  {there.before}[{there.text}]{there.after}"
        yield f"{place:<{margin}}  {left}{' ' * (width - cell_len(left))}  {right}"


def concordance_json(term: str, lines: Sequence[Line], scope: Scope) -> dict[str, Any]:
    """The same for a program."""
    return {
        "term": term,
        "source_language": scope.languages[0],
        "target_language": scope.languages[1],
        "places": [
            {
                **_place(scope, line.occurrence.unit),
                "source": scope.pairs[line.occurrence.unit][0],
                "target": scope.pairs[line.occurrence.unit][1],
                "source_span": _span(line.occurrence.span),
                "rendering": None if line.rendering is None else _rendering(line.rendering),
            }
            for line in lines
        ],
    }


def drift_lines(drift: Drift, scope: Scope) -> Iterator[str]:
    """A drifting term, and a line for each of its renderings."""
    yield (
        f"{drift.term.text}: {_counted(drift.places, 'place')},"
        f" {len(drift.variants)} renderings (confidence {drift.confidence:.2f})"
    )
    for variant in drift.variants:
        yield (
            f"{len(variant.renderings):>5} {drift.share(variant):>4.0%}  {variant.text}"
            f"  [{_places(variant, scope)}]"
        )


def drift_json(drifts: Iterable[Drift], scope: Scope) -> dict[str, Any]:
    """Drifting terms for a program."""
    return {
        "source_language": scope.languages[0],
        "target_language": scope.languages[1],
        "units": len(scope.pairs),
        "drifts": [
            {
                "term": drift.term.text,
                "kind": drift.term.kind,
                "places": drift.places,
                "confidence": round(drift.confidence, 3),
                "renderings": [
                    {
                        "text": variant.text,
                        "share": round(drift.share(variant), 3),
                        "majority": variant is drift.majority,
                        "places": [
                            {
                                **_place(scope, each.occurrence.unit),
                                "source_span": _span(each.occurrence.span),
                                **_rendering(each),
                            }
                            for each in variant.renderings
                        ],
                    }
                    for variant in drift.variants
                ],
            }
            for drift in drifts
        ],
    }


def _places(variant: Variant, scope: Scope) -> str:
    """The places of a rendering, file by file."""
    by_file: defaultdict[str, list[str]] = defaultdict(list)
    for each in variant.renderings[:_MOST_PLACES]:
        origin = scope.origins[each.occurrence.unit]
        by_file[origin.file].append(str(origin.unit))
    more = len(variant.renderings) - _MOST_PLACES
    told = "; ".join(f"{file}:{','.join(units)}" for file, units in by_file.items())
    return told + (f" and {more:,} more" if more > 0 else "")


def _place(scope: Scope, unit: int) -> dict[str, Any]:
    origin = scope.origins[unit]
    return {"file": origin.file, "unit": origin.unit, "id": origin.id}


def _rendering(rendering: Rendering) -> dict[str, Any]:
    return {
        "text": rendering.text,
        "target_span": _span(rendering.span),
        "probability": round(rendering.probability, 3),
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
