"""Whole runs: many sources, sifted."""

from __future__ import annotations

import datetime
import shutil
import subprocess
from pathlib import Path

import pytest

from duilian.corpus.errors import InputError, UsageError
from duilian.quality.baseline import entries_of, write_baseline
from duilian.quality.cache import NO_CACHE, Cache, open_cache
from duilian.quality.finding import Severity
from duilian.quality.inputs import Reading, sources
from duilian.quality.run import Run, check_sources
from duilian.quality.settings import Settings
from duilian.quality.suppressions import add_suppressions

from .made import tsv

ONLY = Settings(select=("DUP002",))
BAD = ("稳定可靠", "reliable and reliable")
GOOD = ("门开了", "the door opened")
TODAY = datetime.date(2026, 3, 1)


def check(
    path: Path,
    settings: Settings = ONLY,
    *,
    since: str | None = None,
    jobs: int = 1,
    cache: Cache = NO_CACHE,
) -> Run:
    asked = sources([path])
    return check_sources(
        asked, Reading(), settings, since=since, jobs=jobs, cache=cache, today=TODAY
    )


def test_files_come_back_in_their_order_whatever_the_jobs(tmp_path: Path) -> None:
    for number in range(6):
        tsv(tmp_path / f"{number}.tsv", *[GOOD] * (60 - 10 * number), BAD)
    one, many = check(tmp_path), check(tmp_path, jobs=3)
    assert one.outcome == many.outcome
    assert [found.unit for found in one.outcome.findings] == [61, 51, 41, 31, 21, 11]
    assert one.outcome.units == 216


def test_a_source_that_cannot_be_read_keeps_no_other_from_being_checked(tmp_path: Path) -> None:
    tsv(tmp_path / "b.tsv", BAD)
    (tmp_path / "a.tmx").write_text("<tmx><body><tu", encoding="utf-8")
    run = check(tmp_path)
    assert [checked.file for checked in run.outcome.files] == [str(tmp_path / "b.tsv")]
    [failed] = run.outcome.failed
    assert failed.startswith(str(tmp_path / "a.tmx"))


def test_what_makes_a_run_fail(tmp_path: Path) -> None:
    run = check(tsv(tmp_path / "a.tsv", BAD).parent)
    least = {each: run.fails(ONLY.with_more(fail_on=each.value)) for each in Severity}
    assert least == {Severity.note: True, Severity.warning: True, Severity.error: False}
    assert not check(tsv(tmp_path / "clean" / "a.tsv", GOOD).parent).fails(ONLY)


def test_baseline_and_suppressions_are_taken_out_and_counted(tmp_path: Path) -> None:
    tsv(tmp_path / "a.tsv", BAD, ("甲", "x and x"), ("乙", "y and y"), GOOD)
    found = list(check(tmp_path).outcome.findings)
    write_baseline(entries_of(found[:1]), tmp_path / "known.json")
    add_suppressions(tmp_path / "duilian-ignore.toml", found[1:2], "why not")
    settings = Settings(select=("DUP002",), folder=tmp_path, baseline=tmp_path / "known.json")
    run = check(tmp_path, settings)
    assert [each.target for each in run.outcome.findings] == ["y and y"]
    assert (run.outcome.suppressed, run.outcome.known, run.outcome.notes) == (1, 1, ())


def test_what_is_stale_is_told(tmp_path: Path) -> None:
    tsv(tmp_path / "a.tsv", BAD, ("甲", "x and x"))
    found = list(check(tmp_path).outcome.findings)
    write_baseline(entries_of(found[:1]), tmp_path / "known.json")
    add_suppressions(tmp_path / "duilian-ignore.toml", found[1:], "why not")
    tsv(tmp_path / "a.tsv", GOOD)
    settings = Settings(select=("DUP002",), folder=tmp_path, baseline=tmp_path / "known.json")
    notes = check(tmp_path, settings).outcome.notes
    assert "suppressed nothing here" in notes[0]
    assert "1 of its findings were not found" in notes[1]


def test_files_of_the_user_that_cannot_be_read(tmp_path: Path) -> None:
    tsv(tmp_path / "a.tsv", BAD)
    for settings in (
        Settings(baseline=tmp_path / "none.json"),
        Settings(suppressions=tmp_path / "none.toml"),
    ):
        with pytest.raises(InputError, match="none"):
            check(tmp_path, settings)


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, as somebody."""
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    command = ["git", "-C", str(folder), *identity, *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_only_what_changed_since_a_revision(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    file = tsv(tmp_path / "sub" / "a.tsv", BAD, GOOD)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    assert not list(check(tmp_path, since="HEAD").outcome.findings)
    # A new unit before the old ones: those have moved, and are old all the same.
    tsv(file, ("甲", "x and x"), BAD, GOOD)
    tsv(tmp_path / "new.tsv", BAD)
    run = check(tmp_path, since="HEAD")
    assert [each.target for each in run.outcome.findings] == [BAD[1], "x and x"]
    assert run.outcome.old == 1
    # What is kept serves whatever is asked of git.
    cache = open_cache(tmp_path / ".kept")
    assert len(list(check(tmp_path, cache=cache).outcome.findings)) == 3
    assert check(tmp_path, since="HEAD", cache=cache).outcome == run.outcome
    with pytest.raises(UsageError, match="git knows no revision 'nowhere'"):
        raise UsageError(check(tmp_path, since="nowhere").outcome.failed[0])


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_what_changed_is_held_against_what_did_not(tmp_path: Path) -> None:
    labels = Settings(select=("CON001",))
    git(tmp_path, "init", "-q")
    tsv(tmp_path / "1.tsv", ("保存", "Save"))
    tsv(tmp_path / "2.tsv", ("保存", "Keep"))
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    tsv(tmp_path / "3.tsv", ("保存", "Store"))
    run = check(tmp_path, labels, since="HEAD")
    assert [each.target for each in run.outcome.findings] == ["Store"]
    assert run.outcome.old == 1


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_without_a_repository(tmp_path: Path) -> None:
    tsv(tmp_path / "a.tsv", BAD)
    assert "git knows no revision" in check(tmp_path, since="HEAD").outcome.failed[0]
