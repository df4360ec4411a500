"""One outcome for all reports: three translations of a small story, invented, and what is hard."""

from __future__ import annotations

from duilian.quality.scores.evaluate import Plan, Test, evaluate
from duilian.quality.scores.gate import Gate, judge
from duilian.quality.scores.metrics import kind
from duilian.quality.scores.report import Outcome
from duilian.quality.scores.texts import Text, match

SOURCE = (
    "渡轮在黎明前离开了三号码头。",
    "整夜没有人睡觉。",
    "一位老妇人开始唱歌。",
    "票价是二十元，儿童半价。",
    "请保管好您的行李。",
    "下一班船明天八点开。",
)
REFERENCE = (
    "The ferry left pier three before dawn.",
    "Nobody had slept all night.",
    "An old woman began to sing.",
    "The fare is twenty yuan, half price for children.",
    "Please look after your luggage.",
    "The next boat leaves at eight tomorrow.",
)
STEADY = (
    "The ferry left pier 3 before dawn.",
    "Nobody slept all night.",
    "An old woman started to sing.",
    "The fare is twenty yuan, half price for children.",
    "Please look after your luggages.",
    "The next boat leaves at eight tomorrow.",
)
HASTY = (
    "The ferries left pier three before dawn.",
    "No one slept.",
    "An old woman began to sing.",
    "The fare is twenty yuan | <b>half</b> for *children*.\u200b",
    "",
    "The next boat leaves tomorrow at eight o'clock.",
)
LOST = (
    "A boat went away.",
    "Nobody had slept all night.",
    "One aged lady started a song.",
    "It costs twenty.",
    "Mind the bags.",
    "Another ship is coming.",
)
DOCUMENTS = ("night", "night", "night", "notices", "notices", "notices")
DOMAINS = ("story", "story", "story", "signs", "signs", "signs")


def outcome(
    *candidates: tuple[str, ...],
    test: Test = "bootstrap",
    metrics: tuple[str, ...] = ("bleu", "chrf", "ter"),
    worst: int = 2,
) -> Outcome:
    """What came of scoring these translations; of all three, if none are named."""
    names = ("steady.en", "hasty.en", "lost|<at sea>.en")
    texts = [
        Text(f"out/{name}", segments)
        for name, segments in zip(names, candidates or (STEADY, HASTY, LOST), strict=False)
    ]
    matched = match(texts, [Text("ref.en", REFERENCE)], Text("source.zh", SOURCE), language="en")
    plan = Plan(
        tuple(kind(name, "en") for name in metrics), test, intervals=True, samples=200, jobs=1
    )
    evaluation = evaluate(matched, plan, "en", DOCUMENTS, DOMAINS)
    gate = Gate({"chrf": 60.0} if "chrf" in metrics else {}, {})
    return Outcome(evaluation, judge(evaluation, gate, None), worst, version="1.2.3")
