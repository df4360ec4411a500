"""What is kept between runs: found again, never wrong, never in the way."""

from __future__ import annotations

import hashlib
import os
import time
import zlib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.errors import UsageError
from duilian.quality import across, job
from duilian.quality.cache import NO_CACHE, Cache, content_hash, fingerprint, key, open_cache
from duilian.quality.inputs import Reading, sources
from duilian.quality.run import Run, check_sources
from duilian.quality.settings import Settings
from duilian.quality.terminology import terminology

from .made import tsv
from .terms.harbour import DRIFTING, PAIRS

RULES = Settings(select=("DUP", "NUM", "CON", "TRM"))
DAY = 24 * 3600
TERMS = '[[concept]]\nterms.zh = "渡轮码头"\nterms.en = "ferry pier"\n'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Chapters with a drift between them, and a fault in each."""
    folder = tmp_path / "book"
    tsv(folder / "1.tsv", *PAIRS[: DRIFTING - 1], ("稳定可靠", "reliable and reliable"))
    tsv(folder / "2.tsv", *PAIRS[DRIFTING - 1 :], ("三艘船", "four boats"))
    tsv(folder / "3.tsv", ("三艘船", "five boats"))
    return folder


def check(folder: Path, cache: Cache, settings: Settings = RULES, jobs: int = 1) -> Run:
    return check_sources(sources([folder]), Reading(), settings, jobs=jobs, cache=cache)


def entries(cache: Cache) -> list[Path]:
    assert cache.folder is not None
    return sorted(cache.folder.glob("??/*"))


def test_the_same_is_found_with_and_without(book: Path, tmp_path: Path) -> None:
    plain = check(book, NO_CACHE).outcome
    cache = open_cache(tmp_path / "cache")
    assert {found.code for found in plain.findings} == {"CON001", "CON101", "DUP002", "NUM001"}
    assert check(book, cache).outcome == plain
    assert check(book, cache).outcome == plain
    assert check(book, cache, jobs=3).outcome == plain
    tsv(book / "1.tsv", ("三艘船", "three boats"))
    assert check(book, cache).outcome == check(book, NO_CACHE).outcome != plain


def test_what_has_not_changed_is_not_looked_at_again(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = open_cache(tmp_path / "cache")
    plain = check(book, cache).outcome
    looked: list[str] = []

    def look(*given: object) -> object:
        looked.append(Path(str(given[1])).name)
        return really(*given)  # type: ignore[arg-type]

    really = job.check_bitext
    monkeypatch.setattr(job, "check_bitext", look)
    monkeypatch.setattr(across, "find_across", lambda *given: pytest.fail("joined again"))
    assert check(book, cache).outcome == plain
    assert looked == []
    monkeypatch.undo()
    monkeypatch.setattr(job, "check_bitext", look)
    tsv(book / "3.tsv", ("三艘船", "three boats"))
    check(book, cache)
    assert looked == ["3.tsv"]


def test_what_a_result_hangs_on(book: Path, tmp_path: Path) -> None:
    """Whatever may change what is found makes another entry."""
    cache = open_cache(tmp_path / "cache")
    glossary = tmp_path / "terms.toml"
    glossary.write_text(TERMS, encoding="utf-8")
    asked = [
        RULES,
        Settings(select=("DUP", "NUM", "CON")),
        Settings(select=RULES.select, options={"CON101": {"least-confidence": 0.9}}),
        Settings(select=RULES.select, glossaries=(glossary,)),
    ]
    before = 0
    for settings in asked:
        assert check(book, cache, settings).outcome == check(book, NO_CACHE, settings).outcome
        assert len(entries(cache)) > before
        before = len(entries(cache))
    glossary.write_text(TERMS.replace("ferry pier", "landing"), encoding="utf-8")
    terminology.cache_clear()  # a process reads a glossary once
    for _ in range(2):
        codes = [found.code for found in check(book, cache, asked[-1]).outcome.findings]
        assert codes.count("TRM001") == 4


@pytest.mark.parametrize(
    "broken",
    [
        lambda whole: b"",
        lambda whole: whole[:40],
        lambda whole: whole[:-1] + bytes([whole[-1] ^ 1]),
        lambda whole: signed(b"no zlib"),
        lambda whole: signed(zlib.compress(b"no JSON")),
        lambda whole: signed(zlib.compress(b"[]")),
        lambda whole: signed(zlib.compress(b'[["a",1,2,3,[],[]],[]]')),
    ],
)
def test_broken_entries_are_passed_over_and_written_anew(
    book: Path, tmp_path: Path, broken: object
) -> None:
    cache = open_cache(tmp_path / "cache")
    plain = check(book, cache).outcome
    whole = {file: file.read_bytes() for file in entries(cache)}
    assert len(whole) == 3 + 1 + 3
    for file, content in whole.items():
        file.write_bytes(broken(content))  # type: ignore[operator]
    assert check(book, cache).outcome == plain
    assert {file: file.read_bytes() for file in entries(cache)} == whole


def signed(packed: bytes) -> bytes:
    """An entry that is whole, whatever is in it."""
    return hashlib.sha256(packed).digest() + packed


def test_a_folder_that_cannot_be_written(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    for number in range(256):
        (folder / f"{number:02x}").write_text("no folder")
    assert check(book, Cache(folder)).outcome == check(book, NO_CACHE).outcome
    with pytest.raises(UsageError, match="it is no folder"):
        open_cache(folder / "00")


def test_a_new_folder_says_what_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    open_cache(folder)
    assert (folder / ".gitignore").read_text() == "*\n"
    assert (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172")
    assert folder.stat().st_mode & 0o077 == 0
    assert not open_cache(None)


@given(st.binary(max_size=300))
def test_what_is_put_is_got(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    cache = open_cache(tmp_path_factory.mktemp("cache"))
    name = key("test", content.hex())
    assert cache.get(name) is None
    cache.put(name, content)
    assert cache.get(name) == content
    assert cache.get(key("other", content.hex())) is None


def test_many_programs_may_write_at_once(tmp_path: Path) -> None:
    cache = open_cache(tmp_path)
    name = key("test")
    content = os.urandom(1 << 16)
    with ProcessPoolExecutor(4) as pool:
        written = pool.map(cache.put, [name] * 200, [content] * 200)
        read = pool.map(cache.get, [name] * 200)
        assert set(read) <= {content, None}
        list(written)
    assert cache.get(name) == content
    assert len(list(tmp_path.glob("??/*"))) == 1  # nothing half written is left


def test_what_is_old_or_too_much_is_deleted(tmp_path: Path) -> None:
    cache = open_cache(tmp_path)
    names = [key("test", number) for number in range(5)]
    now = time.time()
    for number, name in enumerate(names):
        cache.put(name, os.urandom(1000))
        os.utime(tmp_path / name[:2] / name[2:], (now, now - number * 10 * DAY))
    left_behind = tmp_path / names[0][:2] / ".writing-x"
    left_behind.write_bytes(b"half")
    os.utime(left_behind, (now, now - 2 * DAY))

    def kept() -> list[int]:
        return [number for number, name in enumerate(names) if cache.get(name) is not None]

    cache.prune()
    assert not left_behind.exists()
    assert kept() == [0, 1, 2]  # nothing of thirty days ago and before
    os.utime(tmp_path / names[0][:2] / names[0][2:], (now, now - DAY))
    cache.prune(most=2500)
    assert kept() == [1, 2]  # they were asked for since


def test_keys_tell_values_apart() -> None:
    assert len({key("a"), key("b"), key("a", "b"), key("a", ["b"]), key("ab")}) == 5
    assert key("a", {"x": 1, "y": 2}) == key("a", {"y": 2, "x": 1})
    assert fingerprint() == fingerprint()
    assert content_hash(Path("-")) == content_hash(Path("/nowhere")) == ""
