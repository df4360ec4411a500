"""``duilian eval``: an alignment against one that is known to be right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .console import json_text, print_lines, say
from .options import OutputFormat, Printed, Quiet


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="The right alignment: a beads file, or a folder.")
    ],
    test: Annotated[Path, typer.Argument(metavar="TEST", help="The alignment to judge: likewise.")],
    output_format: Printed = OutputFormat.text,
    quiet: Quiet = False,
) -> None:
    """Compare an alignment with one that is known to be right.

    Prints strict and lax precision, recall and F1, and how many beads of each shape were given,
    wanted and hit. In folders, files are matched by name.
    """
    from ..align.gold import as_json, evaluate_files, show

    report = evaluate_files(gold, test)
    if not quiet:
        for note in report.notes:
            say(f"note: {note}")
    print_lines(
        [json_text(as_json(report))] if output_format is OutputFormat.json else show(report)
    )
