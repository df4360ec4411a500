"""Make ``docs/rules`` from the rules themselves: ``make rules``."""

from __future__ import annotations

from pathlib import Path

from duilian.quality.rules import RULES
from duilian.quality.rules.page import index, page

FOLDER = Path(__file__).resolve().parent / "rules"


def pages() -> dict[str, str]:
    """The files of the folder by name, as they should be."""
    return {"README.md": index(), **{f"{rule.code}.md": page(rule) for rule in RULES}}


def main() -> None:
    """Write the files, and remove those of rules that are no more."""
    wanted = pages()
    for file in FOLDER.glob("*.md"):
        if file.name not in wanted:
            file.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
