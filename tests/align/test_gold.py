"""Which file is compared with which, and how the result is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.align.gold import as_json, evaluate_files, show
from duilian.corpus.errors import InputError


def beads(folder: Path, **files: str) -> Path:
    """A folder of beads files; ``a_gold="..."`` is the content of ``a.gold``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return folder


def test_gold_and_test_may_stand_in_one_folder(tmp_path: Path) -> None:
    folder = beads(tmp_path, a_gold="[0]:[0]\n[1]:[1]\n", a_beads="[0, 1]:[0, 1]\n")
    report = evaluate_files(folder, folder)
    assert report.notes == ()
    assert report.total.strict.f1 == 0
    assert report.total.lax.f1 == 1


def test_counts_are_summed_before_anything_is_divided(tmp_path: Path) -> None:
    lines = [f"[{i}]:[{i}]\n" for i in range(9)]
    gold = beads(tmp_path / "gold", a_gold="".join(lines), b_gold="[0]:[0]\n")
    test = beads(tmp_path / "test", a_gold="".join(lines), b_gold="[0]:[]\n[]:[0]\n")
    report = evaluate_files(gold, test)
    assert [round(each.strict.recall, 2) for _, each in report.documents] == [1.0, 0.0]
    assert report.total.strict.recall == 0.9
    assert report.total.strict.precision == pytest.approx(9 / 11)
    record = as_json(report)
    assert record["total"]["strict"]["precision"] == 0.818182
    assert [document["name"] for document in record["documents"]] == ["a", "b"]
    assert list(show(report))[4].startswith("total         0.818  0.900 0.857")


def test_hidden_files_are_nobodys(tmp_path: Path) -> None:
    gold = beads(tmp_path / "gold", a_gold="[0]:[0]\n")
    (gold / ".a.1234.part.gold").write_text("[0", encoding="utf-8")
    assert len(evaluate_files(gold, gold).documents) == 1


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    gold = beads(tmp_path / "gold", **{f"d{i}_gold": "[0]:[0]\n" for i in range(9)})
    test = beads(tmp_path / "test", d0_beads="[0]:[0]\n")
    with pytest.raises(InputError, match=r"8 of 9: d1, d2, d3, d4, d5, \.\.\."):
        evaluate_files(gold, test)


def test_a_line_that_is_no_bead_is_named(tmp_path: Path) -> None:
    gold = beads(tmp_path, a_gold="[0]:[0]\nodd\n") / "a.gold"
    with pytest.raises(InputError, match=r"a\.gold, line 2: not a bead"):
        evaluate_files(gold, gold)
