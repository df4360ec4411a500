"""The reasons: they add up, the runner-up is the runner-up, and the facts are in the text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from duilian.align import Options
from duilian.align.aligner import Found, find
from duilian.align.encode import EmbeddedEncoder
from duilian.align.evidence import FEATURES, SKIP_FEATURES
from duilian.align.explain import (
    align_with_reasons,
    as_json,
    bead_numbers,
    explain,
    explain_all,
    rival,
    show,
)
from duilian.align.explain.groups import (
    GROUPS,
    MARKS,
    NUMBERS,
    PUNCTUATION,
    RUN,
    SKIP_GROUPS,
)
from duilian.align.explain.model import Explanation, Step
from duilian.align.habits import bonus
from duilian.align.search import DOWN, Lattice, expected
from duilian.corpus.errors import UsageError
from duilian.corpus.formats import read_document
from duilian.corpus.formats.plain import parse_lines
from duilian.corpus.model import Bead, Document
from duilian.corpus.text.script import display_width

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / "examples"

_ROWS = [line.split("\t") for line in (HERE / "story.tsv").read_text("utf-8").splitlines()[1:]]
ZH, EN = [row[0] for row in _ROWS], [row[1] for row in _ROWS]

ZH_DATED = ["门开了。", "会议于2023年5月18日在西安举行。", "他写了三本书。", "雪下了一夜。"]
EN_DATED = [
    "The door opened.",
    "The meeting was held in Xi'an on May 18, 2023.",
    "He has written three books.",
    "It snowed all night.",
]


def lines(texts: list[str], language: str) -> Document:
    return parse_lines("".join(f"{text}\n" for text in texts), language)


class Aligned:
    """Two documents, what was found, and the explanations of all beads."""

    def __init__(self, source: Document, target: Document, encoder: EmbeddedEncoder) -> None:
        self.source, self.target = source, target
        self.found: Found = find(source, target, Options(encoder))
        numbers = range(1, len(self.found.beads) + 1)
        self.explanations = list(explain_all(self.found, source, target, numbers))

    @property
    def beads(self) -> tuple[Bead, ...]:
        return self.found.beads


@pytest.fixture(scope="module")
def example(encoder: EmbeddedEncoder) -> Aligned:
    source = read_document(EXAMPLES / "article.zh.txt")
    return Aligned(source, read_document(EXAMPLES / "article.en.txt"), encoder)


@pytest.fixture(scope="module")
def damaged(encoder: EmbeddedEncoder) -> Aligned:
    """The story with sentences gone on either side, so that there are null beads of both kinds."""
    zh, en = ZH[:6] + ZH[9:40], EN[:20] + EN[22:40]
    return Aligned(lines(zh, "zh"), lines(en, "en"), encoder)


@pytest.fixture(params=["example", "damaged"])
def aligned(request: pytest.FixtureRequest) -> Aligned:
    found: Aligned = request.getfixturevalue(request.param)
    return found


def chances_with(found: Found, bead: Bead) -> dict[tuple[range, range], float]:
    """The probability of every bead with this one's first sentence, looked up the slow way."""
    chances, corridor = found.chances, found.corridor
    total: dict[tuple[range, range], float] = {}
    for k in range(corridor.sources + 1):
        for node in range(corridor.row(k).start, corridor.row(k).stop):
            m = int(corridor.low[k]) + node - corridor.row(k).start
            edges = [(a, b, chances.down[n, node]) for n, (a, b) in enumerate(DOWN)]
            for a, b, chance in [*edges, (0, 1, chances.across[node])]:
                runs = range(k - a, k), range(m - b, m)
                side = 0 if bead.source else 1
                if (bead.source or bead.target)[0] in runs[side]:
                    total[runs] = total.get(runs, 0.0) + float(chance)
    return total


