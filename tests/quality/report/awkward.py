"""One outcome for all reports, with everything in it that a report could stumble over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from duilian.corpus.model import Span
from duilian.quality.checker import Checked
from duilian.quality.finding import Finding, Fix, Place, Severity
from duilian.quality.report.outcome import Outcome
from duilian.quality.rules.rule import Rule, pair
from duilian.quality.term_use import Quote, Role, Sighting, TermUse, Way

RULES = (
    Rule(
        code="NUM001",
        name="number-mismatch",
        severity=Severity.error,
        mqm="accuracy/mistranslation",
        summary="A quantity of one side is another on the other.",
        explanation="\nQuantities are compared, *not* digits: 3.5亿 is 350 million | or so.\n",
        bad=(pair("3.5亿", "3.5 million"),),
        good=(pair("3.5亿", "350 million"),),
    ),
    Rule(
        code="TYP002",
        name="width",
        severity=Severity.note,
        mqm="locale-convention",
        summary="Full-width marks stand in a text of half-width ones.",
        explanation="A <b> & a ]]> are harmless here.",
        bad=(pair("（甲）", "（a）"),),
        good=(pair("（甲）", "(a)"),),
        content=False,
        fixable=True,
        default=False,
    ),
)


def of(text: str, part: str, start: int = 0) -> Span:
    """Where a part stands in a text."""
    at = text.index(part, start)
    return Span(at, at + len(part))


def made(source: str, target: str, unit: int, **more: Any) -> Finding:
    """A finding about two texts; what is not said is that of an error of NUM001 in a TMX file."""
    return Finding(
        **{
            "code": "NUM001",
            "name": "number-mismatch",
            "severity": Severity.error,
            "file": "memory.tmx",
            "unit": unit,
            "message": "the numbers differ",
            "source": source,
            "target": target,
            "source_language": "zh",
            "target_language": "en",
            **more,
        }
    )


def _river() -> Finding:
    source = "总投资3.5亿元，分三年投入。"
    target = "The total is 3.5 million yuan over three years."
    return made(
        source,
        target,
        7,
        message="3.5亿元 is 350 million yuan, not 3.5 million",
        source_span=of(source, "3.5亿元"),
        target_span=of(target, "3.5 million yuan"),
        unit_id="a7",
        line=41,
        help="write 350 million yuan",
        related=(Place(3, "350 million yuan here"), Place(2, "and here", "other.tsv")),
        confidence=0.875,
    )


def _long() -> Finding:
    before = "江风从窗口吹进来，带着泥土和新米的气味，" * 6
    source = f"{before}一共十三艘船停在码头上。{before}"
    target = (
        "The wind from the river came in through the window and smelt of earth and new rice. " * 4
        + "There were twelve boats at the quay, and nobody counted them. "
        + "Then the lamps were lit one by one along the long stone stairs to the water. " * 4
    )
    return made(
        source,
        target.strip(),
        8,
        severity=Severity.warning,
        message="十三 is 13, not 12",
        source_span=of(source, "十三艘"),
        target_span=of(target, "twelve boats at the quay, and nobody counted them."),
    )


def _width() -> Finding:
    source, target = "（上\t下）\r\n左", "（up\tdown）\r\nleft"
    return made(
        source,
        target,
        9,
        code="TYP002",
        name="width",
        severity=Severity.note,
        message="full-width brackets: '（'",
        target_span=of(target, "（up\tdown）"),
        fixes=(Fix("target", of(target, "（"), "("), Fix("target", of(target, "）"), ")")),
        help="--fix mends it",
    )


def _hostile() -> Finding:
    target = (
        "a\x1b[31m\x00\x85 \u202eevil\u2066 </script><b>&amp; ]]> ::error::100% [x](y) | `z` \ud83d"
    )
    return made(
        "零\u200b宽",
        target,
        10,
        message="hidden\ncharacters, 100%: \x07",
        source_span=Span(1, 2),
        target_span=of(target, "</script>"),
        unit_id="x:1,2\n",
    )


def _others() -> tuple[Finding, ...]:
    rtl = "\u200fالعدد ١٢ في الجملة"
    return (
        made("丢了。", "", 1, source_span=Span(0, 3), target_span=Span(0, 0), message="empty"),
        made(
            "family 👩‍👩‍👧 and 🇨🇳 and e\u0301",
            rtl,
            2,
            source_language="en",
            target_language="ar",
            source_span=of("family 👩‍👩‍👧 and 🇨🇳 and e\u0301", "🇨🇳"),
            target_span=of(rtl, "١٢"),
        ),
        made("两个空格。", "two  blanks", 3, target_span=of("two  blanks", "  ")),
        made("句号没了。", "No stop", 4, target_span=Span(7, 7), message="no full stop"),
        made("句号没了。", "No stop", 5, message="no spans at all", severity=Severity.note),
        made("", "", 6, source_language="", target_language="", message=""),
    )


def seen(unit: int, source: str, target: str, file: str = "memory.tmx") -> Sighting:
    """A place of a term; what is marked stands between two bars."""
    one, other = ([*text.split("|"), "", ""][:3] for text in (source, target))
    return Sighting(file, unit, Quote(*one), Quote(*other))


def way(text: str, role: Role, *places: Sighting, more: int = 0) -> Way:
    """A rendering with some places, and more that are not quoted."""
    return Way(text, role, len(places) + more, places)


BOATS = TermUse(
    "船",
    ("zh", "en"),
    (
        way("boat", "usual", seen(8, "十三艘|船|停在码头上", "twelve |boats| at the quay"), more=4),
        way("<b>ship</b>\u202e", "other", seen(2, "两条|船|", "two |ships|", "clean.tsv")),
    ),
    confidence=0.8125,
)
"""A term that drifts, with a rendering that would be HTML."""
QUAY = TermUse(
    "码头",
    ("zh", "en"),
    (
        way("quay", "expected", seen(8, "船停在|码头|上", "boats at the |quay|")),
        way("dock", "forbidden", seen(3, "到|码头|去", "to the |dock|")),
        way("", "missing", seen(4, "在|码头|等", "waits there")),
    ),
    concept="1",
    expected=("quay", "pier"),
)
"""A term of a glossary, in one file."""
QUAY_ELSEWHERE = TermUse(
    "码头",
    ("zh", "en"),
    (way("quay", "expected", seen(1, "|码头|开了", "The |quay| is open", "clean.tsv")),),
    concept="1",
)


def outcome() -> Outcome:
    """Three files: one with everything, one with a strange name, one without findings."""
    strange = "dir 1/it's, 100%:<b>.tsv"
    others = tuple(_renamed(found, strange) for found in _others())
    return Outcome(
        (
            Checked(
                "memory.tmx",
                "zh",
                "en",
                12,
                (_river(), replace(_long(), use=BOATS), _width(), _hostile()),
                uses=(QUAY,),
            ),
            Checked(strange, "zh", "en", 6, others),
            Checked("clean.tsv", "zh", "en", 3, (), uses=(QUAY_ELSEWHERE,)),
        ),
        RULES,
        notes=("memory.tmx: 2 units without a target were <passed over>",),
        failed=("broken.tmx: not well-formed",),
        suppressed=2,
        known=1,
        version="0.0.0",
    )


def _renamed(found: Finding, file: str) -> Finding:
    return replace(found, file=file)
