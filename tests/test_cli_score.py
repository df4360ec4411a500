"""``duilian score``: what goes in, what comes out, the exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from sacrebleu.metrics import BLEU, CHRF

from duilian.cli import run

from .ran import Ran

CLEAN, FINDINGS, WRONG = 0, 1, 2
REFERENCE = ["The ferry left before dawn.", "Nobody had slept.", "An old woman began to sing."]
GOOD = ["The ferry left before dawn.", "Nobody slept.", "An old woman began to sing."]
POOR = ["A ferry went at dawn.", "No one was sleeping.", "One aged lady started a song."]


@pytest.fixture
def score(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """Run ``duilian score`` in a folder with a reference and two candidates."""
    monkeypatch.chdir(tmp_path)
    for name, lines in (("ref.en", REFERENCE), ("good.en", GOOD), ("poor.en", POOR)):
        Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def command(*arguments: str) -> Ran:
        capsys.readouterr()
        code = run(["score", *arguments])
        return Ran(code, *capsys.readouterr())

    return command


def test_figures_are_those_of_sacrebleu(score: Callable[..., Ran]) -> None:
    ran = score("good.en", "-r", "ref.en", "--output-format=json")
    assert (ran.code, ran.err) == (CLEAN, "")
    [system] = json.loads(ran.out)["systems"]
    assert system["name"] == "good.en"
    for found, metric in zip(system["metrics"], (BLEU(), CHRF()), strict=True):
        wanted = metric.corpus_score(GOOD, [REFERENCE])
        assert (found["name"], found["score"]) == (wanted.name, wanted.score)
        assert found["signature"] == str(metric.get_signature())
        assert found["ci"] is found["p_value"] is None


def test_several_systems_are_tested(score: Callable[..., Ran]) -> None:
    ran = score("good.en", "poor.en", "-r", "ref.en", "--output-format=json", "--samples=50")
    first, second = json.loads(ran.out)["systems"]
    assert first["metrics"][0]["p_value"] is None
    assert 0 < second["metrics"][0]["p_value"] <= 1
    assert "bs:50|seed:12345" in second["metrics"][0]["signature"]
    ran = score("good.en", "poor.en", "-r", "ref.en", "--test=randomisation", "--samples=64")
    assert "ar:64" in ran.out
    assert "p = " in ran.out


def test_confidence(score: Callable[..., Ran]) -> None:
    assert " ± " in score("good.en", "-r", "ref.en", "--confidence", "--samples=50").out


def test_the_gate(score: Callable[..., Ran]) -> None:
    assert score("good.en", "-r", "ref.en", "--min=chrf=50").code == CLEAN
    ran = score("poor.en", "-r", "ref.en", "--min=chrf=50", "--output-format=json")
    assert ran.code == FINDINGS
    [told] = ran.told
    assert told.startswith("poor.en: chrF2 is ")
    assert json.loads(ran.out)["gate"][0]["passed"] is False
    assert score("good.en", "-r", "ref.en", "--save=kept.json").code == CLEAN
    drop = ("--baseline=kept.json", "--max-drop=chrf=1", "--any-drop")
    assert score("poor.en", "-r", "ref.en", *drop).code == FINDINGS
    assert score("good.en", "-r", "ref.en", *drop).code == CLEAN


def test_reports(score: Callable[..., Ran]) -> None:
    Path("docs").write_text("one\ntwo\none\n", encoding="utf-8")
    ran = score(
        *("good.en", "poor.en", "-r", "ref.en", "--samples=20", "--documents=docs", "--worst=1"),
        *("--min=bleu=0", "--min=chrf=99", "--output-file=a.md", "--output-file=junit=b.xml"),
        *("--output-file=c.json", "--output-format=text"),
    )
    assert ran.code == FINDINGS
    assert "lost most against good.en" in ran.out
    markdown = Path("a.md").read_text(encoding="utf-8")
    assert markdown.startswith("| system | BLEU | chrF2 |\n|---|--:|--:|\n| good.en |")
    assert "**failed**" in markdown
    suite = ElementTree.parse("b.xml").getroot()[0]
    assert (suite.get("tests"), suite.get("failures")) == ("4", "2")
    documents = json.loads(Path("c.json").read_text(encoding="utf-8"))["documents"]
    assert [(each["name"], each["segments"]) for each in documents] == [("one", 2), ("two", 1)]


def test_domains(score: Callable[..., Ran]) -> None:
    Path("docs").write_text("one\ntwo\none\n", encoding="utf-8")
    Path("lines").write_text("story\nsign\nstory\n", encoding="utf-8")
    Path("columns").write_text("two\tsign\none\tstory\nthree\tmore\n", encoding="utf-8")
    by_line = score("good.en", "-r", "ref.en", "--domains=lines", "--output-format=json")
    found = json.loads(by_line.out)
    assert [(each["name"], each["segments"]) for each in found["domains"]] == [
        ("story", 2),
        ("sign", 1),
    ]
    assert found["documents"] == []
    documents = ("--documents=docs", "--domains=columns")
    by_document = score("good.en", "-r", "ref.en", *documents, "--output-format=json")
    assert json.loads(by_document.out)["domains"] == found["domains"]
    text = score("good.en", "poor.en", "-r", "ref.en", "--domains=lines", "--samples=20").out
    assert "domain  segments  BLEU good.en" in text


def test_a_page(score: Callable[..., Ran]) -> None:
    assert score("good.en", "-r", "ref.en", "--output-file=a.html").code == CLEAN
    page = Path("a.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert '"interval": [' in page


def test_differences_are_coloured_if_asked(score: Callable[..., Ran]) -> None:
    shown = ("good.en", "-r", "ref.en", "--worst=1")
    assert "\x1b" not in score(*shown).out
    assert "Nobody \x1b[31;4mhad \x1b[0mslept." in score(*shown, "--color=always").out


def test_a_document_scores_as_it_would_alone(score: Callable[..., Ran]) -> None:
    Path("docs").write_text("one\ntwo\none\n", encoding="utf-8")
    ran = score("good.en", "-r", "ref.en", "--documents=docs", "--output-format=json")
    found = json.loads(ran.out)["documents"][0]["systems"][0]["metrics"][1]["score"]
    wanted = CHRF().corpus_score([GOOD[0], GOOD[2]], [[REFERENCE[0], REFERENCE[2]]]).score
    assert found == wanted


SOURCE = ["渡轮在黎明前离开了。", "没有人睡过觉。", "一位老妇人开始唱歌。"]


def test_without_a_reference_adequacy_is_scored(score: Callable[..., Ran]) -> None:
    Path("src.zh").write_text("\n".join(SOURCE) + "\n", encoding="utf-8")
    Path("other.en").write_text("\n".join(GOOD[::-1]) + "\n", encoding="utf-8")
    arguments = ("good.en", "other.en", "--source", "src.zh", "--samples=20", "--worst=1")
    ran = score(*arguments, "--min=adequacy=50", "--output-format=json")
    assert ran.code == FINDINGS
    assert ran.told[-1].startswith("other.en: adequacy is ")
    report = json.loads(ran.out)
    first, second = (system["metrics"] for system in report["systems"])
    assert [metric["name"] for metric in first] == ["adequacy"]
    assert first[0]["score"] > 60 > 30 > second[0]["score"]
    assert first[0]["signature"].startswith("version:1|source:")
    assert report["worst"][0]["reference"] == ""
    beside = score("good.en", "-r", "ref.en", "-m", "adequacy,chrf", "--source", "src.zh")
    assert "adequacy  chrF2" in beside.out


def test_bitexts_bring_their_source(score: Callable[..., Ran]) -> None:
    pairs = list(zip(SOURCE, GOOD, strict=True))
    for name, rows in (("good.tsv", pairs), ("turned.tsv", pairs[::-1])):
        Path(name).write_text("".join(f"{s}\t{t}\n" for s, t in rows), encoding="utf-8")
    Path("src.zh").write_text("\n".join(SOURCE) + "\n", encoding="utf-8")
    plain, bitext, turned = (
        json.loads(score(*arguments, "--output-format=json").out)["systems"][0]["metrics"][0]
        for arguments in (
            ("good.en", "--source", "src.zh"),
            ("good.tsv",),
            ("good.en", "--source", "good.tsv"),
        )
    )
    assert plain == bitext == turned
    two = score("good.tsv", "turned.tsv", "--output-format=json", "--samples=20")
    one, other = (each["metrics"][0]["score"] for each in json.loads(two.out)["systems"])
    assert one == other == plain["score"]


def test_scores_from_files(score: Callable[..., Ran]) -> None:
    Path("comet.tsv").write_text("good\tpoor\n.9\t.5\n.8\t.4\n.7\t.9\n", encoding="utf-8")
    Path("metricx-24.txt").write_text("1\n2\n3\n", encoding="utf-8")
    ran = score("good.en", "poor.en", "--scores=comet.tsv", "--samples=20")
    assert (ran.code, ran.err) == (CLEAN, "")
    assert "0.8000" in ran.out
    ran = score("good.en", "--scores=metricx-24.txt", "--min=metricx-24=1.5", "--worst=1")
    assert ran.told == ["good.en: metricx-24 is 2.0000, and 1.5 is the most allowed"]
    assert "highest metricx-24\n\n  segment 3: 3.0000" in ran.out
    Path("people").write_text("3\n2\n1\n", encoding="utf-8")
    kept = ("--scores=people", "--lower-is-better=people")
    assert score("good.en", *kept, "--save=kept.json").code == CLEAN
    drop = ("--baseline=kept.json", "--max-drop=people=.1", "--any-drop")
    assert score("good.en", *kept, *drop).code == CLEAN
    Path("people").write_text("3\n2\n5\n", encoding="utf-8")
    assert score("good.en", *kept, *drop).code == FINDINGS
    assert score("good.en", "--scores=people", *drop).code == WRONG


def test_terms_are_scored_by_a_glossary(score: Callable[..., Ran]) -> None:
    Path("src.zh").write_text("\n".join(SOURCE) + "\n", encoding="utf-8")
    Path("terms.tsv").write_text("zh\ten\n渡轮\tferry\n老妇人\told woman\n", encoding="utf-8")
    ran = score(
        *("poor.en", "-r", "ref.en", "--source=src.zh", "--glossary=terms.tsv"),
        "--output-format=json",
    )
    assert ran.code == CLEAN
    metrics = json.loads(ran.out)["systems"][0]["metrics"]
    assert [(each["name"], each["score"]) for each in metrics[2:]] == [
        ("term-success", 50.0),
        ("term-consistency", None),
    ]


def test_bad_input(score: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sacrebleu.utils.SACREBLEU_DIR", "nowhere")
    Path("short").write_text("one\n", encoding="utf-8")
    Path("docs").write_text("one\ntwo\none\n", encoding="utf-8")
    Path("columns").write_text("two\tsign\n", encoding="utf-8")
    Path("numbers").write_text("1\n2\n3\n", encoding="utf-8")
    for arguments in (
        ("good.en",),
        ("none.en", "-r", "ref.en"),
        ("good.en", "-r", "ref.en", "-m", "blue"),
        ("good.en", "-r", "ref.en", "--tokenize", "14a"),
        ("good.en", "-r", "ref.en", "--min", "bleu"),
        ("good.en", "-r", "ref.en", "--min", "ter=3"),
        ("good.en", "-r", "ref.en", "--max-drop", "bleu=3"),
        ("good.en", "-r", "ref.en", "--baseline", "ref.en"),
        ("good.en", "-r", "ref.en", "--documents", "short"),
        ("good.en", "-r", "ref.en", "--domains", "short"),
        ("good.en", "-r", "ref.en", "--domains", "columns"),
        ("good.en", "-r", "ref.en", "--domains", "columns", "--documents", "docs"),
        ("good.en", "-r", "ref.en", "--tokenize", "flores200"),
        ("good.en", "-r", "ref.en", "--source", "short"),
        ("good.en", "-r", "ref.en", "--output-format", "pdf"),
        ("good.en", "-m", "adequacy"),
        ("good.en", "-m", "chrf", "--source", "ref.en"),
        ("good.en", "-r", "ref.en", "--glossary", "ref.en"),
        ("good.en", "-r", "ref.en", "-m", "adequacy:7", "--source", "ref.en"),
        ("good.en", "-r", "ref.en", "-m", "comet:none", "--source", "ref.en"),
        ("good.en", "--source", "ref.en", "-s", "cy"),
        ("good.en", "poor.en", "--scores", "short"),
        ("good.en", "--scores", "short"),
        ("good.en", "--scores", "none"),
        ("good.en", "--scores", "ref.en"),
        ("good.en", "-r", "ref.en", "--scores", "bleu=numbers"),
        ("good.en", "-r", "ref.en", "--lower-is-better", "bleu"),
    ):
        ran = score(*arguments)
        assert (ran.code, ran.out, len(ran.told)) == (WRONG, "", 1), arguments
