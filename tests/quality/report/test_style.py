"""When there are colours."""

from __future__ import annotations

import io

import pytest

from duilian.quality.finding import Severity
from duilian.quality.report.style import PLAIN, Colour, Style, style_for


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("colour", "terminal", "environment", "wanted"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours(colour: Colour, terminal: bool, environment: dict[str, str], wanted: bool) -> None:
    out = _Terminal() if terminal else io.StringIO()
    assert style_for(colour, out, environment).coloured is wanted


def test_a_file_is_as_wide_whoever_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    assert style_for("always", io.StringIO(), {}).width == PLAIN.width
    assert style_for("auto", _Terminal(), {}).width == 70


def test_paint() -> None:
    assert PLAIN.paint("x", Severity.error) == "x"
    assert Style(coloured=True).paint("x", Severity.error) == "\x1b[1;31mx\x1b[0m"
    assert Style(coloured=True).paint("", "code") == ""
