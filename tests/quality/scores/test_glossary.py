"""Success and consistency of terms, apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import pytest

from duilian.corpus.errors import InputError
from duilian.corpus.glossary import read_glossary, write_glossary
from duilian.quality.scores.adequacy import adequacy_scores
from duilian.quality.scores.counting import corpus_score, segment_scores
from duilian.quality.scores.glossary import glossary_scores

SOURCE = (
    "渡轮停靠在新码头。",
    "码头的工人整夜装货。",
    "天亮以前下起了雨。",
    "船长在码头等候领航员。",
    "领航员没有来，码头上空无一人。",
)
PIER = (
    "The ferry lay at the new pier.",
    "The workers on the pier loaded all night.",
    "It began to rain before dawn.",
    "The captain waited on the pier for the pilot.",
    "The pilot did not come, and the pier was deserted.",
)
QUAY = tuple(segment.replace("pier", "quay") for segment in PIER)
MIXED = (*PIER[:3], *QUAY[3:])


@pytest.fixture
def glossary(tmp_path: Path) -> str:
    file = tmp_path / "terms.tsv"
    file.write_text("zh\ten\n码头\tpier\n领航员\tpilot\n", encoding="utf-8")
    return str(file)


def scored(glossary: str, *systems: Sequence[str]) -> list[tuple[float, float]]:
    columns = glossary_scores([glossary], SOURCE, systems, ("zh", "en"))
    assert [each.kind.name for each in columns] == ["term-success", "term-consistency"]
    success, consistency = (
        [corpus_score(each.kind, counts) for counts in each.systems] for each in columns
    )
    return list(zip(success, consistency, strict=True))


def test_they_are_apart(glossary: str) -> None:
    right, consistent, neither = scored(glossary, PIER, QUAY, MIXED)
    assert right == (100, 100)
    # 码头 stands in four places, 领航员 in two: four of six are wrong, but always in the same way.
    assert consistent == (pytest.approx(100 * 2 / 6), 100)
    assert neither == (pytest.approx(100 * 4 / 6), pytest.approx(100 * 4 / 6))


def test_segments_without_terms_have_no_score(glossary: str) -> None:
    success, _ = glossary_scores([glossary], SOURCE, [MIXED], ("zh", "en"))
    found = segment_scores(success.kind, success.systems[0]).tolist()
    assert found[:2] == [100, 100]
    assert math.isnan(found[2])
    assert found[3:] == [50, 50]


def test_any_form_of_glossary_will_do(glossary: str, tmp_path: Path) -> None:
    book = tmp_path / "terms.xlsx"
    write_glossary(read_glossary(glossary), book)
    assert scored(str(book), MIXED) == scored(glossary, MIXED)
    found = glossary_scores([glossary, str(book)], SOURCE, [MIXED], ("zh", "en"))
    [adequacy] = adequacy_scores(SOURCE, [MIXED], ("zh", "en"), [str(book)]).systems
    assert len(adequacy) == len(MIXED)
    one, other = (
        glossary_scores([each], SOURCE, [MIXED], ("zh", "en"))[0].kind.signature(0, {})
        for each in (glossary, str(book))
    )
    assert len({one, other, found[0].kind.signature(0, {})}) == 3


def test_a_term_in_one_segment_says_nothing_of_consistency(tmp_path: Path) -> None:
    file = tmp_path / "terms.tsv"
    file.write_text("zh\ten\n船长\tcaptain\n", encoding="utf-8")
    [(success, consistency)] = scored(str(file), PIER)
    assert success == 100
    assert math.isnan(consistency)


def test_a_glossary_of_other_things(tmp_path: Path) -> None:
    file = tmp_path / "terms.tsv"
    file.write_text("zh\ten\n增长极\tgrowth pole\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"terms\.tsv: none of its terms occurs"):
        scored(str(file), PIER)
