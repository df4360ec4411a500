"""What every bitext format that can hold it gives back just as it was written."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from duilian.corpus.errors import DuilianError
from duilian.corpus.formats import FORMATS, read_bitext, write_bitext
from duilian.corpus.model import Bitext, Unit

from .samples import COUPLET, units, xml_text

pairs = st.lists(st.tuples(xml_text, xml_text), max_size=3).map(tuple)
attributes = st.dictionaries(st.sampled_from(["state", "approved", "flags", "a=b%"]), xml_text).map(
    lambda found: tuple(found.items())
)
whole = units(
    xml_text,
    attributes=attributes,
    properties=pairs,
    notes=st.lists(xml_text, max_size=2).map(tuple),
)
READ = [each.name for each in FORMATS if each.read]


def there_and_back(bitext: Bitext, path: Path, format: str) -> tuple[Unit, ...]:
    """The units that are read from what was written."""
    write_bitext(bitext, path, format=format)
    return tuple(read_bitext(path, format=format, source_language="zh", target_language="en"))


@pytest.mark.parametrize("format", ["xliff", "xliff2", "po"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(found=st.lists(whole, max_size=3).map(tuple))
@example(found=COUPLET.units)
def test_nothing_is_lost(format: str, found: tuple[Unit, ...], tmp_path: Path) -> None:
    if format == "po":  # an entry without a source would be a header
        found = tuple(replace(unit, source=unit.source or "x") for unit in found)
    assert there_and_back(Bitext("zh", "en", found), tmp_path / "a", format) == found


@pytest.mark.parametrize("format", ["csv", "xlsx"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(found=st.lists(units(xml_text), max_size=3).map(tuple))
@example(found=(Unit("=1+1", "'x"), Unit("\r", "-\n"), Unit("@", "_x0041_ ＝"), Unit("a", "")))
def test_columns_are_exact(format: str, found: tuple[Unit, ...], tmp_path: Path) -> None:
    found = tuple(unit for unit in found if unit.source or unit.target)
    assert there_and_back(Bitext("zh", "en", found), tmp_path / "a", format) == found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(texts=st.lists(st.tuples(xml_text, xml_text, xml_text), max_size=3))
def test_a_table_for_reviewers_comes_back(
    texts: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    found = tuple(
        Unit(one.replace("\r", ""), other.replace("\r", ""), str(at), 0.5, notes=(note,))
        for at, (one, other, note) in enumerate(texts)
        if one.strip() and note and "\r" not in note
    )
    assert there_and_back(Bitext("zh", "en", found), tmp_path / "a", "docx") == found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(texts=st.lists(st.tuples(xml_text, xml_text), min_size=1, max_size=3))
def test_lines_come_back(texts: list[tuple[str, str]], tmp_path: Path) -> None:
    texts = [
        (f"门{re.sub('[^ -~一-龥]', '', one)}", f"a{re.sub('[^ -~]', '', other)}")
        for one, other in texts
    ]
    bitext = Bitext("zh", "en", tuple(Unit(*pair) for pair in texts))
    found = there_and_back(bitext, tmp_path / "c", "moses")
    assert [(unit.source, unit.target) for unit in found] == texts
    assert sorted(file.name for file in tmp_path.iterdir()) == ["c.en", "c.zh"]


class _Local(etree.Resolver):
    """Gives the schema of ``xml:`` attributes from a file in the place of the network."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def resolve(self, url: str, pubid: str, context: object) -> object:
        """The file, for the address every schema names."""
        if url.endswith("/xml.xsd"):
            return self.resolve_filename(str(self._path), context)
        return None


@pytest.mark.parametrize(
    ("format", "schema"),
    [("xliff", "xliff-1.2/xliff-core-1.2-strict.xsd"), ("xliff2", "xliff-2.1/xliff_core_2.0.xsd")],
)
def test_xliff_is_valid(format: str, schema: str, shared: Path, tmp_path: Path) -> None:
    path = shared / "schemas" / schema
    if not path.exists():
        pytest.skip(f"no {path}")
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local(shared / "schemas" / "xml.xsd"))
    validator = etree.XMLSchema(etree.parse(path, parser))
    doubtful = replace(COUPLET.units[1], probability=0.4)
    bitext = replace(COUPLET, units=(*COUPLET.units, doubtful, Unit("门", ""), Unit("", "door")))
    write_bitext(bitext, tmp_path / "a", format=format)
    tree = etree.parse(tmp_path / "a")
    validator.assertValid(tree)
    # The core's schema lets the elements of a module pass unseen; the module's own does not.
    module = path.parent / "matches.xsd"
    matches = list(tree.iter("{urn:oasis:names:tc:xliff:matches:2.0}matches"))
    assert bool(matches) == module.exists()
    if matches:
        of_module = etree.XMLSchema(etree.parse(module, parser))
        for each in matches:
            of_module.assertValid(etree.fromstring(etree.tostring(each)))


@pytest.mark.parametrize("name", READ)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(cut=st.integers(0, 4000), junk=st.binary(max_size=30), skip=st.integers(0, 30))
def test_damage_is_an_error_of_ours_or_none(
    name: str, cut: int, junk: bytes, skip: int, tmp_path: Path
) -> None:
    path = tmp_path / "a"
    write_bitext(COUPLET, path, format=name)
    data = path.read_bytes()
    path.write_bytes(data[:cut] + junk + data[cut + skip :])
    with suppress(DuilianError):
        list(read_bitext(path, format=name))
