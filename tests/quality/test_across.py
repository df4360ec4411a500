"""What is wrong between files: a folder reads like one long file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duilian.corpus.model import Bitext, Unit
from duilian.quality.across import Member, find_across
from duilian.quality.baseline import entries_of, write_baseline
from duilian.quality.cache import NO_CACHE
from duilian.quality.checker import Chosen, by_default, check_bitext
from duilian.quality.finding import Finding
from duilian.quality.inputs import Reading, sources
from duilian.quality.rules import RULES, rule
from duilian.quality.run import Run, check_sources
from duilian.quality.settings import Settings
from duilian.quality.suppressions import add_suppressions

from .made import tsv
from .terms.harbour import DRIFTING, PAIRS

Pair = tuple[str, str]
PAIRWISE = by_default([rule(code) for code in ("CON001", "CON003", "CON004")])
UNITS: tuple[Pair, ...] = (
    ("保存更改", "Save changes"),
    ("保存更改", "Keep changes"),
    ("潮汐表", "Tide table"),
    ("潮汐表", "Table of tides"),
    ("林潮生来了。", "Lin Chaosheng came."),
    ("林潮生走了。", "Lin Chao Sheng left."),
    ("海岸局", "the Coastal Safety Bureau (CSB)"),
    ("海岸局", "the Coast Security Bureau (CSB)"),
    ("船到了。", "The boat is here."),
)
SAVE, KEEP = UNITS[:2]


def bitext(pairs: Sequence[Pair], languages: Pair = ("zh", "en")) -> Bitext:
    return Bitext(*languages, tuple(Unit(*pair) for pair in pairs))


def member(
    name: str,
    pairs: Sequence[Pair],
    rules: tuple[Chosen, ...] = PAIRWISE,
    misaligned: frozenset[int] = frozenset(),
    languages: Pair = ("zh", "en"),
) -> Member:
    return Member(name, lambda: bitext(pairs, languages), rules, misaligned)


def across(*members: Member) -> list[Finding]:
    return list(find_across(members, NO_CACHE, 1))


def check(folder: Path, asked: Settings, **more: str) -> Run:
    return check_sources(sources([folder]), Reading(), asked, jobs=1, **more)


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from(UNITS), max_size=5), min_size=1, max_size=4))
def test_a_folder_reads_like_one_long_file(files: list[list[Pair]]) -> None:
    whole = [pair for pairs in files for pair in pairs]
    places = [(str(name), unit) for name, pairs in enumerate(files) for unit in range(len(pairs))]
    apart = across(*(member(str(name), pairs) for name, pairs in enumerate(files)))
    together = check_bitext(bitext(whole), "whole", PAIRWISE).findings
    assert sorted((each.code, each.file, each.unit, each.target) for each in apart) == sorted(
        (each.code, (place := places[each.unit - 1])[0], place[1] + 1, each.target)
        for each in together
    )
    for found in apart:
        [other] = found.related
        assert (other.file or found.file, other.unit) != (found.file, found.unit)
        assert files[int(other.file or found.file)][other.unit - 1] in UNITS


def test_a_finding_names_the_other_file() -> None:
    [found] = across(member("1.tsv", [SAVE]), member("2.tsv", [UNITS[-1], KEEP]))
    assert (found.file, found.unit) == ("2.tsv", 2)
    assert found.message == "unit 1 of 1.tsv translates the same source as 'Save changes'"
    assert [(place.file, place.unit) for place in found.related] == [("1.tsv", 1)]


def test_what_is_not_to_be_compared() -> None:
    one = member("1.tsv", [SAVE])
    assert across(one, member("2.tsv", [KEEP]))
    assert not across(one, member("2.tsv", [KEEP], misaligned=frozenset({1})))
    assert not across(one, member("2.tsv", [KEEP], languages=("zh", "fr")))
    assert not across(one, member("2.tsv", [KEEP], rules=()))
    assert not across(member("0.tsv", [SAVE], rules=()), member("2.tsv", [KEEP]))


def test_every_rule_that_is_across_has_a_watch() -> None:
    codes = [each.code for each in RULES if each.across]
    assert codes == ["CON001", "CON003", "CON004", "CON101"]
    assert all(rule(code).watch is not None for code in codes)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Three chapters; the last contradicts the first."""
    for name, pairs in (("1", [SAVE]), ("2", [UNITS[-1]]), ("3", [KEEP])):
        tsv(tmp_path / f"{name}.tsv", *pairs)
    return tmp_path


