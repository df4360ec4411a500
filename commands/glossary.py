"""``duilian glossary``: look after glossaries: lint, convert, merge, count.

As in :mod:`..cli`, every command parses, calls one function, and prints what came of it.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..corpus.errors import InputError
from .console import (
    FINDINGS,
    STANDARD,
    WRONG,
    counted,
    json_text,
    language_tag,
    print_lines,
    say,
    say_notes,
)
from .options import (
    Color,
    Colour,
    Encoding,
    Least,
    Output,
    OutputFile,
    OutputFormat,
    Printed,
    Quiet,
    SourceLanguage,
    Strict,
    TargetLanguage,
    command_group,
)

if TYPE_CHECKING:
    from ..corpus.glossary import Glossary
    from ..quality.glossary.seen import Seen

glossary = command_group("Look after glossaries: find faults, convert, merge, count.")


class Style(StrEnum):
    """How TBX names what is known of a term: by elements or by attributes."""

    dct = "dct"
    dca = "dca"


class By(StrEnum):
    """What makes two concepts one."""

    terms = "terms"
    id = "id"


_Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILES", help="Glossaries, as TOML, TBX, CSV, TSV, XLSX or TMX."),
]
_In = Annotated[
    list[Path] | None,
    typer.Option(
        "--in",
        metavar="FILE",
        help="A bitext, or a folder of them, in which terms are looked for; several times.",
        show_default=False,
    ),
]
_From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="NAME",
        help="The form of what is read: toml, tbx, csv, tsv, xlsx or tmx. [default: by its suffix]",
        show_default=False,
    ),
]
_To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="NAME",
        help="The form of what is written: likewise. [default: by its suffix]",
        show_default=False,
    ),
]
_TbxStyle = Annotated[Style, typer.Option("--style", help="The style of TBX.")]


@glossary.command()
def lint(
    files: _Files,
    within: _In = None,
    output_format: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="How to tell what was found: full, concise, json, jsonl and the others that"
            " duilian check has. [default: full]",
            show_default=False,
        ),
    ] = None,
    output_file: OutputFile = None,
    color: Color = Colour.auto,
    fail_on: Annotated[
        Least, typer.Option(help="The least severity that makes the exit code 1.")
    ] = Least.warning,
    from_: _From = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> None:
    """Find what in a glossary will do harm.

    Terms that are allowed and forbidden at once, that two concepts share, that are too short to be
    found safely, concepts without a rendering and more. Exit code 0 if nothing was found, 1 if
    something was, 2 if a file could not be read.
    """
    from ..quality.finding import Severity
    from ..quality.glossary.lint import lint as linted
    from ..quality.report.outcome import Outcome
    from ..quality.report.outputs import wanted, write
    from ..quality.report.reports import REPORTS
    from ..quality.report.style import style_for

    outputs = wanted(REPORTS, output_format, output_file or [], default="full")
    checked, failed = [], []
    for file in files:
        try:
            found = _read(file, from_, source_language, target_language, encoding)
        except InputError as error:
            failed.append(str(error))
            say(f"error: {error}")
            continue
        seen = _seen(found, within, source_language, target_language, quiet)
        checked.append(linted(found, str(file), seen))
    outcome = Outcome(tuple(checked), rules=(), failed=tuple(failed))
    write(outcome, outputs, style_for(color.value, sys.stdout))
    if failed:
        raise typer.Exit(WRONG)
    if outcome.reaches(Severity(fail_on.value)):
        raise typer.Exit(FINDINGS)


@glossary.command()
def convert(
    source: Annotated[
        Path, typer.Argument(metavar="IN", help="The glossary to read; '-' is standard input.")
    ],
    output: Annotated[
        Path, typer.Argument(metavar="OUT", help="The file to write; '-' is standard output.")
    ],
    from_: _From = None,
    to: _To = None,
    style: _TbxStyle = Style.dct,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    encoding: Encoding = None,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Bring a glossary from one form into another.

    What the form has no place for is counted and told.
    """
    from ..corpus.convert import refuse_same_file

    refuse_same_file(source, output)
    found = _read(source, from_, source_language, target_language, encoding)
    _write(found, output, to, style, strict, quiet)


