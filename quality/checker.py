"""Units in, findings out.

On a bird's-eye level: the units of a file stream through once. Each becomes a passage
(:mod:`.passage`); if a rule asks for it, what the vectors of both sides say is added
(:mod:`.evidence`), which also tells where the two sides do not answer each other. Every rule that
is switched on looks at it, alone (``check``) or as one of many (``watch``); what a rule says
becomes a finding with the rule's code and the passage's place. In the end the findings are put in
the order of the units. Nothing else is kept of a file than its findings, and what the watching
rules remember.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..corpus.model import Bitext
from .finding import Finding, Flaw, Severity
from .passage import Passage, passages
from .rules import RULES
from .rules.rule import Rule, Setup
from .term_use import GlossaryUse, TermUse


@dataclass(frozen=True, slots=True)
class Chosen:
    """A rule that is switched on, its options, and how grave its findings are."""

    rule: Rule
    setup: Setup
    severity: Severity


def by_default(rules: Iterable[Rule] = RULES) -> tuple[Chosen, ...]:
    """Rules as they are if nobody says otherwise."""
    return tuple(Chosen(rule, rule.setup(), rule.severity) for rule in rules)


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a file: how many units it has, and what was found in them, in order.

    ``misaligned`` are the numbers of the units whose two sides do not answer each other, ``uses``
    how the terms of the glossary were used, if that was asked for.
    """

    file: str
    source_language: str
    target_language: str
    units: int
    findings: tuple[Finding, ...]
    misaligned: frozenset[int] = frozenset()
    uses: tuple[TermUse, ...] = ()


def check_bitext(
    bitext: Bitext, file: str, rules: Sequence[Chosen], glossaries: tuple[str, ...] = ()
) -> Checked:
    """Run rules over the units of a bitext, which is walked once.

    How the terms of ``glossaries`` are used is counted besides. Raises what the bitext's reader
    raises.
    """
    units = 0
    misaligned: list[int] = []
    findings: list[Finding] = []
    watches = [
        (chosen, chosen.rule.watch(chosen.setup))
        for chosen in rules
        if chosen.rule.watch is not None
    ]
    alone = [(chosen, chosen.rule.check) for chosen in rules if chosen.rule.check is not None]
    use = GlossaryUse(glossaries) if glossaries else None
    stream = passages(bitext, file)
    if any(chosen.rule.evidence for chosen in rules):
        from .evidence.stage import judged  # slow to import

        stream = judged(stream)
    for passage in stream:
        units += 1
        whole = not (passage.misaligned or passage.unit.is_null)
        if whole and use is not None:
            use.see(passage)
        if passage.misaligned:
            misaligned.append(passage.number)
        for chosen, check in alone:
            if whole or concerns(chosen.rule, passage):
                for flaw in check(passage, chosen.setup):
                    findings.append(finding(chosen, passage, flaw))
        for chosen, watch in watches:
            if whole or concerns(chosen.rule, passage):
                for place, flaw in watch.see(passage):
                    findings.append(finding(chosen, place, flaw))
    for chosen, watch in watches:
        findings.extend(finding(chosen, place, flaw) for place, flaw in watch.end())
    return Checked(
        file,
        bitext.source_language,
        bitext.target_language,
        units,
        in_order(findings),
        frozenset(misaligned),
        () if use is None else use.told(),
    )


def concerns(rule: Rule, passage: Passage) -> bool:
    """Whether a rule has anything to say of a passage at all."""
    if passage.misaligned and rule.content:
        return False
    return rule.nulls or not passage.unit.is_null


def finding(chosen: Chosen, passage: Passage, flaw: Flaw) -> Finding:
    """What is told of a flaw that a rule saw in a passage."""
    return Finding(
        code=chosen.rule.code,
        name=chosen.rule.name,
        severity=flaw.severity or chosen.severity,
        file=passage.file,
        unit=passage.number,
        message=flaw.message,
        source=passage.source,
        target=passage.target,
        source_language=passage.source_language,
        target_language=passage.target_language,
        source_span=flaw.source_span,
        target_span=flaw.target_span,
        unit_id=passage.unit.id,
        help=flaw.help,
        fixes=flaw.fixes,
        related=flaw.related,
        confidence=flaw.confidence,
        use=flaw.use,
        guessed=flaw.guessed,
    )


_YIELDING = {rule.code: rule.yields_to for rule in RULES if rule.yields_to}
_YIELDED_TO = frozenset(code for codes in _YIELDING.values() for code in codes)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of a file from unit to unit, without those of rules that yield to another one
    which speaks of the same unit."""
    ordered = sorted(findings, key=place_in_file)
    said = {(found.unit, found.code) for found in ordered if found.code in _YIELDED_TO}
    return tuple(
        found
        for found in ordered
        if said.isdisjoint((found.unit, code) for code in _YIELDING.get(found.code, ()))
    )


def place_in_file(found: Finding) -> tuple[int, str, int, int]:
    """By unit, then by rule, then from left to right."""
    source = -1 if found.source_span is None else found.source_span.start
    target = -1 if found.target_span is None else found.target_span.start
    return found.unit, found.code, target, source
