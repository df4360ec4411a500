"""Jobs: read from a list, refused before any work, done without a trace if they fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.align.encode import EmbeddedEncoder
from duilian.align.files import Job, Settings, check, read_jobs, run
from duilian.corpus.errors import DuilianError, InputError, UsageError
from duilian.corpus.formats import read_bitext


def jobs(tmp_path: Path, content: str) -> list[Job | DuilianError]:
    path = tmp_path / "pairs.tsv"
    path.write_text(content, encoding="utf-8")
    return read_jobs(path)


def test_paths_are_relative_to_the_list(tmp_path: Path) -> None:
    (job,) = jobs(tmp_path, "a.txt\t../b.txt\t/c.tmx\r\n")
    assert job == Job(
        tmp_path / "a.txt", tmp_path / "../b.txt", Path("/c.tmx"), f"{tmp_path}/pairs.tsv, line 1"
    )


@pytest.mark.parametrize(
    "content",
    [
        "a\tb\tc\n",
        "source\ttarget\toutput\na\tb\tc\n",
        "Output\tnote\tTARGET\tsource\nc\t!\tb\ta\n",
        "\n a \tb\tc\tmore\n\n",
        "\ufeffa\tb\tc",
    ],
)
def test_columns(tmp_path: Path, content: str) -> None:
    (job,) = jobs(tmp_path, content)
    assert isinstance(job, Job)
    assert [path.name for path in (job.source, job.target, job.output)] == ["a", "b", "c"]


def test_a_line_that_is_no_job_is_an_error_in_its_place(tmp_path: Path) -> None:
    found = jobs(tmp_path, "a\tb\tc\na\tb\na\tb\t\na\tb\t./c\nd\te\tf\n")
    assert [type(each) for each in found] == [Job, InputError, InputError, UsageError, Job]
    assert "line 4: line 1 has the same output" in str(found[3])


def test_what_can_be_foreseen(tmp_path: Path) -> None:
    a, b = tmp_path / "a.txt", tmp_path / "b.txt"
    for path in (a, b):
        path.write_text("x\n", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(a)
    out, settings = tmp_path / "o.tmx", Settings()
    check(Job(a, b, out), settings)
    check(Job(a, tmp_path / "nowhere.txt", out), settings)  # reading will tell
    check(Job(a, b, Path("-")), Settings(format="tsv"))
    for job, problem in [
        (Job(a, tmp_path / "link.txt", out), "same file"),
        (Job(Path("-"), Path("-"), out), "both"),
        (Job(a, b, tmp_path / "no/o.tmx"), "no such folder"),
        (Job(a, b, Path("-")), "format cannot be told"),
    ]:
        with pytest.raises(UsageError, match=problem):
            check(job, settings)
    with pytest.raises(UsageError, match="would replace"):
        check(Job(a, b, tmp_path / "link.txt"), Settings(format="tsv"))


def test_a_glossary_counts_and_a_lexicon_a_little_less(
    tmp_path: Path, encoder: EmbeddedEncoder
) -> None:
    """A made-up name: only the user can say that the sentence it stands in is answered."""
    (tmp_path / "a.txt").write_text(
        "他说起克瓦什。\n克瓦什来了。\n他们走进了大门。\n", encoding="utf-8"
    )
    (tmp_path / "b.txt").write_text(
        "Then Quindle. Zorblat.\nHe said something.\nZorblat came.\n"
        "They walked in through the gate.\n",
        encoding="utf-8",
    )
    (tmp_path / "terms.tsv").write_text("克瓦什\tZorblat\n", encoding="utf-8")
    job = Job(tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "out.jsonl")

    def probability(settings: Settings) -> float:
        run(job, settings, encoder)
        units = {unit.target: unit for unit in read_bitext(job.output)}
        found = units["Then Quindle. Zorblat. He said something."].probability
        assert found is not None
        return found

    without = probability(Settings(lines=True))
    lexicon = probability(Settings(lines=True, lexicon=tmp_path / "terms.tsv"))
    glossary = probability(Settings(lines=True, glossary=tmp_path / "terms.tsv"))
    assert without + 0.2 < lexicon < glossary


def test_a_bitext_by_itself_is_aligned_anew(tmp_path: Path) -> None:
    rows = (
        ("门开了。", "The door opened."),
        ("雪停了。", "Nobody came to the old town."),  # the rows below have slipped
        ("没有人来老城。", "The captain bought three red lanterns."),
        ("船长买了三个红灯笼。", ""),
    )
    lines = [f"{source}\t{target}" for source, target in rows]
    file = tmp_path / "slipped.tsv"
    file.write_text("zh\ten\n" + "\n".join(lines) + "\n", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    outcome = run(Job(file, None, out), Settings())
    assert len(outcome.passed_over) == 1
    found = {unit.source: unit.target for unit in read_bitext(out) if not unit.is_null}
    assert found["没有人来老城。"] == "Nobody came to the old town."
    assert found["船长买了三个红灯笼。"] == "The captain bought three red lanterns."


def test_a_bitext_is_not_replaced_by_its_own_alignment(tmp_path: Path) -> None:
    file = tmp_path / "a.tsv"
    file.write_text("zh\ten\n门\tdoor\n", encoding="utf-8")
    with pytest.raises(UsageError, match="would replace a text"):
        run(Job(file, None, file), Settings())
