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
    con001_inconsistent_translation,
    con002_reused_translation,
    con003_inconsistent_name,
    con004_inconsistent_acronym,
    con101_term_drift,
    dup001_doubled_word,
    dup002_doubled_across_and,
    dup003_repeated_phrase,
    enc001_mojibake,
    enc002_control_character,
    enc003_mixed_normalisation,
    enc004_invisible_character,
    len001_too_long,
    len002_improbable_length,
    num001_number_mismatch,
    num002_number_missing,
    num003_number_added,
    num004_date_mismatch,
    num005_malformed_date,
    num006_unit_mismatch,
    omi001_omitted_content,
    omi002_added_content,
    pun001_unpaired_bracket,
    pun002_unpaired_quote,
    pun003_quotation_style,
    pun004_end_punctuation,
    pun005_doubled_punctuation,
    pun006_ellipsis_style,
    tag001_placeholder_mismatch,
    tag002_tag_mismatch,
    tag003_address_mismatch,
    tag004_code_mismatch,
    tag005_entity_mismatch,
    tmx001_invalid_date,
    tmx002_invalid_attribute,
    trm001_term_missing,
    trm002_term_forbidden,
    trm003_do_not_translate,
    trm004_term_count,
    trm005_term_form,
    typ001_full_width_left,
    typ002_half_width_in_chinese,
    typ003_doubled_space,
    typ004_space_before_punctuation,
    typ005_missing_space,
    typ006_edge_space,
    typ007_space_in_chinese,
    typ008_space_between_scripts,
    unt001_untranslated,
    unt002_target_equals_source,
    unt003_source_script_left,
    xlf001_state_contradicts_target,
    xlf002_unknown_state,
    xlf003_duplicate_id,
)
from .rule import Rule

RULES: tuple[Rule, ...] = (
    aln001_misaligned_pair.RULE,
    aln002_drift_run.RULE,
    aln003_unmatched_block.RULE,
    aln004_swapped_languages.RULE,
    aln005_wrong_language.RULE,
    aln006_conflicting_duplicate.RULE,
    con001_inconsistent_translation.RULE,
    con002_reused_translation.RULE,
    con003_inconsistent_name.RULE,
    con004_inconsistent_acronym.RULE,
    con101_term_drift.RULE,
    dup001_doubled_word.RULE,
    dup002_doubled_across_and.RULE,
    dup003_repeated_phrase.RULE,
    enc001_mojibake.RULE,
    enc002_control_character.RULE,
    enc003_mixed_normalisation.RULE,
    enc004_invisible_character.RULE,
    len001_too_long.RULE,
    len002_improbable_length.RULE,
    num001_number_mismatch.RULE,
    num002_number_missing.RULE,
    num003_number_added.RULE,
    num004_date_mismatch.RULE,
    num005_malformed_date.RULE,
    num006_unit_mismatch.RULE,
    omi001_omitted_content.RULE,
    omi002_added_content.RULE,
    pun001_unpaired_bracket.RULE,
    pun002_unpaired_quote.RULE,
    pun003_quotation_style.RULE,
    pun004_end_punctuation.RULE,
    pun005_doubled_punctuation.RULE,
    pun006_ellipsis_style.RULE,
    tag001_placeholder_mismatch.RULE,
    tag002_tag_mismatch.RULE,
    tag003_address_mismatch.RULE,
    tag004_code_mismatch.RULE,
    tag005_entity_mismatch.RULE,
    tmx001_invalid_date.RULE,
    tmx002_invalid_attribute.RULE,
    trm001_term_missing.RULE,
    trm002_term_forbidden.RULE,
    trm003_do_not_translate.RULE,
    trm004_term_count.RULE,
    trm005_term_form.RULE,
    typ001_full_width_left.RULE,
    typ002_half_width_in_chinese.RULE,
    typ003_doubled_space.RULE,
    typ004_space_before_punctuation.RULE,
    typ005_missing_space.RULE,
    typ006_edge_space.RULE,
    typ007_space_in_chinese.RULE,
    typ008_space_between_scripts.RULE,
    unt001_untranslated.RULE,
    unt002_target_equals_source.RULE,
    unt003_source_script_left.RULE,
    xlf001_state_contradicts_target.RULE,
    xlf002_unknown_state.RULE,
    xlf003_duplicate_id.RULE,
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
    "XLF": "what CAT tools reject in a file with identifiers and states",
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
