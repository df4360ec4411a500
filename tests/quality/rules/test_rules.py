"""What holds for every rule: it is listed, documented, and its examples are true."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from duilian.quality.checker import Chosen, check_bitext
from duilian.quality.finding import Finding
from duilian.quality.rules import FAMILIES, RULES
from duilian.quality.rules.rule import Example, Rule

ROOT = Path(__file__).resolve().parents[3]

EACH = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def found(rule: Rule, example: Example) -> tuple[Finding, ...]:
    """What a rule alone says of an example."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "glossary.toml"
        file.write_text(example.glossary, encoding="utf-8")
        glossaries = (str(file),) if example.glossary else ()
        chosen = Chosen(rule, rule.setup(None, glossaries), rule.severity)
        return check_bitext(example.bitext, "", [chosen]).findings


def test_the_list_is_that_of_the_folder() -> None:
    modules = {file.stem for file in (ROOT / "quality" / "rules").glob("[a-z]*[0-9]_*.py")}
    assert modules == {f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule in RULES}


def test_codes_and_names_are_used_once_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


@EACH
def test_a_rule_is_documented(rule: Rule) -> None:
    assert rule.family in FAMILIES
    assert rule.summary.endswith(".")
    assert rule.explanation.strip()
    assert len(rule.bad) > 1
    assert len(rule.good) > 1
    assert (rule.check is None) != (rule.watch is None)


@EACH
def test_bad_examples_fire(rule: Rule) -> None:
    for example in rule.bad:
        assert found(rule, example), example


@EACH
def test_good_examples_do_not(rule: Rule) -> None:
    for example in rule.good:
        assert not found(rule, example), example


@EACH
def test_spans_lie_inside_the_texts(rule: Rule) -> None:
    for example in rule.bad:
        for each in found(rule, example):
            for span, text in (
                (each.source_span, each.source),
                (each.target_span, each.target),
            ):
                assert span is None or 0 <= span.start <= span.end <= len(text)
