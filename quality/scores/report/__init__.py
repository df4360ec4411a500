"""Scores, told: one module an output, each with one function that yields the pieces of a text."""

from __future__ import annotations

from ...report.outputs import Output
from . import html, json, junit, markdown, text
from .outcome import Outcome

REPORTS: tuple[Output[Outcome], ...] = (
    Output("text", "a table for the terminal", text.render, (".txt",), text.render),
    Output("json", "one object", json.render, (".json",)),
    Output("markdown", "a table for a pull request", markdown.render, (".md",)),
    Output("github-summary", "Markdown for $GITHUB_STEP_SUMMARY", markdown.render_summary),
    Output("junit", "a test case for each condition", junit.render, (".xml",)),
    Output("html", "a page to read, filter and sort", html.render, (".html", ".htm")),
)
"""Every output there is."""

__all__ = ["REPORTS", "Outcome", "Output"]
