"""The tools of gettext take our PO: it is checked, and a program finds its texts in it."""

from __future__ import annotations

import gettext
import shutil
import subprocess
from pathlib import Path

import pytest

from duilian.corpus.formats import read_bitext, write_bitext
from duilian.corpus.model import Bitext, Unit

pytestmark = pytest.mark.skipif(
    shutil.which("msgfmt") is None, reason="no msgfmt: apt-get install gettext"
)

BITEXT = Bitext(
    "en",
    "zh-CN",
    (
        Unit("The door", "门", "1", 0.99, notes=("Which?\nThe red one.",)),
        Unit("The door", "大门", "2", 0.4),
        Unit('a "b"\n\\c\t<d>', '甲“乙”\n\\丙\t"', attributes=(("msgctxt", "x|y"),)),
        Unit("old", "旧", attributes=(("obsolete", "yes"),)),
        Unit("not translated", ""),
    ),
    "doors.en.txt",
)


def run(*arguments: str | Path) -> None:
    """Run a tool, which must be content."""
    done = subprocess.run(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout
    assert "warning" not in done.stdout, done.stdout


def test_it_is_compiled_and_found(tmp_path: Path) -> None:
    po, mo = tmp_path / "a.po", tmp_path / "a.mo"
    write_bitext(BITEXT, po)
    run("msgfmt", "--check-format", "--check-domain", "-o", mo, po)
    with open(mo, "rb") as file:
        texts = gettext.GNUTranslations(file)
    assert texts.gettext("The door") == "门"
    assert texts.pgettext("x|y", BITEXT.units[2].source) == BITEXT.units[2].target


def test_what_msgcat_writes_again_is_the_same(tmp_path: Path) -> None:
    po, again = tmp_path / "a.po", tmp_path / "b.po"
    write_bitext(BITEXT, po)
    run("msgcat", "--width=30", "-o", again, po)
    pairs = [[(unit.source, unit.target) for unit in read_bitext(path)] for path in (po, again)]
    assert sorted(pairs[0]) == sorted(pairs[1])
