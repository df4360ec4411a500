"""A harbour's notices, Chinese and English, invented: the texts that terms are looked for in.

灯塔管理处 is the *Lighthouse Office* four times and once, in unit 8, the *Beacon Bureau*: that is
the one drift. 海岸 is inflected and no drift; 船 is rendered freely, as ordinary words are.
"""

from __future__ import annotations

LANGUAGES = ("zh", "en")
PAIRS = (
    (
        "灯塔管理处每年公布潮汐时刻表。",
        "The Lighthouse Office publishes the tide tables every year.",
    ),
    ("潮汐时刻表张贴在渡轮码头。", "The tide tables are posted at the ferry pier."),
    ("渡轮码头冬天早上七点开门。", "In winter the ferry pier opens at seven in the morning."),
    ("灯塔管理处负责修理海岸的灯。", "The Lighthouse Office repairs the lamps along the coast."),
    ("渔民在渡轮码头卖鱼。", "Fishermen sell their fish at the ferry pier."),
    ("海岸巡逻队向灯塔管理处报告。", "The coastal patrol reports to the Lighthouse Office."),
    ("下大雾的时候，渡轮码头关闭。", "When there is heavy fog, the ferry pier is closed."),
    ("灯塔管理处买了三条新船。", "The Beacon Bureau bought three new boats."),
    ("老船长每天看潮汐时刻表。", "The old captain reads the tide tables every day."),
    ("海岸巡逻队只有两条船。", "The coastal patrol has only two vessels."),
    (
        "春天，灯塔管理处油漆所有的灯塔。",
        "In spring the Lighthouse Office paints each lighthouse.",
    ),
    ("潮汐时刻表有中文和英文。", "The tide tables are in Chinese and English."),
)
DRIFTING = 7
"""The unit, counted from 0, in which the office has another name."""
