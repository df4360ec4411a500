"""``duilian demo``: the bundled example, aligned, and its terms checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .console import print_lines


def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to write the TMX; made if missing.")
    ] = Path("duilian-demo"),
) -> None:
    """Align the bundled example, show it, write a TMX, check its terms.

    A Chinese newspaper article and its English translation, with everything that happens to a
    text in translation: sentences joined, split and left out.
    """
    from ..quality.demo import run_demo

    print_lines(run_demo(folder))
