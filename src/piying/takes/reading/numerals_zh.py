"""Numerals and symbols in a Chinese line, turned into the words that are said for them.

The rules run in order, the most particular first; each takes the text of one form and gives
Chinese words, so that a later rule no longer sees it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from piying.takes.reading.numbers import cardinal, counted, digits

if TYPE_CHECKING:
    from piying.takes.reading.marked import Marked

_NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TO = r"\s*[-~～—–至到]\s*"

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_CURRENCIES = {
    "￥": "元", "¥": "元", "RMB": "元", "$": "美元", "US$": "美元", "€": "欧元", "£": "英镑",
    "HK$": "港元", "₩": "韩元",
}  # fmt: skip
_UNITS = {
    "km/h": "公里每小时", "m/s": "米每秒", "km": "公里", "kg": "公斤", "cm": "厘米",
    "mm": "毫米",
    "ml": "毫升", "mL": "毫升", "mg": "毫克", "m²": "平方米", "㎡": "平方米",
    "m³": "立方米",
    "g": "克", "m": "米", "L": "升", "h": "小时", "min": "分钟", "s": "秒", "w": "万",
    "W": "万", "k": "千", "kw": "千瓦", "kW": "千瓦", "°C": "摄氏度", "℃": "摄氏度",
    "°F": "华氏度", "℉": "华氏度", "°": "度",
}  # fmt: skip
_UNIT = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_DEGREE = "℃|°C|℉|°F|摄氏度|华氏度"
_CODES = "110|119|120|122|114|911|404|520|1314|12306|12315|12345|315|996|985|211|666|233|007"
"""Numbers that everybody says digit by digit when they stand alone."""
_CODE_WORDS = (
    "号码|电话|手机|手机号|账号|帐号|卡号|密码|尾号|验证码|编号|车牌|工号|学号|警号|微信|邮编|"
    "代码|代号|热线|QQ|ID"
)


def numerals(line: Marked) -> Marked:
    """`line` with its numerals and symbols in Chinese words."""
    for pattern, how in RULES:
        line = line.rewritten(pattern, how)
    return line


def _date(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return f"{digits(year)}年{cardinal(str(int(month)))}月{cardinal(str(int(day)))}日"


def _year(match: re.Match[str]) -> str:
    year = match.group(1)
    if len(year) == 4 and year.endswith("000") and year != "2000":
        return cardinal(year)
    return digits(year)


def _clock(match: re.Match[str]) -> str:
    hour, minute, second = match.groups()
    spoken = f"{counted(str(int(hour)), '点')}点"
    if second is None and int(minute) == 0:
        return spoken
    if second is None and minute == "30" and int(hour) <= 12:
        return f"{spoken}半"
    zero = "零" if 0 < int(minute) < 10 else ""
    spoken += f"{zero}{cardinal(str(int(minute)))}分"
    return spoken if second is None else f"{spoken}{cardinal(str(int(second)))}秒"


def _hour(match: re.Match[str]) -> str:
    return f"{counted(match.group(1), '点')}点"


def _money(match: re.Match[str]) -> str:
    sign, number, scale = match.group("sign"), match.group("number"), match.group("scale")
    return f"{counted(number, scale or '元')}{scale}{_CURRENCIES[sign.upper()]}"


def _below_zero(match: re.Match[str]) -> str:
    number, to = match.groups()
    return f"零下{cardinal(number)}{'到' if to else ''}"


def _share(match: re.Match[str]) -> str:
    first, second, sign = match.groups()
    part = {"%": "百分之", "‰": "千分之"}[sign]
    spoken = f"{part}{cardinal(first)}"
    return spoken if second is None else f"{spoken}到{part}{cardinal(second)}"


def _fraction(match: re.Match[str]) -> str:
    above, below = match.groups()
    return (
        f"{cardinal(below)}分之{cardinal(above)}" if int(above) < int(below) else match.group()
    )


def _range(match: re.Match[str]) -> str:
    first, to, second = match.groups()
    after = _after(match)
    return f"{counted(first, after)}{_spoken_to(to)}{counted(second, after)}"


def _years(match: re.Match[str]) -> str:
    first, to, second = match.groups()
    return f"{digits(first)}{_spoken_to(to)}{digits(second)}"


def _spoken_to(to: str) -> str:
    return to if to in "至到" else "到"


def _ratio(match: re.Match[str]) -> str:
    return "比".join(cardinal(number) for number in match.groups())


def _ordinal(match: re.Match[str]) -> str:
    return f"第{cardinal(str(int(match.group(1))))}"


def _number(match: re.Match[str]) -> str:
    return counted(match.group(1), _after(match))


def _minus(match: re.Match[str]) -> str:
    return f"负{cardinal(match.group(1))}"


def _digits(match: re.Match[str]) -> str:
    return digits(match.group(1))


def _telephone(match: re.Match[str]) -> str:
    """Digit by digit, with a breath where the number is written apart."""
    return "，".join(digits(part, telephone=True) for part in re.split(r"\D+", match.group()))


def _code(match: re.Match[str]) -> str:
    return f"{match.group(1)}{digits(match.group(2), telephone=True)}"


def _after(match: re.Match[str]) -> str:
    return match.string[match.end() : match.end() + 3].lstrip()


def _unit(match: re.Match[str]) -> str:
    return _UNITS[match.group(1)]


def _word(spoken: str) -> Callable[[re.Match[str]], str]:
    return lambda _: spoken


def _rule(pattern: str, how: Callable[[re.Match[str]], str]) -> Rule:
    return re.compile(pattern), how


RULES: tuple[Rule, ...] = (
    # dates and times of day
    _rule(r"(?<!\d)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:[日号]|(?![\d.]))", _date),
    _rule(r"(?<!\d)((?:19|20)\d\d)(\s*[-~～—–至到]+\s*)((?:19|20)\d\d)(?!\d)(?=年|届)", _years),
    _rule(r"(?<!\d)(\d{4})(?=\s*年|[届款版]|赛季)", _year),
    _rule(r"(?<!\d)([5-9]\d|0\d)(?=年(?:\d|的|春|夏|秋|冬|初|底|出生|毕业))", _year),
    _rule(r"(?<![\d:])([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?(?![\d:])", _clock),
    _rule(r"(?<!\d)(\d{1,2})点(?=[半整多钟了前后左零\d])", _hour),
    # numbers that are names
    _rule(r"(?<![\d.])1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)", _telephone),
    _rule(r"(?<![\d.])(?:0\d{2,3}-\d{7,8}|[48]00-\d{3,4}-\d{3,4})(?!\d)", _telephone),
    _rule(rf"((?:{_CODE_WORDS})[是为：:]?\s*)(\d{{3,}})(?![.,]\d)", _code),
    _rule(rf"(?<![\d.,:])()({_CODES})(?![\d.,%:]|\s*[个人块元天年岁次万多斤分名条])", _code),
    _rule(r"(?<![\d.])()(\d{3,4})(?=号?(?:房|室|病房|宿舍|寝室|包厢|包间|客房))", _code),
    _rule(r"(?<=[A-Z])()(\d{3,4})(?=次)", _code),
    _rule(r"(?<![\d.])(\d{3,4})(?=[Pp](?![A-Za-z]))", _digits),
    _rule(r"第\s*(\d+)", _ordinal),
    # money, temperature, shares
    _rule(
        rf"(?P<sign>US\$|HK\$|[￥¥$€£₩]|RMB)\s*(?P<number>{_NUMBER})(?P<scale>[十百千万亿]*)元?",
        _money,
    ),
    _rule(
        rf"(?<![\dA-Za-z])[-−]({_NUMBER})(?:({_TO})(?=[-−]?(?:{_NUMBER})(?:{_DEGREE}))|(?={_DEGREE}))",
        _below_zero,
    ),
    _rule(rf"({_NUMBER})%?(?:{_TO}({_NUMBER}))?([%‰])", _share),
    _rule(r"(?<![\d/.])(\d{1,4})/(\d{1,4})(?![\d/])", _fraction),
    # everything that counts
    _rule(rf"(?<=\d)\s*({_UNIT})(?![A-Za-z])", _unit),
    _rule(rf"(?<![\d.])({_NUMBER})({_TO})({_NUMBER})(?![\d-])", _range),
    _rule(r"(?<![\d:])(\d+)[:：](\d+)(?![\d:])", _ratio),
    _rule(r"(?<=\d)\s*[+＋]\s*(?=\d)", _word("加")),
    _rule(r"(?<=\d)\s*[×*]\s*(?=\d)", _word("乘")),
    _rule(r"(?<=\d)\s*÷\s*(?=\d)", _word("除以")),
    _rule(r"(?<=\d)\s*=\s*(?=\d)", _word("等于")),
    _rule(r"(?<=\d)#", _word("号")),
    _rule(rf"(?<![\dA-Za-z.])[-−]({_NUMBER})", _minus),
    _rule(rf"({_NUMBER})", _number),
    # signs that are words
    _rule(r"(?<=[A-Za-z])\s*&\s*(?=[A-Za-z])", _word(" and ")),
    _rule(r"\s*&\s*", _word("和")),
    _rule(r"\+", _word("加")),
    _rule(r"=", _word("等于")),
    _rule(r"@", _word("艾特")),
    _rule(r"℃", _word("摄氏度")),
    _rule(r"°", _word("度")),
    _rule(r"%", _word("百分号")),
)
