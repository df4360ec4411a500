"""The weights: their file, their names, and that scores do not depend on how work is cut."""

from __future__ import annotations

import copy
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from duilian.align import weights
from duilian.align.block import Matter, matter_of
from duilian.align.coarse import rough_path
from duilian.align.corridor import Corridor, around, whole
from duilian.align.encode import EmbeddedEncoder
from duilian.align.evidence import FEATURES, SKIP_FEATURES
from duilian.align.scale import scale_of
from duilian.align.search import DOWN, IMPOSSIBLE, SHAPES
from duilian.align.side import side_of
from duilian.align.weights import Weights, entering, load_weights, score, shape_name
from duilian.corpus.formats.plain import parse, parse_lines

STORY = Path(__file__).parent / "story.tsv"


def table() -> dict[str, dict[str, float]]:
    """Weights that are all different."""
    random = np.random.default_rng(1)

    def row(names: tuple[str, ...]) -> dict[str, float]:
        return {
            name: float(number)
            for name, number in zip(names, random.normal(size=len(names)), strict=True)
        }

    return {
        "beads": row(FEATURES),
        "shapes": row(tuple(map(shape_name, SHAPES))),
        "skip_source": row(SKIP_FEATURES),
        "skip_target": row(SKIP_FEATURES),
        "opening": row(("source", "target")),
    }


def matter(encoder: EmbeddedEncoder, count: int) -> tuple[Matter, Corridor]:
    rows = [line.split("\t") for line in STORY.read_text(encoding="utf-8").splitlines()[1:]]
    source, target = (
        side_of(parse_lines("\n".join(row[side] for row in rows[:count]), language), encoder)
        for side, language in ((0, "zh"), (1, "en"))
    )
    path = rough_path(source.runs, target.runs, whole(count, count))
    corridor = around(path, count, 4)
    return matter_of(source, target, scale_of(source, target, path)).linked(), corridor


def test_the_weights_that_come_with_the_package_load() -> None:
    loaded = load_weights()
    assert loaded.beads.shape == (len(FEATURES),)
    assert loaded.shapes.shape == (len(SHAPES),)
    assert loaded.skip_source.shape == loaded.skip_target.shape == (len(SKIP_FEATURES),)
    for row in (loaded.beads, loaded.shapes, loaded.skip_source, loaded.skip_target):
        assert row.dtype == np.float32
        assert np.isfinite(row).all()
    assert np.isfinite(loaded.opening).all()
    assert load_weights() is loaded


def test_an_encoder_without_words_has_weights_of_its_own() -> None:
    loaded = load_weights(words=False)
    for name, weight in zip(FEATURES, loaded.beads, strict=True):
        assert name.startswith("words_") <= (weight == 0.0), name
    assert loaded.beads.any()
    assert loaded.skip_source[SKIP_FEATURES.index("words_nearby")] == 0.0


@pytest.mark.parametrize("name", ["weights.toml", "weights-without-words.toml"])
def test_the_file_says_when_and_how_it_was_made(name: str) -> None:
    text = (files("duilian.align") / name).read_text(encoding="utf-8")
    comment = " ".join(line for line in text.splitlines() if line.startswith("#"))
    assert "fit.py" in comment
    assert "20" in comment
    assert set(tomllib.loads(text)) == set(table())


def test_weights_are_filed_by_name_not_by_place() -> None:
    named = table()
    loaded = Weights.from_table(named)
    backwards: dict[str, Any] = {
        section: dict(reversed(row.items())) for section, row in named.items()
    }
    again = Weights.from_table(backwards)
    np.testing.assert_array_equal(loaded.beads, again.beads)
    np.testing.assert_array_equal(loaded.shapes, again.shapes)
    assert loaded.beads[FEATURES.index("similarity")] == np.float32(named["beads"]["similarity"])
    assert loaded.shapes[SHAPES.index((1, 2))] == np.float32(named["shapes"]["1-2"])


@pytest.mark.parametrize("section", list(table()))
def test_a_missing_or_unknown_name_is_an_error(section: str) -> None:
    missing, unknown, nothing = (copy.deepcopy(table()) for _ in range(3))
    missing[section].popitem()
    unknown[section]["of_my_own"] = 1.0
    del nothing[section]
    for wrong in (missing, unknown, nothing):
        with pytest.raises(KeyError, match=section):
            Weights.from_table(wrong)


def test_shapes_as_people_write_them() -> None:
    assert shape_name((1, 2)) == "1-2"
    assert len(set(map(shape_name, SHAPES))) == len(SHAPES)


def test_entering_files_a_skip_under_the_node_after_it() -> None:
    found = entering(np.array([3.0, 4.0], dtype=np.float32), np.array([0, 1, 2, 1]))
    assert found.tolist() == [IMPOSSIBLE, 3.0, 4.0, 3.0]


