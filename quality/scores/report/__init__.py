"""Scores, told: one module an output, each with one function that yields the pieces of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import json, junit, markdown, text
from .outcome import Outcome

Render = Callable[[Outcome], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Output:
    """A form a report can take."""

    name: str
    summary: str
    render: Render


REPORTS: tuple[Output, ...] = (
    Output("text", "a table for the terminal", text.render),
    Output("json", "one object", json.render),
    Output("markdown", "a table for a pull request", markdown.render),
    Output("junit", "a test case for each condition", junit.render),
)
"""Every output there is."""

__all__ = ["REPORTS", "Outcome", "Output"]
