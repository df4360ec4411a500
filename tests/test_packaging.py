"""What a user installs: built here from a copy, without the network, and looked into."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

import duilian

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

# Folders of modules that are in the sdist only.
NOT_INSTALLED = {ROOT / "tests", ROOT / "benchmarks", ROOT / "docs"}

# Of the files at the root, these besides the modules are in the package.
ROOT_DATA = {"py.typed"}

# What may lie about in a working tree and is no part of the source.
LITTER = shutil.ignore_patterns(
    *(".git", ".*_cache", ".hypothesis", ".venv", "venv", "build", "dist"),
    *("*.egg-info", "__pycache__", "duilian-demo"),
)


def package_folders(folder: Path = ROOT, name: str = "duilian") -> Iterator[tuple[str, Path]]:
    """The folders that are packages, by name: the root, and in it whatever holds modules."""
    yield name, folder
    for child in sorted(folder.iterdir()):
        if child not in NOT_INSTALLED and child.is_dir() and any(child.glob("*.py")):
            yield from package_folders(child, f"{name}.{child.name}")


def wanted_files() -> set[str]:
    """What a wheel must hold under ``duilian/``: every module, and every file beside one."""
    return {
        f"{name.replace('.', '/')}/{file.name}"
        for name, folder in package_folders()
        for file in folder.iterdir()
        if file.is_file() and not file.name.startswith(".")
        if folder != ROOT or file.suffix == ".py" or file.name in ROOT_DATA
    }


@dataclass(frozen=True, slots=True)
class Built:
    """The sdist, the wheel built from it, and the wheel built from the tree itself."""

    sdist: Path
    wheel: Path
    wheel_from_tree: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Both, from a copy of the tree: building leaves files behind, and reads those of before."""
    place = tmp_path_factory.mktemp("packaging")
    tree = shutil.copytree(ROOT, place / "a tree, cloned", ignore=LITTER)
    run("-m", "build", "--no-isolation", "--outdir", place / "from-sdist", tree)
    run("-m", "build", "--no-isolation", "--wheel", "--outdir", place / "from-tree", tree)
    (sdist,) = (place / "from-sdist").glob("*.tar.gz")
    (wheel,) = (place / "from-sdist").glob("*.whl")
    (wheel_from_tree,) = (place / "from-tree").glob("*.whl")
    return Built(sdist, wheel, wheel_from_tree)


def run(*arguments: str | Path, **environment: str) -> str:
    """Run Python on the arguments and return what it printed; fail with what it said."""
    done = subprocess.run(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def contents(wheel: Path) -> dict[str, bytes]:
    """The files in a wheel, but for the list of them."""
    with zipfile.ZipFile(wheel) as archive:
        return {
            name: archive.read(name) for name in archive.namelist() if not name.endswith("/RECORD")
        }


def test_the_packages_are_the_folders() -> None:
    folders = dict(package_folders())
    assert sorted(PROJECT["tool"]["setuptools"]["packages"]) == sorted(folders)
    assert all((folder / "__init__.py").is_file() for folder in folders.values())


def test_the_wheel_holds_the_package_and_nothing_else(built: Built) -> None:
    names = contents(built.wheel)
    info = f"duilian-{duilian.__version__}.dist-info/"
    assert {name for name in names if not name.startswith(info)} == wanted_files()
    assert {"duilian/py.typed", "duilian/align/weights.toml"} <= set(names)
    assert "duilian/align/weights-without-words.toml" in names
    assert {f"{info}licenses/LICENSE", f"{info}licenses/NOTICE"} <= set(names)
    assert "duilian = duilian.cli:main" in names[f"{info}entry_points.txt"].decode()
    assert names[f"{info}top_level.txt"].decode().split() == ["duilian"]


def test_the_wheel_says_its_version_and_its_needs(built: Built) -> None:
    info = f"duilian-{duilian.__version__}.dist-info"
    metadata = message_from_bytes(contents(built.wheel)[f"{info}/METADATA"])
    assert metadata["Name"] == "duilian"
    assert metadata["Version"] == duilian.__version__
    assert metadata["License-Expression"] == "Apache-2.0"
    needs = [need for need in metadata.get_all("Requires-Dist", []) if "extra ==" not in need]
    assert len(needs) == len(PROJECT["project"]["dependencies"])
    assert set(metadata.get_all("Provides-Extra", [])) == {"onnx", "pdf", "sentence-transformers"}


def test_the_sdist_builds_the_same_wheel(built: Built) -> None:
    assert contents(built.wheel) == contents(built.wheel_from_tree)


def test_the_sdist_holds_the_whole_source(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    folders = [ROOT / name for name in ("tests", "benchmarks", "docs", "examples")]
    wanted = {
        file.relative_to(ROOT).as_posix()
        for folder in folders
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    wanted |= {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "NOTICE"}
    wanted |= {"Makefile", "pyproject.toml", "MANIFEST.in", ".ci/run", ".pre-commit-config.yaml"}
    assert not wanted - names
    assert not [name for name in names if name.endswith(".pyc")]


def test_the_installed_wheel_aligns_the_example_offline(built: Built, tmp_path: Path) -> None:
    site, out = tmp_path / "site", tmp_path / "example.tmx"
    pip = ("-m", "pip", "--quiet", "--disable-pip-version-check", "install")
    run(*pip, "--no-deps", "--no-index", "--target", site, built.wheel)
    offline = ("-P", TESTS / "offline.py")
    used = run(*offline, TESTS / "align_example.py", out, PYTHONPATH=str(site))
    assert used.strip() == str(site / "duilian" / "__init__.py")
    assert out.read_text(encoding="utf-8").count("<tu ") > 30
    installed = {path.name for path in site.iterdir()}
    assert installed == {"bin", "duilian", f"duilian-{duilian.__version__}.dist-info"}
