"""The one family of errors a user may see: file, place, problem, remedy."""

from __future__ import annotations


class DuilianError(Exception):
    """Something the user can mend; shown as one line, never as a traceback.

    ``place`` is where in the file ("line 12", "byte 40"), ``remedy`` what to do about it.
    The library raises; only ``cli.py`` turns the error into exit code 2.
    """

    def __init__(self, problem: str, *, file: str = "", place: str = "", remedy: str = "") -> None:
        self.problem = problem
        self.file = file
        self.place = place
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.place) if part)
        line = f"{where}: {self.problem}" if where else self.problem
        # What a file holds may stand in the problem, line ends and all.
        return " ".join((f"{line} ({self.remedy})" if self.remedy else line).splitlines())


class InputError(DuilianError):
    """A file that cannot be read, or does not hold what its format promises."""


class UsageError(DuilianError):
    """An option or argument that cannot be honoured."""


def plain_reason(error: OSError) -> str:
    """What the system says is wrong, as a part of a sentence."""
    return (error.strerror or str(error)).lower()
