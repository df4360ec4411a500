"""From matched texts to scores: by system, by document, with every tokenizer."""

from __future__ import annotations

import pytest
from sacrebleu.metrics import BLEU, CHRF

from duilian.corpus.errors import UsageError
from duilian.quality.scores.evaluate import Evaluation, Plan, Test, evaluate
from duilian.quality.scores.metrics import kind
from duilian.quality.scores.resampling import holm
from duilian.quality.scores.texts import match

from .made import systems, text

SEGMENTS = 40
DOCUMENTS = ["harbour"] * 15 + ["market"] * 5 + ["harbour"] * 20
REFERENCE, SYSTEMS = systems(SEGMENTS, 0.1, 0.15, 0.2, 0.5)
CHINESE = ["渡轮在黎明前离开了3号码头。", "No.7 仓库整夜没有人睡觉。"]
CHINESE_REFERENCE = ["渡轮黎明前就离开了3号码头。", "No.7 仓库里整夜无人入睡。"]


def evaluated(test: Test = "none") -> Evaluation:
    candidates = [text(*lines, name=f"{number}.en") for number, lines in enumerate(SYSTEMS)]
    matched = match(candidates, [text(*REFERENCE)], language="en")
    plan = Plan((kind("bleu", "en"), kind("chrf", "en")), test, samples=100, jobs=1)
    return evaluate(matched, plan, "en", DOCUMENTS)


def test_documents_are_scored_as_sacrebleu_scores_their_segments() -> None:
    evaluation = evaluated()
    assert [name for name, _ in evaluation.documents] == ["harbour", "market"]
    for system, lines in zip(evaluation.systems, SYSTEMS, strict=True):
        for score, metric in zip(system.scores, (BLEU(), CHRF()), strict=True):
            for (_, places), found in zip(evaluation.documents, score.documents, strict=True):
                wanted = metric.corpus_score(
                    [lines[place] for place in places], [[REFERENCE[place] for place in places]]
                )
                assert found == pytest.approx(wanted.score, abs=1e-9)


def test_p_values_are_corrected_by_metric() -> None:
    first, *others = evaluated("bootstrap").systems
    assert all(score.corrected is None for score in first.scores)
    for number in range(2):
        rows = [system.scores[number] for system in others]
        p_values = [row.estimate.p_value for row in rows]
        assert [row.corrected for row in rows] == list(holm([p for p in p_values if p is not None]))


def test_one_system_is_not_tested() -> None:
    matched = match([text(*SYSTEMS[0])], [text(*REFERENCE)], language="en")
    assert evaluate(matched, Plan((kind("bleu", "en"),), "bootstrap"), "en").test == "none"


@pytest.mark.parametrize("tokenizer", ["13a", "zh", "intl", "char", "none", "ja-mecab", "ko-mecab"])
def test_tokenizers_are_those_of_sacrebleu(tokenizer: str) -> None:
    try:
        wanted_kind = kind("bleu", "zh", tokenizer=tokenizer)
    except UsageError as error:
        pytest.skip(str(error))
    matched = match([text(*CHINESE)], [text(*CHINESE_REFERENCE)], language="zh")
    [system] = evaluate(matched, Plan((wanted_kind,), jobs=1), "zh").systems
    metric = BLEU(tokenize=tokenizer)
    assert system.scores[0].value == metric.corpus_score(CHINESE, [CHINESE_REFERENCE]).score
    assert system.scores[0].signature == str(metric.get_signature())