def score_of(scores: Lattice, bead: Bead) -> float:
    corridor = scores.corridor
    node = corridor.row(bead.source.stop).start + bead.target.stop
    node -= int(corridor.low[bead.source.stop])
    if not bead.source:
        return float(scores.across[node])
    return float(scores.down[DOWN.index((len(bead.source), len(bead.target))), node])


def test_every_feature_is_in_one_group() -> None:
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(FEATURES)
    assert sorted(n for names in SKIP_GROUPS.values() for n in names) == sorted(SKIP_FEATURES)


def test_contributions_add_up_to_the_score(aligned: Aligned) -> None:
    found = aligned.found
    for one in aligned.explanations:
        bead = one.step.bead
        score = score_of(found.scores, bead)
        before = found.beads[one.number - 2] if one.number > 1 else None
        if bead.is_null and (before is None or before.kind != bead.kind):
            score += found.scores.opening[not bead.source]
        assert one.score == score
        assert sum(part.nats for part in one.contributions) == pytest.approx(score, abs=1e-3)


def test_the_biggest_contribution_comes_first(aligned: Aligned) -> None:
    for one in aligned.explanations:
        sizes = [abs(part.nats) for part in one.contributions]
        assert sizes == sorted(sizes, reverse=True)


def test_the_runner_up_is_the_best_alternative(aligned: Aligned) -> None:
    for one in aligned.explanations[:12] + [e for e in aligned.explanations if e.step.bead.is_null]:
        bead = one.step.bead
        others = chances_with(aligned.found, bead)
        del others[bead.source, bead.target]
        assert one.rival is not None
        rival = one.rival.bead
        assert others[rival.source, rival.target] == max(others.values())
        assert rival.probability == pytest.approx(max(others.values()), abs=1e-6)
        assert one.rival.margin == pytest.approx(bead.probability - rival.probability)
        for other in one.others:
            assert rival.probability >= other.probability >= 0.005


def test_the_two_ways_are_ways_between_the_same_nodes(aligned: Aligned) -> None:
    for one in aligned.explanations:
        rival = one.rival
        assert rival is not None
        if rival.advantage is None:
            continue
        chosen, instead = ([step.bead for step in way] for way in (rival.chosen, rival.instead))
        for way in (chosen, instead):
            for before, after in pairwise(way):
                assert before.source.stop == after.source.start
                assert before.target.stop == after.target.start
        for side in ("source", "target"):
            ends = [
                (getattr(way[0], side).start, getattr(way[-1], side).stop)
                for way in (chosen, instead)
            ]
            assert ends[0] == ends[1]
        # (A null bead's probability is added up over gaps, a step's is that of one gap.)
        itself = (one.step.bead.source, one.step.bead.target)
        assert itself in [(b.source, b.target) for b in chosen]
        assert (rival.bead.source, rival.bead.target) in [(b.source, b.target) for b in instead]
        assert sum(part.nats for part in rival.differences) == pytest.approx(
            rival.advantage, abs=0.05
        )


def common_bead(beads: Sequence[Bead], stop: tuple[int, int] | None, start: bool) -> str:
    """The kind of the bead that ends, or starts, where two ways part, or meet."""
    for bead in beads:
        node = (
            (bead.source.start, bead.target.start)
            if start
            else (bead.source.stop, bead.target.stop)
        )
        if node == stop:
            return bead.kind
    return ""


def test_the_advantage_is_the_log_of_the_odds(aligned: Aligned) -> None:
    """The two ways, scored with the translator's habits known."""
    found = aligned.found
    moved = bonus(expected(found.scores))
    scores = Lattice(
        found.corridor,
        (found.scores.down + moved[: len(DOWN), None]).astype(np.float32),
        (found.scores.across + moved[len(DOWN)]).astype(np.float32),
    )
    opening = dict(zip(("1-0", "0-1"), np.array(found.scores.opening) + moved[-2:], strict=True))

    def summed(way: tuple[Step, ...]) -> float:
        first, last = way[0].bead, way[-1].bead
        start, stop = (first.source.start, first.target.start), (last.source.stop, last.target.stop)
        kinds = [
            common_bead(found.beads, start, start=False),
            *(step.bead.kind for step in way),
            common_bead(found.beads, stop, start=True),
        ]
        begun = sum(opening.get(kind, 0.0) for before, kind in pairwise(kinds) if kind != before)
        return sum(score_of(scores, step.bead) for step in way) + begun

    compared = 0
    for one in aligned.explanations:
        rival = one.rival
        if rival is not None and rival.bead.probability > 1e-6 and rival.advantage is not None:
            odds = summed(rival.chosen) - summed(rival.instead)
            assert rival.advantage == pytest.approx(odds, abs=0.02)
            compared += 1
    assert compared > len(aligned.beads) // 2


