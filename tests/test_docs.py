"""The documentation is what it says it is: rules are as documented, links lead somewhere."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from duilian.cli import app

ROOT = Path(__file__).resolve().parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")]
_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_the_pages_of_the_rules_are_made_from_the_rules() -> None:
    wanted = runpy.run_path(str(ROOT / "docs" / "make_rules.py"))["pages"]()
    found = {
        file.name: file.read_text(encoding="utf-8") for file in (ROOT / "docs/rules").glob("*.md")
    }
    assert found == wanted, "run 'make rules'"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    broken = [
        link
        for link in _LINK.findall(text)
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert not broken


def test_every_command_has_a_page() -> None:
    commands = [command.name or command.callback.__name__ for command in app.registered_commands]
    commands += [str(group.name) for group in app.registered_groups]
    missing = [
        name for name in commands if not (ROOT / "docs" / "commands" / f"{name}.md").exists()
    ]
    assert not missing
