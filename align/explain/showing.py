"""Explanations for the reader: in lines, and as values that JSON can hold."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from ...corpus.formats.table import NOTHING, wrap
from ...corpus.model import Bead
from ..report import as_json as report_as_json
from ..report import show as show_report
from ..shown import plain, short
from .model import Contribution, Explanation, Reasons, Rival, Step


def show(explanation: Explanation, width: int | None = None) -> Iterator[str]:
    """The explanation in lines for a person; ``width`` is the terminal's by default."""
    columns = max(40, width or min(100, shutil.get_terminal_size().columns))
    step, languages = explanation.step, explanation.languages
    yield f"bead {explanation.number}: {step.bead.kind}, probability {step.bead.probability:.2f}"
    yield from _side(languages[0], step.bead.source, step.source, columns)
    yield from _side(languages[1], step.bead.target, step.target, columns)
    yield ""
    yield f"  for and against it (in nats; together {explanation.score:+.2f}):"
    for one in explanation.contributions:
        yield from _hang(f"    {one.nats:+6.2f}  {one.name:<16}  ", one.says, columns)
        for fact in one.facts:
            yield from _hang(" " * 30, fact, columns)
    yield ""
    if explanation.rival is None:
        yield "  runner-up: none, no other bead is possible here"
    else:
        yield from _show_rival(explanation.rival, languages, columns)
    for bead in explanation.others:
        yield f"  then: {_name(bead, languages)}, probability {_chance(bead.probability)}"


def _show_rival(rival: Rival, languages: tuple[str, str], columns: int) -> Iterator[str]:
    yield from _hang(
        "  runner-up: ",
        f"{_name(rival.bead, languages)}, probability {_chance(rival.bead.probability)}"
        f"{' wherever the gap is put' if rival.bead.is_null else ''}, margin {rival.margin:+.2f}",
        columns,
    )
    if rival.advantage is None:
        yield "    too far from the beads chosen to be compared"
        return
    for title, way in (("chosen", rival.chosen), ("instead", rival.instead)):
        yield f"    {title}:"
        for step in way:
            yield f"      {_name(step.bead, languages)}"
            for text in (step.source, step.target):
                if text:
                    yield "        " + short(text, columns - 8)
    side = "the beads chosen" if rival.advantage >= 0 else "the runner-up"
    differences = ", ".join(f"{one.name} {one.nats:+.2f}" for one in rival.differences)
    yield from _hang(
        "    ", f"{abs(rival.advantage):.2f} nats speak for {side}: {differences}", columns
    )


def _side(language: str, sentences: range, text: str, columns: int) -> Iterator[str]:
    yield from _hang(f"  {f'{language} {numbered(sentences)}':<10}  ", text or NOTHING, columns)


def _name(bead: Bead, languages: tuple[str, str]) -> str:
    """``1-2 (zh 3, en 3-4)``."""
    sides = zip(languages, (bead.source, bead.target), strict=True)
    places = ", ".join(f"{language} {numbered(run)}" for language, run in sides if run)
    return f"{bead.kind} ({places})"


def numbered(sentences: range) -> str:
    """Sentences counted from 1: ``3``, ``3-4``, or nothing."""
    if not sentences:
        return ""
    first, last = sentences.start + 1, sentences.stop
    return f"{first}" if first == last else f"{first}-{last}"


def _chance(probability: float) -> str:
    return f"{probability:.2f}" if probability >= 0.005 else "below 0.01"


def _hang(head: str, text: str, columns: int) -> Iterator[str]:
    """The text in lines, the first behind ``head`` and the others below it."""
    for line in wrap(plain(text), max(20, columns - len(head))):
        yield f"{head}{line}".rstrip()
        head = " " * len(head)


def as_json(explanation: Explanation) -> dict[str, Any]:
    """The same as a value that JSON can hold; sentences are counted from 1."""
    rival = explanation.rival
    return {
        "number": explanation.number,
        **_step_as_json(explanation.step),
        "score": round(explanation.score, 4),
        "contributions": [_contribution(one) for one in explanation.contributions],
        "runner_up": None
        if rival is None
        else {
            **_bead_as_json(rival.bead),
            "margin": round(rival.margin, 4),
            "advantage": None if rival.advantage is None else round(rival.advantage, 4),
            "differences": {one.name: round(one.nats, 4) for one in rival.differences},
            "chosen": [_step_as_json(step) for step in rival.chosen],
            "instead": [_step_as_json(step) for step in rival.instead],
        },
        "others": [_bead_as_json(bead) for bead in explanation.others],
    }


def _contribution(one: Contribution) -> dict[str, Any]:
    return {**asdict(one), "nats": round(one.nats, 4)}


def _bead_as_json(bead: Bead) -> dict[str, Any]:
    return {
        "kind": bead.kind,
        "source_sentences": [i + 1 for i in bead.source],
        "target_sentences": [j + 1 for j in bead.target],
        "probability": round(bead.probability, 4),
    }


def _step_as_json(step: Step) -> dict[str, Any]:
    return {**_bead_as_json(step.bead), "source": step.source, "target": step.target}


def show_reasons(reasons: Reasons) -> Iterator[str]:
    """Report and explanations in lines for a person."""
    if reasons.report is not None:
        yield from show_report(reasons.report)
    for number, explanation in enumerate(reasons.explanations):
        if number or reasons.report is not None:
            yield ""
        yield from show(explanation)


def reasons_as_json(reasons: Reasons) -> dict[str, Any]:
    """Report and explanations as a value that JSON can hold."""
    return {
        "report": None if reasons.report is None else report_as_json(reasons.report),
        "beads": [as_json(explanation) for explanation in reasons.explanations],
    }
