"""Two catalogs, paired by their keys: JSON, PO or XLIFF of either language. Nothing is guessed."""

from __future__ import annotations

from pathlib import Path

from .errors import InputError
from .formats import NoticeTo, open_input
from .formats.catalog import Catalog, EntryReader
from .formats.fields import notify, with_languages
from .formats.files import STANDARD
from .formats.format import by_content, by_suffix
from .model import Bitext, Unit

_SHOWN = 3


def are_catalogs(source: Path, target: Path) -> bool:
    """True if both files are of one format whose texts have keys, by their names or beginnings."""
    if STANDARD in (str(source), str(target)):
        return False
    found = _reader(source)
    return found is not None and found is _reader(target)


def pair_by_key(
    source: Path,
    target: Path,
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> tuple[Bitext, tuple[str, ...]]:
    """The texts that both files have a key for, in the order of the source, and notes on the rest.

    A key that comes twice in a file counts once, and is told to ``notice``; so is a key whose
    text is empty in one file. Raises InputError if the files share no key.
    """
    read = _reader(source) or _reader(target)
    assert read is not None  # the caller has asked are_catalogs
    one, other = read(open_input(source), encoding), read(open_input(target), encoding)
    ours, theirs = (
        _by_key(side, str(path), notice) for side, path in ((one, source), (other, target))
    )
    units, empty = [], 0
    for key, (id, text) in ours.items():
        if key not in theirs:
            continue
        unit = Unit(text, theirs[key][1], id)
        if unit.is_null:
            notify(notice, id, "no text under this key on one side; left out")
            empty += 1
        else:
            units.append(unit)
    if not units and not empty:
        raise InputError(
            f"it shares no key with {target}",
            file=str(source),
            remedy="give two catalogs of the same program, one in each language",
        )
    tags = with_languages(units, source_language or one.language, target_language or other.language)
    notes = [f"{len(units):,} texts paired by key, not by likeness"]
    for path, here, there in ((source, ours, theirs), (target, theirs, ours)):
        missing = [id for key, (id, _) in here.items() if key not in there]
        if missing:
            more = ", ..." if len(missing) > _SHOWN else ""
            notes.append(
                f"{path}: {len(missing):,} keys only here: {', '.join(missing[:_SHOWN])}{more}"
            )
    for path, side in ((source, one), (target, other)):
        if side.passed_over:
            notes.append(f"{path}: {side.passed_over:,} values that are no text were passed over")
    return Bitext(tags[0], tags[1], tuple(units), source.name, target.name), tuple(notes)


def _by_key(
    catalog: Catalog, name: str, notice: NoticeTo | None
) -> dict[tuple[str, ...], tuple[str, str]]:
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for entry in catalog.entries:
        if entry.key in found:
            notify(notice, f"{name}: {entry.id}", "a second text under this key; passed over")
        found.setdefault(entry.key, (entry.id, entry.text))
    return found


def _reader(path: Path) -> EntryReader | None:
    found = by_suffix(path)
    if found is None:
        source = open_input(path)
        source.close()
        found = by_content(source)
    return found.entries
