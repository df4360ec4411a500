"""What was let go of is given back to the system."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from duilian.align.memory import give_back


def resident() -> int:
    """Bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


@pytest.mark.skipif(sys.platform != "linux", reason="other systems give back by themselves")
def test_scattered_blocks_are_given_back() -> None:
    blocks = [np.ones(100_000, dtype=np.uint8) for _ in range(1000)]
    before = resident()
    blocks = blocks[::50]  # what is kept lies in between
    give_back()
    assert resident() < before - 50_000_000
    assert len(blocks) == 20


def test_elsewhere_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    give_back()
