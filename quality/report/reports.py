"""The registry: every report that ``duilian check`` can make of an :class:`~.outcome.Outcome`."""

from __future__ import annotations

from . import concise, full, github, gitlab, html, json, junit, rdjson, sarif
from .outcome import Outcome
from .outputs import Output

REPORTS: tuple[Output[Outcome], ...] = (
    Output("full", "a frame for each finding, with carets", full.render, (".txt",), full.render),
    Output("concise", "a line for each finding", concise.render, (), concise.render),
    Output("json", "an array of objects", json.render, (".json",)),
    Output("jsonl", "an object on each line", json.render_lines, (".jsonl",)),
    Output("github", "annotations of GitHub Actions", github.render),
    Output("github-summary", "Markdown for $GITHUB_STEP_SUMMARY", github.render_summary, (".md",)),
    Output("gitlab", "a code quality report of GitLab", gitlab.render),
    Output("junit", "XML as test runners write it", junit.render, (".xml",)),
    Output("sarif", "SARIF 2.1.0", sarif.render, (".sarif",)),
    Output("rdjson", "diagnostics for Reviewdog", rdjson.render),
    Output("html", "a page to read, filter and sort", html.render, (".html", ".htm")),
)
"""Every output there is."""