def test_a_shared_date_is_named(encoder: EmbeddedEncoder) -> None:
    source, target = lines(ZH_DATED, "zh"), lines(EN_DATED, "en")
    found = find(source, target, Options(encoder))
    one = explain(found, source, target, 2)
    assert one.step.bead.kind == "1-1"
    numbers = next(part for part in one.contributions if part.name == NUMBERS)
    assert numbers.nats > 0
    assert numbers.facts == ("2023年5月18日 = May 18, 2023",)
    assert any("2023年5月18日 = May 18, 2023" in line for line in show(one))


def test_a_number_on_one_side_is_named(encoder: EmbeddedEncoder) -> None:
    source = lines(ZH_DATED, "zh")
    target = lines([EN_DATED[0], EN_DATED[1].replace("18", "19"), *EN_DATED[2:]], "en")
    one = explain(find(source, target, Options(encoder)), source, target, 2)
    numbers = next(part for part in one.contributions if part.name == NUMBERS)
    assert numbers.nats < 0
    assert numbers.facts == ("2023年5月18日 in the source only", "May 19, 2023 in the target only")


def test_every_mark_has_words_of_its_own() -> None:
    assert [name for name, _ in MARKS] == list(GROUPS[PUNCTUATION])
    assert len({says for _, says in MARKS}) == len(MARKS)


ZH_SPOKEN = ["门开了。", "他说：“雪下了一夜。", "我们走吧。”", "谁在那里？", "他写了三本书，"]
EN_SPOKEN = [
    "The door opened.",
    "He said, “It snowed all night.",
    "Let us go.”",
    "Who is there?",
    "he has written three books.",
]


@pytest.mark.parametrize(
    ("number", "target", "says"),
    [
        pytest.param(1, EN_SPOKEN, "", id="nothing to say"),
        pytest.param(
            2, EN_SPOKEN, "somebody is still speaking after it on both sides", id="goes on"
        ),
        pytest.param(3, EN_SPOKEN, "both sides end with a quotation mark", id="ends"),
        pytest.param(
            4, EN_SPOKEN, "both sides ask; both sides end with a question", id="a question"
        ),
        pytest.param(
            5,
            EN_SPOKEN,
            "the source ends in mid-sentence, as with a comma; a side begins with a small letter",
            id="half a sentence",
        ),
        pytest.param(
            3,
            [*EN_SPOKEN[:2], "Let us go!", *EN_SPOKEN[3:]],
            "an exclamation mark on one side only; quotation marks on one side only;"
            " a quotation left open on one side only;"
            " somebody is still speaking after it on one side only;"
            " one side only ends with a quotation mark; one side only ends with an exclamation",
            id="one side only",
        ),
    ],
)
def test_punctuation_in_words(
    encoder: EmbeddedEncoder, number: int, target: list[str], says: str
) -> None:
    documents = lines(ZH_SPOKEN, "zh"), lines(target, "en")
    one = explain(find(*documents, Options(encoder)), *documents, number)
    assert one.step.bead.kind == "1-1"
    found = [part.says for part in one.contributions if part.name == PUNCTUATION]
    # Where every feature is 0, so is their sum.
    assert "".join(found) == says


