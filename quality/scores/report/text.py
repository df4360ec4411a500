"""``text``: tables for the terminal; a signature below for every metric.

On a terminal with colours, segments that are shown have what differs coloured: in the reference (or
the other system's translation) what is gone, in the translation what has come; the letters that
make the difference between two like words are underlined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....corpus.text.script import display_width
from ...report.style import PLAIN, Role, Style
from ...report.visible import one_line
from ..differences import Pieces
from ..evaluate import Evaluation, Score
from .outcome import Division, Listed, Outcome, Shown, divisions, listed, sides

_REMOVED: tuple[Role, Role] = ("removed", "removed-here")
_ADDED: tuple[Role, Role] = ("added", "added-here")


def render(outcome: Outcome, style: Style = PLAIN) -> Iterator[str]:
    """The scores of systems and documents, segments to look at, and what the gate says."""
    evaluation = outcome.evaluation
    yield from _lines(table_of_systems(evaluation))
    yield "\n"
    for score in evaluation.systems[0].scores:
        yield f"{score.metric}: {score.signature}\n"
    for division in divisions(evaluation):
        yield "\n"
        yield from _lines(table_of(division, evaluation))
    for some in listed(outcome):
        yield f"\n{one_line(some.title)}\n"
        for shown in some.segments:
            yield from _segment(shown, some, style)
    for verdict in outcome.verdicts:
        word = "passed" if verdict.passed else style.paint("FAILED", "removed")
        yield f"\n{word}: {one_line(verdict.system)}: {one_line(verdict.reason)}"
    if outcome.verdicts:
        yield "\n"


def table_of_systems(evaluation: Evaluation) -> list[list[str]]:
    """The scores of systems: a head, then a row for each."""
    first = evaluation.systems[0].scores
    rows = [["system", *(score.metric for score in first)]]
    for system in evaluation.systems:
        rows.append([one_line(system.name), *(shown_score(score) for score in system.scores)])
    return rows


def shown_score(score: Score) -> str:
    """``31.42 ± 0.87 (p = 0.0010)``."""
    estimate = score.estimate
    text = score.told(score.value)
    if estimate.half_width is not None:
        text += f" ± {score.told(estimate.half_width)}"
    if estimate.p_value is not None:
        text += f" (p = {estimate.p_value:.4f})"
        # With several systems the chance of finding something somewhere is larger.
        if score.corrected is not None and score.corrected != estimate.p_value:
            text = text[:-1] + f", corrected {score.corrected:.4f})"
    return text


def table_of(division: Division, evaluation: Evaluation) -> list[list[str]]:
    """The scores of documents or domains: a head, then a row for each."""
    systems, metrics = evaluation.systems, evaluation.systems[0].scores
    heads = [
        f"{score.metric} {one_line(system.name)}" if len(systems) > 1 else score.metric
        for score in metrics
        for system in systems
    ]
    rows = [[division.noun, "segments", *heads]]
    for (name, places), scores in zip(division.parts, division.scores, strict=True):
        values = [
            score.told(value)
            for score, of_systems in zip(metrics, scores, strict=True)
            for value in of_systems
        ]
        rows.append([one_line(name), str(len(places)), *values])
    return rows


def where(shown: Shown) -> str:
    """``segment 7 (harbour)``."""
    names = [one_line(name) for name in (shown.document, shown.domain) if name]
    return f"segment {shown.number}" + (f" ({', '.join(names)})" if names else "")


def what(shown: Shown, score: Score) -> str:
    """``12.30 (-31.02)``."""
    change = "" if shown.change is None else f" ({score.told(shown.change, '+')})"
    return score.told(shown.score) + change


def _segment(shown: Shown, some: Listed, style: Style) -> Iterator[str]:
    yield f"\n  {where(shown)}: {what(shown, some.score)}\n"
    base, text = shown.compared
    before, after = _painted(base, _REMOVED, style), _painted(text, _ADDED, style)
    rows = list(sides(shown, some, one_line, (before, after)))
    labels = ["source", "reference", *(label for label, _ in rows)]
    width = max(display_width(one_line(label)) for label in labels)
    for label, line in rows:
        yield f"    {_padded(one_line(label), width)}  {line}".rstrip() + "\n"


def _painted(pieces: Pieces, roles: tuple[Role, Role], style: Style) -> str:
    """A text with what differs in colour, if there are colours."""
    painted = []
    for piece in pieces:
        text = one_line(piece.text)
        if piece.extent != "same":
            text = style.paint(text, roles[piece.extent == "part"])
        painted.append(text)
    return "".join(painted)


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table: the first column to the left, numbers to the right."""
    widths = [max(display_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [_padded(row[0], widths[0])]
        cells += [
            " " * (width - display_width(cell)) + cell
            for cell, width in zip(row[1:], widths[1:], strict=True)
        ]
        yield "  ".join(cells).rstrip() + "\n"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))
