"""``duilian info``: what is in a file, and what looks odd."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .console import json_text, language_tag, print_lines, say_notes
from .options import (
    Encoding,
    OutputFormat,
    Printed,
    Quiet,
    SourceLanguage,
    TargetLanguage,
)


def info(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A bitext or a text; '-' is standard input.")
    ],
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    format: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The format of FILE: tmx, xliff, jsonl, tsv, csv, xlsx, docx, po, moses, text and"
            " other formats of documents."
            " [default: by its suffix or content]",
            show_default=False,
        ),
    ] = None,
    encoding: Encoding = None,
    output_format: Printed = OutputFormat.text,
    quiet: Quiet = False,
) -> None:
    """Say what is in a file, and what looks odd.

    Of a bitext: languages, units, shapes of bead, probabilities, lengths and oddities. Of a text
    in one language: its encoding, paragraphs, headings and sentences.
    """
    from ..corpus.info import as_json, inspect, show
    from ..corpus.tally import Tally

    notices = Tally()
    found = inspect(
        file,
        format=format,
        source_language=language_tag(source_language, "-s"),
        target_language=language_tag(target_language, "-t"),
        encoding=encoding,
        notice=notices,
    )
    if not quiet:
        say_notes(notices, file)
    print_lines([json_text(as_json(found))] if output_format is OutputFormat.json else show(found))
