"""Every rule there is, in plain sight: to add one, write its module and add a line here.

Codes are a family and three digits, and are never used again for something else. A test holds this
list against the modules of this folder.
"""

from __future__ import annotations

from difflib import get_close_matches

from ...corpus.errors import UsageError
from . import (
    aln001_misaligned_pair,
    aln002_drift_run,
    aln003_unmatched_block,
    aln004_swapped_languages,
    aln005_wrong_language,
    aln006_conflicting_duplicate,
    dup002_doubled_across_and,
    num001_number_mismatch,
    num002_number_missing,
    num003_number_added,
    num004_date_mismatch,
    num005_malformed_date,
    num006_unit_mismatch,
    omi001_omitted_content,
    omi002_added_content,
    unt001_untranslated,
    unt002_target_equals_source,
    unt003_source_script_left,
)
from .rule import Rule

RULES: tuple[Rule, ...] = (
    aln001_misaligned_pair.RULE,
    aln002_drift_run.RULE,
    aln003_unmatched_block.RULE,
    aln004_swapped_languages.RULE,
    aln005_wrong_language.RULE,
    aln006_conflicting_duplicate.RULE,
    dup002_doubled_across_and.RULE,
    num001_number_mismatch.RULE,
    num002_number_missing.RULE,
    num003_number_added.RULE,
    num004_date_mismatch.RULE,
    num005_malformed_date.RULE,
    num006_unit_mismatch.RULE,
    omi001_omitted_content.RULE,
    omi002_added_content.RULE,
    unt001_untranslated.RULE,
    unt002_target_equals_source.RULE,
    unt003_source_script_left.RULE,
)
"""In the order of their codes."""

FAMILIES: dict[str, str] = {
    "ALN": "alignment: do the two sides belong together",
    "CON": "consistency: is the same said in the same way",
    "DUP": "doubling: words that stand there twice",
    "ENC": "encoding: characters that were damaged or cannot be seen",
    "LEN": "length: limits, and lengths that cannot be right",
    "NUM": "numbers, dates, money and measures",
    "OMI": "omissions and additions inside a pair",
    "PUN": "punctuation",
    "TAG": "tags, placeholders, addresses and code",
    "TMX": "what CAT tools reject in a translation memory",
    "TRM": "terms of a glossary",
    "TYP": "typography: width and spaces",
    "UNT": "text that was not translated",
    "XLF": "what CAT tools reject in an XLIFF file",
}
"""What the letters of a code stand for."""


def rule(name: str) -> Rule:
    """The rule of this code (``NUM001``) or name (``number-mismatch``); case does not matter.

    Raises UsageError if there is none, naming the nearest.
    """
    wanted = name.strip().lower()
    for each in RULES:
        if wanted in (each.code.lower(), each.name):
            return each
    known = [*FAMILIES, *(each.code for each in RULES), *(each.name for each in RULES)]
    near = get_close_matches(wanted.upper(), known, 1) or get_close_matches(wanted, known, 1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise UsageError(f"there is no rule '{name}'", remedy=f"{hint}'duilian rule' lists the rules")


def named(name: str) -> tuple[frozenset[str], int]:
    """The codes that a name stands for, and how exactly it says so.

    ``ALL`` stands for all rules (0), the letters of a family for its rules (1), a code or a
    rule's name for one rule (2). Raises UsageError for anything else.
    """
    wanted = name.strip().upper()
    if wanted == "ALL":
        return frozenset(each.code for each in RULES), 0
    if wanted in FAMILIES:
        return frozenset(each.code for each in RULES if each.family == wanted), 1
    return frozenset({rule(name).code}), 2
