"""Vectors made elsewhere: the example aligned with them, and everything that can be wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from duilian.align import Options, align
from duilian.align.encode import EmbeddedEncoder
from duilian.align.encoders import settle, vector_files, vectors_for
from duilian.cli import run
from duilian.corpus.errors import InputError, UsageError
from duilian.corpus.formats.plain import parse_lines
from duilian.corpus.model import Alignment, Document

Example = tuple[Document, Document]
Judge = Callable[[Alignment], float]
Array = npt.NDArray[Any]

ONE = parse_lines("天亮了。\n\n雨停了。\n我们出门。\n", "zh", "one.txt")
TWO = parse_lines("Day broke.\n\nThe rain stopped.\nWe went out.\n", "en", "two.txt")


def overlaps(document: Document, longest: int) -> list[str]:
    """The lines of Vecalign's overlap text: runs joined with spaces, sorted, each once."""
    lines = [text.strip() or "BLANK_LINE" for text in document.texts()]
    runs = {
        " ".join(lines[first : first + length])[:10_000]
        for length in range(1, longest + 1)
        for first in range(len(lines) - length + 1)
    }
    return sorted(runs | {"PAD"})


def write_emb(folder: Path, name: str, lines: list[str], rows: Array) -> str:
    (folder / name).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    rows.tofile(folder / f"{name}.emb")
    return str(folder / f"{name}.emb")


def npy(folder: Path, name: str, rows: Array) -> str:
    np.save(folder / name, rows)
    return str(folder / f"{name}.npy")


def some(rows: int, width: int = 8) -> npt.NDArray[np.float32]:
    return np.random.default_rng(rows).normal(size=(rows, width)).astype(np.float32)


# --- what works ---------------------------------------------------------------------------------


def test_the_example_from_npy(
    encoder: EmbeddedEncoder, example: Example, f1: Judge, tmp_path: Path
) -> None:
    names = [npy(tmp_path, d.language, encoder.encode(d.texts())) for d in example]
    vectors = vectors_for(*example, *names)
    assert f1(align(*example, Options(vectors))) >= 0.9
    assert settle(vectors) == ()


def test_the_example_from_emb(
    encoder: EmbeddedEncoder, example: Example, f1: Judge, tmp_path: Path
) -> None:
    names = []
    for document in example:
        lines = overlaps(document, 6)
        names.append(write_emb(tmp_path, document.language, lines, encoder.encode(lines)))
    vectors = vectors_for(*example, *names)
    assert f1(align(*example, Options(vectors))) >= 0.9
    assert settle(vectors) == ()


def test_missing_runs_are_counted_and_told_once(
    encoder: EmbeddedEncoder, example: Example, f1: Judge, tmp_path: Path
) -> None:
    names = []
    for document in example:
        lines = overlaps(document, 2)
        names.append(write_emb(tmp_path, document.language, lines, encoder.encode(lines)))
    vectors = vectors_for(*example, *names)
    assert f1(align(*example, Options(vectors))) >= 0.9
    notes = settle(vectors)
    assert len(notes) == 2
    assert all("runs of 3 to" in note and "overlaps up to 6" in note for note in notes)
    assert settle(vectors) == ()


def test_a_run_is_the_mean_of_its_sentences_weighted_by_length(tmp_path: Path) -> None:
    rows = some(4)
    vectors = vectors_for(ONE, TWO, npy(tmp_path, "one", rows), npy(tmp_path, "two", some(4)))
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    mean = 4 * unit[2] + 5 * unit[3]
    assert np.allclose(vectors.encode(["雨停了。 我们出门。"])[0], mean / np.linalg.norm(mean))
    assert np.allclose(vectors.encode(["雨停了。"])[0], unit[2], atol=1e-6)


def test_an_empty_line_needs_no_vector(tmp_path: Path) -> None:
    rows = some(4)
    rows[1] = np.nan
    vectors = vectors_for(ONE, TWO, npy(tmp_path, "one", rows), npy(tmp_path, "two", some(4)))
    assert not vectors.encode(ONE.texts())[1].any()


