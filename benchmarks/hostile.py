"""Files made to do harm: what it costs to refuse each, in a process of its own.

    python benchmarks/hostile.py

For every format and every kind of attack a file is made and ``duilian`` is run on it, as a user
would. Told are the exit code, the seconds of processor time and the peak of memory, both with the
start of the interpreter and all imports, and the one line that is said. The run fails if a file
is not refused (exit code 2) in one line, within a second and 200 MB.
"""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from duilian.corpus.formats import write_bitext
from duilian.corpus.model import Bitext, Unit

SECONDS, MEGABYTES = 1.0, 200
HUGE = 1 << 28
"""Bytes of what has no end: far more than anything should read."""

LAUGHS = (
    '<!DOCTYPE {0} [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
SQUARE = '<!DOCTYPE {0} [<!ENTITY i "' + "a" * 100_000 + '">]>'
OUTSIDE = '<!DOCTYPE {0} [<!ENTITY i SYSTEM "file:///etc/passwd">]>'
ATTACKS = {"laughs": LAUGHS, "square": SQUARE, "outside": OUTSIDE}
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
UNITS = (Unit("门", "door"), Unit("窗", "window"))
# Where the text of each zip of markup is, and the name of the element it is in.
PACKAGES = {
    "xlsx": ("xl/worksheets/sheet1.xml", "worksheet"),
    "docx": ("word/document.xml", "w:document"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A file, and the command that is to refuse it."""

    name: str
    path: Path
    command: tuple[str, ...]


def main() -> int:
    """Make the files, run the commands, print what they cost."""
    failed = 0
    print(f"{'file':<28} {'code':>4} {'seconds':>8} {'MB':>6}  said")
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(Path(folder)):
            code, seconds, megabytes, said = measured(case)
            bad = code != 2 or said.count("\n") != 1 or seconds > SECONDS or megabytes > MEGABYTES
            failed += bad
            line = said.strip().replace("\n", "|")[:90]
            mark = " <- falls short" if bad else ""
            print(f"{case.name:<28} {code:>4} {seconds:>8.2f} {megabytes:>6.0f}  {line}{mark}")
            case.path.unlink()
    print(f"{failed} fall short")
    return 1 if failed else 0


# A small process between: the peak of a child begins with what its parent held.
RUNNER = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
said = done.stderr.decode()
print(json.dumps([done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss, said]))
"""


def measured(case: Case) -> tuple[int, float, float, str]:
    """Exit code, processor time, peak of memory in MB, and standard error."""
    words = [sys.executable, "-c", RUNNER, sys.executable, "-m", "duilian", *case.command]
    done = subprocess.run(words, capture_output=True, check=True)
    code, seconds, peak, said = json.loads(done.stdout)
    return code, seconds, peak * 1024 / 1e6, said


def cases(folder: Path) -> Iterator[Case]:
    """The files, each made when it is asked for."""
    yield from of_markup(folder)
    yield from of_lines(folder)
    yield from of_packages(folder)
    yield from packed(folder)


def case(folder: Path, name: str, attack: str, pieces: Iterator[bytes] | bytes) -> Case:
    """The file of that name, to be converted."""
    path = folder / name
    with open(path, "wb") as file:
        for piece in [pieces] if isinstance(pieces, bytes) else pieces:
            file.write(piece)
    return Case(f"{name} {attack}", path, ("convert", str(path), "-", "--to", "jsonl"))


def of_markup(folder: Path) -> Iterator[Case]:
    """TMX and XLIFF: entities, elements without end, depth."""
    for suffix, root, body in (
        ("tmx", "tmx", '<header srclang="en"/><body><tu><tuv xml:lang="en"><seg>{}'),
        ("xlf", "xliff", '<file source-language="en"><body><trans-unit id="1"><source>{}'),
    ):
        for attack, doctype in ATTACKS.items():
            text = doctype.format(root) + f'<{root} version="1.2">' + body.format("&i;")
            yield case(folder, f"a.{suffix}", attack, text.encode())
        head = f'<{root} version="1.2">' + body.format("")
        yield case(folder, f"a.{suffix}", "text without end", endless(head))
        yield case(folder, f"a.{suffix}", "depth", (head + "<x>" * 1_000_000).encode())
        yield case(folder, f"a.{suffix}", "attribute without end", endless(f'{head}<x y="'))
        yield case(folder, f"a.{suffix}", "comment without end", endless(f"{head}<!--"))
        yield case(
            folder, f"a.{suffix}", "prolog without end", endless("<?xml version='1.0'?><!--")
        )


def of_lines(folder: Path) -> Iterator[Case]:
    """Formats of lines: a line without end, and a text without end in quotation marks."""
    for name, head in {
        "a.tsv": "source\ttarget\n",
        "a.csv": "source,target\n",
        "a.jsonl": '{"source": "a", "target": "b"}\n{"source": "',
        "a.po": 'msgid "a"\nmsgstr "b"\n\nmsgid "',
    }.items():
        yield case(folder, name, "line without end", endless(head))
    yield case(folder, "a.csv", "field without end", endless('source,target\n"', b"a\n"))
    yield case(folder, "a.jsonl", "depth", b'{"source": ' + b"[" * 900_000)


def of_packages(folder: Path) -> Iterator[Case]:
    """Workbooks and Word tables: entities, bombs, references that lead out."""
    for suffix, (member, root) in PACKAGES.items():
        write_bitext(Bitext("zh", "en", UNITS), folder / f"sound.{suffix}")
        with zipfile.ZipFile(folder / f"sound.{suffix}") as opened:
            sound = {name: opened.read(name) for name in opened.namelist()}
        for attack, doctype in ATTACKS.items():
            declared = doctype.format(root).encode()
            text = sound[member].replace(f"<{root}".encode(), declared + f"<{root}".encode(), 1)
            harmful = text.replace("门".encode(), b"&i;")
            yield case(folder, f"a.{suffix}", attack, zipped(sound | {member: harmful}))
        bomb = sound[member][:-20] + b" " * HUGE
        yield case(folder, f"a.{suffix}", "bomb", zipped(sound | {member: bomb}))
        away = f'<Relationships xmlns="{OFFICE.replace("officeDocument", "package")}"><Relationship'
        away += (
            f' Id="r" Type="{OFFICE}/officeDocument" Target="../../../etc/passwd"/></Relationships>'
        )
        yield case(folder, f"a.{suffix}", "path", zipped(sound | {"_rels/.rels": away.encode()}))


def packed(folder: Path) -> Iterator[Case]:
    """Bombs in gzip and zip: zeros, and units that are all valid."""
    unit = b'<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="zh"><seg>b</seg></tuv></tu>'
    head = b'<tmx version="1.4"><header srclang="en"/><body>'
    for attack, piece in (("bomb of spaces", b" " * 10_000), ("flood of units", unit * 100)):
        data = b"".join([head, piece * (HUGE // len(piece))])
        yield case(folder, "a.tmx.gz", attack, gzip.compress(data, 9))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
            opened.writestr("a.tmx", data)
        yield case(folder, "a.tmx.zip", attack, out.getvalue())


def endless(head: str, piece: bytes = b"a") -> Iterator[bytes]:
    """The head, and a piece over and over."""
    yield head.encode()
    block = piece * (1 << 20)
    for _ in range(HUGE // len(block)):
        yield block


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip file with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
