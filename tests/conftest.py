"""What several tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from duilian.align.encode import EmbeddedEncoder

# In CI the same examples every time, so that a change is judged by what it changed; elsewhere
# new ones every time, so that somebody finds what is left. Slow machines are no failure.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold alignments and schemas that stands beside the project, not in it."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("DUILIAN_SHARED", beside))
    if not folder.is_dir():
        pytest.skip(f"no {folder}: set DUILIAN_SHARED to the folder that holds gold/ and schemas/")
    return folder


@pytest.fixture(scope="session")
def encoder() -> EmbeddedEncoder:
    """The default encoder, loaded once."""
    return EmbeddedEncoder()