@pytest.mark.parametrize("dtype", ["float16", "float64", ">f4"])
def test_other_floats_in_npy(dtype: str, tmp_path: Path) -> None:
    rows = some(4)
    name = npy(tmp_path, "one", rows.astype(dtype))
    vectors = vectors_for(ONE, TWO, name, npy(tmp_path, "two", some(4)))
    found = vectors.encode(ONE.texts())
    assert found.dtype == np.float32
    wanted = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    assert np.allclose(found[[0, 2, 3]], wanted[[0, 2, 3]], atol=1e-3)


def test_the_same_sentence_twice_keeps_both_vectors(tmp_path: Path) -> None:
    twice = parse_lines("好。\n雨停了。\n好。\n", "zh", "twice.txt")
    rows = some(3)
    vectors = vectors_for(twice, TWO, npy(tmp_path, "a", rows), npy(tmp_path, "b", some(4)))
    first, _, last = vectors.encode(twice.texts())
    assert not np.allclose(first, last)


def test_traditional_characters_are_found(tmp_path: Path) -> None:
    document = parse_lines("門開了。\n雨停了。\n", "zh-Hant", "one.txt")
    lines = overlaps(document, 2)
    name = write_emb(tmp_path, "one", lines, some(len(lines)))
    vectors = vectors_for(document, TWO, name, npy(tmp_path, "two", some(4)))
    assert vectors.encode(["门开了。雨停了。"]).shape == (1, 8)
    assert settle(vectors) == ()


def test_a_long_document_is_looked_at_from_afar(tmp_path: Path) -> None:
    """Runs of far more sentences than a bead holds are asked for then."""
    count = 900
    source = parse_lines("".join(f"第{n}句话。\n" for n in range(count)), "zh", "zh.txt")
    target = parse_lines("".join(f"Sentence {n}.\n" for n in range(count)), "en", "en.txt")
    rows = some(count, 64)
    lines = [overlaps(each, 1) for each in (source, target)]
    names = []
    for document, texts in zip((source, target), lines, strict=True):
        at = {text.strip(): n for n, text in enumerate(document.texts())}
        emb = np.stack([rows[at.get(text, 0)] for text in texts])
        names.append(write_emb(tmp_path, document.language, texts, emb))
    alignment = align(source, target, Options(vectors_for(source, target, *names)))
    right = sum(bead.source == bead.target and len(bead.source) == 1 for bead in alignment.beads)
    assert right > 0.98 * count


# --- what is wrong ------------------------------------------------------------------------------


def wrong(tmp_path: Path, source: str, error: type[Exception] = InputError) -> str:
    with pytest.raises(error) as caught:
        vectors_for(ONE, TWO, source, npy(tmp_path, "right", some(4)))
    return str(caught.value)


def test_wrong_number_of_rows(tmp_path: Path) -> None:
    message = wrong(tmp_path, npy(tmp_path, "one", some(5)))
    assert "5 vectors, where one.txt has 4 sentences" in message


def test_wrong_shape(tmp_path: Path) -> None:
    assert "shape is 2 x 2 x 8" in wrong(tmp_path, npy(tmp_path, "one", some(4).reshape(2, 2, 8)))


@pytest.mark.parametrize("dtype", ["int64", "bool", "complex64", "U3"])
def test_wrong_dtype(dtype: str, tmp_path: Path) -> None:
    assert "its numbers are" in wrong(tmp_path, npy(tmp_path, "one", np.zeros((4, 8), dtype)))


def test_pickles_are_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "one.npy"
    np.save(path, np.array([{}, {}], dtype=object), allow_pickle=True)
    assert "no whole .npy file" in wrong(tmp_path, str(path))


