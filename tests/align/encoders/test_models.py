"""Models of one's own: tiny ones, made here, loaded by the packages that load the large ones."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from duilian.align import Options, align
from duilian.align.encode import EmbeddedEncoder, Encoder
from duilian.align.encoders import encoder_for, optional, settle
from duilian.align.encoders.cache import CachedEncoder
from duilian.cli import run
from duilian.corpus.errors import InputError, UsageError
from duilian.corpus.formats.plain import parse_lines

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "door", "opens", "rain", "门", "开", "雨", "了"]
TEXTS = ["the door opens", "门开了", "rain", "", "the the the the rain rain rain"]
WIDTH = 16

# Other people's packages warn of each other; that is not what is tested here.
pytestmark = pytest.mark.filterwarnings("ignore")


def needs(*modules: str) -> None:
    missing = [module for module in modules if find_spec(module) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed: pip install 'duilian[...]'")


def are_unit_rows_in_order(encoder: Encoder) -> None:
    """Whatever a model knows, its rows must be those of the texts."""
    rows = encoder.encode(TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape == (len(TEXTS), WIDTH)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    for text, row in zip(TEXTS, rows, strict=True):
        assert np.allclose(encoder.encode([text])[0], row, atol=1e-5)
    assert encoder.encode([]).shape == (0, WIDTH)
    many = encoder.encode(TEXTS * 20)
    assert np.allclose(many, np.tile(rows, (20, 1)), atol=1e-5)


def aligns(encoder: Encoder) -> None:
    """Two texts go through it from end to end."""
    source = parse_lines("门开了\n雨\n", "zh")
    target = parse_lines("the door opens\nrain\n", "en")
    beads = align(source, target, Options(encoder)).beads
    assert sum(len(bead.source) for bead in beads) == 2


# --- sentence-transformers ----------------------------------------------------------------------


@pytest.fixture(scope="session")
def sentence_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of some thousand random weights, saved as its package saves models."""
    needs("sentence_transformers", "torch", "transformers")
    import torch
    from sentence_transformers import SentenceTransformer, models
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("sentence")
    bert = folder / "bert"
    bert.mkdir()
    (bert / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizerFast(vocab=str(bert / "vocab.txt")).save_pretrained(bert)
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=WIDTH,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(bert)
    transformer = models.Transformer(str(bert))
    model = SentenceTransformer(modules=[transformer, models.Pooling(WIDTH)], device="cpu")
    model.save(str(folder / "model"))
    return folder / "model"


def test_a_sentence_transformer_from_a_folder(sentence_model: Path, tmp_path: Path) -> None:
    encoder = encoder_for(f"sentence-transformers:{sentence_model}")
    are_unit_rows_in_order(encoder)
    aligns(encoder)


def test_a_sentence_transformer_with_a_cache(sentence_model: Path, tmp_path: Path) -> None:
    spec = f"sentence-transformers:{sentence_model}"
    encoder = encoder_for(spec, cache=tmp_path)
    assert isinstance(encoder, CachedEncoder)
    rows = encoder.encode(TEXTS)
    assert settle(encoder) == ()
    assert np.allclose(rows, encoder_for(spec).encode(TEXTS), atol=1e-3)
    assert np.array_equal(encoder_for(spec, cache=tmp_path).encode(TEXTS), rows)


def test_a_folder_that_holds_no_sentence_transformer(tmp_path: Path) -> None:
    needs("sentence_transformers")
    with pytest.raises(InputError, match="this model cannot be loaded"):
        encoder_for(f"sentence-transformers:{tmp_path}")


@pytest.mark.parametrize("model", ["/lost/model", "./lost", "~/lost", "a/b/c", "here/lost"])
def test_a_path_that_leads_nowhere_is_no_name(
    model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here").mkdir()
    with pytest.raises(InputError, match="there is no such folder"):
        encoder_for(f"sentence-transformers:{model}")


# --- ONNX ---------------------------------------------------------------------------------------


def write_onnx(folder: Path, output: str, *, mean: bool = False, extra: str = "") -> Path:
    """A model that looks each token up in a table; the tokenizer splits at white space."""
    needs("onnx", "onnxruntime", "tokenizers")
    from onnx import TensorProto, helper, numpy_helper, save
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    tokenizer = Tokenizer(
        models.WordLevel({word: n for n, word in enumerate(WORDS)}, unk_token="[UNK]")
    )
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    folder.mkdir(exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["tokens" if mean else output])]
    shape: list[str | int] = ["batch", "length", WIDTH]
    initial = [numpy_helper.from_array(table(), "table")]
    if mean:
        # Padding counts here: enough to see that this output is taken as it is.
        nodes.append(helper.make_node("ReduceMax", ["tokens", "axes"], [output], keepdims=0))
        initial.append(numpy_helper.from_array(np.array([1], dtype=np.int64), "axes"))
        shape = ["batch", WIDTH]
    inputs = ["input_ids", "attention_mask", *([extra] if extra else [])]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "length"]) for n in inputs],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)],
        initial,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    save(model, str(folder / "model.onnx"))
    return folder


def table() -> Any:
    return np.random.default_rng(2).normal(size=(len(WORDS), WIDTH)).astype(np.float32)


