"""How a report for people is dressed: with colours or without, and how wide."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TextIO

from ..finding import Severity

Colour = Literal["auto", "always", "never"]
Role = Severity | Literal["code", "frame", "removed", "added", "removed-here", "added-here"]
"""What is painted. Of two texts compared, words that differ, and just where like words differ."""

_CODES: dict[Role, str] = {
    Severity.error: "1;31",
    Severity.warning: "1;33",
    Severity.note: "1;36",
    "code": "1",
    "frame": "34",
    "removed": "31",
    "added": "32",
    "removed-here": "31;4",
    "added-here": "32;4",
}
_NARROWEST, _WIDEST = 40, 120


@dataclass(frozen=True, slots=True)
class Style:
    """Whether there are colours, and how many columns a line may take."""

    coloured: bool = False
    width: int = 100

    def paint(self, text: str, role: Role) -> str:
        """The text in the colours of its role."""
        if not self.coloured or not text:
            return text
        return f"\x1b[{_CODES[role]}m{text}\x1b[0m"


PLAIN = Style()
"""For files: no colours, and a width that does not hang on who looks."""


def style_for(colour: Colour, out: TextIO, environment: Mapping[str, str] = os.environ) -> Style:
    """The style for what is written to ``out``.

    Asked for nothing else, a terminal gets colours and a file none; ``NO_COLOR`` takes them from
    a terminal (no-color.org), ``FORCE_COLOR`` gives them to a file, each if it is not empty. A
    terminal's own width counts, within reason.
    """
    terminal = out.isatty()
    if colour == "auto":
        if environment.get("NO_COLOR"):
            coloured = False
        elif environment.get("FORCE_COLOR"):
            coloured = True
        else:
            coloured = terminal and environment.get("TERM") != "dumb"
    else:
        coloured = colour == "always"
    if not terminal:
        return Style(coloured)
    columns = shutil.get_terminal_size().columns
    return Style(coloured, min(max(columns, _NARROWEST), _WIDEST))
