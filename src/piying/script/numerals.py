"""Numbers and letter widths as Chinese scripts write them.

`narrow` maps letter for letter, so that a place in the narrowed text is the same place in the
text as written.
"""

from __future__ import annotations

import re
import unicodedata

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NARROW |= {0x3000: ord(" "), 0x00A0: ord(" "), 0x2003: ord(" "), 0x2002: ord(" ")}
_NARROW |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0x2015), ord("-"))
_NARROW |= dict.fromkeys((0x2236, 0xFE55, 0xFE30, 0xA789), ord(":"))
_NARROW |= {0x2FF0 - step: ord(unicodedata.normalize("NFKC", chr(0x2FF0 - step)))
            for step in range(0x1B, 0xF1)}  # fmt: skip
_NARROW |= {ord(old): ord(new) for old, new in zip(
    "⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳⺠⺟",
    "虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟民母",
    strict=True,
)}  # fmt: skip
"""Radicals, which text taken from a PDF has for the letters: ⽇ for 日."""
_NARROW |= {ord(old): ord(new) for old, new in zip(
    "場塲時間點內員現閃憶結畫聲對獨話劇編導綱傳紹設關係鏡頭轉黃曉後個鐘備註環動臺詞題終續樂燈"
    "萬號與雙車門書聯繫議類標範從進龍飛見長開風馬魚頁齊齒說話問聽講讀親媽爺師醫",
    "场场时间点内员现闪忆结画声对独话剧编导纲传绍设关系镜头转黄晓后个钟备注环动台词题终续乐灯"
    "万号与双车门书联系议类标范从进龙飞见长开风马鱼页齐齿说话问听讲读亲妈爷师医",
    strict=True,
)}  # fmt: skip
"""The traditional letters of the words that headings, labels and marks are made of."""

_DIGITS = {
    **{letter: value for value, letter in enumerate("零一二三四五六七八九")},
    **{letter: value for value, letter in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": 0,
    "两": 2,
    "兩": 2,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}

NUMERAL = (
    "(?:[0-9]{1,4}|[零〇○一二三四五六七八九十百千两兩廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟]{1,9})"
)
"""A pattern for one number in narrowed text; `number` reads what it finds."""


def narrow(text: str) -> str:
    """`text` with full-width letters, digits, marks and spaces narrow, letter for letter.

    Traditional letters that labels and headings are written with become simplified ones.
    """
    return text.translate(_NARROW)


def number(text: str) -> int | None:
    """The number that `text` writes in digits or Chinese numerals, or None.

    Positional (一二〇) and ordinary (一百二十) numerals are read, and 一百二 as 120.
    """
    written = narrow(text).strip()
    if re.fullmatch(r"[0-9]{1,9}", written):
        return int(written)
    for short, long in _TENS.items():
        written = written.replace(short, long)
    if not written or any(letter not in _DIGITS and letter not in _UNITS for letter in written):
        return None
    if not any(letter in _UNITS for letter in written):
        return int("".join(str(_DIGITS[letter]) for letter in written))
    return _with_units(written)


def _with_units(written: str) -> int | None:
    """The number of numerals with 十, 百 or 千, whose units must fall: 千 > 百 > 十."""
    total, digit, unit_before, after_zero = 0, None, 10_000, False
    for letter in written:
        if letter in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[letter]
            after_zero = after_zero or digit == 0
            continue
        unit = _UNITS[letter]
        if unit >= unit_before or (digit is None and unit != 10):
            return None
        total += (digit or 1) * unit
        digit, unit_before, after_zero = None, unit, False
    if digit:
        total += digit if after_zero or unit_before == 10 else digit * unit_before // 10
    return total
