"""TMX002: attributes whose values TMX does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ...corpus.text.script import normalize_tag
from ..finding import Flaw, Severity
from ..passage import Passage
from .rule import Example, Rule, Setup


def _is_tag(text: str) -> bool:
    """Whether consumers take it for a language: ``zh_CN`` is none to a schema."""
    try:
        normalize_tag(text)
    except ValueError:
        return False
    return "_" not in text


_VALUES: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "usagecount": (str.isdecimal, "a number such as 3"),
    "segtype": (
        {"block", "paragraph", "sentence", "phrase"}.__contains__,
        "block, paragraph, sentence or phrase",
    ),
    "srclang": (
        lambda text: text == "*all*" or _is_tag(text),
        "a language such as zh-CN, or *all*",
    ),
}


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Look at the attributes of a unit."""
    return _found(passage.unit.attributes) if passage.unit.attributes else ()


def _found(attributes: Iterable[tuple[str, str]]) -> Iterator[Flaw]:
    for name, text in attributes:
        if name in _VALUES:
            is_right, what = _VALUES[name]
            if not is_right(text):
                yield Flaw(f"{name} '{text}' is none of TMX", help=f"write {what}")


def _with(name: str, text: str) -> Example:
    return Example((("雨停了。", "The rain stopped."),), attributes=((name, text),))


RULE = Rule(
    code="TMX002",
    name="invalid-attribute",
    severity=Severity.error,
    mqm="design/markup",
    summary="An attribute of a unit has a value that TMX does not know.",
    explanation="""
One such value, and a tool that validates what it reads refuses the whole file. Looked at are
`usagecount` (a number), `segtype` (block, paragraph, sentence or phrase) and `srclang` (a language
tag with hyphens, or `*all*`).
""",
    bad=(_with("segtype", "line"), _with("usagecount", "often"), _with("srclang", "zh_CN")),
    good=(_with("segtype", "sentence"), _with("usagecount", "3"), _with("srclang", "*all*")),
    content=False,
    nulls=True,
    check=check,
)
