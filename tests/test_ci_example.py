"""The script of ``examples/ci``: it passes, and fails when more is asked of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "examples" / "ci" / "translations.sh"


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(("least", "code"), [("80", 0), ("99.9", 1)])
def test_the_gate_of_the_example(tmp_path: Path, least: str, code: int) -> None:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path, "MIN_CHRF": least}
    environment.pop("GITHUB_STEP_SUMMARY", None)
    ran = subprocess.run(
        ["bash", str(SCRIPT), str(tmp_path)],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == code, ran.stderr
    assert "TRM002" in ran.stdout
    assert {"check.xml", "score.xml", "score.md"} <= {file.name for file in tmp_path.iterdir()}
