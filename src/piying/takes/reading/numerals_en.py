"""Numerals and symbols in an English line, turned into the words that are said for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from piying.takes.reading.marked import Marked

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_BELOW_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_ONES = tuple(_BELOW_TWENTY.split())
_TENS = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
NUMBER_MAX = 10**15
"""From here on a number is read digit by digit."""
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_MONEY = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "€": ("euro", "euros", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "¥": ("yuan", "yuan", "fen", "fen"),
    "￥": ("yuan", "yuan", "fen", "fen"),
}
_UNITS = {
    "km": "kilometers", "kg": "kilograms", "cm": "centimeters", "mm": "millimeters",
    "mph": "miles an hour", "km/h": "kilometers an hour", "lb": "pounds", "lbs": "pounds",
    "ft": "feet", "°C": "degrees Celsius", "°F": "degrees Fahrenheit", "℃": "degrees Celsius",
    "°": "degrees", "K": "thousand", "k": "thousand", "M": "million", "GB": "gigabytes",
}  # fmt: skip
_UNIT = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_FRACTIONS = {"2": ("half", "halves"), "4": ("quarter", "quarters")}


def english_numerals(line: Marked) -> Marked:
    """`line` with its numerals and symbols in English words."""
    for pattern, how in RULES:
        line = line.rewritten(pattern, how)
    return line


def cardinal(number: int) -> str:
    """`number`, at least 0 and below NUMBER_MAX, in words."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{_ONES[hundreds]} hundred" + (f" {cardinal(rest)}" if rest else "")
    size, name = next(scale for scale in _SCALES if number >= scale[0])
    count, rest = divmod(number, size)
    return f"{cardinal(count)} {name}" + (f" {cardinal(rest)}" if rest else "")


def spoken(written: str) -> str:
    """A number with commas and decimals in words; long or zero-led ones digit by digit."""
    whole, point, part = written.replace(",", "").partition(".")
    if (len(whole) > 1 and whole.startswith("0")) or int(whole) >= NUMBER_MAX:
        words = each(whole)
    else:
        words = cardinal(int(whole))
    return f"{words} point {each(part)}" if point else words


def each(written: str) -> str:
    """The digits of `written` one by one."""
    return " ".join(_ONES[int(digit)] for digit in written if digit.isdecimal())


def ordinal(number: int) -> str:
    """The ordinal of `number` in words: twenty-first."""
    head, joint, last = cardinal(number).rpartition("-")
    if not joint:
        head, joint, last = cardinal(number).rpartition(" ")
    if last in _ORDINALS:
        last = _ORDINALS[last]
    else:
        last = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return head + joint + last


def year(number: int) -> str:
    """A year in words: nineteen ninety-eight, two thousand five, twenty twenty-five."""
    century, rest = divmod(number, 100)
    if 2000 <= number < 2010 or (rest == 0 and century % 10 == 0):
        return cardinal(number)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def _money(match: re.Match[str]) -> str:
    sign, number, scale = match.groups()
    one, many, cent, cents = _MONEY[sign]
    if scale:
        return f"{spoken(number)} {scale.strip()} {many}"
    whole, _, part = number.replace(",", "").partition(".")
    main = f"{cardinal(int(whole))} {one if int(whole) == 1 else many}"
    small = int(part.ljust(2, "0")[:2]) if part else 0
    if not small:
        return main
    minor = f"{cardinal(small)} {cent if small == 1 else cents}"
    return minor if int(whole) == 0 else f"{main} and {minor}"


def _clock(match: re.Match[str]) -> str:
    hour, minute, half = match.group(1), match.group(2), match.group(3)
    words = cardinal(int(hour))
    if int(minute):
        words += f" {'oh ' if int(minute) < 10 else ''}{cardinal(int(minute))}"
    elif not half:
        words += " o'clock" if 0 < int(hour) <= 12 else " hundred hours"
    return words + _half_day(half)


def _hour(match: re.Match[str]) -> str:
    return cardinal(int(match.group(1))) + _half_day(match.group(2))


def _half_day(written: str | None) -> str:
    return f" {written[0].upper()}M" if written else ""


def _years(match: re.Match[str]) -> str:
    words = year(int(match.group(1)))
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"