def test_null_beads_of_both_sides_are_explained(damaged: Aligned) -> None:
    nulls = [one for one in damaged.explanations if one.step.bead.is_null]
    assert {one.step.bead.kind for one in nulls} == {"1-0", "0-1"}
    for one in nulls:
        assert one.rival is not None
        assert {part.name for part in one.contributions} <= {*SKIP_GROUPS, RUN}
        text = "\n".join(show(one))
        assert "nearby" in text
        assert "—" in text


def test_explanations_do_not_depend_on_each_other(example: Aligned) -> None:
    for number in (1, 26, len(example.beads)):
        alone = explain(example.found, example.source, example.target, number)
        assert alone == example.explanations[number - 1]


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_a_number_out_of_range_is_an_error(example: Aligned, number: int) -> None:
    with pytest.raises(UsageError, match=f"no bead {number} .*{len(example.beads)} beads"):
        explain(example.found, example.source, example.target, number)


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("12", [12]),
        ("10-14", [10, 11, 12, 13, 14]),
        ("3,1", [3, 1]),
        (" 3 , 10 - 11 ", [3, 10, 11]),
        ("7-7", [7]),
    ],
)
def test_bead_numbers(written: str, numbers: list[int]) -> None:
    assert [number for some in bead_numbers(written) for number in some] == numbers


@pytest.mark.parametrize("written", ["", "0", "x", "3-", "-3", "5-4", "1,,2", "1;2", "1.5", "٣"])
def test_what_names_no_bead(written: str) -> None:
    with pytest.raises(UsageError, match="--why"):
        bead_numbers(written)


def test_lines_keep_to_the_width(aligned: Aligned) -> None:
    for one in aligned.explanations:
        for width in (60, 100):
            for line in show(one, width):
                assert display_width(line) <= width, line


def test_nothing_in_it_moves_the_cursor(encoder: EmbeddedEncoder) -> None:
    source = lines(["门\x1b[31m开了。", "他走了。"], "zh")
    target = lines(["The door\x1b[2J opened.", "He left."], "en")
    found = find(source, target, Options(encoder))
    for one in explain_all(found, source, target, [1, 2]):
        assert all(line.isprintable() for line in show(one))


def test_json_holds_all_of_it(aligned: Aligned) -> None:
    for one in aligned.explanations:
        record = json.loads(json.dumps(as_json(one)))
        bead = one.step.bead
        assert record["kind"] == bead.kind
        assert record["source_sentences"] == [i + 1 for i in bead.source]
        assert record["source"] == one.step.source
        assert record["score"] == pytest.approx(one.score, abs=1e-3)
        assert len(record["contributions"]) == len(one.contributions)
        assert record["runner_up"]["kind"] == (one.rival and one.rival.bead.kind)


def test_one_sentence_against_many(encoder: EmbeddedEncoder) -> None:
    source, target = lines(ZH[:1], "zh"), lines(EN[:30], "en")
    found = find(source, target, Options(encoder))
    explained: list[Explanation] = list(
        explain_all(found, source, target, range(1, len(found.beads) + 1))
    )
    for one in explained:
        assert np.isfinite(one.score)
        assert sum(part.nats for part in one.contributions) == pytest.approx(one.score, abs=1e-3)


def test_an_empty_text_has_no_beads_to_explain(encoder: EmbeddedEncoder) -> None:
    source, target = lines(ZH[:2], "zh"), lines([], "en")
    with pytest.raises(UsageError, match="empty"):
        align_with_reasons(source, target, Options(encoder), why="1")
    alignment, reasons = align_with_reasons(source, target, Options(encoder), reported=True)
    assert len(alignment.beads) == 2
    assert reasons.report is not None


def test_ways_that_part_too_far_are_not_compared(
    example: Aligned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rival, "_LARGEST", 0)
    one = explain(example.found, example.source, example.target, 3)
    assert one.rival is not None
    assert one.rival.advantage is None
    assert any("too far" in line for line in show(one))
    assert as_json(one)["runner_up"]["advantage"] is None
