"""The tools of the Translate Toolkit take our TMX, XLIFF and PO, and we its XLIFF."""

from __future__ import annotations

import json
import shutil
import socket
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from duilian.corpus.formats import read_bitext, write_bitext
from duilian.corpus.formats.tmx import PROFILES, TmxSettings
from duilian.corpus.model import Bitext, Span, Unit

BITEXT = Bitext(
    "en",
    "zh-CN",
    (
        Unit(
            "The couplets on the door",
            "门上的对联",
            "1",
            0.99,
            range(1),
            range(1),
            Span(0, 24),
            Span(0, 5),
        ),
        Unit(
            "Press the red button & wait.",
            "按红色按钮并等待。",
            source_markup='Press the <bpt i="1">&lt;b&gt;</bpt>red<ept i="1">&lt;/b&gt;</ept>'
            " button &amp; wait.",
        ),
    ),
)


def run(*arguments: str | Path) -> None:
    """Run a tool, which must be content."""
    done = subprocess.run(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout
    assert "Traceback" not in done.stdout, done.stdout


def needs(tool: str) -> pytest.MarkDecorator:
    """Skip without the tool."""
    return pytest.mark.skipif(
        shutil.which(tool) is None, reason=f"no {tool}: apt-get install translate-toolkit"
    )


@needs("build_tmdb")
@pytest.mark.parametrize("profile", PROFILES)
def test_a_database_is_built(profile: str, tmp_path: Path) -> None:
    memory, database = tmp_path / "out.tmx", tmp_path / "tm.db"
    chosen = TmxSettings(PROFILES[profile], plain=True)
    write_bitext(BITEXT, memory, tmx=chosen)
    name = chosen.profile.language
    run("build_tmdb", "-d", database, "-s", name("en"), "-t", name("zh-CN"), memory)
    with sqlite3.connect(database) as connection:
        found = connection.execute(
            "select sources.text, targets.text from targets join sources using (sid)"
        ).fetchall()
    connection.close()
    assert sorted(found) == sorted((unit.source, unit.target) for unit in BITEXT.units)


@needs("pretranslate")
@pytest.mark.parametrize("suffix", ["tmx", "xlf", "po"])
def test_a_po_file_is_filled_in(suffix: str, tmp_path: Path) -> None:
    memory, po, out = tmp_path / f"out.{suffix}", tmp_path / "in.po", tmp_path / "out.po"
    write_bitext(BITEXT, memory)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    po.write_text(f'{head}\nmsgid "The couplets on the door"\nmsgstr ""\n', encoding="utf-8")
    run("pretranslate", "--progress=none", "-t", memory, po, out)
    assert 'msgstr "门上的对联"' in out.read_text(encoding="utf-8")


@needs("po2xliff")
def test_its_xliff_is_read(tmp_path: Path) -> None:
    po, out = tmp_path / "in.po", tmp_path / "out.xlf"
    write_bitext(BITEXT, po)
    run("po2xliff", "--progress=none", po, out)
    found = [(unit.source, unit.target) for unit in read_bitext(out)]
    assert [pair for pair in found if pair[0]][-2:] == [
        (unit.source, unit.target) for unit in BITEXT.units
    ]


def free_port() -> int:
    """A port of this machine that nobody uses just now."""
    with closing(socket.socket()) as chosen:
        chosen.bind(("127.0.0.1", 0))
        port: int = chosen.getsockname()[1]
        return port


def answer(server: subprocess.Popen[bytes], address: str) -> list[dict[str, object]]:
    """What the server has for a text, once it has come up."""
    for _ in range(150):
        if server.poll() is not None:
            break
        try:
            with urlopen(address, timeout=10) as response:
                found: list[dict[str, object]] = json.load(response)
                return found
        except URLError:
            time.sleep(0.2)
    pytest.skip("tmserver does not come up: apt-get install python3-cheroot")


@needs("tmserver")
def test_a_server_answers_from_our_memory(tmp_path: Path) -> None:
    """It listens on this machine alone."""
    memory, database, port = tmp_path / "out.tmx", tmp_path / "tm.db", free_port()
    write_bitext(BITEXT, memory, tmx=TmxSettings(plain=True))
    run("build_tmdb", "-d", database, "-s", "en", "-t", "zh_CN", memory)
    with subprocess.Popen(
        ["tmserver", "-d", str(database), "-b", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}/tmserver/en/zh_CN/unit"
            exact = answer(server, f"{address}/{quote(BITEXT.units[0].source)}")
            near = answer(server, f"{address}/{quote('The couplets on a door')}")
        finally:
            server.terminate()
    assert [(each["source"], each["target"], each["quality"]) for each in exact] == [
        ("The couplets on the door", "门上的对联", 100.0)
    ]
    assert [each["target"] for each in near] == ["门上的对联"]
