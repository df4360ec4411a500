"""OmegaT, a real translator's program, takes our TMX and fills in the exact matches.

It is run headless, version 3.6 from Debian's packages. Its exit code is 0 even when it refuses
a memory, so its log is read as well. OmegaT 6.1 and later refuse every memory that is not valid
against a schema of theirs; that schema and the DTD are asked too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from lxml import etree

from duilian.align import Options, align
from duilian.align.encode import EmbeddedEncoder
from duilian.corpus.formats import read_document, write_bitext
from duilian.corpus.formats.tmx import PROFILES, TmxSettings
from duilian.corpus.model import Bitext, Unit
from duilian.corpus.pairing import to_bitext

needs_omegat = pytest.mark.skipif(
    shutil.which("omegat") is None, reason="no omegat: apt-get install omegat default-jre-headless"
)
needs_xmllint = pytest.mark.skipif(
    shutil.which("xmllint") is None, reason="no xmllint: apt-get install libxml2-utils"
)

REFUSED = re.compile("TF_TM_LOAD_ERROR|ParseError|Exception|SEVERE|^Error", re.MULTILINE)

REGIONS = {"zh": "ZH-CN", "en": "EN-US"}

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <glossary_file>__DEFAULT__</glossary_file>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>{source}</source_lang>
    <target_lang>{target}</target_lang>
    <sentence_seg>true</sentence_seg>
    <support_default_translations>true</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
"""

# XML 1.0 has no such character, however it is written.
BROKEN = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="a" creationtoolversion="1" segtype="sentence" o-tmf="a" adminlang="en"
    srclang="en" datatype="plaintext"/>
  <body>
    <tu>
      <tuv xml:lang="en"><seg>A sentence.&#x1;</seg></tuv>
      <tuv xml:lang="zh-CN"><seg>一句话。</seg></tuv>
    </tu>
  </body>
</tmx>
"""


@dataclass(frozen=True, slots=True)
class Memory:
    """A TMX of the bundled example, and the units of one sentence on each side.

    ``languages`` are those a user chooses for a project; the TMX says ``zh`` and ``en``.
    """

    path: Path
    languages: tuple[str, str]
    pairs: list[Unit]


@pytest.fixture(scope="module", params=["zh to en", "en to zh"])
def memory(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    encoder: EmbeddedEncoder,
) -> Memory:
    """The example aligned in either direction."""
    source, _, target = request.param.split()
    examples = files("duilian.examples")
    with (
        as_file(examples / f"article.{source}.txt") as source_file,
        as_file(examples / f"article.{target}.txt") as target_file,
    ):
        alignment = align(read_document(source_file), read_document(target_file), Options(encoder))
    path = tmp_path_factory.mktemp("memory") / "example.tmx"
    bitext = to_bitext(alignment)
    write_bitext(bitext, path)
    pairs = [
        unit
        for unit, bead in zip(bitext, alignment.beads, strict=True)
        if len(bead.source) == len(bead.target) == 1
    ]
    assert len(pairs) > 15
    return Memory(path, (REGIONS[source], REGIONS[target]), pairs)


def translate(project: Path, memory: Path, source: str, languages: tuple[str, str]) -> str:
    """Have OmegaT translate a text with a memory that it applies by itself; its translation."""
    for folder in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (project / folder).mkdir(parents=True)
    (project / "omegat.project").write_text(
        PROJECT.format(source=languages[0], target=languages[1]), encoding="utf-8"
    )
    (project / "source" / "text.txt").write_text(source, encoding="utf-8")
    shutil.copy(memory, project / "tm" / "auto")
    settings = project.with_name("settings")
    assert " " not in f"{project}{settings}", "OmegaT's start script passes paths unquoted"
    done = subprocess.run(
        [
            "omegat",
            "--mode=console-translate",
            f"--config-dir={settings}",
            "--no-team",
            "--disable-project-locking",
            str(project),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        # Its texts are read in the encoding of the locale.
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert not REFUSED.search(done.stdout), done.stdout
    return (project / "target" / "text.txt").read_text(encoding="utf-8")


@needs_omegat
@pytest.mark.parametrize("backwards", [False, True], ids=["as aligned", "backwards"])
def test_exact_matches_reach_the_translation(
    memory: Memory, backwards: bool, tmp_path: Path
) -> None:
    languages, pairs = memory.languages, [(unit.source, unit.target) for unit in memory.pairs]
    if backwards:
        languages = (languages[1], languages[0])
        pairs = [(target, source) for source, target in pairs]
    text = "\n\n".join(source for source, _ in pairs) + "\n"
    translation = translate(tmp_path / "project", memory.path, text, languages)
    assert translation.rstrip("\n").split("\n\n") == [target for _, target in pairs]


TAGGED = Bitext(
    "en",
    "zh",
    (
        Unit(
            "Press the red button.",
            "按红色按钮。",
            source_markup='Press the <bpt i="1">&lt;b&gt;</bpt>red<ept i="1">&lt;/b&gt;</ept>'
            " button.",
            target_markup='按<bpt i="1">&lt;b&gt;</bpt>红色<ept i="1">&lt;/b&gt;</ept>按钮。',
        ),
        Unit(
            "Wait for the light.",
            "等灯亮。",
            source_markup='Wait <ph x="1">{0}</ph>for the <hi type="x-red">light</hi>.',
            target_markup='等<hi>灯</hi><it pos="begin">{1}</it>亮。',
        ),
    ),
)


@needs_omegat
@pytest.mark.parametrize("backwards", [False, True], ids=["as written", "backwards"])
def test_inline_tags_are_no_obstacle(backwards: bool, tmp_path: Path) -> None:
    path = tmp_path / "tagged.tmx"
    write_bitext(TAGGED, path, tmx=TmxSettings(PROFILES["omegat"]))
    assert "<bpt" in path.read_text(encoding="utf-8")
    pairs = [(unit.source, unit.target) for unit in TAGGED.units]
    languages = (REGIONS["en"], REGIONS["zh"])
    if backwards:
        languages = (languages[1], languages[0])
        pairs = [(target, source) for source, target in pairs]
    text = "\n\n".join(source for source, _ in pairs) + "\n"
    translation = translate(tmp_path / "project", path, text, languages)
    assert translation.rstrip("\n").split("\n\n") == [target for _, target in pairs]


@needs_omegat
def test_a_refused_memory_is_noticed(tmp_path: Path) -> None:
    """The check above is worth something: a memory that OmegaT drops fails it."""
    broken = tmp_path / "broken.tmx"
    broken.write_text(BROKEN, encoding="utf-8")
    with pytest.raises(AssertionError, match="TF_TM_LOAD_ERROR"):
        translate(tmp_path / "project", broken, "A sentence.\n", ("EN-US", "ZH-CN"))


@needs_xmllint
def test_the_memory_is_valid_against_the_dtd(memory: Memory, shared: Path) -> None:
    dtd = shared / "schemas" / "tmx14.dtd"
    done = subprocess.run(
        ["xmllint", "--nonet", "--noout", "--dtdvalid", dtd, memory.path],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_memory_is_valid_against_omegats_schema(memory: Memory, shared: Path) -> None:
    schema = etree.XMLSchema(etree.parse(shared / "schemas" / "tmx14.xsd"))
    schema.assertValid(etree.parse(memory.path))
