"""Glossaries as TBX, validated by jing: the core, the modules of TBX-Basic, and its Schematron.

The schemas of the module *Min* are not among those beside the project, so what may stand in its
elements is written here, after the module's description.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Literal

import pytest

from duilian.corpus.glossary import Concept, Glossary, Term, write_glossary

JING = shutil.which("jing")

MIN = """\
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tbxinfo.net/ns/min"><start>
<choice>
<element name="subjectField"><text/></element>
<element name="customerSubset"><text/></element>
<element name="partOfSpeech"><choice>
<value>adjective</value><value>noun</value><value>other</value><value>verb</value>
<value>adverb</value></choice></element>
<element name="administrativeStatus"><choice>
<value>admittedTerm-admn-sts</value><value>deprecatedTerm-admn-sts</value>
<value>supersededTerm-admn-sts</value><value>preferredTerm-admn-sts</value></choice></element>
</choice></start></grammar>
"""

FULL = Glossary(
    (
        Concept(
            "growth-pole",
            (
                Term("增长极", "zh", part_of_speech="noun", not_in=("新增长极性",)),
                Term("growth pole", "en", part_of_speech="compound noun"),
                Term("pole of growth", "en-GB", "allowed", note="in <headlines> & captions"),
                Term("growth engine", "en", "forbidden", case=True),
            ),
            domain="economy",
            definition="where growth begins & spreads",
            note="see the plan",
        ),
        Concept("1 is no name", (Term("澜江牌", "zh-Hant"),), translate=False),
        Concept("growth-pole", (Term("门", "zh"), Term("door", "en"))),
    ),
    'poles "& more"',
)


@pytest.fixture(scope="session")
def schemas(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The schemas in one folder, and pointing to one another there instead of the network."""
    if JING is None:
        pytest.skip("jing is not installed (Debian: jing)")
    folder = tmp_path_factory.mktemp("tbx")
    source = shared / "schemas" / "tbx"
    for file in (*source.glob("*.rng"), *source.glob("*.sch"), *source.glob("D*/*.sch")):
        shutil.copy(file, folder)
    (folder / "Min.rng").write_text(MIN, encoding="utf-8")
    text = (source / "DCT" / "TBX-Basic.nvdl").read_text(encoding="utf-8")
    text = re.sub(r'"https://[^"]*/([^/"]+)"', r'"\1"', text)
    text = re.sub(r'<validate schema="Min\.sch"[^>]*>', "", text)
    (folder / "TBX-Basic.nvdl").write_text(text, encoding="utf-8")
    return folder


def faults(schema: Path, file: Path) -> list[str]:
    """What jing says against a file."""
    assert JING is not None
    done = subprocess.run(
        [JING, str(schema), str(file)], capture_output=True, encoding="utf-8", check=False
    )
    told = [line for line in done.stdout.splitlines() if line.strip()]
    assert (done.returncode == 0) == (not told), done.stderr
    return told


def test_dct_with_all_its_modules(schemas: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.tbx"
    write_glossary(FULL, file)
    assert faults(schemas / "TBX-Basic.nvdl", file) == []


@pytest.mark.parametrize("schema", ["TBXcoreStructV03.rng", "TBX-Basic_DCA.sch"])
def test_dca(schemas: Path, tmp_path: Path, schema: str) -> None:
    file = tmp_path / "a.tbx"
    write_glossary(FULL, file, style="dca")
    assert faults(schemas / schema, file) == []


@pytest.mark.parametrize(
    ("style", "schema", "right", "wrong"),
    [
        ("dct", "TBX-Basic.nvdl", ">noun<", ">pronoun<"),
        ("dct", "TBX-Basic.nvdl", "deprecatedTerm-admn-sts", "forbidden"),
        ("dct", "TBX-Basic.nvdl", "basic:definition", "basic:meaning"),
        ("dct", "TBX-Basic.nvdl", 'style="dct"', 'style="dca"'),
        ("dct", "TBX-Basic.nvdl", "<term>door</term>", ""),
        ("dca", "TBXcoreStructV03.rng", "<term>door</term>", ""),
        ("dca", "TBX-Basic_DCA.sch", 'style="dca"', 'style="dct"'),
    ],
)
def test_jing_would_tell(
    schemas: Path,
    tmp_path: Path,
    style: Literal["dct", "dca"],
    schema: str,
    right: str,
    wrong: str,
) -> None:
    """The validation is one: what is spoiled is found."""
    file = tmp_path / "a.tbx"
    write_glossary(FULL, file, style=style)
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong), encoding="utf-8")
    assert faults(schemas / schema, file)
