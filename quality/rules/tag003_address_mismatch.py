"""TAG003: URLs and e-mail addresses that were lost or changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..finding import Flaw, Severity
from ..passage import Passage
from ..verbatim import Verbatim
from .rule import Rule, Setup, pair

_HOST = re.compile(r"^(?:\w+://)?(?:www\.)?([^/?#:]*)")


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Hold the addresses of both sides against each other."""
    if not passage.source_verbatims and not passage.target_verbatims:
        return ()
    return _compare(_only(passage.source_verbatims), _only(passage.target_verbatims))


def _only(found: Iterable[Verbatim]) -> list[Verbatim]:
    return [each for each in found if each.kind in ("url", "email")]


def _compare(source: list[Verbatim], target: list[Verbatim]) -> Iterator[Flaw]:
    here, there = ({_folded(each.text): each for each in side} for side in (source, target))
    missing = [each for key, each in here.items() if key not in there]
    added = [each for key, each in there.items() if key not in here]
    for lost in missing:
        other = next((each for each in added if _host(each.text) == _host(lost.text)), None)
        if other is not None:
            added.remove(other)
            yield Flaw(
                f"{lost.text} became {other.text}",
                lost.span,
                other.span,
                severity=Severity.note,
                help="the page of another language, or a slip",
            )
        elif added:
            other = added.pop(0)
            yield Flaw(f"{lost.text} became {other.text}", lost.span, other.span)
        else:
            yield Flaw(f"{lost.text} is missing", source_span=lost.span)
    for each in added:
        yield Flaw(f"{each.text} is not in the source", target_span=each.span)


def _folded(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|^www\.", "", address).rstrip("/").lower()


def _host(address: str) -> str:
    found = _HOST.match(address.lower())
    return found[1] if found else address


RULE = Rule(
    code="TAG003",
    name="address-mismatch",
    severity=Severity.error,
    mqm="accuracy/mistranslation",
    summary="A URL or an e-mail address is missing, added or changed.",
    explanation="""
An address leads somewhere only as it stands. `http` for `https`, a `www.` more or less and a
stroke at the end make no difference. Another page of the same host, as that of another language,
is a note.
""",
    bad=(
        pair("见 https://tide.example/a。", "See our website."),
        pair("写信给 pier@tide.example", "Write to peer@tide.example"),
        pair("See the website.", "见 www.tide.example", "added", "en-zh"),
    ),
    good=(
        pair("见 https://tide.example/a。", "See https://tide.example/a."),
        pair("见www.tide.example，谢谢", "See http://www.tide.example/, thanks"),
    ),
    content=False,
    check=check,
)
