"""Write the golden files anew: ``.venv/bin/python tests/quality/report/make_golden.py``.

Then look at what ``git diff`` says of them.
"""

from __future__ import annotations

import runpy
from pathlib import Path

from duilian.quality.report import html
from duilian.quality.report.reports import REPORTS
from duilian.quality.report.style import PLAIN, Style

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "golden"
_SUFFIXES = {
    **{"json": "json", "jsonl": "jsonl", "gitlab": "json", "sarif": "json", "rdjson": "json"},
    **{"junit": "xml", "github-summary": "md"},
}


def files() -> dict[str, str]:
    """What each golden file holds, by its name."""
    outcome = runpy.run_path(str(HERE / "awkward.py"))["outcome"]()
    found = {
        f"{each.name}.{_SUFFIXES.get(each.name, 'txt')}": "".join(each.pieces(outcome, PLAIN))
        for each in REPORTS
        if each.name != "html"
    }
    # Of the page what is ours to say; the rest of it is in quality/report/page, as it is.
    found["html-data.json"] = "".join(html.data(outcome)) + "\n"
    (full,) = (each for each in REPORTS if each.name == "full")
    coloured = "".join(full.pieces(outcome, Style(coloured=True, width=60)))
    found["full-coloured.txt"] = coloured.replace("\x1b", "ESC")
    return found


if __name__ == "__main__":
    for name, text in files().items():
        (GOLDEN / name).write_text(text, encoding="utf-8", newline="\n")
