"""``duilian score``: candidates against references, with statistics and a gate.

As in :mod:`..cli`, the command parses, calls one function, and prints what came of it.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .console import FINDINGS, language_tag, say
from .options import (
    Color,
    Colour,
    Encoding,
    OutputFile,
    Quiet,
    SourceLanguage,
    split_names,
)


class Significance(StrEnum):
    """How systems are held against the first."""

    none = "none"
    bootstrap = "bootstrap"
    randomisation = "randomisation"


def score(
    candidates: Annotated[
        list[Path],
        typer.Argument(
            metavar="CANDIDATES",
            help="Translations: lines of text, or bitexts; '-' is standard input. Several are held"
            " against the first.",
        ),
    ],
    reference: Annotated[
        list[Path] | None,
        typer.Option(
            "-r",
            "--reference",
            metavar="FILE",
            help="A translation known to be good, likewise; may be given several times.",
            show_default=False,
        ),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The original, likewise: without a reference it is what is scored against.",
            show_default=False,
        ),
    ] = None,
    source_language: SourceLanguage = None,
    target_language: Annotated[
        str | None,
        typer.Option(
            "-t",
            "--target-language",
            metavar="TAG",
            help="The language of the candidates. [default: recognised]",
            show_default=False,
        ),
    ] = None,
    metric: Annotated[
        list[str] | None,
        typer.Option(
            "-m",
            "--metric",
            metavar="NAMES",
            help="What to compute: bleu, chrf, chrf++, ter, adequacy, comet:PATH; several parted by"
            " commas. [default: bleu,chrf; without a reference adequacy]",
            show_default=False,
        ),
    ] = None,
    tokenize: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="What BLEU cuts texts into words with: 13a, zh, ja-mecab, ko-mecab, char, intl,"
            " none; flores200, if its model is there. [default: by the language]",
            show_default=False,
        ),
    ] = None,
    lowercase: Annotated[bool, typer.Option("--lowercase", help="Take no notice of case.")] = False,
    scores: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[NAME=]FILE",
            help="Scores computed elsewhere, a number a segment: a file for each candidate, in"
            " order, or one with a column for each; may be given several times.",
            show_default=False,
        ),
    ] = None,
    lower_is_better: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAMES",
            help="Which of --scores count errors, several parted by commas. [default: metricx, ter"
            " and their like]",
            show_default=False,
        ),
    ] = None,
    glossary: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Terms to score the candidates by, as TBX, TOML, CSV, TSV, XLSX or TMX; may be"
            " given several times.",
            show_default=False,
        ),
    ] = None,
    significance: Annotated[
        Significance | None,
        typer.Option(
            "--test",
            help="How to test the difference from the first system."
            " [default: bootstrap, if there are several]",
            show_default=False,
        ),
    ] = None,
    confidence: Annotated[
        bool, typer.Option("--confidence", help="Say how sure the scores of one system are.")
    ] = False,
    samples: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="How many samples or trials. [default: 1000, for randomisation 10000]",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="What random draws begin with.")] = 12345,
    documents: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The name of each segment's document, a line each.",
            show_default=False,
        ),
    ] = None,
    domains: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The domain of each segment likewise, or that of each document: two columns.",
            show_default=False,
        ),
    ] = None,
    worst: Annotated[
        int,
        typer.Option(
            metavar="N", min=0, help="Show so many of the worst segments, losses and gains."
        ),
    ] = 0,
    least: Annotated[
        list[str] | None,
        typer.Option(
            "--min",
            metavar="METRIC=SCORE",
            help="Fail below this score (for ter: above it).",
            show_default=False,
        ),
    ] = None,
    max_drop: Annotated[
        list[str] | None,
        typer.Option(
            metavar="METRIC=POINTS",
            help="Fail if the score has dropped by more since --baseline, and not by chance.",
            show_default=False,
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Scores kept by --save.", show_default=False),
    ] = None,
    save: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Keep the first system's scores there.", show_default=False
        ),
    ] = None,
    any_drop: Annotated[
        bool,
        typer.Option(
            "--any-drop", help="Let --max-drop fail for what may be chance or a trifle too."
        ),
    ] = False,
    output_format: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="How to tell the scores: text, json, markdown, github-summary, junit or html."
            " [default: text]",
            show_default=False,
        ),
    ] = None,
    output_file: OutputFile = None,
    color: Color = Colour.auto,
    encoding: Encoding = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "-j",
            "--jobs",
            metavar="N",
            min=1,
            help="How many processes count at once. [default: as many as there are cores]",
            show_default=False,
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Score translations: against references with sacreBLEU's figures and signatures, against
    their source alone, or by scores that were computed elsewhere.

    Exit code 1 if a condition (--min, --max-drop) does not hold.
    """
    from ..quality.report.outputs import wanted, write
    from ..quality.report.style import style_for
    from ..quality.scores.choice import Asked, counted, requests
    from ..quality.scores.evaluate import Plan, Test, evaluate
    from ..quality.scores.gate import Gate, bounds, judge
    from ..quality.scores.given import read_given
    from ..quality.scores.parts import read_documents, read_domains
    from ..quality.scores.report import REPORTS, Outcome
    from ..quality.scores.stored import read_stored, write_stored
    from ..quality.scores.texts import language_of, match, read

    outputs = wanted(REPORTS, output_format, output_file or [], default="text")
    gate = Gate(
        bounds(least or [], "--min"),
        bounds(max_drop or [], "--max-drop"),
        *((1.0, 0.0) if any_drop else ()),
    )
    stored = None if baseline is None else read_stored(baseline)
    texts = [read(path, encoding=encoding) for path in candidates]
    against = [read(path, encoding=encoding) for path in reference or []]
    original = None if source is None else read(source, encoding=encoding)
    first = (against or texts)[0]
    language = language_of(first.segments, language_tag(target_language, "-t") or first.language)
    asked = Asked(
        split_names(metric),
        language,
        language_tag(source_language, "-s") or "",
        tokenize,
        lowercase,
        read_given(scores or [], texts, split_names(lower_is_better)),
        tuple(map(str, glossary or [])),
    )
    has_source = original is not None or any(text.sources for text in (*texts, *against))
    wanted_metrics = requests(asked, references=bool(against), source=has_source)
    matched = match(texts, against, original, language=language)
    test: Test = "bootstrap" if significance is None else significance.value
    # A page draws intervals, which cost little.
    intervals = confidence or any(each.output.name == "html" for each in outputs)
    plan = Plan(counted(wanted_metrics, matched), test, intervals, samples, seed, jobs)
    of_documents = read_documents(documents, len(matched)) if documents else []
    of_domains = read_domains(domains, len(matched), of_documents) if domains else []
    evaluation = evaluate(matched, plan, language, of_documents, of_domains)
    if not quiet:
        for note in evaluation.notes:
            say(f"note: {note}")
    outcome = Outcome(evaluation, judge(evaluation, gate, stored), worst)
    write(outcome, outputs, style_for(color.value, sys.stdout))
    if save is not None:
        write_stored(evaluation, save)
    if outcome.failed:
        for verdict in outcome.failed:
            say(f"{verdict.system}: {verdict.reason}")
        raise typer.Exit(FINDINGS)
