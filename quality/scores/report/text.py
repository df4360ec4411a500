"""``text``: tables for the terminal; a signature below for every metric."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....corpus.text.script import display_width
from ..evaluate import Evaluation, Score
from .outcome import Outcome, Shown, changes, worst


def render(outcome: Outcome) -> Iterator[str]:
    """The scores of systems and documents, segments to look at, and what the gate says."""
    evaluation = outcome.evaluation
    yield from _lines(_systems(evaluation))
    yield "\n"
    for score in evaluation.systems[0].scores:
        yield f"{score.metric}: {score.signature}\n"
    if evaluation.documents:
        yield "\n"
        yield from _lines(_documents(evaluation))
    if outcome.worst:
        yield from _segments(outcome)
    for verdict in outcome.verdicts:
        word = "passed" if verdict.passed else "FAILED"
        yield f"\n{word}: {verdict.system}: {verdict.reason}"
    if outcome.verdicts:
        yield "\n"


def _systems(evaluation: Evaluation) -> list[list[str]]:
    first = evaluation.systems[0].scores
    rows = [["system", *(score.metric for score in first)]]
    for system in evaluation.systems:
        rows.append([system.name, *(shown_score(score) for score in system.scores)])
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


def _documents(evaluation: Evaluation) -> list[list[str]]:
    rows = [
        [
            "document",
            "segments",
            *(
                f"{score.metric} {system.name}" if len(evaluation.systems) > 1 else score.metric
                for score in evaluation.systems[0].scores
                for system in evaluation.systems
            ),
        ]
    ]
    for number, (name, places) in enumerate(evaluation.documents):
        values = [
            score.told(score.documents[number])
            for scores in zip(*(system.scores for system in evaluation.systems), strict=True)
            for score in scores
        ]
        rows.append([name, str(len(places)), *values])
    return rows


def _segments(outcome: Outcome) -> Iterator[str]:
    """By the first metric: the worst of the first system, and what others lost and gained."""
    evaluation = outcome.evaluation
    first = evaluation.systems[0]
    score = first.scores[0]
    if len(evaluation.systems) == 1:
        yield f"\n{'highest' if score.lower_is_better else 'lowest'} {score.metric}\n"
        for shown in worst(evaluation, first, score, outcome.worst):
            yield from _segment(shown, score, first.name, "")
        return
    for number, system in enumerate(evaluation.systems[1:], start=1):
        lost, gained = changes(evaluation, number, 0, outcome.worst)
        for title, some in (("lost most", lost), ("gained most", gained)):
            yield f"\n{system.name}: {title} against {first.name}, by {score.metric}\n"
            for shown in some:
                yield from _segment(shown, score, system.name, first.name)


def _segment(shown: Shown, score: Score, name: str, other: str) -> Iterator[str]:
    change = "" if shown.change is None else f" ({score.told(shown.change, '+')})"
    yield f"\n  segment {shown.number}: {score.told(shown.score)}{change}\n"
    rows = [("source", shown.source), ("reference", shown.reference), (name, shown.text)]
    if other:
        rows.append((other, shown.other))
    width = max(display_width(label) for label, _ in rows)
    for label, text in rows:
        if text or label == name:
            yield f"    {_padded(label, width)}  {' '.join(text.split())}\n"


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
