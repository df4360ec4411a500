"""Two documents in, beads out: on the example, on a story with known damage, on odd input."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duilian.align import Options, align, aligner, coarse
from duilian.align.corridor import Path as RoughPath
from duilian.align.encode import EmbeddedEncoder, PoolingEncoder, Vectors
from duilian.align.evaluate import Pair, evaluate
from duilian.align.search import Lattice
from duilian.align.weights import score
from duilian.corpus.formats import parse_beads, read_document
from duilian.corpus.formats.plain import parse, parse_lines
from duilian.corpus.model import Alignment, Document

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / "examples"

_ROWS = [line.split("\t") for line in (HERE / "story.tsv").read_text("utf-8").splitlines()[1:]]
ZH, EN = [row[0] for row in _ROWS], [row[1] for row in _ROWS]

Align = Callable[..., Alignment]


@pytest.fixture(scope="module")
def aligned(encoder: EmbeddedEncoder) -> Align:
    """Align with the one encoder, and check what holds for every alignment."""

    def run(source: Document, target: Document, *, moved: bool = True) -> Alignment:
        alignment = align(source, target, Options(encoder, moved=moved))
        check(alignment)
        return alignment

    return run


def lines(texts: Iterable[str], language: str) -> Document:
    """A document of one sentence a line."""
    return parse_lines("".join(f"{text}\n" for text in texts), language)


def check(alignment: Alignment) -> None:
    """Every sentence once and in order, probabilities that are probabilities."""
    beads = alignment.beads
    assert [i for bead in beads for i in bead.source] == list(range(len(alignment.source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(alignment.target)))
    for bead in beads:
        assert bead.source or bead.target
        assert 0 <= bead.probability <= 1
        assert type(bead.probability) is float
    # A null bead says where the gap is.
    for before, after in itertools.pairwise(beads):
        assert before.source.stop == after.source.start
        assert before.target.stop == after.target.start


def found(alignment: Alignment) -> list[Pair]:
    return [(tuple(bead.source), tuple(bead.target)) for bead in alignment.beads]


def f1(gold: Iterable[Pair], alignment: Alignment) -> float:
    return evaluate(gold, found(alignment)).strict.f1


def mirrored(beads: Iterable[Pair]) -> set[Pair]:
    return {(target, source) for source, target in beads}


# --- documents with known damage --------------------------------------------------------------


@dataclass
class Pieces:
    """Two documents as they are put together, and the beads that are right."""

    source: list[str] = field(default_factory=list)
    target: list[str] = field(default_factory=list)
    gold: list[Pair] = field(default_factory=list)

    def add(self, source: Sequence[str], target: Sequence[str]) -> None:
        """One more bead."""
        i, j = len(self.source), len(self.target)
        self.source += source
        self.target += target
        self.gold.append((tuple(range(i, len(self.source))), tuple(range(j, len(self.target)))))

    def add_pairs(self, first: int, last: int) -> None:
        """Sentences of the story that answer one another."""
        for number in range(first, last):
            self.add([ZH[number]], [EN[number]])

    def documents(self) -> tuple[Document, Document]:
        return lines(self.source, "zh"), lines(self.target, "en")


def damaged(seed: int, first: int, last: int, share: float) -> Pieces:
    """A part of the story with deletions, insertions and merges on both sides."""
    chance = random.Random(seed)
    pieces = Pieces()
    number = first
    while number < last:
        zh, en = ZH[number], EN[number]
        kind = chance.random() / share
        if kind < 0.2:
            pieces.add([zh], [])
        elif kind < 0.4:
            pieces.add([], [en])
        elif kind < 0.7 and number + 1 < last:
            number += 1
            pieces.add([zh + ZH[number]], [en, EN[number]])
        elif kind < 1.0 and number + 1 < last:
            number += 1
            pieces.add([zh, ZH[number]], [f"{en} {EN[number]}"])
        else:
            pieces.add([zh], [en])
        number += 1
    return pieces


# --- the example ------------------------------------------------------------------------------


def test_the_example(aligned: Align) -> None:
    source = read_document(EXAMPLES / "article.zh.txt")
    target = read_document(EXAMPLES / "article.en.txt")
    gold = parse_beads((EXAMPLES / "gold.beads").read_text("utf-8"))
    alignment = aligned(source, target)
    assert alignment.warnings == ()
    assert f1(gold, alignment) >= 0.97
    for bead in alignment.beads:
        paragraphs = {source.sentences[i].paragraph for i in bead.source}
        paragraphs |= {target.sentences[j].paragraph for j in bead.target}
        assert len(paragraphs) == 1


def test_the_example_by_paragraphs(aligned: Align) -> None:
    source, target = (
        lines((EXAMPLES / f"article.{side}.txt").read_text("utf-8").strip().split("\n\n"), side)
        for side in ("zh", "en")
    )
    assert len(source) == len(target) == 16
    assert found(aligned(source, target)) == [((i,), (i,)) for i in range(16)]


def test_paragraphs_hold_where_both_sides_have_them(aligned: Align) -> None:
    starts = [0, 4, 9, 13, 17, 23, 27, 35, 41, 46, 54, 60, 64]
    parts = [range(a, b) for a, b in itertools.pairwise(starts)]
    source = parse("\n\n".join("".join(ZH[i] for i in part) for part in parts), "zh")
    target = parse("\n\n".join(" ".join(EN[i] for i in part) for part in parts), "en")
    for bead in aligned(source, target).beads:
        paragraphs = {source.sentences[i].paragraph for i in bead.source}
        paragraphs |= {target.sentences[j].paragraph for j in bead.target}
        assert len(paragraphs) == 1


# --- the story, whole and damaged -------------------------------------------------------------


def test_the_story(aligned: Align) -> None:
    pieces = Pieces()
    pieces.add_pairs(0, len(ZH))
    alignment = aligned(*pieces.documents())
    assert f1(pieces.gold, alignment) >= 0.97
    # Where everything fits, that is known.
    assert sum(bead.probability > 0.9 for bead in alignment.beads) > 0.8 * len(ZH)


def test_damage_is_found(aligned: Align) -> None:
    total = None
    for seed in range(6):
        pieces = damaged(seed, 0, len(ZH), 0.35)
        result = evaluate(pieces.gold, found(aligned(*pieces.documents())))
        assert result.strict.f1 >= 0.85, seed
        total = result if total is None else total + result
    assert total is not None
    assert total.strict.f1 >= 0.93
    assert total.lax.f1 >= 0.96


def test_right_beads_are_more_probable_than_wrong_ones(aligned: Align) -> None:
    right: list[float] = []
    wrong: list[float] = []
    for seed in range(6):
        pieces = damaged(seed + 100, 0, len(ZH), 0.6)
        gold = set(pieces.gold)
        for bead in aligned(*pieces.documents()).beads:
            same = (tuple(bead.source), tuple(bead.target)) in gold
            (right if same else wrong).append(bead.probability)
    assert len(right) > len(wrong) > 0
    assert sum(right) / len(right) > sum(wrong) / len(wrong) + 0.1


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    first=st.integers(0, 40),
    count=st.integers(1, 20),
    share=st.sampled_from([0.1, 0.5, 1.0]),
)
def test_any_damage(aligned: Align, seed: int, first: int, count: int, share: float) -> None:
    source, target = damaged(seed, first, first + count, share).documents()
    once = aligned(source, target)
    assert aligned(source, target).beads == once.beads
    assert [bead.probability for bead in aligned(source, target).beads] == [
        bead.probability for bead in once.beads
    ]


def test_exchanged_sides_give_mirrored_beads(aligned: Align) -> None:
    same = count = 0
    for seed in range(3):
        source, target = damaged(seed + 200, 0, len(ZH), 0.35).documents()
        one, other = found(aligned(source, target)), found(aligned(target, source))
        same += len(set(one) & mirrored(other))
        count += len(one)
    assert same >= 0.9 * count


def test_a_text_long_enough_to_be_looked_at_from_afar(
    aligned: Align, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coarse, "_SMALL", 60 * 60)  # as if it were ten times as long
    pieces = Pieces()
    for seed in range(5):
        part = damaged(seed + 300, 0, len(ZH), 0.2)
        for sources, targets in part.gold:
            pieces.add([part.source[i] for i in sources], [part.target[j] for j in targets])
    assert f1(pieces.gold, aligned(*pieces.documents())) >= 0.93


# --- next to nothing --------------------------------------------------------------------------


def test_one_sentence_and_its_translation(aligned: Align) -> None:
    alignment = aligned(lines(ZH[:1], "zh"), lines(EN[:1], "en"))
    assert found(alignment) == [((0,), (0,))]
    assert alignment.beads[0].probability > 0.5


@pytest.mark.parametrize("at", [0, 13, 29])
def test_one_sentence_among_thirty(aligned: Align, at: int) -> None:
    one, thirty = lines([ZH[at]], "zh"), lines(EN[:30], "en")
    for beads in (set(found(aligned(one, thirty))), mirrored(found(aligned(thirty, one)))):
        (answer,) = [bead for bead in beads if bead[0]]
        assert at in answer[1]


@pytest.mark.parametrize(("sources", "targets"), [(12, 1), (1, 12), (3, 2)])
def test_a_corridor_without_border_is_searched_once(
    encoder: EmbeddedEncoder, monkeypatch: pytest.MonkeyPatch, sources: int, targets: int
) -> None:
    calls = []

    def counted(*given: Any) -> Lattice:
        calls.append(given)
        return score(*given)

    monkeypatch.setattr(aligner, "score", counted)
    align(lines(ZH[:sources], "zh"), lines(EN[:targets], "en"), Options(encoder))
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ([""] * 5, [""] * 7),
        ([""] * 5, EN[:5]),
        ([""], [""]),
        (["", ZH[0], "", "", ZH[1], ""], [EN[0], "", EN[1]]),
        (["……"] * 8, ["..."] * 6),
        (["\u3000"], ["\t"]),
    ],
)
def test_lines_with_nothing_on_them(
    aligned: Align, source: Sequence[str], target: Sequence[str]
) -> None:
    aligned(lines(source, "zh"), lines(target, "en"))


@pytest.mark.parametrize(("times", "other"), [(12, 12), (30, 3), (3, 30)])
def test_one_sentence_over_and_over(aligned: Align, times: int, other: int) -> None:
    aligned(lines([ZH[5]] * times, "zh"), lines([EN[5]] * other, "en"))


def test_sentences_that_come_back(aligned: Align) -> None:
    """A refrain: each must be paired with the one in its own place."""
    pieces = Pieces()
    for number in range(30):
        pieces.add_pairs(number, number + 1)
        if number % 3 == 2:
            pieces.add(["他点点头。"], ["He nodded."])
    assert f1(pieces.gold, aligned(*pieces.documents())) >= 0.95


def test_odd_characters(aligned: Align) -> None:
    odd = ["half \ud800 a pair", "\x00\x07", "🎉🎉", "\u200b", "a" * 3000, "٣٫٥", "½ Ⅻ ㊿"]
    aligned(lines([*odd, *ZH[:3]], "zh"), lines([*EN[:3], *odd], "en"), moved=False)


# --- other languages, other encoders ----------------------------------------------------------

DE = [
    "Der Bäcker öffnet seinen Laden um fünf Uhr früh.",
    "Draußen ist es noch dunkel, und die Straßen sind leer.",
    "Zuerst heizt er den alten Ofen an, den schon sein Großvater benutzt hat.",
    "Dann knetet er den Teig.",
    "Seine Tochter hilft ihm, obwohl sie lieber schlafen würde.",
    "Sie möchte später Tierärztin werden.",
    "„Brot braucht Geduld“, sagt der Vater immer.",
    "Um sieben kommen die ersten Kunden, meistens Bauarbeiter.",
    "Im letzten Jahr verkaufte er 40.000 Brötchen.",
    "Trotzdem lohnt sich das Geschäft kaum noch.",
    "Der Supermarkt am Bahnhof ist viel billiger.",
    "Was wird aus dem Dorf, wenn die Bäckerei schließt?",
]
FR = [
    "Le boulanger ouvre sa boutique à cinq heures du matin.",
    "Dehors, il fait encore nuit et les rues sont vides.",
    "Il allume d'abord le vieux four dont se servait déjà son grand-père. Puis il pétrit la pâte.",
    "Sa fille l'aide, même si elle préférerait dormir.",
    "Plus tard, elle veut devenir vétérinaire.",
    "« Le pain demande de la patience », dit toujours le père.",
    "À sept heures arrivent les premiers clients.",
    "Ce sont le plus souvent des ouvriers du bâtiment.",
    "L'an dernier, il a vendu 40 000 petits pains.",
    "Le supermarché de la gare est bien moins cher.",
    "Que deviendra le village si la boulangerie ferme ?",
]
DE_FR = "0:0 1:1 2,3:2 4:3 5:4 6:5 7:6,7 8:8 9: 10:9 11:10"


def test_german_and_french(aligned: Align) -> None:
    gold: list[Pair] = []
    for bead in DE_FR.split():
        source, target = (
            tuple(int(number) for number in side.split(",") if number) for side in bead.split(":")
        )
        gold.append((source, target))
    assert f1(gold, aligned(lines(DE, "de"), lines(FR, "fr"))) >= 0.9


def test_traditional_characters_make_no_difference(aligned: Align) -> None:
    simplified = ["门前有一条河。", "河上有一座旧桥。", "桥那边住着医生。", "医生养了两只猫。"]
    traditional = ["門前有一條河。", "河上有一座舊橋。", "橋那邊住著醫生。", "醫生養了兩隻貓。"]
    english = lines(
        [
            "There is a river in front of the door.",
            "An old bridge crosses the river.",
            "Beyond the bridge lives a doctor.",
            "The doctor has two cats.",
        ],
        "en",
    )
    expected = [((i,), (i,)) for i in range(4)]
    assert found(aligned(lines(simplified, "zh"), english)) == expected
    assert found(aligned(lines(traditional, "zh-Hant"), english)) == expected


class OnlyEncodes:
    """An encoder that knows no pools."""

    def __init__(self, encoder: EmbeddedEncoder) -> None:
        self._encoder = encoder

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.encode(texts)


def test_an_encoder_without_pools_does_as_well_nearly(
    aligned: Align, encoder: EmbeddedEncoder
) -> None:
    plain = OnlyEncodes(encoder)
    assert not isinstance(plain, PoolingEncoder)
    source, target = damaged(5, 0, 40, 0.35).documents()
    usual = set(found(aligned(source, target)))
    alignment = align(source, target, Options(plain))
    check(alignment)
    assert len(usual & set(found(alignment))) >= 0.8 * len(usual)


def test_the_embedded_encoder_is_the_default(aligned: Align) -> None:
    source, target = lines(ZH[:6], "zh"), lines(EN[:6], "en")
    assert align(source, target).beads == aligned(source, target).beads


# --- warnings ---------------------------------------------------------------------------------


def test_two_texts_in_one_language_are_warned_of(aligned: Align) -> None:
    one, other = lines(EN[:8], "en-GB"), lines(EN[4:12], "en-US")
    (warning,) = aligned(one, other).warnings
    assert "English" in warning
    assert "\n" not in warning


def test_the_warning_does_not_need_sentences(aligned: Align) -> None:
    (warning,) = aligned(lines([], "de"), lines(DE[:2], "de")).warnings
    assert "German" in warning


def test_a_good_pair_has_no_warning(aligned: Align) -> None:
    assert aligned(lines(ZH[:20], "zh"), lines(EN[:20], "en")).warnings == ()


def test_texts_that_have_nothing_to_do_with_each_other_are_warned_of(aligned: Align) -> None:
    goods = ["steel", "grain", "paint", "tax", "fuel", "rent"] * 4
    prices = [
        f"Item {number}: unrelated budget line about {what}." for number, what in enumerate(goods)
    ]
    (warning,) = aligned(lines(ZH[:20], "zh"), lines(prices, "en")).warnings
    assert "translations of each other" in warning
    assert "\n" not in warning


def test_damage_is_no_reason_for_a_warning(aligned: Align) -> None:
    assert aligned(*damaged(1, 0, len(ZH), 1.0).documents()).warnings == ()


def test_the_documents_are_given_back_as_they_were(aligned: Align) -> None:
    source, target = lines(ZH[:3], "zh"), lines(EN[:3], "en")
    alignment = aligned(source, target)
    assert alignment.source is source
    assert alignment.target is target


def test_a_corridor_is_widened_where_the_rough_path_went_wrong(
    encoder: EmbeddedEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = lines(ZH * 5, "zh"), lines(EN * 5, "en")
    options = Options(encoder, moved=False)
    right = aligner.find(source, target, options)
    wrong = slice(len(ZH), len(ZH) + 20)

    def misled(*sides: Any) -> RoughPath:
        path = coarse.rough_path(*sides)
        path[wrong] = path[wrong.stop]
        return path

    monkeypatch.setattr(aligner, "rough_path", misled)
    found = aligner.find(source, target, options)
    assert spans(found) == spans(right)
    reach = found.corridor.high - found.corridor.low
    assert reach[: wrong.start // 2].max() < reach[wrong].max()
    assert reach[2 * wrong.stop :].max() < reach[wrong].max()


def spans(found: aligner.Found) -> list[tuple[range, range]]:
    return [(bead.source, bead.target) for bead in found.beads]


def test_long_texts_are_aligned_like_short_ones_in_less_room(
    encoder: EmbeddedEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = lines(ZH, "zh"), lines(EN, "en")
    before = align(source, target, Options(encoder))
    monkeypatch.setattr(aligner, "_LONG", 0)
    after = align(source, target, Options(encoder))
    assert [(bead.source, bead.target) for bead in after.beads] == [
        (bead.source, bead.target) for bead in before.beads
    ]
    for bead, other in zip(after.beads, before.beads, strict=True):
        # Vectors are not kept in 16 bits on the way.
        assert bead.probability == pytest.approx(other.probability, abs=0.01)


def test_scores_are_kept_for_those_who_ask_why(encoder: EmbeddedEncoder) -> None:
    source, target = lines(ZH[:8], "zh"), lines(EN[:8], "en")
    found = aligner.find(source, target, Options(encoder))
    bare = aligner._found(source, target, Options(encoder), keep=False)
    assert bare.beads == found.beads
    assert (bare.chances.down == found.chances.down).all()
    assert found.scores.down.shape == found.chances.down.shape
    with pytest.raises(ValueError, match="not kept"):
        _ = bare.scores
