"""Settings: where they are found, what they mean, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.corpus.errors import DuilianError, InputError, UsageError
from duilian.quality.finding import Severity
from duilian.quality.rules import RULES
from duilian.quality.settings import Settings, matches, nearest, read_settings

ALL = {rule.code for rule in RULES}
DUP = {rule.code for rule in RULES if rule.family == "DUP"}


def codes(settings: Settings, file: str = "a.tmx") -> set[str]:
    return {chosen.rule.code for chosen in settings.rules_for(file)}


def written(folder: Path, text: str, name: str = "duilian.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("select", "extend", "ignore", "wanted"),
    [
        ((), (), (), {rule.code for rule in RULES if rule.default}),
        (("ALL",), (), (), ALL),
        (("DUP",), (), (), DUP),
        (("dup002",), (), (), {"DUP002"}),
        (("doubled-across-and",), (), (), {"DUP002"}),
        (("ALL",), (), ("DUP",), ALL - DUP),
        (("DUP002",), (), ("DUP",), {"DUP002"}),
        (("ALL",), ("DUP002",), ("DUP",), ALL - DUP | {"DUP002"}),
        (("DUP",), (), ("DUP002",), DUP - {"DUP002"}),
        (("DUP002",), (), ("DUP002",), set()),
    ],
)
def test_the_more_exact_name_counts(
    select: tuple[str, ...], extend: tuple[str, ...], ignore: tuple[str, ...], wanted: set[str]
) -> None:
    assert codes(Settings(select=select, extend_select=extend, ignore=ignore)) == wanted


def test_rules_come_in_the_order_of_their_codes() -> None:
    chosen = [each.rule.code for each in Settings(select=("ALL",)).rules_for("a.tmx")]
    assert chosen == sorted(chosen)


def test_rules_may_be_left_out_of_some_files(tmp_path: Path) -> None:
    settings = Settings(
        select=("DUP",), per_file_ignores=(("legal/*.tmx", ("DUP",)),), folder=tmp_path
    )
    assert codes(settings, str(tmp_path / "legal" / "a.tmx")) == set()
    assert codes(settings, str(tmp_path / "a.tmx")) == DUP


@pytest.mark.parametrize(
    ("file", "pattern", "meant"),
    [
        ("a.tmx", "a.tmx", True),
        ("sub/a.tmx", "a.tmx", True),
        ("sub/a.tmx", "*.tmx", True),
        ("sub/a.tmx", "sub/", True),
        ("sub/deep/a.tmx", "sub/*", True),
        ("subway/a.tmx", "sub/", False),
        ("a.tmx", "A.tmx", False),
        ("a.xlf", "*.tmx", False),
    ],
)
def test_patterns(tmp_path: Path, file: str, pattern: str, meant: bool) -> None:
    assert matches(str(tmp_path / file), pattern, tmp_path) is meant


def test_the_nearest_file_counts_and_it_alone(tmp_path: Path) -> None:
    written(tmp_path, '[check]\nignore = ["DUP"]\nfail-on = "error"\n')
    written(tmp_path / "near", '[tool.duilian.check]\nselect = ["DUP002"]\n', "pyproject.toml")
    written(tmp_path / "near" / "nearer", '[project]\nname = "x"\n', "pyproject.toml")
    assert nearest(tmp_path / "elsewhere").fail_on is Severity.error
    near = nearest(tmp_path / "near" / "nearer")
    assert (near.select, near.ignore, near.fail_on) == (("DUP002",), (), Severity.warning)
    written(tmp_path / "near", "[check]\n")
    assert nearest(tmp_path / "near").select == ()


def test_everything_a_file_may_say(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        """
        [check]
        select = ["ALL"]
        extend-select = ["DUP002"]
        ignore = []
        exclude = ["old/"]
        fail-on = "note"
        baseline = "known.json"
        suppressions = "let-be.toml"
        source-language = "zh"
        target-language = "en"
        [check.severity]
        DUP = "note"
        DUP002 = "error"
        [check.per-file-ignores]
        "*.po" = ["DUP"]
        """,
    )
    settings = read_settings(file)
    assert settings.baseline == tmp_path / "known.json"
    assert settings.suppressions == tmp_path / "let-be.toml"
    assert settings.severity["DUP002"] is Severity.error
    assert settings.leaves_out(tmp_path / "old" / "a.tmx")
    assert not settings.leaves_out(tmp_path / "a.tmx")
    [chosen] = [each for each in settings.rules_for("a.tmx") if each.rule.code == "DUP002"]
    assert chosen.severity is Severity.error
    assert (settings.source_language, settings.target_language) == ("zh", "en")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[check]\nselekt = []", "unknown key 'check.selekt' (did you mean check.select?)"),
        ("[chek]", "unknown key 'chek' (did you mean check?)"),
        ("[check]\nxyz = 1", "unknown key 'check.xyz' (the keys here are select,"),
        ('[check]\nselect = ["DUPP"]', "there is no rule 'DUPP' (did you mean DUP?"),
        ('[check]\nselect = "DUP"', "check.select: a list of texts was expected"),
        ("[check]\nbaseline = 3", "check.baseline: a text was expected"),
        ('[check]\nfail-on = "fatal"', "check.fail-on: 'fatal' is no severity"),
        ('[check.severity]\nNUMM = "note"', "check.severity: there is no rule 'NUMM'"),
        ("[check.rules.NOPE001]\nx = 1", "check.rules: there is no rule 'NOPE001'"),
        ("[check.rules.DUP002]\nx = 1", "unknown key 'check.rules.DUP002.x'"),
        ("[check]\nrules = 1", "check.rules: a table was expected"),
        ("[check", "this is no TOML:"),
        ("\ufeff[check]", "this is no TOML:"),
    ],
)
def test_what_means_nothing_is_refused(tmp_path: Path, text: str, told: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(InputError) as raised:
        read_settings(file)
    assert told in str(raised.value)
    assert str(raised.value).startswith(str(file))


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "duilian.toml"
    file.write_bytes(b"\xff\xfe[check]")
    with pytest.raises(InputError, match="not in UTF-8"):
        read_settings(file)


def test_the_command_line_goes_before() -> None:
    settings = Settings(select=("DUP",), ignore=("DUP002",), fail_on=Severity.error)
    more = settings.with_more(select=("ALL",), ignore=("NUM",), fail_on="note")
    assert (more.select, more.ignore) == (("ALL",), ("DUP002", "NUM"))
    assert more.fail_on is Severity.note
    assert settings.with_more(select=None).select == ("DUP",)
    with pytest.raises(UsageError, match="there is no rule 'X1'"):
        settings.with_more(ignore=("X1",))


def test_nothing_but_our_own_errors(tmp_path: Path) -> None:
    with pytest.raises(DuilianError):
        read_settings(written(tmp_path, "check = 1"))
