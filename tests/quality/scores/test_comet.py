"""COMET from a local checkpoint: a tiny one, made here by the package that makes the large ones."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from duilian.corpus.errors import InputError, UsageError
from duilian.quality.scores.comet import comet_scores
from duilian.quality.scores.counting import corpus_score
from duilian.quality.scores.evaluate import Plan, evaluate
from duilian.quality.scores.texts import Matched, match

from .made import text

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "door", "opens", "rain", "门", "开", "雨", "了"]
SOURCE = text("门开了", "雨", "雨开了门")
CANDIDATES = [
    text("the door opens", "rain", "rain opens the door", name="a"),
    text("rain", "", "the the"),
]
REFERENCE = text("the door opens", "the rain", "the rain opens the door")

# Other people's packages warn of each other; that is not what is tested here.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of some thousand random weights, saved as its package saves models."""
    missing = [each for each in ("comet", "torch", "transformers") if find_spec(each) is None]
    if missing:
        pytest.skip(
            f"{', '.join(missing)} not installed: pip install unbabel-comet 'setuptools<81'"
        )
    import pytorch_lightning
    import torch
    import yaml
    from comet.models import RegressionMetric
    from transformers import BertConfig, BertTokenizerFast

    folder = tmp_path_factory.mktemp("comet")
    bert = folder / "bert"
    bert.mkdir()
    (bert / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(bert / "vocab.txt")).save_pretrained(bert)
    BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    ).save_pretrained(bert)
    torch.manual_seed(1)
    made = RegressionMetric(
        encoder_model="BERT",
        pretrained_model=str(bert),
        load_pretrained_weights=False,
        local_files_only=True,
        hidden_sizes=[8],
    )
    trainer = pytorch_lightning.Trainer(logger=False, accelerator="cpu")
    trainer.strategy.connect(made)
    (folder / "checkpoints").mkdir()
    trainer.save_checkpoint(folder / "checkpoints" / "model.ckpt")
    settings = {**made.hparams, "class_identifier": "regression_metric"}
    (folder / "hparams.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return folder


def matched(*, source: bool = True, reference: bool = True) -> Matched:
    return match(
        CANDIDATES,
        [REFERENCE] if reference else [],
        SOURCE if source else None,
        language="en",
    )


def test_scores_are_those_of_the_package(model: Path) -> None:
    from comet import load_from_checkpoint

    found = comet_scores(str(model), matched())
    again = comet_scores(str(model / "checkpoints" / "model.ckpt"), matched())
    package = load_from_checkpoint(str(model / "checkpoints" / "model.ckpt"))
    for system, counts, same in zip(CANDIDATES, found.systems, again.systems, strict=True):
        samples = [
            {"src": source, "mt": segment, "ref": reference}
            for source, segment, reference in zip(
                SOURCE.segments, system.segments, REFERENCE.segments, strict=True
            )
        ]
        wanted = package.predict(samples, gpus=0, num_workers=0, progress_bar=False)
        assert np.allclose(counts[:, 0], wanted.scores, atol=1e-5)
        assert corpus_score(found.kind, counts) == pytest.approx(wanted.system_score, abs=1e-5)
        assert (counts == same).all()
    assert found.kind.signature(0, {}).startswith(f"model:{model.name}|sha256:")


def test_it_is_a_metric_like_others(model: Path) -> None:
    plan = Plan((comet_scores(str(model), matched()),), "bootstrap", samples=50)
    _, second = evaluate(matched(), plan, "en").systems
    assert second.scores[0].metric == "comet"
    assert second.scores[0].estimate.p_value is not None


def test_what_the_model_compares_with_must_be_there(model: Path) -> None:
    with pytest.raises(UsageError, match="name a --source"):
        comet_scores(str(model), matched(source=False))
    with pytest.raises(UsageError, match="name a --reference"):
        comet_scores(str(model), matched(reference=False))


def test_a_checkpoint_that_is_none(model: Path, tmp_path: Path) -> None:
    (tmp_path / "checkpoints").mkdir()
    (tmp_path / "checkpoints" / "model.ckpt").write_bytes(b"no model")
    (tmp_path / "hparams.yaml").write_text("class_identifier: regression_metric\n")
    with pytest.raises(InputError, match="cannot be loaded"):
        comet_scores(str(tmp_path), matched())


def test_nothing_is_looked_for_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such checkpoint"):
        comet_scores("Unbabel/wmt22-comet-da", matched())
    (tmp_path / "model.ckpt").touch()
    with pytest.raises(InputError, match=r"hparams\.yaml"):
        comet_scores(str(tmp_path / "model.ckpt"), matched())


@pytest.mark.skipif(find_spec("comet") is not None, reason="unbabel-comet is installed")
def test_without_the_package_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "checkpoints").mkdir()
    (tmp_path / "checkpoints" / "model.ckpt").touch()
    (tmp_path / "hparams.yaml").touch()
    with pytest.raises(UsageError, match="pip install unbabel-comet"):
        comet_scores(str(tmp_path), matched())
