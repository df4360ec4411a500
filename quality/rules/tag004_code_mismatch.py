"""TAG004: code, paths and identifiers that were changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..finding import Flaw, Severity
from ..passage import Passage
from .rule import Rule, Setup, pair


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find code of the source that the target has not."""
    return _missing(passage) if passage.source_verbatims else ()


def _missing(passage: Passage) -> Iterator[Flaw]:
    target = passage.target.lower()
    told: set[str] = set()
    for each in passage.source_verbatims:
        # `set in code` may be set in another way, and a file be named at the start of a sentence.
        code = each.text.strip("`").lower()
        if each.kind == "code" and code not in target and code not in told:
            told.add(code)
            yield Flaw(f"'{each.text}' is missing", source_span=each.span, help="keep it as it is")


RULE = Rule(
    code="TAG004",
    name="code-mismatch",
    severity=Severity.warning,
    mqm="accuracy/mistranslation",
    summary="Code, a path or an identifier of the source is not in the target.",
    explanation="""
What a reader must type or find as it stands is not translated: text set in `backticks`, calls such
as `open()`, names with an underscore, options such as `--force`, paths and names of files. Case and
backticks are not compared.
""",
    bad=(
        pair("运行 `make test`。", "Run `make check`."),
        pair("打开 /etc/tide.conf 文件。", "Open the configuration file."),
        pair("Set max_depth to 3.", "把最大深度设为3。", "", "en-zh"),
    ),
    good=(
        pair("运行 `make test`。", "Run `make test`."),
        pair("打开 tide.conf 文件。", "Open the file tide.conf."),
        pair("男/女", "male/female", "a stroke is no path"),
        pair('"Gone?"--he laughed.', "“走了？”他笑道。", "a dash is no option", "en-zh"),
    ),
    content=False,
    check=check,
)
