"""Synonyms to plant into translations: what a second translator might have written.

Each row holds a Chinese term (in simplified characters), its English rendering in the annual
reports of ``qa/hkma``, and another way to say either. They are ordinary words of the trade, so
nothing but their being different marks them.
"""

from __future__ import annotations

SYNONYMS = (
    # Chinese, English, another English, another Chinese
    ("金管局", "HKMA", "Banking Regulator", "监管当局"),
    ("认可机构", "AIs", "licensed lenders", "持牌银行"),
    ("认可机构", "authorized institutions", "licensed lenders", "持牌银行"),
    ("货币基础", "Monetary Base", "base money", "基础货币"),
    ("总结余", "Aggregate Balance", "overall reserve", "结算总额"),
    ("联汇制度", "LERS", "currency peg", "钉住汇率制"),
    ("联系汇率制度", "Linked Exchange Rate System", "currency peg", "钉住汇率制"),
    ("外汇基金", "Exchange Fund", "currency reserve pool", "外币储备库"),
    ("外汇基金票据", "Exchange Fund Bills", "currency reserve notes", "外币短期债"),
    ("外汇储备", "foreign exchange reserves", "foreign currency holdings", "外币存底"),
    ("银行体系", "banking system", "lending network", "银行界"),
    ("银行体系", "banking sector", "lending network", "银行界"),
    ("银行业", "banking industry", "lending trade", "银行界"),
    ("流动性", "liquidity", "cash availability", "变现能力"),
    ("流动性风险", "liquidity risk", "funding danger", "变现风险"),
    ("资产质素", "asset quality", "soundness of holdings", "资产优劣"),
    ("金融管理专员", "Monetary Authority", "Currency Commissioner", "金融总监"),
    ("内地", "Mainland", "continental China", "大陆"),
    ("货币发行委员会", "CBC", "Issuance Panel", "发币小组"),
    ("发钞银行", "note-issuing banks", "issuers of paper money", "印钞银行"),
    ("管控措施", "controls", "safeguards", "防范手段"),
    ("风险管理", "risk management", "handling of hazards", "风险治理"),
    ("货币及金融稳定", "monetary and financial stability", "steadiness of money and finance",
     "币值与金融安定"),
    ("专题评估", "thematic reviews", "topical assessments", "专项检查"),
    ("证券", "securities", "tradable instruments", "有价票券"),
    ("美元储备", "US dollar reserves", "greenback holdings", "美金存底"),
    ("人民币", "renminbi", "Chinese yuan", "中国货币"),
    ("支持比率", "Backing Ratio", "cover quotient", "准备金率"),
    ("现场审查", "on-site examinations", "field inspections", "实地检查"),
    ("现场审查", "on-site examination", "field inspection", "实地检查"),
    ("信用风险", "credit risk", "default exposure", "信贷风险"),
    ("强方兑换保证", "strong-side CU", "upper-limit pledge", "上限兑换承诺"),
    ("货币政策", "monetary policy", "central bank stance", "央行政策"),
    ("金融机构", "financial institutions", "finance houses", "金融企业"),
    ("劳工市场", "labour market", "job scene", "就业市场"),
    ("货币市场", "money markets", "short-term funding venues", "短期资金市场"),
    ("银行纸币", "banknotes", "paper money", "钞票"),
    ("利率", "interest rate", "borrowing cost", "息口"),
    ("硬币收集计划", "Coin Collection Programme", "Loose Change Scheme", "零钱回收活动"),
    ("外聘核数师", "external auditors", "independent accountants", "独立会计师"),
    ("网络保安", "cyber security", "digital protection", "资讯安全"),
    ("注册机构", "RIs", "enrolled firms", "登记公司"),
    ("兑换范围", "Convertibility Zone", "conversion band", "汇率区间"),
    ("金融稳定", "financial stability", "steadiness of finance", "金融安定"),
    ("中美贸易摩擦", "US-China trade tensions", "Sino-American commercial friction",
     "中美商贸争端"),
    ("失业率", "unemployment rate", "joblessness figure", "无业比例"),
    ("贸易融资", "trade finance", "commerce lending", "商贸信贷"),
    ("债务证券", "debt securities", "bond instruments", "债券工具"),
    ("智慧银行", "smart banking", "intelligent bank services", "智能金融"),
    ("债券通", "Bond Connect", "Debenture Link", "债市互通"),
    ("新冠病毒疫情", "COVID-19 pandemic", "coronavirus outbreak", "新冠肺炎疫潮"),
    ("香港银行同业拆息", "HIBORs", "interbank borrowing costs", "同业借贷成本"),
    ("收银车", "Coin Cart", "change truck", "硬币车"),
    ("金融体系", "financial system", "finance framework", "金融架构"),
    ("金融市场", "financial markets", "capital venues", "资本市场"),
    ("国际货币基金组织", "International Monetary Fund", "global currency agency", "国际货币机构"),
    ("政府统计处", "Census and Statistics Department", "Bureau of Figures", "官方统计局"),
    ("普及金融", "financial inclusion", "access to bank services", "全民金融"),
    ("虚拟银行", "virtual banks", "online-only lenders", "网上银行"),
    ("压力测试", "stress testing", "resilience trials", "抗压测验"),
    ("打击洗钱", "anti-money laundering", "fight against dirty money", "反洗黑钱"),
    ("资本充足", "capital adequacy", "sufficiency of funds", "资本足够"),
    ("私人消费", "private consumption", "household spending", "个人开支"),
    ("物业市场", "property market", "real estate scene", "房地产市场"),
    ("财政司司长", "Financial Secretary", "Treasury Minister", "财政长官"),
    ("基本银行服务", "basic banking services", "simple bank facilities", "简单银行设施"),
    ("跨境", "cross-border", "transnational", "跨国"),
    ("零售银行", "retail banks", "high-street lenders", "大众银行"),
    ("金融科技", "fintech", "finance technology", "理财科技"),
    ("消费者保护", "consumer protection", "safeguarding of customers", "客户保障"),
)  # fmt: skip

