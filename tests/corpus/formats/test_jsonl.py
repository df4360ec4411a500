"""JSON Lines loses nothing and names the line of whatever is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duilian.corpus.errors import InputError
from duilian.corpus.formats import jsonl
from duilian.corpus.model import Bitext, Notice, Unit

from .samples import COUPLET, any_text, read_back, units, written

two_texts = st.lists(st.tuples(any_text, any_text), max_size=3).map(tuple)
json_units = units(
    any_text,
    attributes=two_texts,
    properties=two_texts,
    notes=st.lists(any_text, max_size=2).map(tuple),
    source_markup=any_text,
    target_markup=any_text,
)


def test_what_it_looks_like() -> None:
    text, _ = written(jsonl.write, COUPLET)
    header, plain, full, _ = map(json.loads, text.splitlines())
    assert header == {
        "format": "duilian-bitext",
        "version": 1,
        "source_language": "zh-CN",
        "target_language": "en",
        "source_name": "doors.zh.txt",
        "target_name": "doors.en.txt",
    }
    assert list(plain) == ["source", "target", "id"]
    assert list(full) == [
        "source",
        "target",
        "id",
        "probability",
        "kind",
        "source_sentences",
        "target_sentences",
        "source_span",
        "target_span",
        "attributes",
        "properties",
        "notes",
    ]
    assert (full["kind"], full["target_sentences"], full["target_span"]) == (
        "1-2",
        [1, 3],
        [48, 104],
    )
    assert "春联" in text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    found=st.lists(json_units, max_size=3).map(tuple),
    languages=st.tuples(st.just("zh"), st.just("en")),
    names=st.tuples(any_text, any_text),
)
def test_round_trip(
    found: tuple[Unit, ...], languages: tuple[str, str], names: tuple[str, str], tmp_path: Path
) -> None:
    bitext = Bitext(*languages, found, *names)
    text, notices = written(jsonl.write, bitext)
    assert read_back(text, tmp_path / "any.jsonl") == (bitext, notices)


@given(json_units)
def test_a_unit_is_a_line_and_back(unit: Unit) -> None:
    line = jsonl.encode(unit)
    assert line.endswith("\n")
    assert line.count("\n") == 1
    assert jsonl.decode(line) == jsonl.decode(line.encode()) == unit


def test_a_foreign_file_without_header(tmp_path: Path) -> None:
    text = '\ufeff{"source": "门", "target": "door", "score": 1, "properties": {"a": "b"}}\r\n\n'
    bitext, notices = read_back(
        text, tmp_path / "a.jsonl", source_language="zh", target_language="en"
    )
    assert tuple(bitext) == (Unit("门", "door", properties=(("a", "b"),)),)
    assert notices == [Notice("line 1", 'the key "score" is not known and was not read')]


GOOD = '{"source": "a", "target": "b"}\n'


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (GOOD + "{\n", "line 2"),
        (GOOD + "\n[]\n", "line 3"),
        (GOOD + '{"source": "a"}\n', "line 2"),
        (GOOD + '{"source": "a", "target": 1}\n', "line 2"),
        (GOOD + '{"source": "a", "target": "b", "probability": 2}', "line 2"),
        (GOOD + '{"source": "a", "target": "b", "probability": NaN}', "line 2"),
        (GOOD + '{"source": "a", "target": "b", "source_span": [3, 1]}', "line 2"),
        (GOOD + '{"source": "a", "target": "b", "source_sentences": [1]}', "line 2"),
        (GOOD + '{"source": "a", "target": "b", "notes": "x"}', "line 2"),
        (GOOD + '{"source": "a", "target": "b", "attributes": [["x"]]}', "line 2"),
        (GOOD + "[" * 100_000, "line 2"),
        ('{"format": "duilian-bitext", "version": 2}\n', "line 1"),
        ('{"format": "duilian-bitext", "version": 1, "source_name": 1}\n', "line 1"),
    ],
)
def test_bad_lines(text: str, place: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_back(text, tmp_path / "a.jsonl", source_language="zh", target_language="en")
    assert caught.value.place == place
    assert caught.value.remedy
