"""TAG001: placeholders that a program fills in, lost, added or changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Flaw, Severity
from ..passage import Passage
from ..verbatim import Verbatim
from .rule import Rule, Setup, pair

_NAMED = re.compile(r"[{(#$]|%[A-Z]{2}|%\d+\$")
"""Placeholders that name what they stand for, so that their order and number are free."""


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Hold the placeholders of both sides against each other."""
    if not passage.source_verbatims and not passage.target_verbatims:
        return ()
    return _compare(_only(passage.source_verbatims), _only(passage.target_verbatims))


def _only(found: Iterable[Verbatim]) -> list[Verbatim]:
    return [each for each in found if each.kind == "placeholder"]


def _compare(source: list[Verbatim], target: list[Verbatim]) -> Iterator[Flaw]:
    here, there = (Counter(each.key for each in side) for side in (source, target))
    if here == there:
        yield from _order(source, target)
        return
    for key in here | there:
        wanted, have = here[key], there[key]
        if wanted == have or (wanted and have and _NAMED.match(key)):
            continue
        example = next(each for each in [*source, *target] if each.key == key)
        if have < wanted:
            place = [each.span for each in source if each.key == key][have]
            what = (
                f"'{example.text}' is missing"
                if not have
                else f"'{example.text}' is there once too few"
            )
            yield Flaw(what, source_span=place, help="keep it as it is")
        else:
            place = [each.span for each in target if each.key == key][wanted]
            yield Flaw(f"'{example.text}' is not in the source", target_span=place)


def _order(source: list[Verbatim], target: list[Verbatim]) -> Iterator[Flaw]:
    """Placeholders without a name are filled in order: ``%s`` and ``%d`` must not change places."""
    here, there = (
        [each for each in side if not _NAMED.match(each.key)] for side in (source, target)
    )
    if [each.key for each in here] != [each.key for each in there]:
        yield Flaw(
            "placeholders without a name are in another order",
            source_span=Span(here[0].span.start, here[-1].span.end),
            target_span=Span(there[0].span.start, there[-1].span.end),
            help="number them (%1$s, {0}) or keep their order",
        )


RULE = Rule(
    code="TAG001",
    name="placeholder-mismatch",
    severity=Severity.error,
    mqm="accuracy/omission",
    summary="A placeholder is missing, added or changed.",
    explanation="""
What a program fills in must come through unharmed: `%s`, `%1$d`, `%(name)s`, `%NAME%`, `{0}`,
`{name}`, `{{name}}`, `${name}`, `#NAME#`, `{% tag %}` and ICU messages. Of an ICU message the
argument, the kind of choice and the branches of a select are compared; plural forms are those of
the target's language. A placeholder with a name may come more or less often, one without must not,
nor in another order.
""",
    bad=(
        pair("你好，{name}！", "Hello!", "missing"),
        pair("你好，{name}！", "Hello, {nome}!", "changed"),
        pair("%s 有 %d 条消息", "%d messages for %s", "another order"),
        pair("Hello, ${user}", "你好", "", "en-zh"),
        pair("{n, plural, other {#只船}}", "{m, plural, one {# boat} other {# boats}}", "ICU"),
    ),
    good=(
        pair("你好，{name}！", "Hello, {name}!"),
        pair("%1$s 有 %2$d 条消息", "%2$d messages for %1$s", "numbered"),
        pair("{n, plural, other {#只船}}", "{n, plural, one {# boat} other {# boats}}", "ICU"),
        pair("八折优惠，省20%", "Save 20% in our sale", "a percentage"),
    ),
    false_alarms=("Braces and percent signs that are no placeholders.",),
    content=False,
    check=check,
)
