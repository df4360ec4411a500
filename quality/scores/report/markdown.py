"""``markdown``: tables for a pull request or a job's summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..evaluate import Evaluation
from .outcome import Outcome
from .text import shown_score


def render(outcome: Outcome) -> Iterator[str]:
    """The scores, what the gate says, and the signatures folded away."""
    evaluation = outcome.evaluation
    metrics = [score.metric for score in evaluation.systems[0].scores]
    yield from _table(
        ["system", *metrics],
        [
            [system.name, *(shown_score(score) for score in system.scores)]
            for system in evaluation.systems
        ],
    )
    if outcome.verdicts:
        yield "\n"
    for verdict in outcome.verdicts:
        word = "passed" if verdict.passed else "**failed**"
        yield f"* {word}: {_escaped(verdict.system)}: {_escaped(verdict.reason)}\n"
    if evaluation.documents:
        yield "\n<details><summary>Documents</summary>\n\n"
        yield from _documents(evaluation)
        yield "\n</details>\n"
    yield "\n<details><summary>Signatures</summary>\n\n"
    for score in evaluation.systems[0].scores:
        yield f"* {score.metric}: `{score.signature}`\n"
    yield "\n</details>\n"


def _documents(evaluation: Evaluation) -> Iterator[str]:
    heads = [
        f"{score.metric} {system.name}"
        for score in evaluation.systems[0].scores
        for system in evaluation.systems
    ]
    by_score = [
        system.scores[metric]
        for metric in range(len(evaluation.systems[0].scores))
        for system in evaluation.systems
    ]
    yield from _table(
        ["document", "segments", *heads],
        [
            [
                name,
                str(len(places)),
                *(score.told(score.documents[number]) for score in by_score),
            ]
            for number, (name, places) in enumerate(evaluation.documents)
        ],
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(map(_escaped, heads)) + " |\n"
    yield "|---" + "|--:" * (len(heads) - 1) + "|\n"
    for row in rows:
        yield "| " + " | ".join(map(_escaped, row)) + " |\n"


def _escaped(text: str) -> str:
    """A text in a cell of a table, with nothing in it that Markdown or HTML would read."""
    folded = " ".join(text.split())
    for char, instead in (("&", "&amp;"), ("<", "&lt;"), ("|", "\\|"), ("*", "\\*"), ("_", "\\_")):
        folded = folded.replace(char, instead)
    return folded