_HEADS = {
    "fund": "pool", "system": "network", "policy": "strategy", "risk": "hazard",
    "management": "handling", "market": "bourse", "markets": "bourses", "rate": "level",
    "banks": "lenders", "base": "foundation", "balance": "remainder", "reviews": "assessments",
    "examinations": "inspections", "examination": "inspection", "stability": "steadiness",
    "authority": "agency", "institutions": "organisations", "securities": "instruments",
    "bills": "notes", "reserves": "holdings", "sector": "branch", "industry": "trade",
    "quality": "soundness", "ratio": "proportion", "finance": "funding", "banking": "lending",
    "connect": "link", "programme": "campaign", "cart": "truck", "department": "bureau",
    "secretary": "minister", "inclusion": "participation", "testing": "trials",
    "laundering": "washing", "adequacy": "sufficiency", "consumption": "spending",
    "services": "facilities", "protection": "safeguarding", "zone": "band",
    "auditors": "accountants", "security": "safety", "tensions": "friction",
    "pandemic": "outbreak", "cu": "pledge",
}  # fmt: skip
_CHINESE_HEADS = {
    "基金": "资金池", "体系": "网络", "政策": "策略", "风险": "危险", "管理": "治理",
    "市场": "集市",
    "率": "水平", "银行": "钱庄", "基础": "根基", "结余": "余款", "评估": "评核", "审查": "检验",
    "稳定": "安稳", "专员": "主管", "机构": "单位", "票据": "债券", "储备": "存底", "业": "界",
    "质素": "品质", "比率": "比例", "融资": "信贷", "通": "联", "计划": "项目", "车": "卡车",
    "处": "局", "金融": "财务", "测试": "试验", "洗钱": "洗黑钱", "充足": "足够", "消费": "开支",
    "服务": "设施", "范围": "区间", "核数师": "会计师", "保安": "安全", "摩擦": "冲突",
    "疫情": "疫潮",
    "保证": "承诺", "制度": "机制", "措施": "手段", "委员会": "小组",
}  # fmt: skip


def rows(*, to_english: bool, near: bool) -> list[tuple[str, str, str]]:
    """(term, rendering, replacement) for one direction.

    ``near`` replaces one word of a rendering of several, and leaves out those of one.
    """
    found = []
    for chinese, english, other_english, other_chinese in SYNONYMS:
        if to_english:
            new = _last_word_changed(english) if near else other_english
            row = chinese, english, new
        else:
            new = _ending_changed(chinese) if near else other_chinese
            row = english, chinese, new
        if new:
            found.append(row)
    return found


def _last_word_changed(english: str) -> str:
    words = english.split()
    for place in reversed(range(len(words))):
        new = _HEADS.get(words[place].lower())
        if new is not None and len(words) > 1:
            words[place] = new.capitalize() if words[place][0].isupper() else new
            return " ".join(words)
    return ""


def _ending_changed(chinese: str) -> str:
    for ending in sorted(_CHINESE_HEADS, key=len, reverse=True):
        if chinese.endswith(ending) and chinese != ending:
            return chinese.removesuffix(ending) + _CHINESE_HEADS[ending]
    return ""
