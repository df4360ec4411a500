"""The options that several commands have, alike in all of them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..quality.cache import Cache


class OutputFormat(StrEnum):
    """How a result is printed."""

    text = "text"
    json = "json"


class Colour(StrEnum):
    """When the report for a person has colours."""

    auto = "auto"
    always = "always"
    never = "never"


class Least(StrEnum):
    """The least severity that makes a run fail."""

    note = "note"
    warning = "warning"
    error = "error"


Color = Annotated[Colour, typer.Option(help="Colours on standard output.", show_default=True)]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write here; '-' is standard output. [default: standard output]",
        show_default=False,
    ),
]
OutputFile = Annotated[
    list[str] | None,
    typer.Option(
        metavar="[NAME=]FILE",
        help="Write a report there, in the format NAME or the one of its suffix; may be given"
        " several times.",
        show_default=False,
    ),
]
SourceLanguage = Annotated[
    str | None,
    typer.Option(
        "-s",
        "--source-language",
        metavar="TAG",
        help="The language of the source, such as zh, zh-Hant or en. [default: recognised]",
        show_default=False,
    ),
]
TargetLanguage = Annotated[
    str | None,
    typer.Option(
        "-t",
        "--target-language",
        metavar="TAG",
        help="The language of the target. [default: recognised]",
        show_default=False,
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="The encoding of what is read, such as gb18030. [default: recognised]",
        show_default=False,
    ),
]
ForProfile = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        help="For whom a TMX is: generic, omegat, trados, memoq, phrase, matecat, google or amazon."
        " [default: generic]",
        show_default=False,
    ),
]
MaxBytes = Annotated[
    str | None,
    typer.Option(
        "--max-bytes",
        metavar="SIZE",
        help="Begin another TMX, OUT-2.tmx, when one would be larger: 500M, 1G."
        " [default: what the profile says]",
        show_default=False,
    ),
]
MemoryName = Annotated[
    str | None,
    typer.Option(
        "--tm-name", metavar="NAME", help="The memory's name, in a TMX.", show_default=False
    ),
]
CreationId = Annotated[
    str | None,
    typer.Option(
        "--creation-id",
        metavar="NAME",
        help="Who made the units of a TMX, where they do not say.",
        show_default=False,
    ),
]
Plain = Annotated[bool, typer.Option("--plain", help="Leave inline tags out of the segments.")]
CacheFolder = Annotated[
    Path | None,
    typer.Option(
        "--cache-dir",
        metavar="DIR",
        envvar="DUILIAN_CACHE_DIR",
        help="Keep there what was worked out, so that what has not changed costs little next time."
        " [default: nothing is kept]",
        show_default=False,
        show_envvar=False,
    ),
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Keep nothing, whatever the settings say.")
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Take whatever would be a note or a warning for an error.")
]
Quiet = Annotated[
    bool, typer.Option("-q", "--quiet", help="Print no notes, warnings or progress, only errors.")
]
Printed = Annotated[
    OutputFormat,
    typer.Option("--output-format", help="Print for a person (text) or for a program (json)."),
]


def command_group(help: str) -> typer.Typer:
    """Commands under one name, which by itself shows what there is."""
    group = typer.Typer(
        context_settings={"help_option_names": ["-h", "--help"]},
        no_args_is_help=False,
        rich_markup_mode=None,
    )

    @group.callback(invoke_without_command=True, help=help)
    def _show_help(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    return group


def split_names(given: Iterable[str] | None) -> tuple[str, ...]:
    """The names in an option that may be given several times, or hold several parted by commas."""
    return tuple(name.strip() for each in given or () for name in each.split(",") if name.strip())


def cache_of(folder: Path | None, off: bool) -> Cache:
    """The cache that the options (or the settings) ask for."""
    from ..quality.cache import open_cache

    cache = open_cache(None if off else folder)
    cache.prune()
    return cache
