"""JSON catalogs as programs have them: nested, with lists, with what is no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.corpus.errors import InputError
from duilian.corpus.formats import json_catalog, open_input
from duilian.corpus.keyed import pair_by_key
from duilian.corpus.model import Notice


@pytest.mark.parametrize(
    ("text", "expected", "passed_over"),
    [
        pytest.param('{"door": "门"}', [("door", "门")], 0, id="flat"),
        pytest.param(
            '{"menu": {"file": {"open": "打开"}}, "a.b": "c"}',
            [("menu.file.open", "打开"), ("a.b", "c")],
            0,
            id="nested",
        ),
        pytest.param(
            '{"list": ["一", {"x": "二"}, ["三"]]}',
            [("list.0", "一"), ("list.1.x", "二"), ("list.2.0", "三")],
            0,
            id="lists",
        ),
        pytest.param(
            '{"n": 3, "b": true, "z": null, "f": 1.5, "t": "x", "o": {}, "l": []}',
            [("t", "x")],
            4,
            id="no texts",
        ),
        pytest.param('{"a": "x", "a": "y"}', [("a", "x"), ("a", "y")], 0, id="a key twice"),
        pytest.param('\ufeff{"a\\n": "\\u95e8 \\"\\t"}', [("a\n", '门 "\t')], 0, id="escapes"),
        pytest.param('{"": ""}', [("", "")], 0, id="empty"),
    ],
)
def test_entries(
    text: str, expected: list[tuple[str, str]], passed_over: int, tmp_path: Path
) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    catalog = json_catalog.entries(open_input(path))
    assert [(entry.id, entry.text) for entry in catalog.entries] == expected
    assert catalog.passed_over == passed_over


def test_a_dot_in_a_key_is_no_way_to_it(tmp_path: Path) -> None:
    one, other = tmp_path / "en.json", tmp_path / "zh.json"
    one.write_text('{"a.b": "door", "a": {"b": "line"}}')
    other.write_text('{"a": {"b": "联"}, "a.b": "门"}', encoding="utf-8")
    bitext, _ = pair_by_key(one, other)
    assert [(unit.source, unit.target) for unit in bitext] == [("door", "门"), ("line", "联")]


def test_the_first_of_two_texts_counts_and_the_other_is_told(tmp_path: Path) -> None:
    one, other = tmp_path / "en.json", tmp_path / "zh.json"
    one.write_text('{"a": "door", "a": "gate"}')
    other.write_text('{"a": "门"}', encoding="utf-8")
    notices: list[Notice] = []
    bitext, _ = pair_by_key(one, other, notice=notices.append)
    assert [(unit.source, unit.target) for unit in bitext] == [("door", "门")]
    assert notices == [Notice(f"{one}: a", "a second text under this key; passed over")]


@pytest.mark.parametrize(
    "text", ["[]", '"a"', "{", '{"a": }', '{"a": "b"} x', "[" * 100_000, '{"a": "b",}', "// a\n{}"]
)
def test_bad_files(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        json_catalog.entries(open_input(path))
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
