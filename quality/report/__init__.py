"""What was found, told: for people, for programs, for the places where code is reviewed.

One module an output, each with one function: it takes the :class:`Outcome` of a run and yields
the pieces of a text. The registry is :data:`REPORTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..checker import Checked
from ..finding import Finding
from . import concise, json
from .outcome import Outcome

Report = Callable[[Outcome], Iterator[str]]
"""Yields the pieces of a report; joined, they are the whole of it."""


@dataclass(frozen=True, slots=True)
class Output:
    """A form a report can take: its name, what it is, and the function that makes it."""

    name: str
    summary: str
    render: Report


REPORTS: tuple[Output, ...] = (
    Output("concise", "a line for each finding", concise.render),
    Output("json", "an array of objects", json.render),
)
"""Every output there is."""

__all__ = ["REPORTS", "Checked", "Finding", "Outcome", "Output", "Report"]
