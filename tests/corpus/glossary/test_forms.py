"""Glossaries read and written, in every form."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from duilian.corpus.errors import DuilianError, InputError, UsageError
from duilian.corpus.formats import write_bitext
from duilian.corpus.glossary import (
    Concept,
    Glossary,
    Term,
    between,
    pairs_of,
    read_glossary,
    write_glossary,
)
from duilian.corpus.model import Bitext, Unit

POLES = Glossary(
    (
        Concept(
            "growth-pole",
            (
                Term("增长极", "zh", not_in=("新增长极性",)),
                Term("growth pole", "en", part_of_speech="noun"),
                Term("pole of growth", "en", "allowed", note="in headlines"),
                Term("growth engine", "en", "forbidden"),
            ),
            domain="economy",
            definition="where growth begins & spreads",
        ),
        Concept(
            "brand",
            (Term("Lanjiang", "zh", case=True), Term("Lanjiang", "en", case=True)),
            note="a ferry line",
            translate=False,
        ),
    ),
    "poles",
)


@pytest.mark.parametrize("suffix", [".toml", ".tbx"])
def test_what_is_written_is_read(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"poles{suffix}"
    write_glossary(POLES, file)
    assert read_glossary(file).concepts == POLES.concepts


def test_both_styles_of_tbx(tmp_path: Path) -> None:
    for style in ("dct", "dca"):
        file = tmp_path / f"{style}.tbx"
        write_glossary(POLES, file, style=style)  # type: ignore[arg-type]
        assert read_glossary(file).concepts == POLES.concepts
        assert f'style="{style}"' in file.read_text(encoding="utf-8")


def test_dca_is_valid(shared: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.tbx"
    write_glossary(POLES, file, style="dca")
    schema = etree.RelaxNG(etree.parse(str(shared / "schemas/tbx/TBXcoreStructV03.rng")))
    schema.assertValid(etree.parse(str(file)))


def test_dct_is_valid_but_for_its_modules(shared: Path, tmp_path: Path) -> None:
    """The core allows foreign elements where the modules' stand only through NVDL: those go."""
    file = tmp_path / "a.tbx"
    write_glossary(POLES, file)
    tree = etree.parse(str(file))
    for element in list(tree.iter("{http://www.tbxinfo.net/ns/min}*")) + list(
        tree.iter("{http://www.tbxinfo.net/ns/basic}*")
    ):
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    schema = etree.RelaxNG(etree.parse(str(shared / "schemas/tbx/TBXcoreStructV03.rng")))
    schema.assertValid(tree)


@pytest.mark.parametrize("style", ["DCA", "DCT"])
def test_files_of_others(shared: Path, style: str) -> None:
    folder = shared / "schemas" / "tbx" / style
    found = read_glossary(next(folder.glob("*_VALID.tbx")))
    assert len(found) > 1
    assert "en" in found.languages
    assert any(term.part_of_speech == "noun" for each in found for term in each.terms)


def test_version_2(tmp_path: Path) -> None:
    file = tmp_path / "old.tbx"
    file.write_text(
        """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader/><text><body>
<termEntry id="e1"><descrip type="subjectField">economy</descrip>
<langSet xml:lang="zh-CN"><tig><term>增长极</term></tig></langSet>
<langSet xml:lang="en"><ntig><termGrp><term>growth pole</term>
<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termGrp></ntig></langSet>
</termEntry></body></text></martif>""",
        encoding="utf-8",
    )
    [concept] = read_glossary(file)
    assert (concept.id, concept.domain) == ("e1", "economy")
    assert [(term.text, term.language, term.status) for term in concept.terms] == [
        ("增长极", "zh-CN", "preferred"),
        ("growth pole", "en", "allowed"),
    ]