def test_onnx_with_mean_pooling(tmp_path: Path) -> None:
    encoder = encoder_for(f"onnx:{write_onnx(tmp_path / 'm', 'last_hidden_state')}")
    are_unit_rows_in_order(encoder)
    aligns(encoder)
    mean = table()[[2, 4, 5, 6, 3]].mean(axis=0)
    assert np.allclose(encoder.encode(TEXTS)[0], mean / np.linalg.norm(mean), atol=1e-5)


def test_onnx_with_the_first_token(tmp_path: Path) -> None:
    folder = write_onnx(tmp_path / "m", "last_hidden_state")
    (folder / "1_Pooling").mkdir()
    config = {"pooling_mode_cls_token": True}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(config), encoding="utf-8")
    row = encoder_for(f"onnx:{folder}").encode(["rain"])[0]
    assert np.allclose(row, table()[2] / np.linalg.norm(table()[2]), atol=1e-5)


def test_onnx_that_pools_itself(tmp_path: Path) -> None:
    folder = write_onnx(tmp_path / "m", "sentence_embedding", mean=True)
    row = encoder_for(f"onnx:{folder}").encode(["rain"])[0]
    most = table()[[2, 7, 3]].max(axis=0)
    assert np.allclose(row, most / np.linalg.norm(most), atol=1e-5)


def test_long_texts_are_cut(tmp_path: Path) -> None:
    folder = write_onnx(tmp_path / "m", "last_hidden_state")
    config = {"model_max_length": 8}
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    encoder = encoder_for(f"onnx:{folder}")
    short, long = encoder.encode(["rain " * 6, "rain " * 6 + "door " * 50])
    assert np.allclose(short, long, atol=1e-6)


def test_onnx_through_the_command_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = write_onnx(tmp_path / "m", "last_hidden_state")
    for name, text in (("zh.txt", "门开了\n雨\n"), ("en.txt", "the door opens\nrain\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    texts = [str(tmp_path / "zh.txt"), str(tmp_path / "en.txt")]
    options = ["--lines", "--encoder", f"onnx:{folder}", "--cache", str(tmp_path / "cache")]
    assert run(["align", *texts, *options]) == 0
    first = capfd.readouterr().out
    assert first.count("\n") >= 2
    (shard,) = (tmp_path / "cache").glob("*/*.npy")
    shard.write_bytes(b"")
    assert run(["align", *texts, *options]) == 0
    second = capfd.readouterr()
    assert second.out == first
    assert "was broken and is deleted" in second.err


def test_onnx_that_cannot_be_fed(tmp_path: Path) -> None:
    folder = write_onnx(tmp_path / "m", "last_hidden_state", extra="pixel_values")
    with pytest.raises(InputError, match="pixel_values"):
        encoder_for(f"onnx:{folder}")


def test_onnx_without_its_dense_layer(tmp_path: Path) -> None:
    folder = write_onnx(tmp_path / "m", "last_hidden_state")
    (folder / "2_Dense").mkdir()
    with pytest.raises(InputError, match="dense layer"):
        encoder_for(f"onnx:{folder}")


@pytest.mark.parametrize("broken", ["model.onnx", "tokenizer.json"])
def test_onnx_files_that_are_none(broken: str, tmp_path: Path) -> None:
    folder = write_onnx(tmp_path / "m", "last_hidden_state")
    (folder / broken).write_bytes(b"nothing")
    with pytest.raises(InputError, match=broken):
        encoder_for(f"onnx:{folder}")


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json"])
def test_onnx_files_that_are_missing(missing: str, tmp_path: Path) -> None:
    for name in {"model.onnx", "tokenizer.json"} - {missing}:
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(InputError, match=f"no {missing} in this folder"):
        encoder_for(f"onnx:{tmp_path}")
    with pytest.raises(InputError, match="no such folder"):
        encoder_for(f"onnx:{tmp_path / 'lost'}")


# --- specs --------------------------------------------------------------------------------------


def test_the_embedded_encoder() -> None:
    assert isinstance(encoder_for(), EmbeddedEncoder)
    assert isinstance(encoder_for("embedded"), EmbeddedEncoder)


def test_the_embedded_encoder_is_not_cached(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the embedded encoder is not cached"):
        encoder_for("embedded", cache=tmp_path)


@pytest.mark.parametrize("spec", ["", "labse", "onnx", "onnx:", "embedded:x", "ONNX:x"])
def test_specs_that_name_nothing(spec: str) -> None:
    with pytest.raises(UsageError, match="give embedded or sentence-transformers:PATH_OR_NAME"):
        encoder_for(spec)


@pytest.mark.parametrize(
    ("extra", "package"),
    [("sentence-transformers", "sentence-transformers"), ("onnx", "onnxruntime")],
)
def test_a_missing_extra_is_one_line(
    extra: str,
    package: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(optional, "find_spec", lambda _: None)
    for name in ("a.txt", "b.txt", "model.onnx", "tokenizer.json"):
        (tmp_path / name).write_text("text\n", encoding="utf-8")
    texts = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert run(["align", *texts, "--encoder", f"{extra}:{tmp_path}"]) == 2
    wanted = f"duilian: {package} is not installed (pip install 'duilian[{extra}]')\n"
    assert capfd.readouterr().err == wanted