@glossary.command()
def merge(
    files: _Files,
    output: Output = None,
    by: Annotated[
        By,
        typer.Option(
            help="What makes two concepts one: a term in each of two languages, or their id."
        ),
    ] = By.terms,
    from_: _From = None,
    to: _To = None,
    style: _TbxStyle = Style.dct,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    encoding: Encoding = None,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Make one glossary of several.

    Where they contradict each other the earlier file counts, and the contradiction is told.
    """
    from ..corpus.convert import refuse_same_file
    from ..corpus.glossary.merge import merge as merged

    output = output or STANDARD
    for file in files:
        refuse_same_file(file, output)
    read = [_read(each, from_, source_language, target_language, encoding) for each in files]
    made = merged(read, by.value, output.stem if output != STANDARD else "")
    for conflict in made.conflicts:
        if strict:
            raise InputError(str(conflict), remedy="leave --strict out to keep the first")
        if not quiet:
            say(f"note: {conflict}")
    _write(made.glossary, output, to, style, strict, quiet)
    if not quiet and made.joined:
        say(f"{counted(made.joined, 'concept')} joined to another")


@glossary.command()
def stats(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A glossary; '-' is standard input.")
    ],
    within: _In = None,
    from_: _From = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    encoding: Encoding = None,
    output_format: Printed = OutputFormat.text,
    quiet: Quiet = False,
) -> None:
    """Count what is in a glossary, and what a text makes use of."""
    from ..quality.glossary.stats import as_json, show, statistics

    found = _read(file, from_, source_language, target_language, encoding)
    seen = _seen(found, within, source_language, target_language, quiet)
    counts = statistics(found, str(file), seen)
    if output_format is OutputFormat.json:
        print_lines([json_text(as_json(counts))])
    else:
        print_lines(show(counts))


# --- what they share ----------------------------------------------------------------------------


def _read(
    file: Path, form: str | None, source: str | None, target: str | None, encoding: str | None
) -> Glossary:
    """A glossary, and of it the languages that are asked for."""
    from ..corpus.glossary import between, read_glossary

    tags = language_tag(source, "-s"), language_tag(target, "-t")
    found = read_glossary(
        file,
        form=form,
        encoding=encoding,
        source_language=tags[0],
        target_language=tags[1],
    )
    chosen = between(found, *tags)
    if not len(chosen):
        raise InputError(
            f"it has no term in {' or '.join(filter(None, tags))}",
            file=str(file),
            remedy=f"its languages are {', '.join(found.languages)}",
        )
    return chosen


def _seen(
    found: Glossary, within: list[Path] | None, source: str | None, target: str | None, quiet: bool
) -> Seen | None:
    """Where the terms stand in the texts that are given, if any are."""
    from ..corpus.tally import Tally
    from ..quality.glossary.seen import seen_in
    from ..quality.inputs import Reading, sources

    if not within:
        return None
    notices = Tally()
    reading = Reading(None, language_tag(source, "-s"), language_tag(target, "-t"))
    seen = seen_in(found, sources(within), reading, notices)
    if not quiet:
        say_notes(notices)
    return seen


def _write(
    found: Glossary, output: Path, form: str | None, style: Style, strict: bool, quiet: bool
) -> None:
    """Write a glossary, and tell what its form has no place for."""
    from ..corpus.glossary.losses import written

    lost = written(found, output, form=form, style=style.value, strict=strict)
    if quiet:
        return
    where = "" if output == STANDARD else f"{output}: "
    for what, count in lost.items():
        say(f"note: {where}{count:,} lost: {what}")
    say(f"{where}{counted(len(found), 'concept')} written")
