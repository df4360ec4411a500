"""Two catalogs are paired by key, and what one of them lacks is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from duilian.align.files import Job, Settings, run
from duilian.corpus.errors import DuilianError, InputError, UsageError
from duilian.corpus.formats import read_bitext
from duilian.corpus.formats.tmx import tmx_settings
from duilian.corpus.keyed import are_catalogs, pair_by_key


def test_json(tmp_path: Path) -> None:
    one, other = tmp_path / "a.en.json", tmp_path / "a.zh.json"
    one.write_text('{"menu": {"open": "Open", "list": ["One"]}, "gone": "Gone", "n": 3}')
    other.write_text('{"menu": {"list": ["一"], "open": "打开"}, "new": "新"}', encoding="utf-8")
    assert are_catalogs(one, other)
    bitext, notes = pair_by_key(one, other, source_language="en", target_language="zh")
    assert [(unit.id, unit.source, unit.target) for unit in bitext] == [
        ("menu.open", "Open", "打开"),
        ("menu.list.0", "One", "一"),
    ]
    assert [note.partition(": ")[2] for note in notes[1:]] == [
        "1 keys only here: gone",
        "1 keys only here: new",
        "1 values that are no text were passed over",
    ]
    outcome = run(Job(one, other, tmp_path / "a.tmx"), Settings("en", "zh"))
    assert outcome.written == 2
    assert [unit.target for unit in read_bitext(tmp_path / "a.tmx")] == ["打开", "一"]


@pytest.mark.parametrize("text", ["[]", "{", "[" * 100_000, '{"a": ' + "9" * 5000 + "}"])
def test_bad_json(text: str, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(text)
    with pytest.raises(DuilianError):
        pair_by_key(tmp_path / "a.json", tmp_path / "b.json")


def test_moses_does_not_replace_what_it_aligns(tmp_path: Path) -> None:
    zh, en = tmp_path / "a.zh", tmp_path / "a.en"
    zh.write_text('{"a": "门"}', encoding="utf-8")
    en.write_text('{"a": "door"}')
    with pytest.raises(UsageError, match="would replace"):
        run(Job(zh, en, tmp_path / "a"), Settings("zh", "en", format="moses"))
    assert en.read_text() == '{"a": "door"}'


@pytest.mark.parametrize(
    "asked",
    [
        {"why": "1"},
        {"report": True},
        {"vectors": ("a.npy", "b.npy")},
        {"anchors": Path("a.beads")},
        {"review": Path("review.tsv")},
    ],
)
def test_what_is_for_alignments_is_refused(
    asked: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.json").write_text('{"a": "door"}')
    Path("b.json").write_text('{"a": "门"}', encoding="utf-8")
    with pytest.raises(UsageError, match="paired by their keys"):
        run(Job(Path("a.json"), Path("b.json"), Path("a.tmx")), Settings("en", "zh", **asked))
    assert not Path("a.tmx").exists()


def test_strict_and_the_profile_hold(tmp_path: Path) -> None:
    one, other, out = tmp_path / "a.json", tmp_path / "b.json", tmp_path / "a.tmx"
    one.write_text('{"a": "door", "b": "window"}')
    other.write_text('{"a": "门", "b": ""}', encoding="utf-8")
    with pytest.raises(InputError, match="no text under this key"):
        run(Job(one, other, out), Settings("en", "zh", strict=True))
    assert not out.exists()
    run(Job(one, other, out), Settings("en", "zh", tmx=tmx_settings("trados")))
    assert 'xml:lang="en-US"' in out.read_text(encoding="utf-8")
