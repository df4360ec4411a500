"""XLIFF 2.1, written: for tools that take the newer form, valid against its schemas.

A unit is a ``unit`` of one ``segment``. One with a probability of at least 0.9 is
``translated``, a doubtful one ``initial`` with the sub-state ``duilian:needs-review``. The pair
as it was aligned is a match of the translation candidates module too, whose ``matchQuality`` is
the probability in percent: it stays when the target is edited. What XLIFF has no place for
(:mod:`.facts`) stands in a group of the metadata module. Characters that XML cannot hold are
written as ``cp`` elements, so both texts come back exactly. Reading is in :mod:`.xliff`.
"""

from __future__ import annotations

import re
from typing import TextIO

from ..model import Bitext, Unit
from .facts import ORIGIN, attribute_of, facts, is_doubtful, quality
from .fields import NoticeTo, notify
from .markup import content, language_tag, legal, quoted

CATEGORY = "duilian"
"""The category of our metadata."""
TARGET_NAME = "target-name"

_STATES = frozenset(("initial", "translated", "reviewed", "final"))
_SUB_STATE = re.compile(r"[^:\s]+:[^\s]+")
_SEGMENT = "s1"
_NEEDS_REVIEW = "duilian:needs-review"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def states_of(unit: Unit) -> tuple[str, str]:
    """The state and sub-state of the segment that are written, each "" if it is not."""
    stated, finer = attribute_of(unit, "state") or "", attribute_of(unit, "subState") or ""
    if stated in _STATES:
        return stated, finer if _SUB_STATE.fullmatch(finer) else ""
    if not unit.target or unit.probability is None:
        return "", ""
    return ("initial", _NEEDS_REVIEW) if is_doubtful(unit) else ("translated", "")


def write(bitext: Bitext, out: TextIO, notice: NoticeTo | None = None) -> int:
    """Write every unit; returns how many.

    Outside the two texts, a character XML cannot hold becomes U+FFFD, and is told. Raises
    UsageError for a language that is no language tag.
    """
    out.write(legal(_header(bitext), "header", notice))
    written = 0
    for written, unit in enumerate(bitext, 1):
        out.write(legal(_unit(written, unit), f"unit {written}", notice))
    if not written:
        notify(notice, "file", "XLIFF 2.1 asks for at least one unit, and there is none")
    out.write("  </file>\n</xliff>\n")
    return written


def _header(bitext: Bitext) -> str:
    source = language_tag(bitext.source_language, "source")
    target = language_tag(bitext.target_language, "target")
    original = f" original={quoted(bitext.source_name)}" if bitext.source_name else ""
    metadata = _metadata([(TARGET_NAME, bitext.target_name)], "    ") if bitext.target_name else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0"'
        ' xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"'
        ' xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"'
        f' srcLang="{source}" trgLang="{target}">\n'
        f'  <file id="f1"{original} xml:space="preserve">\n{metadata}'
    )


def _unit(number: int, unit: Unit) -> str:
    named = f" name={quoted(unit.id)}" if unit.id not in ("", str(number)) else ""
    state, finer = states_of(unit)
    stated = f' state="{state}"' if state else ""
    stated += f" subState={quoted(finer)}" if finer else ""
    notes = "".join(f"<note>{content(note)}</note>" for note in unit.notes)
    target = f"        <target>{_text(unit.target)}</target>\n" if unit.target else ""
    return (
        f'    <unit id="{number}"{named}>\n'
        f"{_match(unit)}{_metadata(facts(unit), '      ')}"
        f"{f'      <notes>{notes}</notes>' + chr(10) if notes else ''}"
        f'      <segment id="{_SEGMENT}"{stated}>\n'
        f"        <source>{_text(unit.source)}</source>\n{target}"
        "      </segment>\n"
        "    </unit>\n"
    )


def _match(unit: Unit) -> str:
    good = quality(unit)
    if good is None:
        return ""
    return (
        f'      <mtc:matches><mtc:match ref="#{_SEGMENT}" type="tm" similarity="100.0"'
        f' matchQuality="{good}" origin="{ORIGIN}"><source>{_text(unit.source)}</source>'
        f"<target>{_text(unit.target)}</target></mtc:match></mtc:matches>\n"
    )


def _metadata(known: list[tuple[str, str]], indent: str) -> str:
    metas = "".join(f'<mda:meta type="{kind}">{content(text)}</mda:meta>' for kind, text in known)
    group = f'<mda:metaGroup category="{CATEGORY}">{metas}</mda:metaGroup>'
    return f"{indent}<mda:metadata>{group}</mda:metadata>\n"


def _text(text: str) -> str:
    """Element content; what XML cannot hold is named by its number."""
    return _CONTROL.sub(lambda found: f'<cp hex="{ord(found[0]):04x}"/>', content(text))
