"""What was found, told: for people, for programs, for the places where code is reviewed.

One module an output, each with one function: it takes the :class:`Outcome` of a run and yields
the pieces of a text. The registry is :data:`REPORTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..checker import Checked
from ..finding import Finding
from . import concise, full, github, gitlab, html, json, junit, rdjson, sarif
from .outcome import Outcome
from .style import Style

Report = Callable[[Outcome], Iterator[str]]
"""Yields the pieces of a report; joined, they are the whole of it."""

StyledReport = Callable[[Outcome, Style], Iterator[str]]
"""The same in colours and in the width of a terminal, if the style says so."""


@dataclass(frozen=True, slots=True)
class Output:
    """A form a report can take: its name, what it is, and the function that makes it.

    ``styled`` makes it for a person at a terminal, where that is another thing.
    """

    name: str
    summary: str
    render: Report
    styled: StyledReport | None = None

    def pieces(self, outcome: Outcome, style: Style) -> Iterator[str]:
        """The pieces of the report, in this style if it has any."""
        return self.styled(outcome, style) if self.styled else self.render(outcome)


REPORTS: tuple[Output, ...] = (
    Output("full", "a frame for each finding, with carets", full.render, full.render),
    Output("concise", "a line for each finding", concise.render, concise.render),
    Output("json", "an array of objects", json.render),
    Output("jsonl", "an object on each line", json.render_lines),
    Output("github", "annotations of GitHub Actions", github.render),
    Output("github-summary", "Markdown for $GITHUB_STEP_SUMMARY", github.render_summary),
    Output("gitlab", "a code quality report of GitLab", gitlab.render),
    Output("junit", "XML as test runners write it", junit.render),
    Output("sarif", "SARIF 2.1.0", sarif.render),
    Output("rdjson", "diagnostics for Reviewdog", rdjson.render),
    Output("html", "a page to read, filter and sort", html.render),
)
"""Every output there is."""

__all__ = ["REPORTS", "Checked", "Finding", "Outcome", "Output", "Report"]