def _year(match: re.Match[str]) -> str:
    return year(int(match.group(1)))


def _month_day(match: re.Match[str]) -> str:
    return f"{match.group(1)} {ordinal(int(match.group(2)))}"


def _ordinal(match: re.Match[str]) -> str:
    return ordinal(int(match.group(1).replace(",", "")))


def _fraction(match: re.Match[str]) -> str:
    above, below = match.groups()
    if not 0 < int(above) < int(below):
        return f"{cardinal(int(above))} {cardinal(int(below))}"
    one, many = _FRACTIONS.get(below, (ordinal(int(below)), f"{ordinal(int(below))}s"))
    return f"{cardinal(int(above))} {one if above == '1' else many}"


def _room(match: re.Match[str]) -> str:
    digits = match.group(2)
    if len(digits) == 3 and digits.endswith("00"):
        return f"{match.group(1)} {cardinal(int(digits))}"
    head, tail = digits[:-2], digits[-2:]
    rest = f"oh {_ONES[int(tail[1])]}" if tail[0] == "0" else cardinal(int(tail))
    return f"{match.group(1)} {cardinal(int(head))} {rest}"


def _digits(match: re.Match[str]) -> str:
    return ", ".join(each(part) for part in re.split(r"\D+", match.group()) if part)


def _number(match: re.Match[str]) -> str:
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return " " * before.isalpha() + spoken(match.group()) + " " * after.isalpha()


def _word(words: str) -> Callable[[re.Match[str]], str]:
    return lambda _: words


def _rule(pattern: str, how: Callable[[re.Match[str]], str]) -> Rule:
    return re.compile(pattern), how


RULES: tuple[Rule, ...] = (
    _rule(r"\b(?:\+?\d{1,3}[- ])?\(?\d{3}\)?[- ]\d{3}[- ]\d{4}\b|\b\d{3}-\d{4}\b", _digits),
    _rule(rf"([$€£¥￥])\s*({_NUMBER})(\s*(?:thousand|million|billion|trillion)\b)?", _money),
    _rule(r"\b([01]?\d|2[0-4]):([0-5]\d)(?:\s*([aApP]\.[mM]\.|[aApP][mM]\b))?", _clock),
    _rule(r"\b(1[0-2]|[1-9])\s*([aApP]\.[mM]\.|[aApP][mM]\b)", _hour),
    _rule(rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b", _month_day),
    _rule(r"\b(\d{1,3}(?:,\d{3})*|\d+)(?:st|nd|rd|th)\b", _ordinal),
    _rule(r"\b(1[1-9]\d0|20\d0)'?s\b", _years),
    _rule(r"\b([Rr]oom|[Ss]uite|[Aa]partment|[Ff]lat|[Uu]nit)\s+(\d{3,4})\b", _room),
    _rule(
        r"(?<![\d.,$])\b(1[1-9]\d\d|20\d\d)\b(?![\d,]|\.\d|\s*(?:%|dollars|people|times|miles))",
        _year,
    ),
    _rule(r"\b(?:911|007|411)\b", _digits),
    _rule(r"\b24/7\b", _word("twenty-four seven")),
    _rule(r"(?<![\d/.])(\d{1,3})/(\d{1,3})(?![\d/])", _fraction),
    _rule(rf"(?<=\d)\s?({_UNIT})(?![A-Za-z])", lambda match: f" {_UNITS[match.group(1)]}"),
    _rule(r"(?<=\d)\s*%", _word(" percent")),
    _rule(r"(?<=\d)\s*[-–—~]\s*(?=\d)", _word(" to ")),
    _rule(r"(?<![\w.])[-−](?=\d)", _word("minus ")),
    _rule(r"#\s*(?=\d)|\bNo\.\s*(?=\d)", _word("number ")),
    _rule(_NUMBER, _number),
    _rule(r"\s*&\s*", _word(" and ")),
    _rule(r"\s*\+\s*", _word(" plus ")),
    _rule(r"\s*=\s*", _word(" equals ")),
    _rule(r"@", _word(" at ")),
    _rule(r"%", _word(" percent ")),
)
"""The most particular form first."""