TABLE = """id\tzh\ten\tStatus\tSubject field\tcase sensitive\tnot in\tComments
1\t增长极|成长极\tgrowth pole\tapproved\teconomy\t\t新增长极性\t
1\t增长极\tgrowth engine\tdeprecated\t\t\t\t
\t澜江\tLanjiang\t\t\tyes\t\ta river
"""


@pytest.mark.parametrize("suffix", [".tsv", ".csv", ".xlsx"])
def test_tables_as_people_keep_them(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"a{suffix}"
    rows = [line.split("\t") for line in TABLE.splitlines()]
    if suffix == ".xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(file)
    else:
        file.write_text(TABLE if suffix == ".tsv" else TABLE.replace("\t", ";"), encoding="utf-8")
    poles, river = read_glossary(file)
    assert [term.text for term in poles.of("zh")] == ["增长极", "成长极"]
    assert [(term.text, term.status) for term in poles.of("en")] == [
        ("growth pole", "preferred"),
        ("growth engine", "forbidden"),
    ]
    assert (poles.domain, poles.terms[0].not_in) == ("economy", ("新增长极性",))
    assert [(term.text, term.case, term.note) for term in river.of("en")] == [
        ("Lanjiang", True, "a river")
    ]


def test_a_table_without_a_header(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "# ours\n增长极\tgrowth pole\n增长极\tgrowth engine\tforbidden\n", encoding="utf-8"
    )
    [concept] = read_glossary(file)
    assert [term.status for term in concept.of("en")] == ["preferred", "forbidden"]
    assert [term.language for term in concept.terms] == ["zh", "en", "en"]


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
def test_tables_that_are_written_are_read(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"a{suffix}"
    write_glossary(POLES, file)
    for found, wanted in zip(read_glossary(file), POLES, strict=True):
        assert (found.id, found.translate) == (wanted.id, wanted.translate)
        assert (found.note, found.definition) == (wanted.note, wanted.definition)
        assert [term.note for term in found.of("en")] == [term.note for term in wanted.of("en")]
        assert [(t.text, t.status, t.case) for t in found.terms] == [
            (t.text, t.status, t.case) for t in wanted.terms
        ]


def test_a_memory_of_terms(tmp_path: Path) -> None:
    file = tmp_path / "a.tmx"
    units = (Unit("增长极", "growth pole"), Unit("增长极", "pole of growth"), Unit("门", "door"))
    write_bitext(Bitext("zh", "en", units), file)
    assert [len(concept.of("en")) for concept in read_glossary(file)] == [2, 1]


def test_a_memory_has_what_may_be_written(tmp_path: Path) -> None:
    file = tmp_path / "a.tmx"
    write_glossary(POLES, file)
    poles, brand = read_glossary(file)
    assert [term.text for term in poles.terms] == ["增长极", "growth pole", "pole of growth"]
    assert [term.text for term in brand.terms] == ["Lanjiang", "Lanjiang"]
    assert brand.note == "a ferry line"


def test_a_form_may_be_named(tmp_path: Path) -> None:
    file = tmp_path / "poles"
    write_glossary(POLES, file, form="toml")
    assert read_glossary(file, form="toml").concepts == POLES.concepts


def test_a_table_leaves_out_what_has_no_row(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    write_glossary(Glossary((*POLES, Concept("door", (Term("门", "zh"),)))), file)
    assert [concept.id for concept in read_glossary(file)] == ["growth-pole", "brand"]


def test_of_more_languages_two_may_be_chosen() -> None:
    glossary = Glossary(
        (
            Concept("a", (Term("door", "en"), Term("Tür", "de"), Term("porte", "fr"))),
            Concept("b", (Term("fenêtre", "fr"),)),
        )
    )
    [concept] = between(glossary, "de", "en-GB")
    assert [term.text for term in concept.terms] == ["Tür", "door"]
    assert between(glossary, None, None) is glossary


def test_pairs_leave_out_what_is_forbidden() -> None:
    pairs = pairs_of(POLES, "zh-Hant", "en-GB")
    assert [(pair.source, pair.target) for pair in pairs] == [
        ("增长极", "growth pole"),
        ("增长极", "pole of growth"),
        ("Lanjiang", "Lanjiang"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.toml", "[[concept]]\nterm = 1", "concept 1: unknown key 'term'"),
        ("a.toml", '[[concept]]\nterms.zh = ""', "concept 1: a term is empty"),
        ("a.toml", "[[concept]]\nid = 'x'", "concept 1: terms are missing"),
        ("a.toml", "[[concept]]\nterms.zh = 3", "concept 1: a table was expected"),
        ("a.toml", '[[concept]]\nterms.en = {term = "a", status = "bad"}', "'bad' is no status"),
        ("a.toml", "concept = 3", "only [[concept]] was expected"),
        ("a.toml", "[[", "this is no TOML"),
        ("a.tbx", "<tbx/>", "there is no concept in it"),
        ("a.tbx", "<tbx><text", "ends in the middle"),
        ("a.tbx", "<html/>", "tbx"),
        ("a.tbx", '<tbx><langSec xml:lang="?"/></tbx>', "'?' is no language tag"),
        ("a.tsv", "zh\ten\tstatus\n门\tdoor\tbad\n", "line 2: 'bad' is no status"),
        ("a.tsv", "zh\ten\n门\t\n", "line 2: a source term and a target term were expected"),
        ("a.tsv", "zh\ten\n", "there are no terms in it"),
        ("a.csv", "", "the file is empty"),
    ],
)
def test_what_means_nothing(tmp_path: Path, name: str, text: str, told: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_glossary(file)
    assert told in str(raised.value)
    assert name in str(raised.value)


def test_forms_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written in this form"):
        write_glossary(POLES, tmp_path / "a.docx")
    with pytest.raises(UsageError, match="no form of glossary 'docx'"):
        read_glossary(tmp_path / "a", form="docx")
    for suffix in (".csv", ".xlsx", ".tmx"):
        with pytest.raises(UsageError, match="holds two languages"):
            write_glossary(
                Glossary((Concept("a", (Term("a", "en"), Term("b", "de"), Term("c", "fr"))),)),
                tmp_path / f"a{suffix}",
            )


words = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1
).filter(lambda text: text.isprintable())
terms = st.builds(
    Term,
    words,
    st.sampled_from(["zh", "en", "zh-Hant"]),
    st.sampled_from(["preferred", "allowed", "forbidden"]),
    st.sampled_from(["", "noun", "verb"]),
    st.booleans(),
    st.lists(words.filter(lambda text: "|" not in text), max_size=2).map(tuple),
    words | st.just(""),
)
concepts = st.builds(
    Concept,
    st.from_regex(r"[a-z]{1,5}", fullmatch=True),
    st.lists(terms, min_size=1, max_size=4).map(
        lambda found: tuple(sorted(found, key=lambda term: term.language))
    ),
    words | st.just(""),
    words | st.just(""),
    words | st.just(""),
    st.booleans(),
)


@given(st.lists(concepts, min_size=1, max_size=3, unique_by=lambda concept: concept.id))
def test_nothing_is_lost(tmp_path_factory: pytest.TempPathFactory, found: list[Concept]) -> None:
    folder = tmp_path_factory.mktemp("glossary")
    for suffix in (".toml", ".tbx"):
        file = folder / f"a{suffix}"
        write_glossary(Glossary(tuple(found)), file)
        assert read_glossary(file).concepts == tuple(found)


def test_errors_are_ours_whatever_the_file(tmp_path: Path) -> None:
    for suffix in (".toml", ".tbx", ".csv", ".tsv", ".xlsx", ".tmx"):
        file = tmp_path / f"a{suffix}"
        file.write_bytes(b"PK\x03\x04 \x00 <tbx> [[")
        with pytest.raises(DuilianError):
            read_glossary(file)
