"""Characters that several rules speak of: Han, full width, brackets, and who writes with them."""

from __future__ import annotations

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, for the inside of a regular expression's class."""

WIDE = frozenset(("zh", "ja"))
"""Languages that punctuate in full width."""

SPACELESS = frozenset(("zh", "ja", "th"))
"""Languages that do not write words apart."""

BRACKETS = {
    **{"(": ")", "[": "]", "{": "}"},
    **{"（": "）", "［": "］", "｛": "｝", "【": "】", "〔": "〕", "〖": "〗"},
    **{"《": "》", "〈": "〉", "「": "」", "『": "』"},
}
"""What closes each opening bracket."""

HALF = {"（": "(", "）": ")", "［": "[", "］": "]", "｛": "{", "｝": "}"}
"""The half-width bracket that a full-width one may be paired with."""

NARROW = {
    **{chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)},
    **{"。": ".", "、": ",", "｡": ".", "､": ",", "\u3000": " ", "【": "[", "】": "]"},
}
"""The half-width form of full-width characters, ideographic ones among them."""

WIDEN = {**{",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}}
"""The full-width form of punctuation."""
