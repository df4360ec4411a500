"""What the annual reports of ``qa/hkma`` say in two ways by themselves, judged by hand.

All that drift told of the untouched text was read in its places. Listed are the terms whose
renderings a reviser would want to see side by side, since one of them would do for all places. Not
listed, and so counted as wrong: errors of ours, free variation (a verb for a noun, half of a phrase
repeated), and words that need two renderings.
"""

from __future__ import annotations

INCONSISTENT = {
    "zh": frozenset(
        (
            "硬幣收集計劃",
            "香港銀行同業拆息",
            "跨境",
            "外匯基金票據",
            "人民幣",
            "按揭貸款",
            "新冠病毒疫情",
            "銀行體系",
            "專題評估",
            "槓桿",
            "流動性狀況",
            "貨幣穩定",
            "全球經濟",
            "股市",
            "打擊洗錢",
            "未償還外匯基金票據",
        )
    ),
    "en": frozenset(
        (
            "Hong Kong dollar interbank interest rates",
            "trading activities",
            "private-sector",
            "property market",
            "trade finance",
            "financial regulation",
            "international conferences",
            "Digital Currency",
            "banking sector",
            "GDP growth",
        )
    ),
}
"""By the language of the source."""