def test_exactly_the_beads_that_begin_inside_the_texts_have_scores(
    encoder: EmbeddedEncoder,
) -> None:
    found, _ = matter(encoder, 6)
    corridor = whole(6, 6)
    scores = score(found, corridor, Weights.from_table(table()))
    row, column = corridor.nodes(0, 7)
    for (a, b), values in zip(DOWN, scores.down, strict=True):
        inside = (row >= a) & (column >= b)
        assert np.isfinite(values).all()
        assert (np.abs(values[inside]) < 1e4).all()
        assert (values[~inside] == IMPOSSIBLE).all()
    assert ((scores.across == IMPOSSIBLE) == (column == 0)).all()


@pytest.mark.parametrize(("nodes", "rows"), [(40, 3), (1 << 20, 1 << 20)])
def test_scores_do_not_depend_on_how_the_work_is_cut(
    encoder: EmbeddedEncoder, monkeypatch: pytest.MonkeyPatch, nodes: int, rows: int
) -> None:
    found, corridor = matter(encoder, 40)
    chosen = Weights.from_table(table())
    usual = score(found, corridor, chosen)
    monkeypatch.setattr(weights, "_BLOCK_NODES", nodes)
    monkeypatch.setattr(weights, "_BLOCK_ROWS", rows)
    other = score(found, corridor, chosen)
    np.testing.assert_allclose(other.down, usual.down, rtol=1e-4, atol=2e-3)
    np.testing.assert_allclose(other.across, usual.across, rtol=1e-4, atol=2e-3)


def test_scores_do_not_depend_on_the_corridor_around_a_bead(encoder: EmbeddedEncoder) -> None:
    found, corridor = matter(encoder, 40)
    chosen = Weights.from_table(table())
    narrow, wide = score(found, corridor, chosen), score(found, whole(40, 40), chosen)
    row, column = corridor.nodes(0, 41)
    there = row * 41 + column
    # Null beads apart: what they look for is anything nearby.
    np.testing.assert_allclose(narrow.down[:-1], wide.down[:-1, there], rtol=1e-4, atol=2e-3)


def test_features_have_names_of_their_own() -> None:
    assert len(set(FEATURES)) == len(FEATURES)
    assert len(set(SKIP_FEATURES)) == len(SKIP_FEATURES)


def only(section: str, name: str) -> Weights:
    """Weights that count one thing and nothing else."""
    nothing = {part: dict.fromkeys(row, 0.0) for part, row in table().items()}
    nothing[section][name] = 1.0
    return Weights.from_table(nothing)


@pytest.fixture(scope="module")
def varied(encoder: EmbeddedEncoder) -> tuple[Matter, Corridor]:
    """A pair of texts in which there is something to be seen for every feature."""
    source = parse(
        "她问：“谁在1984年修了桥？”没有人回答。\n\n“快走！”老人喊道。于是我们走了12公里。\n\n"
        "雨停了。路还很长。他说：“我累了。我们在村里住三天吧。”\n\n谁知道呢？\n\n他写道：",
        "zh",
    )
    target = parse(
        "“Who built the bridge in 1984?” she asked. “Nobody answered. It was late.”\n\n"
        '"Run!" cried the old man.\n\nSo we walked 12 kilometres! The rain stopped.\n\n'
        "The road was still long, was it not? He said, “I am tired. Let us stay in the village "
        "for three days.”\n\nwho knows, after all?\n\nHe wrote:",
        "en",
    )
    sides = side_of(source, encoder), side_of(target, encoder)
    corridor = whole(len(source), len(target))
    path = rough_path(sides[0].runs, sides[1].runs, corridor)
    return matter_of(*sides, scale_of(*sides, path)).linked(), corridor


@pytest.mark.parametrize("name", FEATURES)
def test_every_feature_tells_some_bead_from_others(
    varied: tuple[Matter, Corridor], name: str
) -> None:
    scores = score(*varied, only("beads", name)).down[:-1]
    found = scores[scores > IMPOSSIBLE]
    assert np.isfinite(found).all()
    assert found.std() > 0
    assert np.abs(found).max() < 50


@pytest.mark.parametrize("name", SKIP_FEATURES)
@pytest.mark.parametrize("side", ["source", "target"])
def test_every_feature_of_null_beads_counts(
    varied: tuple[Matter, Corridor], side: str, name: str
) -> None:
    lattice = score(*varied, only(f"skip_{side}", name))
    mine, others = lattice.down[-1], lattice.across
    if side == "target":
        mine, others = others, mine
    found = mine[mine > IMPOSSIBLE]
    assert np.isfinite(found).all()
    assert found.any()
    assert not others[others > IMPOSSIBLE].any()


def test_a_shape_counts_for_the_beads_of_that_shape(varied: tuple[Matter, Corridor]) -> None:
    lattice = score(*varied, only("shapes", "2-1"))
    for shape, values in zip(SHAPES, lattice.down[:-1], strict=True):
        assert set(values[values > IMPOSSIBLE].tolist()) == {float(shape == (2, 1))}


def test_what_it_counts_for_to_begin_a_run_is_handed_on(varied: tuple[Matter, Corridor]) -> None:
    assert score(*varied, only("opening", "target")).opening == (0.0, 1.0)
