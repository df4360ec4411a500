"""Nothing in duilian asks for the network: not on import, not at work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

OFFLINE = Path(__file__).with_name("offline.py")
ALIGN_EXAMPLE = Path(__file__).with_name("align_example.py")

IMPORT_EVERYTHING = """
import importlib, pkgutil
import duilian

names = [module.name for module in pkgutil.walk_packages(duilian.__path__, "duilian.")]
for name in names:
    if name != "duilian.__main__":
        importlib.import_module(name)
print(*names)
"""


def offline(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program without the network, and without this folder on its path (-P)."""
    return subprocess.run(
        [sys.executable, "-P", OFFLINE, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "from _socket import socket; socket()",
        "from socket import getaddrinfo; getaddrinfo('localhost', 80)",
    ],
)
def test_the_network_is_really_shut(attempt: str, tmp_path: Path) -> None:
    program = tmp_path / "attempt.py"
    program.write_text(attempt, encoding="utf-8")
    done = offline(program)
    assert done.returncode != 0
    assert "the network was asked for" in done.stderr


def test_every_module_is_imported_offline(tmp_path: Path) -> None:
    program = tmp_path / "import_everything.py"
    program.write_text(IMPORT_EVERYTHING, encoding="utf-8")
    done = offline(program)
    assert done.returncode == 0, done.stderr
    assert {"duilian.align.aligner", "duilian.corpus.formats.tmx"} <= set(done.stdout.split())


def test_the_example_is_aligned_offline(tmp_path: Path) -> None:
    out = tmp_path / "example.tmx"
    done = offline(ALIGN_EXAMPLE, out)
    assert done.returncode == 0, done.stderr
    assert out.read_text(encoding="utf-8").count("<tu ") > 30
