"""Inline tags: kept as they are when they are TMX's, and never half."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from duilian.corpus.formats.tmx.inline import settle, without_highlights
from duilian.corpus.model import Notice

from ..samples import read_back, xml_text
from .made import file, markups, tu


@pytest.mark.parametrize(
    ("markup", "text", "canonical"),
    [
        ("a &lt; b", "a < b", "a &lt; b"),
        ('<ph x="1"/>a', "a", '<ph x="1"></ph>a'),
        ("<bpt type='b' i='1'>x</bpt>a", "a", '<bpt i="1" type="b">x</bpt>a'),
        ("<ph>&lt;img alt='<sub>a <hi>b</hi></sub>'></ph>c", "c", None),
        ('<hi color="red">a</hi>', "a", "<hi>a</hi>"),
        ("<![CDATA[<b>]]>", "<b>", "&lt;b&gt;"),
        ("a<!-- b -->c", "ac", "ac"),
    ],
)
def test_text_and_canonical_form(markup: str, text: str, canonical: str | None) -> None:
    settled = settle(markup)
    assert settled is not None
    assert settled[0] == text
    assert canonical is None or settled[1] == canonical
    assert settle(settled[1]) == settled


@given(found=markups)
def test_a_canonical_form_is_its_own(found: tuple[str, str]) -> None:
    assert settle(found[1]) == found


@given(text=xml_text)
def test_any_text_at_all_is_settled_or_refused(text: str) -> None:
    settle(text)


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("<b>a</b>", "there is no inline tag <b> in TMX"),
        ("<bpt>x</bpt>a", "an inline tag <bpt> has no i"),
        ("a<it>x</it>", "an inline tag <it> has no pos"),
        ('a<it pos="middle">x</it>', "the pos of an inline tag <it> is not begin or end"),
        ("a<sub>x</sub>", "an inline tag <sub> stands where none may"),
        ("<ph>x<ph>y</ph></ph>a", "an inline tag <ph> stands where none may"),
    ],
)
def test_tags_that_are_not_those_of_tmx(inside: str, problem: str, tmp_path: Path) -> None:
    text = file(tu(("en", inside), ("zh", "门")))
    (unit,), notices = read_back(text, tmp_path / "a.tmx")
    assert (unit.source_markup, unit.target_markup) == ("", "")
    assert "a" in unit.source
    assert notices == [Notice("unit 1 (line 1)", f"{problem}; its text was read without its tags")]


def test_tags_are_kept(tmp_path: Path) -> None:
    inside = 'a <bpt i="1">&lt;b&gt;</bpt>red<ept i="1">&lt;/b&gt;</ept> <hi>d</hi>oor'
    (unit,), notices = read_back(file(tu(("en", inside), ("zh", "门"))), tmp_path / "a.tmx")
    assert (unit.source, unit.source_markup) == ("a red door", inside)
    assert (unit.target, unit.target_markup) == ("门", "")
    assert notices == []


def test_highlights_are_taken_out() -> None:
    markup = '<hi x="1" type="&gt;">a<ph x="2">&lt;hi&gt;</ph></hi><hi>b</hi><it pos="end"></it>'
    assert without_highlights(markup) == 'a<ph x="2">&lt;hi&gt;</ph>b<it pos="end"></it>'
