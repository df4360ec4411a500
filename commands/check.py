"""``duilian check`` and ``duilian rule``: translation QA on the command line.

As in :mod:`..cli`, every command parses, calls one function, and prints what came of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .console import FINDINGS, language_tag, print_lines, say_notes
from .options import Encoding, Quiet, SourceLanguage, TargetLanguage


def check(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILES", help="The bitexts; '-' is standard input."),
    ],
    output_format: Annotated[
        str, typer.Option(metavar="NAME", help="How to tell what was found: concise or json.")
    ] = "concise",
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> None:
    """Find what is wrong with a translation.

    Exit code 0 if nothing was found, 1 if something was.
    """
    from ..corpus.formats import read_bitext
    from ..corpus.tally import Tally
    from ..quality.checker import by_default, check_bitext
    from ..quality.report import REPORTS, Outcome

    checked = []
    for file in files:
        notices = Tally()
        bitext = read_bitext(
            file,
            source_language=language_tag(source_language, "-s"),
            target_language=language_tag(target_language, "-t"),
            encoding=encoding,
            notice=notices,
        )
        checked.append(check_bitext(bitext, str(file), by_default()))
        if not quiet:
            say_notes(notices, file)
    outcome = Outcome(tuple(checked))
    report = next(each for each in REPORTS if each.name == output_format)
    print_lines([piece.removesuffix("\n") for piece in report.render(outcome)])
    if any(True for _ in outcome.findings):
        raise typer.Exit(FINDINGS)
