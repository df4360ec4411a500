"""``markdown``: tables for a pull request. ``github-summary``: the same for the page of a run.

Segments that are shown have what differs marked: ``<del>`` in the reference (or the other system's
translation) what is gone, ``<ins>`` in the translation what has come.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...report.markup import cell
from ..differences import Pieces
from ..evaluate import Evaluation
from .outcome import Listed, Outcome, Shown, divisions, listed, sides, summary
from .text import table_of, table_of_systems, what, where


def render(outcome: Outcome) -> Iterator[str]:
    """The scores and what the gate says; documents, segments and signatures are folded away."""
    evaluation = outcome.evaluation
    yield from _table(table_of_systems(evaluation))
    yield from _verdicts(outcome)
    for division in divisions(evaluation):
        yield from _folded(f"{division.noun.capitalize()}s", _table(table_of(division, evaluation)))
    for some in listed(outcome):
        yield from _folded(cell(some.title), _segments(some))
    yield from _folded("Signatures", _signatures(evaluation))


def render_summary(outcome: Outcome) -> Iterator[str]:
    """A heading, the reasons why a condition does not hold, and all that ``markdown`` has."""
    yield f"## duilian score: {cell(summary(outcome))}\n\n"
    yield from render(outcome)
    for note in outcome.evaluation.notes:
        yield f"\n> {cell(note)}\n"


def _verdicts(outcome: Outcome) -> Iterator[str]:
    if outcome.verdicts:
        yield "\n"
    for verdict in outcome.verdicts:
        word = "passed" if verdict.passed else "**failed**"
        yield f"* {word}: {cell(verdict.system)}: {cell(verdict.reason)}\n"


def _segments(some: Listed) -> Iterator[str]:
    for number, shown in enumerate(some.segments):
        before = "\n" if number else ""
        yield f"{before}**{cell(where(shown))}**: {what(shown, some.score)}\n\n"
        yield from _sides(shown, some)


def _sides(shown: Shown, some: Listed) -> Iterator[str]:
    """A line for each text."""
    base, text = shown.compared
    for label, line in sides(shown, some, cell, (_marked(base, "del"), _marked(text, "ins"))):
        yield f"* {cell(label)}: {line}".rstrip() + "\n"


def _marked(pieces: Pieces, tag: str) -> str:
    """A text with what differs in a tag: whole words, since letters alone can hardly be read."""
    marked = []
    for differs, group in groupby(pieces, key=lambda piece: piece.extent != "same"):
        text = cell("".join(piece.text for piece in group))
        marked.append(f"<{tag}>{text}</{tag}>" if differs else text)
    return "".join(marked)


def _signatures(evaluation: Evaluation) -> Iterator[str]:
    for score in evaluation.systems[0].scores:
        yield f"* {score.metric}: `{score.signature}`\n"


def _folded(title: str, inside: Iterator[str]) -> Iterator[str]:
    yield f"\n<details><summary>{title}</summary>\n\n"
    yield from inside
    yield "\n</details>\n"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table: the head and the first column are names, the rest figures of ours."""
    head, *others = rows
    yield "| " + " | ".join(map(cell, head)) + " |\n"
    yield "|---" + "|--:" * (len(head) - 1) + "|\n"
    for name, *figures in others:
        yield "| " + " | ".join([cell(name), *figures]) + " |\n"
