"""What a form has no place for is told, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.corpus.errors import UsageError
from duilian.corpus.glossary import Concept, Glossary, Term, read_glossary
from duilian.corpus.glossary.losses import losses, written

RICH = Glossary(
    (
        Concept(
            "ferry",
            (
                Term("渡船", "zh", part_of_speech="noun", not_in=("渡船公司",)),
                Term("ferry", "en", case=True, note="not *boat*"),
                Term("boat", "en", "forbidden"),
            ),
            domain="harbour",
            definition="it crosses\nthe river",
            note="see the timetable",
        ),
        Concept("brand", (Term("澜江牌", "zh"),), translate=False),
        Concept("tide", (Term("潮汐", "zh"),)),
    )
)


@pytest.mark.parametrize(
    ("form", "lost"),
    [
        ("toml", {}),
        ("tbx", {}),
        # A concept without a rendering has no row; a row tells of its target term only.
        ("csv", {"id": 1, "term": 1, "part of speech": 1}),
        ("xlsx", {"id": 1, "term": 1, "part of speech": 1}),
        (
            "tmx",
            {
                "id": 3,
                "domain": 1,
                "definition": 1,
                "term": 2,
                "part of speech": 1,
                "guard": 1,
                "mark that capitals matter": 1,
                "mark not to translate": 1,
            },
        ),
    ],
)
def test_what_is_lost(tmp_path: Path, form: str, lost: dict[str, int]) -> None:
    file = tmp_path / f"a.{form}"
    found = written(RICH, file)
    assert {kind: found.get(kind, 0) for kind in lost} == lost
    assert losses(RICH, read_glossary(file)) == found
    if not lost:
        assert found == {}


def test_a_strict_loss_is_an_error_and_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.tmx"
    with pytest.raises(UsageError, match=r"no place for id \(3\)"):
        written(RICH, file, strict=True)
    assert not list(tmp_path.iterdir())


def test_where_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no place for anything"):
        written(
            Glossary((Concept("tide", (Term("潮汐", "zh"), Term("x", "en", "forbidden"))),)),
            tmp_path / "a.tmx",
        )


def test_a_lost_term_is_one_loss() -> None:
    whole = Glossary((Concept("a", (Term("门", "zh"), Term("door", "en", case=True))),))
    less = Glossary((Concept("a", (Term("门", "zh"),)),))
    assert losses(whole, less) == {"term": 1}
    assert losses(whole, whole) == {}