@pytest.mark.parametrize("content", [b"", b"\x93NUMPY", b"no vectors at all"])
def test_no_npy_file(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "one.npy"
    path.write_bytes(content)
    assert "no whole .npy file" in wrong(tmp_path, str(path))


def test_a_cut_off_npy_file(tmp_path: Path) -> None:
    path = Path(npy(tmp_path, "one", some(4)))
    path.write_bytes(path.read_bytes()[:-8])
    assert "no whole .npy file" in wrong(tmp_path, str(path))


@pytest.mark.parametrize(
    ("value", "problem"),
    [(np.nan, "row 3 holds no numbers"), (np.inf, "row 3 holds no numbers"), (0, "zeros only")],
)
def test_rows_that_are_no_vectors(value: float, problem: str, tmp_path: Path) -> None:
    rows = some(4)
    rows[2] = value
    assert problem in wrong(tmp_path, npy(tmp_path, "one", rows))


def test_widths_that_differ(tmp_path: Path) -> None:
    message = wrong(tmp_path, npy(tmp_path, "one", some(4, 16)))
    assert "vectors of 8 numbers" in message
    assert "has 16" in message


def test_emb_of_the_wrong_size(tmp_path: Path) -> None:
    lines = overlaps(ONE, 2)
    name = write_emb(tmp_path, "one", lines, some(len(lines)).ravel()[:-1])
    message = wrong(tmp_path, name)
    assert f"{len(lines) * 32 - 4} bytes" in message
    assert f"{len(lines)} lines" in message


def test_emb_of_other_numbers(tmp_path: Path) -> None:
    lines = overlaps(ONE, 2)
    name = write_emb(tmp_path, "one", lines, some(len(lines)).astype(np.float64))
    message = wrong(tmp_path, name)
    assert "one.emb: row" in message


def test_a_sentence_that_is_not_in_the_overlaps(tmp_path: Path) -> None:
    lines = [line for line in overlaps(ONE, 2) if line != "雨停了。"]
    message = wrong(tmp_path, write_emb(tmp_path, "one", lines, some(len(lines))))
    assert "1 of the 4 sentences of one.txt are not in it, such as sentence 3: 雨停了。" in message


def test_emb_without_overlaps(tmp_path: Path) -> None:
    some(4).tofile(tmp_path / "one.emb")
    assert "OVERLAPS=" in wrong(tmp_path, str(tmp_path / "one.emb"), UsageError)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    assert "there is no such file" in wrong(tmp_path, str(tmp_path / "lost.npy"))
    (tmp_path / "text").write_text("天亮了。\n", encoding="utf-8")
    lost = f"{tmp_path / 'text'}={tmp_path / 'lost.emb'}"
    assert "there is no such file" in wrong(tmp_path, lost)
    assert "no file of vectors" in wrong(tmp_path, str(tmp_path / "one.txt"), UsageError)


def test_texts_that_are_not_in_the_documents(tmp_path: Path) -> None:
    vectors = vectors_for(ONE, TWO, npy(tmp_path, "one", some(4)), npy(tmp_path, "two", some(4)))
    with pytest.raises(InputError, match=r"no vector for: 雨"):
        vectors.encode(["雨"])


# --- the command line ---------------------------------------------------------------------------


def test_the_command_line(
    encoder: EmbeddedEncoder, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    arguments = ["align", "--lines", "-s", "zh", "-t", "en"]
    for document, option in ((ONE, "--source-vectors"), (TWO, "--target-vectors")):
        path = tmp_path / f"{document.language}.txt"
        path.write_text("\n".join(document.texts()) + "\n", encoding="utf-8")
        rows = encoder.encode(document.texts())
        arguments += [str(path), option, npy(tmp_path, document.language, rows)]
    assert run(arguments) == 0
    assert "雨停了。\tThe rain stopped." in capfd.readouterr().out
    assert run([*arguments, "--cache", str(tmp_path)]) == 2
    assert "take the place of an encoder (leave --cache out)" in capfd.readouterr().err


def test_vectors_of_one_side_are_not_enough() -> None:
    assert vector_files(None, None) is None
    assert vector_files("a.npy", "b.npy") == ("a.npy", "b.npy")
    with pytest.raises(UsageError, match="--target-vectors"):
        vector_files("a.npy", None)
    with pytest.raises(UsageError, match="--encoder"):
        vector_files("a.npy", "b.npy", spec="onnx:x")
