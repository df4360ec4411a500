"""Adequacy: right translations above wrong ones, in any language, whoever else is scored."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import pytest

from duilian.corpus.errors import UsageError
from duilian.quality.scores.adequacy import adequacy_scores, load_weights
from duilian.quality.scores.counting import corpus_score, segment_scores
from duilian.quality.scores.signs import SIGNS

ZH_EN, EN_ZH, DE_FR, ES_EN = ("zh", "en"), ("en", "zh"), ("de", "fr"), ("es", "en")

WRONG = [
    (ZH_EN, "渡轮在黎明前离开了三号码头。", "The ferry left pier three before dawn.", wrong)
    for wrong in (
        "The ferry left pier eight before dawn.",
        "The ferry left before dawn.",
        "The ferry left pier three before dawn, and the whole town came to watch the fireworks.",
        "The ferry left 三号码头 before dawn.",
        "The ferry left pier three before before dawn.",
        "The market left pier three before dawn.",
        "Nobody had slept, and an old woman began to sing.",
        "渡轮在黎明前离开了三号码头。",
        "",
    )
] + [
    (
        ZH_EN,
        "去年港口吞吐量增长了百分之十二，达到三百五十万吨。",
        "Last year the throughput of the port grew by 12 percent to 3.5 million tonnes.",
        wrong,
    )
    for wrong in (
        "Last year the throughput of the port grew by 21 percent to 3.5 million tonnes.",
        "Last year the throughput of the port grew by 12 percent to 350 million tonnes.",
        "Last year the throughput of the port grew by 12 percent.",
        "Last year the throughput of the port fell by 12 percent to 3.5 million tonnes.",
    )
] + [
    (
        EN_ZH,
        "The captain waited on the pier until midnight, but the pilot never came.",
        "船长在码头上一直等到半夜，但是领航员始终没有来。",
        wrong,
    )
    for wrong in (
        "船长在码头上一直等到半夜。",
        "船长在码头上一直等到半夜，但是 the pilot 始终没有来。",
        "船长在市场里一直等到半夜，但是领航员始终没有来。",
        "去年港口的吞吐量增长了百分之十二。",
    )
] + [
    (
        DE_FR,
        "Der Kapitän wartete bis Mitternacht am Kai, aber der Lotse kam nicht.",
        "Le capitaine attendit sur le quai jusqu'à minuit, mais le pilote ne vint pas.",
        wrong,
    )
    for wrong in (
        "Le capitaine attendit sur le quai.",
        "Le capitaine attendit sur le quai jusqu'à minuit, mais der Lotse kam nicht.",
        "Le débit du port a augmenté de douze pour cent.",
    )
] + [
    (ES_EN, "La anciana empezó a cantar a las 7.", "The old woman began to sing at 7.", wrong)
    for wrong in ("The old woman began to sing at 9.", "The ferry left before dawn.")
]  # fmt: skip


def scores(
    languages: tuple[str, str], source: Sequence[str], *systems: Sequence[str]
) -> list[list[float]]:
    found = adequacy_scores(source, systems, languages)
    return [segment_scores(found.kind, counts).tolist() for counts in found.systems]


@pytest.mark.parametrize(("languages", "source", "right", "wrong"), WRONG)
def test_a_fault_costs(languages: tuple[str, str], source: str, right: str, wrong: str) -> None:
    [[clean], [spoiled]] = scores(languages, [source], [right], [wrong])
    assert 0 <= spoiled < clean <= 100


@pytest.fixture(scope="module")
def article() -> tuple[list[str], list[str]]:
    """The pairs of the bundled example."""
    folder = files("duilian.examples")
    lines = {
        name: (folder / f"article.{name}.txt").read_text(encoding="utf-8").split("\n")
        for name in ("zh", "en")
    }
    return lines["zh"], lines["en"]


def test_a_segment_is_scored_whoever_else_is(article: tuple[list[str], list[str]]) -> None:
    source, target = article
    count = min(len(source), len(target))
    mine, other = target[:count], [segment.upper() for segment in target[:count]]
    [alone] = scores(ZH_EN, source[:count], mine)
    [_, beside] = scores(ZH_EN, source[:count], other, mine)
    assert list(map(str, alone)) == list(map(str, beside))


def test_where_there_is_nothing() -> None:
    [[nothing, lost, made_up]] = scores(ZH_EN, ["", "门开了。", " "], [" ", "", "The door opened."])
    assert math.isnan(nothing)
    assert lost == made_up == 0


def test_no_sign_weighs_less_than_nothing() -> None:
    weights = load_weights()
    assert weights.signs.shape == (len(SIGNS),)
    assert (weights.signs >= 0).all()
    assert weights.steep > 0
    assert weights.signs.any()


def test_a_term_that_is_not_rendered_as_it_should_costs(tmp_path: Path) -> None:
    glossary = tmp_path / "terms.tsv"
    glossary.write_text("zh\ten\n码头\tpier\n", encoding="utf-8")
    source, systems = (
        ["渡轮离开了码头。"],
        [["The ferry left the pier."], ["The ferry left the quay."]],
    )
    without, asked = (
        adequacy_scores(source, systems, ZH_EN, glossaries).systems
        for glossaries in ((), (str(glossary),))
    )
    assert asked[0][0, 0] == without[0][0, 0]
    assert asked[1][0, 0] < without[1][0, 0] - 5


def test_languages_that_nothing_is_known_of() -> None:
    with pytest.raises(UsageError, match="not of 'cy'"):
        adequacy_scores(["Bore da."], [["Good morning."]], ("cy", "en"))


# --- real systems, where the data is -------------------------------------------------------------

SEGMENTS = slice(0, 1875, 12)


@pytest.fixture(scope="module")
def real(shared: Path) -> dict[str, float]:
    """The scores of references, outputs and shuffled references, Chinese to English."""
    folder = shared / "qa" / "wmt22.zh-en"

    def lines(name: str) -> list[str]:
        return (folder / name).read_text(encoding="utf-8").split("\n")[SEGMENTS]

    systems = {
        name: lines(name)
        for name in ("ref.A.en", "hyp.DLUT.en", "hyp.Lan-Bridge.en", "hyp.Online-G.en")
    }
    systems["weak"] = [
        " ".join(word for place, word in enumerate(segment.split()) if place % 3)
        for segment in systems["hyp.Online-G.en"]
    ]
    systems["shuffled"] = random.Random(3).sample(systems["ref.A.en"], len(systems["ref.A.en"]))
    found = adequacy_scores(lines("src.zh"), list(systems.values()), ZH_EN)
    return {
        name: corpus_score(found.kind, counts)
        for name, counts in zip(systems, found.systems, strict=True)
    }


def test_references_are_above_a_weak_system(real: dict[str, float]) -> None:
    """The best of the outputs without every third word."""
    assert real["ref.A.en"] > real["weak"] + 10


def test_the_best_and_the_worst_by_chrf_are_ranked_so(real: dict[str, float]) -> None:
    assert real["hyp.Online-G.en"] > real["hyp.DLUT.en"]


def test_shuffled_segments_are_far_below(real: dict[str, float]) -> None:
    assert real["shuffled"] < min(score for name, score in real.items() if name != "shuffled") - 30
    assert real["shuffled"] < 20
