"""What docs/ci promises: the action, the template and the hooks, run as those who use them do."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
BAD = "zh\ten\n稳定可靠\treliable and reliable\n"
GOOD = "zh\ten\n门开了。\tThe door opened.\n"


def loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Somebody's project, with duilian on the path as after its installation."""
    folder = tmp_path / "project"
    (folder / "tm").mkdir(parents=True)
    (folder / "tm" / "bad.tsv").write_text(BAD, encoding="utf-8")
    (folder / "tm" / "good.tsv").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(folder)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    monkeypatch.setenv("PATH", path)
    return folder


def shell(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script as the runners of GitHub and GitLab do: the first failure ends it."""
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


# --- GitHub ---------------------------------------------------------------------------------------


def action(project: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The action's last step, its inputs filled in as GitHub does it."""
    described = loaded("action.yml")
    values = {name: each.get("default", "") for name, each in described["inputs"].items()}
    assert set(inputs) <= set(values)
    values |= inputs
    step = described["runs"]["steps"][-1]

    def filled(text: str) -> str:
        return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: values[found[1]], text)

    environment = {name: filled(value) for name, value in step["env"].items()}
    assert "${{" not in step["run"]  # text from elsewhere is never part of a script
    summary = str(project / "summary.md")
    return shell(step["run"], GITHUB_STEP_SUMMARY=summary, **environment)


def test_the_action_annotates_and_summarises(project: Path) -> None:
    inputs = {"files": "tm/", "args": "--select DUP002", "sarif-file": "out.sarif"}
    ran = action(project, **inputs)
    assert ran.returncode == 1, ran.stderr
    [annotation] = ran.stdout.splitlines()
    assert annotation.startswith("::warning ")
    assert "file=tm/bad.tsv,line=2" in annotation
    assert "DUP002" in (project / "summary.md").read_text(encoding="utf-8")
    sarif = json.loads((project / "out.sarif").read_text(encoding="utf-8"))
    [result] = sarif["runs"][0]["results"]
    assert result["ruleId"] == "DUP002"


def test_the_action_passes_what_is_clean(project: Path) -> None:
    ran = action(project, files="tm/good.tsv", args="--select DUP002")
    assert (ran.returncode, ran.stdout) == (0, "")


def test_the_action_takes_nothing_for_a_command(project: Path) -> None:
    ran = action(project, files="tm/good.tsv; touch oops", args="--select $(touch oops)")
    assert ran.returncode == 2
    assert not (project / "oops").exists()


def test_every_input_of_the_action_is_documented() -> None:
    page = (ROOT / "docs/ci/github.md").read_text(encoding="utf-8")
    for name in loaded("action.yml")["inputs"]:
        assert f"`{name}`" in page


# --- GitLab ---------------------------------------------------------------------------------------


def test_the_template_of_gitlab(project: Path) -> None:
    job = loaded("ci/gitlab.yml")[".duilian-check"]
    variables = {**job["variables"], "DUILIAN_FILES": "tm/", "DUILIAN_ARGS": "--select DUP002"}
    ran = shell("\n".join(job["script"]), **variables)
    assert ran.returncode == 1, ran.stderr
    reports = job["artifacts"]["reports"]
    [issue] = json.loads((project / reports["codequality"]).read_text(encoding="utf-8"))
    assert issue["location"] == {"path": "tm/bad.tsv", "lines": {"begin": 2}}
    assert issue["check_name"].startswith("DUP002")
    suites = ElementTree.parse(project / reports["junit"]).getroot()
    assert len(suites.findall(".//failure")) == 1


# --- pre-commit -----------------------------------------------------------------------------------


def test_the_hooks_as_pre_commit_would_run_them(project: Path) -> None:
    hooks = {hook["id"]: hook for hook in loaded(".pre-commit-hooks.yaml")}
    files = [
        str(file.relative_to(project))
        for file in sorted((project / "tm").iterdir())
        if re.search(hooks["duilian-check"]["files"], file.name)
    ]
    command = [*shlex.split(hooks["duilian-check"]["entry"]), "--select", "DUP002"]
    ran = shell(shlex.join([*command, *files]))
    assert ran.returncode == 1
    assert "tm/bad.tsv" in ran.stdout
    for name, text in (("zh", "门开了。\n"), ("en", "The door opened.\n")):
        (project / f"{name}.txt").write_text(text, encoding="utf-8")
    texts = hooks["duilian-check-texts"]
    assert texts["pass_filenames"] is False
    assert shell(f"{texts['entry']} zh.txt en.txt --select DUP002").returncode == 0


@pytest.mark.skipif(
    shutil.which("pre-commit", path=str(Path(sys.executable).parent)) is None,
    reason="pre-commit is not installed",
)
def test_pre_commit_takes_the_hooks() -> None:
    ran = subprocess.run(
        [Path(sys.executable).parent / "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout


# --- a crash --------------------------------------------------------------------------------------


def test_a_fault_of_ours_is_no_finding(project: Path) -> None:
    """Whatever happens inside, exit code 1 means findings and nothing else."""
    program = (
        "import sys; from duilian.quality import run; from duilian import cli;"
        "run.check_sources = lambda *a, **k: 1 / 0;"
        "sys.exit(cli.run(['check', 'tm/bad.tsv']))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert "this is a fault in duilian" in ran.stderr
    assert ran.stdout == ""
