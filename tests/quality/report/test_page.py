"""The page in a real browser, Debian's Chromium led by Playwright; skipped without them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from duilian.quality.checker import Checked
from duilian.quality.finding import Severity
from duilian.quality.report.outcome import Outcome
from duilian.quality.report.outputs import named
from duilian.quality.report.reports import REPORTS
from duilian.quality.term_use import TermUse

from ..pages import lowest_contrast
from .awkward import RULES, made, of, outcome, seen, way

playwright = pytest.importorskip("playwright.sync_api", reason="no playwright")

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[[Outcome], "Page"]


@pytest.fixture
def show(open_page: Callable[[str], Page]) -> Open:
    """Open the page of an outcome."""
    return lambda of: open_page("".join(named(REPORTS, "html").render(of)))


def messages(page: Page) -> list[str]:
    return page.locator(".card .message").all_inner_texts()


def wait_for_count(page: Page, text: str) -> None:
    """Wait until the search has come to this: it waits itself until nobody types."""
    playwright.expect(page.locator("#count")).to_have_text(text)


def focused(page: Page) -> str:
    """The message of the card that has the focus, else the id of what has it."""
    return str(
        page.evaluate("document.activeElement.querySelector('.message')?.innerText ?? ''")
        or page.evaluate("document.activeElement.id")
    )


def many(count: int) -> Outcome:
    """That many findings: three rules, three severities, two files."""
    source, target = "江上有十三艘船，天亮时都走了。", "There were twelve boats on the river."
    names = ("number-mismatch", "doubled-word", "width")
    codes = ("NUM001", "DUP001", "TYP002")

    def file(name: str, share: int) -> Checked:
        found = tuple(
            made(
                source,
                target,
                unit,
                file=name,
                code=codes[unit % 3],
                name=names[unit % 3],
                severity=tuple(Severity)[unit % 3],
                message=f"finding {unit} of {name}",
                source_span=of(source, "十三艘"),
                target_span=of(target, "twelve"),
            )
            for unit in range(1, share + 1)
        )
        return Checked(name, "zh", "en", share, found)

    return Outcome((file("a.tmx", count - count // 4), file("b.tmx", count // 4)), RULES)


# --- what is shown ------------------------------------------------------------------------------


def test_texts_are_shown_as_they_are(show: Open) -> None:
    page = show(outcome())
    assert page.locator(".card").count() == 10
    hostile = page.locator(".card", has_text="hidden")
    target = hostile.locator(".target .text")
    beginning = "a␛[31m␀<U+0085> <U+202E>evil<U+2066> </script><b>&amp; ]]>"
    assert target.inner_text().startswith(beginning)
    assert target.locator("mark").inner_text() == "</script>"
    assert target.locator("b").count() == 0
    assert hostile.locator(".source mark").inner_text() == "<U+200B>"
    assert page.title() == (
        "duilian: 7 errors, 1 warning, 2 notes in 21 units of 3 files"
        " (2 suppressed, 1 known to the baseline)"
    )
    assert page.locator(".alert").inner_text() == "broken.tmx: not well-formed"


def test_evidence_is_marked_on_both_sides(show: Open) -> None:
    page = show(outcome())
    river = page.locator(".card").first
    assert river.locator("mark").all_inner_texts() == ["3.5亿元", "3.5 million yuan"]
    help, *others = river.locator(".remarks li").all_inner_texts()
    assert help.endswith("write 350 million yuan")
    assert len(others) == 2
    emoji = page.locator(".card", has_text="family")
    assert emoji.locator(".source mark").inner_text() == "🇨🇳"
    assert page.locator(".card", has_text="No stop").first.locator("mark.point").count() == 1


def test_languages_and_directions(show: Open) -> None:
    page = show(outcome())
    arabic = page.locator(".card", has_text="family").locator(".target .text")
    assert arabic.get_attribute("lang") == "ar"
    assert arabic.evaluate("element => getComputedStyle(element).direction") == "rtl"
    chinese = page.locator(".card").first.locator(".source .text")
    assert chinese.get_attribute("lang") == "zh"
    assert "Songti SC" in str(chinese.evaluate("element => getComputedStyle(element).fontFamily"))
    sides = page.locator(".card").first.locator(".side")
    left, right = sides.nth(0).bounding_box(), sides.nth(1).bounding_box()
    assert left is not None
    assert right is not None
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] < right["x"]


def test_a_long_segment_is_shown_around_its_mark(show: Open) -> None:
    target = "Nothing happens here. " * 80 + "Twelve boats. " + "Nothing at all. " * 80
    long = made("十三艘船。", target, 1, target_span=of(target, "Twelve"))
    page = show(Outcome((Checked("a.tmx", "zh", "en", 1, (long,)),), RULES))
    text = page.locator(".target .text")
    assert "Twelve" in text.inner_text()
    assert len(text.inner_text()) < 800
    text.get_by_role("button", name="whole segment").click()
    assert text.inner_text().strip() == target.strip()


def test_nothing_found(show: Open) -> None:
    page = show(Outcome((Checked("clean.tsv", "zh", "en", 9, ()),), RULES))
    assert page.locator("#couplet").is_visible()
    assert page.locator("#filters").is_hidden()
    assert "Nothing found in 9 units of 1 file" in page.locator("h1").inner_text()


def test_a_rule_explains_itself(show: Open) -> None:
    page = show(outcome())
    page.locator(".card .code").first.click()
    about = page.get_by_role("dialog")
    assert "A quantity of one side is another on the other." in about.inner_text()
    page.keyboard.press("Escape")
    assert about.count() == 0


# --- filters and order --------------------------------------------------------------------------


def test_search(show: Open) -> None:
    page = show(outcome())
    page.fill("#text", "THE NUMBERS")
    wait_for_count(page, "2 of 10 findings")
    assert messages(page) == ["the numbers differ"] * 2
    page.fill("#text", "numbers blanks")
    wait_for_count(page, "1 of 10 findings")
    page.fill("#text", "千里")
    page.get_by_text("No finding is like that").wait_for()
    page.get_by_role("button", name="Show all").click()
    assert page.locator(".card").count() == 10


def test_filters_work_together(show: Open) -> None:
    page = show(many(40))
    page.get_by_role("button", name="errors").click()
    page.get_by_role("button", name="notes").click()
    assert page.locator("#count").inner_text() == "14 of 40 findings"
    page.locator("#file").select_option(label="b.tmx")
    assert set(page.locator(".card .severity").all_inner_texts()) == {"warning"}
    assert messages(page) == [f"finding {unit} of b.tmx" for unit in (1, 4, 7, 10)]
    page.locator("#chart button", has_text="NUM001").click()
    assert page.locator(".card").count() == 0
    page.locator("#chart button", has_text="NUM001").click()
    page.locator("#chart button", has_text="DUP001").click()
    assert page.locator(".card").count() == 4
    page.keyboard.press("Escape")
    assert page.locator("#count").inner_text() == "40 findings"


def test_the_chart_counts_what_a_rule_would_show(show: Open) -> None:
    page = show(many(40))
    page.locator("#chart button", has_text="NUM001").click()
    page.get_by_role("button", name="errors").click()
    texts = page.locator("#chart button").all_inner_texts()
    assert [text.split("\n")[-1] for text in sorted(texts)] == ["14", "13", "0"]


def test_the_address_remembers(show: Open) -> None:
    page = show(many(40))
    page.locator("#sort").select_option("severity")
    page.locator("#chart button", has_text="DUP001").click()
    page.fill("#text", "a.tmx")
    wait_for_count(page, "10 of 40 findings")
    page.reload()
    assert page.locator("#count").inner_text() == "10 of 40 findings"
    assert page.locator("#sort").input_value() == "severity"
    assert page.locator("#text").input_value() == "a.tmx"


def test_orders(show: Open) -> None:
    page = show(outcome())
    severities = ["error"] * 7 + ["warning"] + ["note"] * 2
    page.locator("#sort").select_option("severity")
    assert page.locator(".card .severity").all_inner_texts() == severities
    page.locator("#sort").select_option("rule")
    assert page.locator(".card .code").last.inner_text() == "TYP002 width"
    page.locator("#sort").select_option("confidence")
    assert messages(page)[0] == "3.5亿元 is 350 million yuan, not 3.5 million"
    page.locator("#sort").select_option("place")
    assert messages(page)[1] == "十三 is 13, not 12"


# --- keys ---------------------------------------------------------------------------------------


def test_walking_through_findings(show: Open) -> None:
    page = show(many(200))
    for key, wanted in (
        ("j", 1),
        ("j", 2),
        ("ArrowDown", 3),
        ("k", 2),
        ("ArrowUp", 1),
        ("k", 1),
    ):
        page.keyboard.press(key)
        assert focused(page) == f"finding {wanted} of a.tmx"
    page.keyboard.press("End")
    assert focused(page) == "finding 50 of b.tmx"
    assert page.locator(".card:focus").evaluate(
        "card => { const box = card.getBoundingClientRect();"
        " return box.top >= 0 && box.bottom <= innerHeight }"
    )
    page.keyboard.press("Home")
    assert focused(page) == "finding 1 of a.tmx"
    assert page.locator("[aria-current]").count() == 1


def test_searching_by_keys(show: Open) -> None:
    page = show(outcome())
    page.keyboard.press("/")
    assert focused(page) == "text"
    page.keyboard.type("jumps")
    page.get_by_text("No finding is like that").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.locator(".card").count() == 10
    page.keyboard.press("3")
    assert page.locator(".card").count() == 8
    page.keyboard.press("?")
    assert "next finding" in page.get_by_role("dialog").inner_text()


def test_the_map_by_keys(show: Open) -> None:
    page = show(many(200))
    strip = page.get_by_role("slider", name="Map of b.tmx")
    strip.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert strip.get_attribute("aria-valuenow") == "2"
    assert strip.get_attribute("aria-valuetext") == "unit 2: 1 finding, TYP002"
    assert page.locator("#tip").inner_text() == "unit 2: 1 finding, TYP002"
    page.keyboard.press("Enter")
    assert focused(page) == "finding 2 of b.tmx"


def test_the_map_by_pointer(show: Open) -> None:
    page = show(many(2000))
    strip = page.get_by_role("slider", name="Map of a.tmx")
    box = strip.bounding_box()
    assert box is not None
    strip.hover(position={"x": box["width"] / 2, "y": 8})
    assert page.locator("#tip").inner_text().startswith("units 7")
    strip.click(position={"x": box["width"] / 2, "y": 8})
    number = int(focused(page).split()[1])
    assert 740 <= number <= 760
    strip.click(position={"x": box["width"] - 2, "y": 8})
    assert int(focused(page).split()[1]) > 1490


def test_the_way_for_who_tabs(show: Open) -> None:
    page = show(outcome())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to the findings"
    page.keyboard.press("Enter")
    assert focused(page).endswith("not 3.5 million")  # the list, whose first message that is
    snapshot = page.locator("body").aria_snapshot()
    for part in (
        'feed "Findings"',
        'slider "Map of memory.tmx"',
        'searchbox "Search in texts and messages"',
        'combobox "Order"',
        'group "Severity"',
        'button "1 warning" [pressed]',
    ):
        assert part in snapshot
    unnamed = page.locator("button, input, select").evaluate_all(
        "all => all.filter(each => each.checkVisibility()"
        " && !(each.innerText || each.ariaLabel || each.labels?.length)).map(each => each.id)"
    )
    assert unnamed == []


# --- terms --------------------------------------------------------------------------------------


def terms(page: Page) -> list[str]:
    return page.locator(".term h3").all_inner_texts()


def many_terms(count: int) -> Outcome:
    """That many terms of a glossary, each commoner than the one before, and no finding."""
    place = seen(1, "在|码头|等", "at the |quay|", "a.tmx")
    uses = tuple(
        TermUse(
            f"码头{number}",
            ("zh", "en"),
            tuple(
                way(f"quay {each} of {number}", "expected", place, more=number) for each in range(5)
            ),
            concept=str(number),
        )
        for number in range(1, count + 1)
    )
    return Outcome((Checked("a.tmx", "zh", "en", 20_000, (), uses=uses),), RULES)


def test_renderings_are_told_in_figures_and_shown_as_bars(show: Open) -> None:
    page = show(outcome())
    page.get_by_role("tab", name="Terms 2").click()
    assert page.locator(".card:visible").count() == 0
    assert page.locator(".term .kind").all_inner_texts() == [
        "6 places · drifts, confidence 0.81",
        "4 places · glossary: quay, pier",
    ]
    told = [text.split("\n") for text in page.locator(".way").all_inner_texts()]
    assert [" | ".join(filter(None, each)) for each in told] == [
        "mostly | boat | 5 · 83%",
        "also | <b>ship</b><U+202E> | 1 · 17%",
        "expected | quay | 2 · 50%",
        "forbidden | dock | 1 · 25%",
        "not found | none that the glossary knows | 1 · 25%",
    ]
    whole = page.locator(".way .bar").first.bounding_box()
    widths = [bar.bounding_box() for bar in page.locator(".way .bar > span").all()]
    assert whole is not None
    shares = [round(100 * width["width"] / whole["width"]) for width in widths if width]
    assert shares == [83, 17, 50, 25, 25]
    assert page.locator(".way:visible").first.evaluate("way => way.tagName") == "BUTTON"


def test_from_a_rendering_to_its_places_and_to_the_finding(show: Open) -> None:
    page = show(outcome())
    page.keyboard.press("v")
    boat = page.get_by_role("button", name="mostly boat")
    boat.click()
    assert boat.get_attribute("aria-expanded") == "true"
    [place, more] = page.locator(".places:visible > li").all()
    assert place.locator("mark").all_inner_texts() == ["船", "boats"]
    assert place.locator(".at").inner_text() == "memory.tmx · unit 8 to NUM001"
    assert more.inner_text() == "and 4 more places"
    place.get_by_role("button", name="to NUM001").click()
    assert focused(page) == "十三 is 13, not 12"
    assert page.get_by_role("tab", name="Findings").get_attribute("aria-selected") == "true"
    page.locator(".card:focus").get_by_role("button", name="all places of 船").click()
    assert page.locator(".term:focus h3").inner_text() == "船"
    assert page.locator(".term:focus .places:visible").count() == 2
    boat.click()
    assert page.locator(".term:focus-within .places:visible").count() == 1


def test_a_place_where_nothing_was_found(show: Open) -> None:
    page = show(outcome())
    page.keyboard.press("v")
    page.get_by_role("button", name="not found").click()
    [place] = page.locator(".places:visible > li").all()
    assert place.locator(".said").all_inner_texts() == ["在码头等", "waits there"]
    assert place.locator("mark").all_inner_texts() == ["码头"]


def test_which_terms(show: Open) -> None:
    page = show(outcome())
    page.keyboard.press("v")
    assert terms(page) == ["船", "码头"]
    for kind, wanted in (("drift", ["船"]), ("glossary", ["码头"]), ("mend", ["码头"])):
        page.locator("#term-kind").select_option(kind)
        assert terms(page) == wanted
        assert page.locator("#term-count").inner_text() == "1 of 2 terms"
    page.keyboard.press("Escape")  # leaves the field
    page.keyboard.press("Escape")
    assert terms(page) == ["船", "码头"]
    page.keyboard.press("/")
    page.keyboard.type("QUAY")
    playwright.expect(page.locator("#term-count")).to_have_text("1 of 2 terms")
    assert terms(page) == ["码头"]
    page.reload()
    assert terms(page) == ["码头"]
    page.fill("#term-text", "nowhere")
    page.get_by_text("No term is like that").wait_for()
    page.locator("#term-reset").click()
    assert terms(page) == ["船", "码头"]


def test_orders_of_terms(show: Open) -> None:
    page = show(many_terms(3))
    for order, wanted in (("name", "123"), ("often", "321"), ("doubt", "321")):
        page.locator("#term-sort").select_option(order)
        assert terms(page) == [f"码头{number}" for number in wanted]


def test_terms_by_keys(show: Open) -> None:
    page = show(outcome())
    page.get_by_role("tab", name="Findings").focus()
    page.keyboard.press("ArrowRight")
    assert focused(page) == "tab-terms"
    assert page.locator("#terms").is_visible()
    for key, wanted in (("j", "term-0"), ("j", "term-1"), ("j", "term-1"), ("k", "term-0")):
        page.keyboard.press(key)
        assert focused(page) == wanted
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".term:focus-within .places:visible").count() == 1
    page.keyboard.press("1")  # is for findings
    page.keyboard.press("v")
    assert page.locator(".card").count() == 10
    snapshot = page.locator("body").aria_snapshot()
    for part in ('tab "Findings 10" [selected]', 'tab "Terms 2"', 'tabpanel "Findings 10"'):
        assert part in snapshot


def test_a_page_about_terms_alone_begins_with_them(show: Open) -> None:
    whole = outcome()
    drifting = tuple(found for found in whole.findings if found.use)
    files = (replace(whole.files[0], findings=drifting, uses=()), whole.files[2])
    page = show(replace(whole, files=files))
    assert page.locator("#terms").is_visible()
    page.keyboard.press("v")
    page.reload()
    assert page.locator(".card").count() == 1


def test_without_terms_there_is_no_word_of_them(show: Open) -> None:
    page = show(many(4))
    assert page.get_by_role("tab").count() == 0
    page.keyboard.press("v")
    assert page.locator(".card").count() == 4


def test_many_terms_stay_quick(show: Open) -> None:
    page = show(many_terms(20_000))
    assert page.locator("#term-count").inner_text() == "20,000 terms"
    assert page.evaluate("document.querySelectorAll('*').length") < 5_000
    page.get_by_role("button", name="19,900 more terms").click()
    assert focused(page) == "term-19899"  # the hundredth, as the last is the commonest
    page.keyboard.press("/")
    page.keyboard.type("码头19999")
    playwright.expect(page.locator("#term-count")).to_have_text("1 of 20,000 terms")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".term").count() == 1


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_terms_fit_into_the_window(show: Open, width: int) -> None:
    page = show(outcome())
    page.set_viewport_size({"width": width, "height": 800})
    page.keyboard.press("v")
    for button in page.locator(".way").all():
        button.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


# --- light, dark, paper -------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_schemes_can_be_read(show: Open, scheme: str) -> None:
    page = show(outcome())
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    contrast, where = lowest_contrast(page)
    assert contrast >= 4.5, where
    page.keyboard.press("v")
    for button in page.locator(".way").all():
        button.click()
    contrast, where = lowest_contrast(page)
    assert contrast >= 4.5, where
    background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert (background == "rgb(250, 247, 240)") == (scheme == "light")


def test_the_reader_has_the_last_word_on_colours(show: Open) -> None:
    page = show(outcome())
    page.emulate_media(color_scheme="light")
    colours = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(colours)
    page.keyboard.press("t")
    assert page.evaluate(colours) == light
    page.keyboard.press("t")
    dark = page.evaluate(colours)
    assert dark != light
    page.reload()
    assert page.evaluate(colours) == dark
    assert page.get_by_role("button", name="Colours: Dark").count() == 1
    page.keyboard.press("t")
    assert page.evaluate(colours) == light


def test_paper_gets_all_findings(show: Open) -> None:
    page = show(many(300))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".card").count() == 300
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".card").count() < 300


def test_paper_gets_all_terms(show: Open) -> None:
    page = show(many_terms(300))
    assert page.locator(".term").count() == 100
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".term").count() == 300


def test_paper_is_told_what_it_does_not_get(show: Open) -> None:
    page = show(many(1500))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".card").count() == 1000
    assert page.locator("#count").inner_text() == "1,500 findings (500 of them not printed)"


# --- many ---------------------------------------------------------------------------------------

_TIMES = """() => {
  const clock = (action) => {
    const start = performance.now();
    action();
    document.body.offsetHeight;
    return performance.now() - start;
  };
  const button = document.querySelector(".severities .note");
  const filter = Math.min(...[1, 2, 3, 4].map(() => clock(() => button.click())));
  const all = document.createElement("div");
  const fifth = clock(() => {
    const card = document.querySelector(".card");
    for (let number = 0; number < 4000; number += 1) all.append(card.cloneNode(true));
    document.body.append(all);
  });
  all.remove();
  return [filter, fifth];
}"""


def test_twenty_thousand_findings_stay_quick(show: Open) -> None:
    page = show(many(20_000))
    assert page.locator("#count").inner_text() == "20,000 findings"
    assert page.evaluate("document.querySelectorAll('*').length") < 5_000
    # Against what it would take to put no more than a fifth of them into the page.
    filtering, fifth = page.evaluate(_TIMES)
    assert filtering < fifth / 10
    page.keyboard.press("j")
    page.keyboard.press("End")
    assert focused(page) == "finding 5000 of b.tmx"
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    playwright.expect(page.locator(".card").nth(60)).to_be_attached()
    assert page.evaluate("document.querySelectorAll('*').length") < 10_000
    middle = page.evaluate(
        "document.elementFromPoint(700, 600)?.closest('.card, .chunk')?.className ?? ''"
    )
    assert "card" in str(middle)


def test_many_files(show: Open) -> None:
    files = [replace(many(4).files[0], file=f"{number}.tmx") for number in range(30)]
    page = show(Outcome(tuple(files), RULES))
    assert page.locator(".strip:visible").count() == 12
    page.get_by_role("button", name="18 more files").click()
    assert page.locator(".strip:visible").count() == 30
