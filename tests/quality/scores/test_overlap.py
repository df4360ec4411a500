"""The counts of BLEU and chrF: segment by segment those of the sacreBLEU that is installed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import sentencepiece
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu import utils
from sacrebleu.tokenizers import tokenizer_spm

from duilian.corpus.errors import UsageError
from duilian.quality.scores import ngrams
from duilian.quality.scores.counting import Counts, count
from duilian.quality.scores.metrics import TOKENIZERS, Kind, kind, make

from .made import systems

PLAIN = [name for name in TOKENIZERS if not name.startswith(("flores", "spBLEU"))]
KINDS = [
    *(Kind("bleu", name, lowercase=lowercase) for name in PLAIN for lowercase in (False, True)),
    *(
        Kind(name, lowercase=lowercase)
        for name in ("chrf", "chrf++")
        for lowercase in (False, True)
    ),
]


def theirs(
    of: Kind, candidates: list[list[str]], references: list[list[str | None]]
) -> list[Counts]:
    """What sacreBLEU itself counts."""
    metric = make(of, references)  # type: ignore[arg-type]
    return [
        np.array(metric._extract_corpus_statistics(each, None), dtype=np.float64)
        for each in candidates
    ]


def agree(of: Kind, candidates: list[list[str]], references: list[list[str | None]]) -> None:
    [found] = count([of], candidates, references, jobs=1)
    for ours, wanted in zip(found.systems, theirs(of, candidates, references), strict=True):
        assert np.array_equal(ours, wanted)


# Few symbols, so that much is repeated; what tokenizers, blanks and halves of pairs make hard.
SYMBOLS = st.sampled_from([*"abA, .-3\t\u3000()&;渡轮口ー한é", "\ud83d", "😀", "&quot;", " the "])
SEGMENTS = st.lists(SYMBOLS, max_size=24).map("".join)


@given(st.data(), st.integers(1, 4), st.integers(1, 3), st.integers(1, 3), st.sampled_from(KINDS))
def test_any_text(
    data: st.DataObject, segments: int, candidates: int, references: int, of: Kind
) -> None:
    if of.tokenizer.endswith("mecab"):  # which does not take halves of pairs
        some = SEGMENTS.map(lambda text: text.replace("\ud83d", ""))
    else:
        some = SEGMENTS

    def text(of: st.SearchStrategy[str]) -> list[str]:
        return data.draw(st.lists(of, min_size=segments, max_size=segments))

    others = [[*map(str, text(some))] for _ in range(references)]
    agree(of, [text(some) for _ in range(candidates)], [list(each) for each in others])


@given(st.lists(st.booleans(), min_size=3, max_size=3), st.sampled_from(KINDS))
def test_references_that_are_not_there(there: list[bool], of: Kind) -> None:
    first, (second, candidate) = systems(3, 0.2, 0.4)
    some = [each if is_there else None for each, is_there in zip(second, there, strict=True)]
    agree(of, [candidate], [list(first), some])
    agree(of, [candidate], [some, list(first)])


def test_more_symbols_than_fit_into_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    reference, candidates = systems(20, 0.1, 0.3)
    for of in KINDS:
        for bits in (63, 30, 24):
            monkeypatch.setattr(ngrams, "_BITS", bits)
            agree(of, candidates, [list(reference)])


def test_a_segment_of_thousands_of_different_characters() -> None:
    every = "".join(map(chr, range(0x4E00, 0x4E00 + 6000)))
    agree(Kind("chrf"), [[every[:4000] + every[:900]]], [[every[500:] + every[:2000]]])
    agree(Kind("bleu", "zh"), [[every[:4000] + every[:900]]], [[every[500:] + every[:2000]]])


def test_nothing_to_count() -> None:
    for of in KINDS:
        [found] = count([of], [[], []], [[]], jobs=1)
        assert [len(each) for each in found.systems] == [0, 0]


@pytest.mark.parametrize("of", KINDS, ids=str)
@pytest.mark.parametrize("pair", ["zh-en", "en-zh"])
def test_real_texts(shared: Path, pair: str, of: Kind) -> None:
    target = pair.partition("-")[2]

    def texts(pattern: str) -> list[list[str]]:
        files = sorted((shared / "qa" / f"wmt22.{pair}").glob(pattern))
        return [file.read_text(encoding="utf-8").splitlines()[:500] for file in files]

    agree(of, texts(f"hyp.*.{target}"), [list(each) for each in texts(f"ref.*.{target}")])


def test_a_tokenizer_that_takes_a_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (utils, tokenizer_spm):
        monkeypatch.setattr(module, "SACREBLEU_DIR", str(tmp_path))
    with pytest.raises(UsageError, match="a model that is not there, and nothing is fetched"):
        kind("bleu", "en", tokenizer="flores200")
    reference, candidates = systems(60, 0.1, 0.3)
    (tmp_path / "models").mkdir()
    model = tmp_path / "models" / "flores200sacrebleuspm"
    with model.open("wb") as out:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(reference),
            model_writer=out,
            vocab_size=36,
            minloglevel=2,
        )
    of = kind("bleu", "en", tokenizer="flores200")
    [found] = count([of], candidates, [reference], jobs=1)
    assert "tok:flores200" in found.signature()
    agree(of, candidates, [list(reference)])