ONLY = Settings(select=("CON001",))


def test_files_on_the_disk(book: Path) -> None:
    [found] = check(book, ONLY).outcome.findings
    assert (Path(found.file).name, found.unit, found.line) == ("3.tsv", 1, 2)
    assert [checked.units for checked in check(book, ONLY).outcome.files] == [1, 1, 1]
    assert check(book, ONLY).outcome.rules == (rule("CON001"),)


def test_a_contradiction_inside_a_file_is_told_once(tmp_path: Path) -> None:
    source = "新建的大桥已经通车了。"
    tsv(tmp_path / "1.tsv", (source, "The bridge is open."), (source, "The bridge is not open."))
    tsv(tmp_path / "2.tsv", (source, "Traffic flows over the bridge."))
    found = check(tmp_path, Settings(select=("ALN006", "CON001"))).outcome.findings
    assert [(Path(each.file).name, each.unit, each.code) for each in found] == [
        ("1.tsv", 2, "ALN006"),
        ("2.tsv", 1, "CON001"),
    ]


def test_per_file_rules_still_hold(book: Path) -> None:
    for name in ("1.tsv", "3.tsv"):
        ignoring = Settings(
            select=("CON001",), per_file_ignores=((name, ("CON001",)),), folder=book
        )
        assert not list(check(book, ignoring).outcome.findings)


def test_suppressions_and_the_baseline_still_hold(book: Path) -> None:
    [found] = check(book, ONLY).outcome.findings
    add_suppressions(book / "duilian-ignore.toml", [found], "why not")
    run = check(book, Settings(select=("CON001",), folder=book))
    assert (list(run.outcome.findings), run.outcome.suppressed) == ([], 1)
    assert run.outcome.notes == ()
    write_baseline(entries_of([found]), book / "known.json")
    run = check(book, Settings(select=("CON001",), baseline=book / "known.json"))
    assert (list(run.outcome.findings), run.outcome.known) == ([], 1)


def test_a_file_that_cannot_be_read_keeps_no_other_from_being_held_against_the_rest(
    book: Path,
) -> None:
    (book / "0.tmx").write_text("<tmx><body><tu", encoding="utf-8")
    run = check(book, ONLY)
    assert len(run.outcome.failed) == 1
    assert len(list(run.outcome.findings)) == 1


def test_drift_between_files(tmp_path: Path) -> None:
    tsv(tmp_path / "1.tsv", *PAIRS[: DRIFTING - 1])
    tsv(tmp_path / "9.tsv", *PAIRS[DRIFTING - 1 :])
    [found] = check(tmp_path, Settings(select=("CON101",))).outcome.findings
    assert (Path(found.file).name, found.unit) == ("9.tsv", 2)
    assert "'Lighthouse Office' (4 times), 'Beacon Bureau' (once)" in found.message
    assert [(Path(place.file).name, place.unit) for place in found.related] == [
        *(("1.tsv", unit) for unit in (1, 4, 6)),
        ("", 5),
    ]


@pytest.mark.parametrize(
    ("option", "most", "found"),
    [
        ("most-together", len(PAIRS), 1),
        ("most-together", len(PAIRS) - 1, 0),
        ("most-units", DRIFTING - 1, 1),
        ("most-units", DRIFTING - 2, 0),
    ],
)
def test_the_largest_scope(tmp_path: Path, option: str, most: int, found: int) -> None:
    tsv(tmp_path / "1.tsv", *PAIRS[: DRIFTING - 1])
    tsv(tmp_path / "9.tsv", *PAIRS[DRIFTING - 1 :])
    asked = Settings(select=("CON101",), options={"CON101": {option: most}})
    assert len(list(check(tmp_path, asked).outcome.findings)) == found
