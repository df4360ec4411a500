"""XLIFF 1.2, written: for every tool that takes XLIFF at all, valid against the strict schema.

A unit is a ``trans-unit``. A doubtful pair has the state ``needs-review-translation``, one with
a probability of at least 0.9 ``translated``, and one of which nothing is known no state. The
pair as it was aligned is a proposal too (``alt-trans``), whose ``match-quality`` is the
probability in whole percent: tools show that number beside the segment, and keep the proposal
when the target is edited. Its source is that of the unit, so it need not be said again. What
XLIFF has no place for (:mod:`.facts`) stands in a ``context-group`` of types that begin with
``x-duilian-``. Reading is in :mod:`.xliff`.
"""

from __future__ import annotations

from typing import TextIO

from ..model import Bitext, Unit
from .facts import ORIGIN, attribute_of, facts, is_doubtful, quality
from .fields import NoticeTo
from .markup import content, language_tag, legal, quoted

OURS = "x-duilian-"
"""What the types of our contexts begin with."""
TARGET_NAME = "x-duilian-target-name"

_STATES = frozenset(
    (
        *("final", "needs-adaptation", "needs-l10n", "needs-review-adaptation"),
        *("needs-review-l10n", "needs-review-translation", "needs-translation"),
        *("new", "signed-off", "translated"),
    )
)


def states_of(unit: Unit) -> tuple[str, str]:
    """The state of the target that is written, and no sub-state, which 1.2 has not."""
    if not unit.target:
        return "", ""
    stated = attribute_of(unit, "state")
    if stated in _STATES:
        return stated, ""
    if unit.probability is None:
        return "", ""
    return "needs-review-translation" if is_doubtful(unit) else "translated", ""


def approval_of(unit: Unit) -> str:
    """``yes``, ``no``, or "" where nobody has said."""
    stated = attribute_of(unit, "approved")
    return stated if stated in ("yes", "no") else ""


def write(bitext: Bitext, out: TextIO, notice: NoticeTo | None = None) -> int:
    """Write every unit; returns how many.

    A character XML cannot hold becomes U+FFFD, and is told. Raises UsageError for a language
    that is no language tag.
    """
    out.write(legal(_header(bitext), "header", notice))
    written = 0
    for written, unit in enumerate(bitext, 1):
        out.write(legal(_trans_unit(written, unit), f"unit {written}", notice))
    out.write("    </body>\n  </file>\n</xliff>\n")
    return written


def _header(bitext: Bitext) -> str:
    # Here and not above: the package's __init__ may be what is importing this module.
    from ... import __version__

    source = language_tag(bitext.source_language, "source")
    target = language_tag(bitext.target_language, "target")
    name = ""
    if bitext.target_name:
        name = f'      <note from="{TARGET_NAME}">{content(bitext.target_name)}</note>\n'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
        f'  <file original={quoted(bitext.source_name)} source-language="{source}"'
        f' target-language="{target}" datatype="plaintext" tool-id="duilian"'
        ' xml:space="preserve">\n'
        "    <header>\n"
        f'      <tool tool-id="duilian" tool-name="duilian" tool-version="{__version__}"/>\n'
        f"{name}"
        "    </header>\n"
        "    <body>\n"
    )


def _trans_unit(number: int, unit: Unit) -> str:
    # Its id must be there, and be its own: a number is.
    named = f" resname={quoted(unit.id)}" if unit.id not in ("", str(number)) else ""
    named += f' approved="{approval_of(unit)}"' if approval_of(unit) else ""
    state, _ = states_of(unit)
    target = ""
    if unit.target:
        stated = f' state="{state}"' if state else ""
        target = f"        <target{stated}>{content(unit.target)}</target>\n"
    known = facts(unit)
    contexts = "".join(
        f'          <context context-type="{OURS}{kind}">{content(text)}</context>\n'
        for kind, text in known
    )
    notes = "".join(f"        <note>{content(note)}</note>\n" for note in unit.notes)
    return (
        f'      <trans-unit id="{number}"{named}>\n'
        f"        <source>{content(unit.source)}</source>\n{target}"
        f'        <context-group purpose="information">\n{contexts}        </context-group>\n'
        f"{notes}{_proposal(unit)}"
        "      </trans-unit>\n"
    )


def _proposal(unit: Unit) -> str:
    good = quality(unit)
    if good is None:
        return ""
    # Whole numbers: some tools take nothing else. Rounded down, so that 100 is certain.
    return (
        f'        <alt-trans match-quality="{int(good)}" origin="{ORIGIN}" xml:space="preserve">'
        f"<target>{content(unit.target)}</target></alt-trans>\n"
    )
