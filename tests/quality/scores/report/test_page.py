"""The page of scores in a real browser."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from duilian.quality.report.outputs import named
from duilian.quality.scores.evaluate import Plan, evaluate
from duilian.quality.scores.metrics import kind
from duilian.quality.scores.report import REPORTS, Outcome
from duilian.quality.scores.texts import Text, match

from ...pages import lowest_contrast
from .ferry import HASTY, STEADY, outcome

playwright = pytest.importorskip("playwright.sync_api", reason="no playwright")

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

Open = Callable[[Outcome], "Page"]


@pytest.fixture
def show(open_page: Callable[[str], Page]) -> Open:
    """Open the page of an outcome."""
    return lambda of: open_page("".join(named(REPORTS, "html").render(of)))


def many(segments: int, documents: int, worst: int) -> Outcome:
    """Two systems in Chinese, of which the second is worse in every second document."""
    dice = random.Random(5)
    letters = "渡轮在黎明前离开码头整夜没有人睡觉"
    truth = ["".join(dice.choices(letters, k=12)) for _ in range(segments)]
    places = [number * documents // segments for number in range(segments)]

    def worse(text: str, share: float) -> str:
        return "".join(dice.choice(letters) if dice.random() < share else each for each in text)

    first = [worse(text, 0.2) for text in truth]
    second = [
        worse(text, 0.6 if place % 2 else 0.1) for text, place in zip(truth, places, strict=True)
    ]
    texts = [Text(name, tuple(lines)) for name, lines in (("a.zh", first), ("b.zh", second))]
    matched = match(texts, [Text("ref.zh", tuple(truth))], language="zh")
    plan = Plan((kind("chrf", "zh"),), "bootstrap", samples=50, jobs=1)
    named_places = [f"chapter {place}" for place in places]
    return Outcome(evaluate(matched, plan, "zh", named_places), worst=worst)


def shown(page: Page) -> list[str]:
    """The segments on the page, in order."""
    places = page.locator(".card .place").all_inner_texts()
    return [place.split(" · ")[0].removeprefix("segment ") for place in places]


def rows(table: Locator) -> list[list[str]]:
    """A table's figures, row by row, without the axis."""
    found = []
    for row in table.locator("tbody tr:not(.axis)").all():
        cells = row.locator("th, td:not(.plot)").all_inner_texts()
        found.append([" ".join(cell.split()) for cell in cells])
    return found


def test_scores_and_intervals(show: Open) -> None:
    page = show(outcome())
    assert page.title() == "duilian: 3 systems, 6 segments of 2 documents; 1 of 3 conditions failed"
    bleu = page.get_by_role("table", name="BLEU")
    first, second, third = rows(bleu)
    assert first == ["steady.en", "74.13", "± 23.98", "held against"]
    assert second[-1] == "worse p = 0.0398"
    assert third[-1] == "worse p = 0.0050, corrected 0.0100"
    assert rows(page.get_by_role("table", name="chrF2"))[1][-1] == "may be chance p = 0.0647"
    assert page.locator(".metric .signature").count() == 3
    # What is drawn is what is written: the interval's middle, and where the others lie.
    whiskers = [line.bounding_box() for line in bleu.locator(".whisker").all()]
    dots = [dot.bounding_box() for dot in bleu.locator("circle").all()]
    middles = []
    for whisker, dot in zip(whiskers, dots, strict=True):
        assert whisker is not None
        assert dot is not None
        middles.append(dot["x"] + dot["width"] / 2)
        assert whisker["x"] <= middles[-1] <= whisker["x"] + whisker["width"]
    share = (middles[0] - middles[1]) / (middles[0] - middles[2])
    assert share == pytest.approx((74.13 - 42.91) / (74.13 - 15.26), abs=0.01)


def test_two_of_one_score_are_not_called_different(show: Open) -> None:
    page = show(outcome(STEADY, STEADY))
    assert [row[-1] for row in rows(page.get_by_role("table", name="BLEU"))] == [
        "held against",
        "the same",
    ]


def test_the_gate_stands_on_top(show: Open) -> None:
    page = show(outcome())
    alert = page.locator(".alert").inner_text()
    assert alert == "lost|<at sea>.en: chrF2 is 22.05, and 60 is the least allowed"
    assert page.locator("#passed li").count() == 2


def test_documents_and_domains(show: Open) -> None:
    page = show(outcome())
    documents = page.locator("#documents table")
    assert rows(documents) == [
        ["notices", "3", "90.92", "25.94", "−64.97"],
        ["night", "3", "46.63", "65.51", "+18.88"],
    ]
    assert [row[0] for row in rows(page.locator("#domains table"))] == ["story", "signs"]
    page.get_by_label("Order of documents").select_option("as they come")
    assert [row[0] for row in rows(documents)] == ["night", "notices"]
    page.locator("#metric").select_option("TER")
    assert rows(documents)[0] == ["night", "3", "16.67", "33.33", "+16.67"]
    assert documents.locator("tbody tr").first.get_attribute("class") == "worse"
    documents.get_by_role("button", name="notices").click()
    assert set(shown(page)) == {"4", "5", "6"}
    assert page.locator("#document").input_value() == "notices"
    documents.get_by_role("button", name="notices").click()
    assert len(shown(page)) == 6


