"""Write the golden files anew: ``.venv/bin/python tests/quality/scores/report/make_golden.py``.

Then look at what ``git diff`` says of them. sacreBLEU's version is left out of signatures.
"""

from __future__ import annotations

import re
import runpy
from pathlib import Path

from duilian.quality.report.style import PLAIN, Style
from duilian.quality.scores.report import REPORTS, html

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "golden"
_SUFFIXES = {"json": "json", "junit": "xml", "markdown": "md", "github-summary": "md"}
_VERSION = re.compile(r"version:[\d.]+")


def files() -> dict[str, str]:
    """What each golden file holds, by its name."""
    ferry = runpy.run_path(str(HERE / "ferry.py"))
    outcome = ferry["outcome"]()
    found = {
        f"{each.name}.{_SUFFIXES.get(each.name, 'txt')}": "".join(each.pieces(outcome, PLAIN))
        for each in REPORTS
        if each.name != "html"
    }
    # Of the page what is ours to say; the rest of it is in quality/report/page, as it is.
    found["html-data.json"] = "".join(html.data(outcome)) + "\n"
    (text,) = (each for each in REPORTS if each.name == "text")
    coloured = "".join(text.pieces(outcome, Style(coloured=True)))
    found["text-coloured.txt"] = coloured.replace("\x1b", "ESC")
    alone = ferry["outcome"](ferry["HASTY"], metrics=("bleu", "chrf++"))
    found["text-one-system.txt"] = "".join(text.pieces(alone, PLAIN))
    return {name: _VERSION.sub("version:X", made) for name, made in found.items()}


if __name__ == "__main__":
    for name, made in files().items():
        (GOLDEN / name).write_text(made, encoding="utf-8", newline="\n")
