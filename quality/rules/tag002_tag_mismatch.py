"""TAG002: inline tags lost, added, or opened and not closed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Flaw, Severity
from ..passage import Passage
from ..verbatim import Verbatim
from .rule import Rule, Setup, pair

_NAME = re.compile(r"<(/?)\s*([\w:.-]+)")
_EMPTY = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
_INLINE = re.compile(r"<(bpt|ept|ph|it|ut|hi)\b([^>]*?)(/?)>")
_TYPE = re.compile(r'\b(?:type|pos)="([^"]*)"')
_CODE = re.compile(r"([^<]*)<")


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Hold the tags of both sides against each other, in the text and in the markup beside it."""
    unit = passage.unit
    if unit.source_markup or unit.target_markup:
        return _inline(unit.source_markup, unit.target_markup)
    if not passage.source_verbatims and not passage.target_verbatims:
        return ()
    return _written(_only(passage.source_verbatims), _only(passage.target_verbatims))


def _only(found: Iterable[Verbatim]) -> list[Verbatim]:
    return [each for each in found if each.kind == "tag"]


def _written(source: list[Verbatim], target: list[Verbatim]) -> Iterator[Flaw]:
    """Tags that stand in the text."""
    here, there = (Counter(_key(each.text) for each in side) for side in (source, target))
    for key in here | there:
        wanted, have = here[key], there[key]
        if have < wanted:
            tag = [each for each in source if _key(each.text) == key][have]
            yield Flaw(f"the tag {tag.text} is missing", source_span=tag.span)
        elif have > wanted:
            tag = [each for each in target if _key(each.text) == key][wanted]
            yield Flaw(f"the tag {tag.text} is not in the source", target_span=tag.span)
    if here == there and _nests(source):
        yield from _misplaced(target)


def _key(tag: str) -> str:
    found = _NAME.match(tag)
    assert found is not None
    return found[1] + found[2].lower()


def _nests(tags: list[Verbatim]) -> bool:
    return next(_misplaced(tags), None) is None


def _misplaced(tags: list[Verbatim]) -> Iterator[Flaw]:
    """The first tag that closes what is not open."""
    waiting: list[str] = []
    for tag in tags:
        key = _key(tag.text)
        if not key.startswith("/"):
            if not tag.text.endswith("/>") and key not in _EMPTY:
                waiting.append(key)
        elif waiting and waiting[-1] == key[1:]:
            waiting.pop()
        else:
            yield Flaw(f"the tag {tag.text} closes what is not open", target_span=tag.span)
            return


def _inline(source: str, target: str) -> Iterator[Flaw]:
    """Tags of a TMX or another format that are kept beside the text."""
    here, there = (Counter(_inline_keys(side)) for side in (source, target))
    for name, code in here | there:
        more = here[name, code] - there[name, code]
        if not more:
            continue
        what = f"the inline tag <{name}>{f' ({code})' if code else ''}"
        yield Flaw(
            f"{what} is {'missing' if more > 0 else 'not in the source'}",
            target_span=None if more > 0 else Span(0, 0),
        )


def _inline_keys(markup: str) -> Iterator[tuple[str, str]]:
    """Each inline element and what tells it from others: its native code, else its type."""
    for found in _INLINE.finditer(markup):
        name, attributes, closed = found.groups()
        kind = _TYPE.search(attributes)
        code = None if closed or name == "hi" else _CODE.match(markup, found.end())
        yield name, (code[1] if code else "") or (kind[1] if kind else "")


RULE = Rule(
    code="TAG002",
    name="tag-mismatch",
    severity=Severity.error,
    mqm="accuracy/omission",
    summary="An inline tag is missing, added, or closes what is not open.",
    explanation="""
Tags in the text (`<b>`, `</0>`, `<br/>`) and the inline elements of TMX that are kept beside it
must be the same on both sides. Their order is free, but they must nest if those of the source do.
Of tags in the text the name is compared, since attributes may be translated; of inline elements
the native code, or else the type.
""",
    bad=(
        pair("<b>灯塔</b>还亮着。", "<b>The lighthouse is still lit.", "not closed"),
        pair("<b>灯塔</b>还亮着。", "The lighthouse is still lit."),
        pair("灯塔<br/>还亮着。", "The lighthouse <br/><br/>is still lit."),
        pair("<b><i>灯塔</i></b>", "<b><i>The lighthouse</b></i>", "crossed"),
    ),
    good=(
        pair("<b>灯塔</b>还亮着。", "The <b>lighthouse</b> is still lit."),
        pair('<a title="灯塔">图</a>', '<a title="lighthouse">Picture</a>'),
        pair("3 < 5，7 > 2", "3 < 5 and 7 > 2", "signs"),
    ),
    content=False,
    check=check,
)
