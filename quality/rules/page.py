"""A rule's documentation as Markdown: what ``duilian rule NUM001`` prints, and ``docs/rules``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import FAMILIES, RULES
from .rule import Example, OptionValue, Rule


def page(rule: Rule) -> str:
    """All there is to know of a rule."""
    return "\n".join(_page(rule)) + "\n"


def _page(rule: Rule) -> Iterator[str]:
    yield from (f"# {rule.code} {rule.name}", "", rule.summary, "")
    yield from ("| severity | MQM type | on by default | `--fix` |", "|---|---|---|---|")
    by_default, mends = ("yes" if each else "no" for each in (rule.default, rule.fixable))
    yield from (f"| {rule.severity} | {rule.mqm} | {by_default} | {mends} |", "")
    yield from (rule.explanation.strip(), "")
    yield from ("## Found", "")
    yield from _examples(rule.bad)
    yield from ("## Not found", "")
    yield from _examples(rule.good)
    if rule.false_alarms:
        yield from ("## Known false alarms", "")
        yield from (f"* {each}" for each in rule.false_alarms)
        yield ""
    if rule.options:
        yield from ("## Options", "", "| option | default | what it does |", "|---|---|---|")
        for option in rule.options:
            yield f"| `{option.name}` | `{_value(option.default)}` | {option.summary} |"
        first = rule.options[0]
        yield from ("", "In `duilian.toml`:", "", "```toml", f"[check.rules.{rule.code}]")
        yield from (f"{first.name} = {_value(first.default)}", "```", "")
    if not rule.content:
        yield from ("Misaligned pairs are looked at too.", "")


def _examples(examples: Iterable[Example]) -> Iterator[str]:
    for example in examples:
        languages = f"{example.source_language}-{example.target_language}"
        remark = f": {example.remark}" if example.remark else ""
        yield from (f"{languages}{remark}", "", "```text")
        for unit in example.bitext:
            facts = [("id", unit.id)] if unit.id else []
            yield from (f'{name}="{text}"' for name, text in (*facts, *unit.attributes))
            yield from (_visible(unit.source), _visible(unit.target))
        yield from ("```", "")


def _visible(text: str) -> str:
    """A text of an example on one line, whatever it holds."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def _value(value: OptionValue) -> str:
    """An option's value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{each}"' for each in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def index() -> str:
    """A table of all rules, by family."""
    lines = ["# Rules", "", "Made from the rules themselves by `make rules`.", ""]
    for family, meaning in FAMILIES.items():
        rules = [rule for rule in RULES if rule.family == family]
        if not rules:
            continue
        lines += [f"## {family}: {meaning}", "", "| code | name | severity | what it finds |"]
        lines.append("|---|---|---|---|")
        for rule in rules:
            link = f"[{rule.code}]({rule.code}.md)"
            off = "" if rule.default else " Off by default."
            lines.append(f"| {link} | {rule.name} | {rule.severity} | {rule.summary}{off} |")
        lines.append("")
    return "\n".join(lines)


def table() -> Iterator[str]:
    """A line for each rule, for the terminal."""
    width = max(len(rule.name) for rule in RULES)
    for rule in RULES:
        yield f"{rule.code}  {rule.severity:<7}  {rule.name:<{width}}  {rule.summary}"