def test_many_documents(show: Open) -> None:
    page = show(many(300, 30, 20))
    names = page.locator("#documents tbody th")
    assert names.count() == 12
    assert page.locator("#documents tbody tr.worse").count() == 12
    page.get_by_role("button", name="18 more documents").click()
    assert names.count() == 30


def test_what_differs_is_marked(show: Open) -> None:
    page = show(outcome(STEADY, HASTY))
    first = page.locator(".card", has_text="segment 1 ·")
    base, chosen = first.locator(".base .text"), first.locator(".chosen .text")
    assert base.inner_text() == STEADY[0]
    assert chosen.inner_text() == HASTY[0]
    assert base.locator("del").all_inner_texts() == ["y", "3"]
    assert chosen.locator("ins").all_inner_texts() == ["ies", "three"]
    assert chosen.locator(".kept").all_inner_texts() == ["ferr"]
    assert first.locator(".source").inner_text().endswith("渡轮在黎明前离开了三号码头。")
    assert first.locator(".source").get_attribute("lang") == "zh"
    page.keyboard.press("b")
    assert page.locator("#against").input_value() == "reference"
    assert first.locator(".base .language").inner_text() == "reference"
    assert base.locator("del").all_inner_texts() == ["y"]
    assert page.locator(".card", has_text="segment 5 ·").locator(".empty").inner_text() == "empty"
    # Texts are texts, whatever is in them.
    hostile = page.locator(".card", has_text="segment 4 ·").locator(".chosen .text")
    assert "<b>half</b>" in hostile.inner_text()
    assert hostile.locator("b").count() == 0


def test_chinese_is_compared_by_characters(show: Open) -> None:
    page = show(many(40, 2, 5))
    marks = page.locator(".text :is(del, ins)").all_inner_texts()
    assert marks
    assert min(map(len, marks)) == 1
    assert "Songti SC" in str(
        page.locator(".chosen .text").first.evaluate("each => getComputedStyle(each).fontFamily")
    )


def test_orders(show: Open) -> None:
    page = show(outcome())
    assert shown(page)[0] == "4"
    page.locator("#sort").select_option("gain")
    assert shown(page)[0] == "3"
    page.locator("#sort").select_option("score")
    assert shown(page)[0] == "5"
    page.locator("#sort").select_option("place")
    assert shown(page) == ["1", "2", "3", "4", "5", "6"]
    page.locator("#system").select_option("lost|<at sea>.en")
    page.locator("#sort").select_option("gain")
    assert page.locator(".card .message").first.inner_text().split() == ["BLEU", "100.00", "+42.11"]


def test_search_and_filters_are_remembered(show: Open) -> None:
    page = show(outcome())
    page.fill("#text", "TWENTY yuan")
    playwright.expect(page.locator("#count")).to_have_text("1 of 6 segments")
    page.locator("#domain").select_option("story")
    page.get_by_text("No segment is like that").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert len(shown(page)) == 6
    page.locator("#metric").select_option("TER")
    page.locator("#system").select_option("hasty.en")
    page.locator("#domain").select_option("signs")
    page.reload()
    assert page.locator("#metric option:checked").inner_text() == "TER"
    assert set(shown(page)) == {"4", "5", "6"}


def test_one_system(show: Open) -> None:
    page = show(outcome(HASTY))
    assert page.locator("#system").is_hidden()
    assert page.locator("#sort option").all_inner_texts() == ["worst first", "by place"]
    assert page.locator(".card .base .language").first.inner_text() == "reference"
    assert page.locator(".card .change").count() == 0
    assert rows(page.locator("#documents table"))[0] == ["notices", "3", "25.94"]


def test_without_a_reference_there_is_nothing_to_hold_it_against(show: Open) -> None:
    of = outcome(STEADY)
    page = show(replace(of, evaluation=replace(of.evaluation, references=())))
    assert page.locator(".base").count() == 0
    assert page.locator(".chosen .text").first.inner_text() in STEADY


def test_keys(show: Open) -> None:
    page = show(outcome())
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    assert "segment" in page.evaluate("document.activeElement.innerText")
    assert page.locator("[aria-current]").count() == 1
    for key, name, wanted in (("m", "metric", "1"), ("s", "system", "2"), ("o", "sort", "gain")):
        page.keyboard.press(key)
        assert page.locator(f"#{name}").input_value() == wanted
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "text"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert "the next metric" in page.get_by_role("dialog").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    unnamed = page.locator("button, input, select").evaluate_all(
        "all => all.filter(each => each.checkVisibility()"
        " && !(each.innerText || each.ariaLabel || each.labels?.length)).map(each => each.id)"
    )
    assert unnamed == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_schemes_can_be_read(show: Open, scheme: str) -> None:
    page = show(outcome())
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    contrast, where = lowest_contrast(page)
    assert contrast >= 4.5, where


@pytest.mark.parametrize("width", [360, 640, 900])
def test_a_narrow_window_holds_it(show: Open, width: int) -> None:
    page = show(outcome())
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_thousands_of_segments_stay_quick(show: Open) -> None:
    page = show(many(4_000, 20, 2_000))
    assert page.evaluate("document.querySelectorAll('*').length") < 5_000
    page.keyboard.press("j")
    page.keyboard.press("End")
    assert page.locator(".card:focus").count() == 1
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert "not printed" in page.locator("#count").inner_text()
