"""What a command of the command line printed, and how it ended."""

from __future__ import annotations

import json
from collections.abc import Callable


class Ran:
    """What a command printed and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def told(self) -> list[str]:
        """The lines on standard error, without our name."""
        lines = self.err.splitlines()
        assert all(line.startswith("duilian: ") for line in lines), self.err
        return [line.removeprefix("duilian: ") for line in lines]

    @property
    def targets(self) -> list[str]:
        """The targets of the units that were printed."""
        units = self.out.splitlines()[1:]
        return [json.loads(line)["target"] for line in units]


Command = Callable[..., Ran]
